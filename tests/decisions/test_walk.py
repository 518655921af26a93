"""Every rule, every verdict, one reviewer and two: what comes of it, as a table that one can read.

A cell says where the finding stands after one reviewer and after two who agree: 定 settled, 候 a
second is awaited, 转 open and somebody's move, 放 put aside, — not possible. The row is one that a
student's own statement shows, in a college, with everything said that a verdict may need.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gradrecon.decisions.entry import Entry
from gradrecon.decisions.seen import Seen
from gradrecon.decisions.standing import Grounds, standing
from gradrecon.decisions.verdicts import matter, why_not
from gradrecon.rules import RULES
from gradrecon.rules.rule import Rule
from gradrecon.vocabulary import Awaits, Matter, Risk, Settlement, Verdict

TABLE = """
what             采用学籍 采用填报 填写为 认定为同一人 不是同一人 无需处理 学生已说明
IDENTITY-error   候定     转转     —      候定         候定       —        —
IDENTITY-other   定定     转转     —      候定         候定       —        —
UNMATCHED-error  —        —        —      候定         候定       候定     —
UNMATCHED-other  —        —        —      候定         候定       定定     —
SPELLING-error   候定     候定     候定   —            —          —        —
SPELLING-other   候定     候定     候定   —            —          —        —
ENGLISH-error    候定     转转     转转   —            —          —        —
ENGLISH-other    候定     转转     转转   —            —          —        —
RECORD-error     —        —        —      —            —          候定     候定
RECORD-other     —        —        —      —            —          定定     定定
OTHER-error      —        —        —      —            —          候定     候定
OTHER-other      —        —        —      —            —          定定     定定
UNDONE-error     —        —        —      —            —          —        —
UNDONE-other     —        —        —      —            —          —        —
"""
# What is the same of all: it goes to somebody, or is one's own bookmark.
ALWAYS = {"退回学生": "转转", "退回学院": "转转", "退回来源单位": "转转", "提交研究生院": "转转",
          "待查": "放放", "转采集单位": "—"}  # fmt: skip
SIGNS = {Awaits.SECOND: "候", Awaits.MOVED: "转", Awaits.PENDING: "放"}
VALUES = {"采用学籍": "Wang Fang", "采用填报": "Wang Fan", "填写为": "Wang Fong",
          "认定为同一人": "1001"}  # fmt: skip
GROUNDS = Grounds(frozenset(Risk), frozenset({"1001"}))


def told() -> dict[str, dict[str, str]]:
    head, *lines = (line.split() for line in TABLE.strip().splitlines())
    return {what: dict(zip(head[1:], cells, strict=True)) for what, *cells in lines}


def outcome(row: Seen, verdict: Verdict, decided: Callable[..., Entry]) -> str:
    if why_not(verdict, row):
        return "—"
    both = [decided(verdict.value, value=VALUES.get(verdict, ""), reviewer=who, rule=row.rule)
            for who in ("甲", "乙")]  # fmt: skip
    found = [standing(row, both[:count], GROUNDS) for count in (1, 2)]
    return "".join("定" if one.state is Settlement.SETTLED else SIGNS[one.awaits] for one in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_comes_of_each_verdict_on_a_rule(
    seen: Callable[..., Seen], decided: Callable[..., Entry], rule: Rule
) -> None:
    nobodys = rule.about is Matter.UNMATCHED
    row = seen(
        rule=rule.code, field=rule.field, severity=rule.severity.value, source="pinyin",
        student_no="" if nobodys else "1001", expected="1001" if nobodys else "Wang Fang",
        row_id=3,
    )  # fmt: skip
    name = (
        "ENGLISH"
        if row.field == "major_en" and matter(row) is Matter.SPELLING
        else matter(row).name
    )
    expected = told()[f"{name}-{'error' if row.severity == 'error' else 'other'}"] | ALWAYS
    if nobodys:
        expected["退回学生"] = "—"
    assert {one.value: outcome(row, one, decided) for one in Verdict} == expected
