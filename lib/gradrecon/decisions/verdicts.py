"""The verdicts: what each says and changes, and on which findings it is possible.

Everything about a verdict is data here. Legal fields are never changed by one: it yields an
application to be made (2.2.4, see `effects.applications_needed`). Only spellings may change. What
no source says was done (a picture, a confirmation, a signature) no verdict can say (law 11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gradrecon.decisions.seen import Seen
from gradrecon.sources import BY_NAME
from gradrecon.vocabulary import Matter, Move, Risk, Severity, Step, Verdict


class Effect(StrEnum):
    """What becomes of the finding: settled, somebody's move, or open as it was."""

    SETTLES = "settles"
    PASSES_ON = "passes on"
    WAITS = "waits"


@dataclass(frozen=True)
class Meaning:
    """A verdict's key on the keyboard, its sentence and its effect; `move` where it passes on.

    `bulk`: whether it may be given to many findings at once. `mends`: whether it says whose a row
    is or which value is right, and so can take an error out of a student's way (law 11).
    """

    key: str
    about: str
    effect: Effect
    move: Move = Move.NOBODY
    bulk: bool = False
    mends: bool = False


MEANINGS: Mapping[Verdict, Meaning] = {
    Verdict.ROSTER: Meaning(
        "1", "以学籍为准；拼音取由学籍姓名得出的拼写，专业英文名称取对照表。",
        Effect.SETTLES, bulk=True, mends=True,
    ),
    Verdict.SUBMITTED: Meaning(
        "2", "采用学生本人填报的拼音；法定信息不改，列入须提交的更正申请。",
        Effect.SETTLES, mends=True,
    ),
    Verdict.FILL: Meaning(
        "3", "填写正确的拼音或专业英文名称，用于信息核对表。", Effect.SETTLES, mends=True
    ),
    Verdict.SAME: Meaning(
        "4", "确认是这名学生；对应不到的记录从此归到其名下。", Effect.SETTLES, mends=True
    ),
    Verdict.NOT_SAME: Meaning(
        "5", "确认不是这名学生：不再提议；已按编号归其名下的记录改列为对应不到。", Effect.SETTLES
    ),
    Verdict.NO_ACTION: Meaning(
        "6", "已核实，无需处理；错误须写明依据。", Effect.SETTLES, bulk=True
    ),
    Verdict.TO_STUDENT: Meaning(
        "7", "退回学生核对，问题保留。", Effect.PASSES_ON, Move.STUDENT, bulk=True
    ),
    Verdict.TO_SCHOOL: Meaning(
        "8", "提交研究生院，问题保留；学籍有误的列入须提交的更正申请。",
        Effect.PASSES_ON, Move.SCHOOL, bulk=True,
    ),
    Verdict.LOOK_INTO: Meaning(
        "9", "先放一放，只移出自己的“待我处理”，别人不受影响。", Effect.WAITS, bulk=True
    ),
    Verdict.EXPLAINED: Meaning(
        "E", "学生已说明，材料已看；须写明看了什么材料。", Effect.SETTLES
    ),
    Verdict.TO_COLLEGE: Meaning(
        "C", "退回学院处理，问题保留，列入学院的待办名单。",
        Effect.PASSES_ON, Move.COLLEGE, bulk=True,
    ),
    Verdict.TO_STUDIO: Meaning(
        "S", "转采集单位核实，问题保留。", Effect.PASSES_ON, Move.STUDIO, bulk=True
    ),
    Verdict.TO_SOURCE: Meaning(
        "O", "这一行有误，由提供文件的单位更正后重报，问题保留。",
        Effect.PASSES_ON, Move.SCHOOL, bulk=True,
    ),
}  # fmt: skip

# Who mends a file that came from outside the graduate school.
_OFFICES: Mapping[str, Move] = {
    "studio": Move.STUDIO, "photos": Move.STUDIO,
    "pinyin": Move.COLLEGE, "applications": Move.COLLEGE, "returned": Move.COLLEGE,
    "handovers": Move.COLLEGE,
}  # fmt: skip
# What students say themselves; all else is said about them.
_OWN_STATEMENTS = ("pinyin", "applications")
# A value that its office hid is nobody's statement.
_MASKED = re.compile("[*＊●•○■□×✱?？某]")

