"""Which verdicts are possible on which findings."""

from __future__ import annotations

import pytest

from gradrecon.decisions.verdicts import MEANINGS, POSSIBLE, bulk_why_not, matter, why_not
from gradrecon.rules import RULES
from gradrecon.vocabulary import Matter, Severity, Verdict

STRAY = {"rule": "capture.stray", "source": "studio", "student_no": "", "expected": "1001"}
LEGAL = ("name", "id_no", "sex", "birth_date", "ethnicity", "student_no", "level", "major")


def possible(row, confirmed=""):
    return {verdict.value for verdict in Verdict if not why_not(verdict, row, confirmed)}


ALWAYS = {"退回学生", "提交研究生院", "待查"}


@pytest.mark.parametrize(
    ("row", "further"),
    [
        ({}, {"采用学籍", "采用填报", "填写为"}),
        ({"expected": ""}, {"采用填报", "填写为"}),
        ({"rule": "pinyin.blank", "observed": ""}, {"采用学籍", "填写为"}),
        ({"rule": "pinyin.differs", "observed": "Wang Fang、Wang Fan"}, {"采用学籍", "填写为"}),
        ({"rule": "major.english_unstated", "field": "major_en"},
         {"采用学籍", "采用填报", "填写为"}),
        ({"rule": "chsi.name_differs", "source": "chsi", "field": "name"},
         {"采用学籍", "采用填报", "认定为同一人", "不是同一人"}),
        ({"rule": "roster.id_check", "source": "roster", "field": "id_no"}, {"无需处理"}),
        ({"rule": "roster.id_shape", "source": "roster", "field": "id_no"}, {"无需处理"}),
        ({"rule": "capture.missing", "field": "taken"}, set()),
        ({"rule": "capture.twice", "field": "taken"}, {"无需处理"}),
    ],
)  # fmt: skip
def test_on_a_student(seen, row, further):
    assert possible(seen(**row)) == ALWAYS | further


def test_on_a_row_that_is_nobody_s(seen):
    others = {"认定为同一人", "不是同一人", "无需处理", "提交研究生院", "待查"}
    assert possible(seen(**STRAY)) == others
    assert possible(seen(**{**STRAY, "expected": ""})) == others - {"不是同一人"}


def test_on_a_college(seen):
    row = seen(rule="return.unsealed", source="handovers", student_no="", field="sealed")
    assert possible(row) == {"无需处理", "提交研究生院", "待查"}


def test_a_spelling_that_the_student_confirmed_can_only_be_kept_or_sent_back(seen):
    assert possible(seen(), confirmed="Wang Fan") == ALWAYS | {"采用填报"}
    assert "已确认“Wang Fan”" in why_not(Verdict.FILL, seen(), "Wang Fan")


@pytest.mark.parametrize("field", LEGAL)
def test_no_verdict_gives_a_legal_field_another_value(seen, field):
    for rule in RULES:
        row = seen(rule=rule.code, field=field, source=rule.chapter)
        assert why_not(Verdict.FILL, row)
        assert matter(row) is not Matter.SPELLING


def test_every_verdict_has_its_own_key_and_sentence():
    assert set(MEANINGS) == set(Verdict)
    assert [meaning.key for meaning in MEANINGS.values()] == list("123456789")
    assert len({meaning.about for meaning in MEANINGS.values()}) == 9


def test_every_matter_can_be_put_aside():
    assert set(POSSIBLE) == set(Matter)
    assert all(Verdict.LOOK_INTO in verdicts for verdicts in POSSIBLE.values())


@pytest.mark.parametrize(
    ("verdict", "severity", "safe"),
    [
        (Verdict.ROSTER, Severity.WARNING, True),
        (Verdict.NO_ACTION, Severity.NOTICE, True),
        (Verdict.NO_ACTION, Severity.ERROR, False),
        (Verdict.TO_STUDENT, Severity.ERROR, True),
        (Verdict.SAME, Severity.NOTICE, False),
        (Verdict.FILL, Severity.NOTICE, False),
        (Verdict.SUBMITTED, Severity.NOTICE, False),
    ],
)
def test_what_is_safe_in_bulk(verdict, severity, safe):
    assert (bulk_why_not(verdict, severity) == "") is safe
