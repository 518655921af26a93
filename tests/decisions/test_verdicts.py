"""Which verdicts are possible on which findings."""

from __future__ import annotations

import pytest

from gradrecon.decisions.verdicts import (
    MEANINGS,
    POSSIBLE,
    bulk_why_not,
    effect,
    matter,
    note_wanted,
    why_not,
    why_not_written,
)
from gradrecon.rules import RULES
from gradrecon.vocabulary import Matter, Severity, Verdict

STRAY = {"rule": "capture.stray", "source": "studio", "student_no": "", "expected": "1001"}
LEGAL = ("name", "id_no", "sex", "birth_date", "ethnicity", "student_no", "level", "major")


def possible(row, confirmed=()):
    return {verdict.value for verdict in Verdict if not why_not(verdict, row, confirmed)}


ALWAYS = {"退回学生", "退回学院", "提交研究生院", "待查"}
SPELT = {"采用学籍", "采用填报", "填写为"}


@pytest.mark.parametrize(
    ("row", "further"),
    [
        ({}, SPELT),
        ({"expected": ""}, {"采用填报", "填写为"}),
        ({"rule": "pinyin.blank", "observed": ""}, {"采用学籍", "填写为"}),
        ({"rule": "pinyin.differs", "observed": "Wang Fang、Wang Fan"}, {"采用学籍", "填写为"}),
        ({"rule": "pinyin.respelt", "source": "returned"}, {"采用学籍", "填写为"}),
        ({"rule": "major.english_unstated", "field": "major_en", "source": "returned"},
         {"采用学籍", "填写为"}),
        ({"rule": "chsi.name_differs", "source": "chsi", "field": "name"},
         {"采用学籍", "认定为同一人", "不是同一人"}),
        ({"rule": "pinyin.name_differs", "field": "name", "observed": "王方"},
         {"采用学籍", "采用填报", "认定为同一人", "不是同一人"}),
        ({"rule": "pinyin.name_differs", "field": "name", "observed": "龚*雪"},
         {"采用学籍", "认定为同一人", "不是同一人"}),
        ({"rule": "info.name_differs", "source": "applications", "observed": "王某"},
         {"采用学籍", "认定为同一人", "不是同一人"}),
        ({"rule": "roster.id_check", "source": "roster", "field": "id_no"},
         {"无需处理", "学生已说明"}),
        ({"rule": "capture.missing", "field": "taken", "step": "图像采集"}, {"转采集单位"}),
        ({"rule": "chsi.no_image", "field": "word", "step": "学信网校对"}, {"转采集单位"}),
        ({"rule": "capture.twice", "field": "taken", "source": "studio"},
         {"无需处理", "学生已说明", "转采集单位"}),
    ],
)  # fmt: skip
def test_on_a_student(seen, row, further):
    assert possible(seen(**row)) == ALWAYS | further


def test_a_row_goes_back_to_whoever_made_its_file(seen):
    for source, move in (("studio", "采集单位"), ("pinyin", "学院"), ("chsi", "研究生院")):
        row = seen(rule="capture.damaged", source=source, row_id=3)
        assert not why_not(Verdict.TO_SOURCE, row)
        assert effect(Verdict.TO_SOURCE, row).move == move
    assert why_not(Verdict.TO_SOURCE, seen())


@pytest.mark.parametrize("source", ["studio", "chsi", "must_capture", "recapture", "images"])
def test_what_others_say_of_a_student_is_no_statement_of_his(seen, source):
    row = seen(rule="capture.name_differs", source=source, field="name", observed="王方")
    assert "不是学生本人的填报" in why_not(Verdict.SUBMITTED, row)


def test_on_a_row_that_is_nobody_s(seen):
    others = {"认定为同一人", "不是同一人", "无需处理", "提交研究生院", "待查", "转采集单位",
              "退回学院"}  # fmt: skip
    assert possible(seen(**STRAY)) == others
    assert possible(seen(**{**STRAY, "expected": ""})) == others - {"不是同一人"}
    assert possible(seen(**{**STRAY, "college": ""})) == others - {"退回学院"}


def test_what_is_not_there_no_verdict_makes(seen):
    row = seen(rule="return.unsealed", source="handovers", student_no="", field="sealed")
    assert possible(row) == {"退回学院", "提交研究生院", "待查"}


def test_a_spelling_that_the_student_confirmed_can_only_be_kept_or_sent_back(seen):
    assert possible(seen(), confirmed=("Wang Fan",)) == ALWAYS | {"采用填报"}
    assert "已确认“Wang Fan”" in why_not(Verdict.FILL, seen(), ("Wang Fan",))


def test_of_two_confirmed_spellings_one_can_be_written(seen):
    row = seen(rule="pinyin.contradicted", observed="Sun Yindong、Sun Yingdong", source="returned",
               expected="Sun Yindong")  # fmt: skip
    both = ("Sun Yindong", "Sun Yingdong")
    assert possible(row, both) == ALWAYS | {"采用学籍", "填写为"}
    assert not why_not_written("Sun Yingdong", both)
    assert "“Sun Yindong”和“Sun Yingdong”" in why_not_written("Sun Haohaohao", both)


@pytest.mark.parametrize(
    ("verdict", "severity", "wanted"),
    [("无需处理", "error", "依据"), ("无需处理", "warning", ""), ("学生已说明", "notice", "材料"),
     ("采用学籍", "error", "")],
)  # fmt: skip
def test_what_a_note_must_say(seen, verdict, severity, wanted):
    note = note_wanted(verdict, seen(severity=severity))
    assert wanted in note and bool(wanted) == bool(note)


@pytest.mark.parametrize("field", LEGAL)
def test_no_verdict_gives_a_legal_field_another_value(seen, field):
    for rule in RULES:
        row = seen(rule=rule.code, field=field, source=rule.chapter)
        assert why_not(Verdict.FILL, row)
        assert matter(row) is not Matter.SPELLING


def test_every_verdict_has_its_own_key_and_sentence():
    assert set(MEANINGS) == set(Verdict)
    assert [meaning.key for meaning in MEANINGS.values()] == list("123456789ECSO")
    assert len({meaning.about for meaning in MEANINGS.values()}) == len(Verdict)


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