# The only fields that a verdict may give another value (2.1, 2.2.2), each as users call it.
CHANGEABLE: Mapping[str, str] = {"pinyin": "姓名拼音", "major_en": "专业英文名称"}


_ALWAYS = (
    Verdict.TO_STUDENT, Verdict.TO_COLLEGE, Verdict.TO_STUDIO, Verdict.TO_SOURCE,
    Verdict.TO_SCHOOL, Verdict.LOOK_INTO,
)  # fmt: skip
POSSIBLE: Mapping[Matter, tuple[Verdict, ...]] = {
    Matter.UNMATCHED: (Verdict.SAME, Verdict.NOT_SAME, Verdict.NO_ACTION, *_ALWAYS),
    Matter.IDENTITY: (
        Verdict.ROSTER, Verdict.SUBMITTED, Verdict.SAME, Verdict.NOT_SAME, *_ALWAYS,
    ),
    Matter.SPELLING: (Verdict.ROSTER, Verdict.SUBMITTED, Verdict.FILL, *_ALWAYS),
    Matter.RECORD: (Verdict.NO_ACTION, Verdict.EXPLAINED, *_ALWAYS),
    Matter.UNDONE: _ALWAYS,
    Matter.OTHER: (Verdict.NO_ACTION, Verdict.EXPLAINED, *_ALWAYS),
}  # fmt: skip


def matter(seen: Seen) -> Matter:
    """What a finding is about: what its rule says, narrowed by the row and field it concerns."""
    about = Matter(seen.about)
    if about is Matter.UNMATCHED and not seen.student_no and _of_students(seen.source):
        return about
    if about in (Matter.RECORD, Matter.IDENTITY):
        return about
    if seen.field in CHANGEABLE and seen.student_no:
        return Matter.SPELLING
    return Matter.UNDONE if about is Matter.UNDONE else Matter.OTHER


def _of_students(source: str) -> bool:
    """Whether a source beside the roster has a row per student."""
    return source != "roster" and source in BY_NAME and BY_NAME[source].subject == "student"


def effect(verdict: str, seen: Seen) -> Meaning:
    """What a verdict does to a finding.

    To adopt what contradicts a legal field, or an English major other than the table's, only
    starts an application, and leaves it open. To say that a linked row is somebody else's settles
    it: what is left to do is said of the stray row.
    """
    meaning = MEANINGS[Verdict(verdict)]
    if verdict == Verdict.TO_SOURCE:
        return replace(meaning, move=_OFFICES.get(seen.source, meaning.move))
    if matter(seen) is Matter.IDENTITY and verdict == Verdict.SUBMITTED:
        return replace(meaning, effect=Effect.PASSES_ON, move=Move.STUDENT)
    stated = verdict in (Verdict.SUBMITTED, Verdict.FILL)
    if stated and seen.field == "major_en" and seen.expected:
        return replace(meaning, effect=Effect.PASSES_ON, move=Move.COLLEGE)
    return meaning


def changes(verdict: str, seen: Seen) -> frozenset[Risk]:
    """What a verdict on a finding changes that a second person may have to look at."""
    if effect(verdict, seen).effect is not Effect.SETTLES:
        return frozenset()
    found = {
        Risk.WHOSE: verdict in (Verdict.SAME, Verdict.NOT_SAME),
        Risk.SPELLING: matter(seen) is Matter.SPELLING,
        Risk.ERROR: seen.severity == Severity.ERROR,
    }
    return frozenset(risk for risk, changed in found.items() if changed)


def note_wanted(verdict: str, seen: Seen) -> str:
    """What the note to a verdict must say, in a Chinese sentence; "" if it may be left out."""
    if verdict == Verdict.EXPLAINED:
        return "请在备注里写明看了什么材料。"
    if verdict == Verdict.NO_ACTION and seen.severity == Severity.ERROR:
        return "这是错误，请在备注里写明无需处理的依据。"
    return ""


def possible(seen: Seen, confirmed: Sequence[str] = ()) -> tuple[Verdict, ...]:
    """The verdicts that are possible on a finding, in their order; `confirmed` as in `why_not`."""
    return tuple(one for one in Verdict if not why_not(one, seen, confirmed))


def is_masked(text: str) -> bool:
    """Whether an office hid part of a value."""
    return bool(_MASKED.search(text))


