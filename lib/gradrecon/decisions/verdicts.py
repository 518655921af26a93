"""The nine verdicts: what each says and does, and on which findings it is possible.

Everything about a verdict is data here. Legal fields are never changed by one: it yields an
application to be made (2.2.4, see `effects.applications_needed`). Only spellings may change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gradrecon.decisions.seen import Seen
from gradrecon.sources import BY_NAME
from gradrecon.vocabulary import Matter, Move, Severity, Verdict


class Effect(StrEnum):
    """What becomes of the finding: settled, somebody's move, or open as it was."""

    SETTLES = "settles"
    PASSES_ON = "passes on"
    WAITS = "waits"


@dataclass(frozen=True)
class Meaning:
    """A verdict's key on the keyboard, its sentence and its effect; `move` where it passes on.

    `bulk`: whether it may be given to many findings at once.
    """

    key: str
    about: str
    effect: Effect
    move: Move = Move.NOBODY
    bulk: bool = False


MEANINGS: Mapping[Verdict, Meaning] = {
    Verdict.ROSTER: Meaning(
        "1", "以学籍为准；拼音取由学籍姓名得出的拼写，专业英文名称取对照表。",
        Effect.SETTLES, bulk=True,
    ),
    Verdict.SUBMITTED: Meaning(
        "2", "拼音、专业英文名称采用填报的；法定信息不改，列入须提交的更正申请。", Effect.SETTLES,
    ),
    Verdict.FILL: Meaning("3", "填写正确的拼音或专业英文名称，用于信息核对表。", Effect.SETTLES),
    Verdict.SAME: Meaning("4", "确认是这名学生；对应不到的记录从此归到其名下。", Effect.SETTLES),
    Verdict.NOT_SAME: Meaning(
        "5", "确认不是这名学生：不再提议；已按编号归其名下的记录改列为对应不到。", Effect.SETTLES
    ),
    Verdict.NO_ACTION: Meaning("6", "已核实，无需处理。", Effect.SETTLES, bulk=True),
    Verdict.TO_STUDENT: Meaning(
        "7", "退回学生核对，问题保留。", Effect.PASSES_ON, Move.STUDENT, bulk=True
    ),
    Verdict.TO_SCHOOL: Meaning(
        "8", "提交研究生院，问题保留；学籍有误的列入须提交的更正申请。",
        Effect.PASSES_ON, Move.SCHOOL, bulk=True,
    ),
    Verdict.LOOK_INTO: Meaning("9", "先放一放，待查明，问题保留。", Effect.WAITS, bulk=True),
}  # fmt: skip

# The only fields that a verdict may give another value (2.1, 2.2.2), each as users call it.
CHANGEABLE: Mapping[str, str] = {"pinyin": "姓名拼音", "major_en": "专业英文名称"}


_ALWAYS = (Verdict.TO_STUDENT, Verdict.TO_SCHOOL, Verdict.LOOK_INTO)
POSSIBLE: Mapping[Matter, tuple[Verdict, ...]] = {
    Matter.STRAY: (Verdict.SAME, Verdict.NOT_SAME, Verdict.NO_ACTION, *_ALWAYS),
    Matter.IDENTITY: (
        Verdict.ROSTER, Verdict.SUBMITTED, Verdict.SAME, Verdict.NOT_SAME, *_ALWAYS,
    ),
    Matter.SPELLING: (Verdict.ROSTER, Verdict.SUBMITTED, Verdict.FILL, *_ALWAYS),
    Matter.RECORD: (Verdict.NO_ACTION, *_ALWAYS),
    Matter.UNDONE: _ALWAYS,
    Matter.OTHER: (Verdict.NO_ACTION, *_ALWAYS),
}  # fmt: skip


def matter(seen: Seen) -> Matter:
    """What a finding is about: what its rule says, narrowed by the row and field it concerns."""
    about = Matter(seen.about)
    if about is Matter.STRAY and not seen.student_no and _of_students(seen.source):
        return about
    if about in (Matter.RECORD, Matter.IDENTITY):
        return about
    if seen.field in CHANGEABLE and seen.student_no:
        return Matter.SPELLING
    return Matter.UNDONE if about is Matter.UNDONE else Matter.OTHER


def _of_students(source: str) -> bool:
    """Whether a source beside the roster has a row per student."""
    return source != "roster" and source in BY_NAME and BY_NAME[source].subject == "student"


def effect(verdict: str, about: Matter) -> Meaning:
    """What a verdict does to a finding of that matter.

    To adopt what contradicts a legal field only starts an application, and leaves it open. To say
    that a linked row is somebody else's settles it: what is left to do is said of the stray row.
    """
    meaning = MEANINGS[Verdict(verdict)]
    if about is Matter.IDENTITY and verdict == Verdict.SUBMITTED:
        return Meaning(meaning.key, meaning.about, Effect.PASSES_ON, Move.STUDENT)
    return meaning


def why_not(verdict: Verdict, seen: Seen, confirmed: str = "") -> str:
    """Why a verdict is not possible on a finding, in a Chinese sentence; "" where it is.

    `confirmed` is the spelling that the student has confirmed, which nobody overwrites (law 5).
    """
    about = matter(seen)
    if verdict not in POSSIBLE[about]:
        return "这类问题不能这样处理。"
    if verdict is Verdict.TO_STUDENT and not seen.student_no:
        return "这个问题不涉及具体学生。"
    if verdict is Verdict.NOT_SAME and about is Matter.STRAY and not seen.expected:
        return "没有提议的学生。"
    if about is Matter.SPELLING:
        return _why_not_spelled(verdict, seen, confirmed)
    return ""


def _why_not_spelled(verdict: Verdict, seen: Seen, confirmed: str) -> str:
    if verdict is Verdict.ROSTER and not seen.expected:
        return "没有可用的建议拼写。"
    if verdict is Verdict.SUBMITTED and (not seen.observed or "、" in seen.observed):
        return "没有唯一的填报内容。"
    spelt = {Verdict.ROSTER: seen.expected, Verdict.SUBMITTED: seen.observed, Verdict.FILL: ""}
    settled = spelt.get(verdict, confirmed)
    if seen.field == "pinyin" and confirmed and settled != confirmed:
        return f"学生已确认“{confirmed}”，如需更改请退回学生。"
    return ""


def bulk_why_not(verdict: Verdict, severity: str) -> str:
    """Why a verdict may not be given to many findings of a severity at once, "" where it may."""
    if not MEANINGS[verdict].bulk:
        return "这种处理须逐条判定。"
    if severity == Severity.ERROR and MEANINGS[verdict].effect is Effect.SETTLES:
        return "严重问题须逐条判定。"
    return ""