def why_not(verdict: Verdict, seen: Seen, confirmed: Sequence[str] = ()) -> str:
    """Why a verdict is not possible on a finding, in a Chinese sentence; "" where it is.

    `confirmed` are the spellings that the student has confirmed, which nobody overwrites (law 5).
    """
    about = matter(seen)
    if verdict not in POSSIBLE[about]:
        return "这类问题不能这样处理。"
    if about is Matter.SPELLING and verdict in (*_SPELT, Verdict.FILL):
        return _why_not_spelled(verdict, seen, confirmed)
    return _WHY_NOT.get(verdict, _always)(seen)


def can_stand(verdict: str, seen: Seen) -> bool:
    """Whether a verdict found in a log can say anything of a finding.

    An older program or an altered file may hold one that is never offered on it. The spellings
    that the student has confirmed since are another question.
    """
    about = matter(seen)
    if about is Matter.SPELLING:
        return verdict in POSSIBLE[about]
    return not why_not(Verdict(verdict), seen)


def _always(seen: Seen) -> str:
    return ""


def _why_not_explained(seen: Seen) -> str:
    return "" if seen.student_no else "这个问题不涉及具体学生。"


def _why_not_parted(seen: Seen) -> str:
    proposed = matter(seen) is not Matter.UNMATCHED or seen.expected
    return "" if proposed else "没有提议的学生。"


def _why_not_stated(seen: Seen) -> str:
    if seen.source and seen.source not in _OWN_STATEMENTS:
        return "这个来源不是学生本人的填报，不能据此申请更正。"
    return "填报内容有遮盖，不能采用。" if is_masked(seen.observed) else ""


def _why_not_the_college(seen: Seen) -> str:
    return "" if seen.college else "不知道是哪个学院的。"


def _why_not_the_studio(seen: Seen) -> str:
    pictured = seen.source in ("studio", "photos") or seen.step in (Step.CAPTURE, Step.CHSI)
    return "" if pictured else "与图像采集无关。"


def _why_not_the_source(seen: Seen) -> str:
    return "" if seen.source and seen.row_id >= 0 else "这个问题不出在某一行。"


_WHY_NOT: Mapping[Verdict, Callable[[Seen], str]] = {
    Verdict.SUBMITTED: _why_not_stated,
    Verdict.NOT_SAME: _why_not_parted,
    Verdict.EXPLAINED: _why_not_explained,
    Verdict.TO_STUDENT: _why_not_explained,
    Verdict.TO_COLLEGE: _why_not_the_college,
    Verdict.TO_STUDIO: _why_not_the_studio,
    Verdict.TO_SOURCE: _why_not_the_source,
}
_SPELT = (Verdict.ROSTER, Verdict.SUBMITTED)


def _why_not_spelled(verdict: Verdict, seen: Seen, confirmed: Sequence[str]) -> str:
    if verdict is Verdict.ROSTER and not seen.expected:
        return "没有可用的建议拼写。"
    if verdict is Verdict.SUBMITTED and (not seen.observed or "、" in seen.observed):
        return "没有唯一的填报内容。"
    spelt = {Verdict.ROSTER: seen.expected, Verdict.SUBMITTED: seen.observed}.get(verdict, "")
    unstated = verdict is Verdict.SUBMITTED and spelt not in confirmed and _why_not_stated(seen)
    if unstated or seen.field != "pinyin":
        return unstated or ""
    open_ = verdict is Verdict.FILL and len(confirmed) != 1
    return "" if open_ else why_not_written(spelt, confirmed)


def why_not_written(spelling: str, confirmed: Sequence[str]) -> str:
    """Why a spelling cannot be printed beside those that the student confirmed, "" if it can."""
    if not confirmed or spelling in confirmed:
        return ""
    said = "”和“".join(confirmed)
    return f"学生已确认“{said}”，只能取学生确认过的；如需更改请退回学生。"


def bulk_why_not(verdict: Verdict, severity: str) -> str:
    """Why a verdict may not be given to many findings of a severity at once, "" where it may."""
    if not MEANINGS[verdict].bulk:
        return "这种处理须逐条判定。"
    if severity == Severity.ERROR and MEANINGS[verdict].effect is Effect.SETTLES:
        return "严重问题须逐条判定。"
    return ""
