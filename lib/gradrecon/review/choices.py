"""What a reviewer can do with a finding, and what a verdict needs to be given with it."""

from __future__ import annotations

import re

from gradrecon.decisions.seen import Seen
from gradrecon.decisions.standing import Grounds, needs_second
from gradrecon.decisions.verdicts import (
    CHANGEABLE,
    MEANINGS,
    bulk_why_not,
    matter,
    note_wanted,
    why_not,
    why_not_written,
)
from gradrecon.review.case import Choice
from gradrecon.review.refused import Refused
from gradrecon.vocabulary import Matter, Verdict

# What may be written on an English certificate, and how long (degree conferral table, XMPY C60).
_WRITABLE = {
    "pinyin": (re.compile(r"[A-Za-zÜü][A-Za-zÜü '’·,.-]*"), 60),
    "major_en": (re.compile(r"[A-Za-z][A-Za-z0-9 '’&()/,.:-]*"), 200),
}
_STUDENT_NO = "学号"
_SPELT = (Verdict.ROSTER, Verdict.SUBMITTED, Verdict.FILL)


def choices(row: Seen, grounds: Grounds) -> tuple[Choice, ...]:
    """All verdicts in their order, each as it stands on this finding."""
    return tuple(_choice(verdict, row, grounds) for verdict in Verdict)


def value_of(verdict: Verdict, value: str, row: Seen, grounds: Grounds) -> str:
    """The value that is written with a verdict, the given one where it is needed.

    Refused, with a sentence, where the verdict is not possible or the value not allowed.
    """
    reason = why_not(verdict, row, grounds.confirmed.get(row.student_no, ()))
    if reason:
        raise Refused(reason)
    given = " ".join((value or _offered(verdict, row)).split())
    if _needs(verdict, row) == _STUDENT_NO and given not in grounds.known:
        raise Refused(f"学籍名册里没有学号“{given}”。" if given else "请写上是哪一名学生的学号。")
    if matter(row) is Matter.SPELLING and verdict in _SPELT:
        _require_writable(row.field, given)
        _require_confirmed(row, given, grounds)
    return given


def note_of(verdict: Verdict, note: str, row: Seen, doubt: str = "") -> str:
    """The note that is written with a verdict. Refused, with a sentence, if one is wanted.

    `doubt`: why the value that is written with it may be wrong, "" for no reason.
    """
    told = f"{doubt}确实如此的，请在备注里写明依据。" if doubt else ""
    wanted = note_wanted(verdict, row) or told
    if wanted and not any(letter.isalnum() for letter in note):
        raise Refused(wanted, note=True)
    return note.strip()


def _choice(verdict: Verdict, row: Seen, grounds: Grounds) -> Choice:
    reason = why_not(verdict, row, grounds.confirmed.get(row.student_no, ()))
    offered = "" if reason else _offered(verdict, row)
    meaning = MEANINGS[verdict]
    return Choice(
        verdict=verdict,
        key=meaning.key,
        about=meaning.about,
        possible=not reason,
        why_not=reason,
        needs="" if reason else _needs(verdict, row),
        value=offered,
        note="" if reason else note_wanted(verdict, row),
        risky=not reason and needs_second(row, verdict, grounds.risky),
        bulk=not reason and not bulk_why_not(verdict, row.severity),
    )


def _needs(verdict: Verdict, row: Seen) -> str:
    if verdict is Verdict.SAME and matter(row) is Matter.UNMATCHED:
        return _STUDENT_NO
    return CHANGEABLE[row.field] if verdict is Verdict.FILL else ""


def _offered(verdict: Verdict, row: Seen) -> str:
    """What a verdict says where nothing else is given."""
    about = matter(row)
    if about is Matter.UNMATCHED and verdict is Verdict.SAME:
        return row.expected
    if about is not Matter.SPELLING:
        return ""
    return {Verdict.ROSTER: row.expected, Verdict.SUBMITTED: row.observed,
            Verdict.FILL: row.expected}.get(verdict, "")  # fmt: skip


def _require_writable(field: str, text: str) -> None:
    allowed, longest = _WRITABLE[field]
    if not text:
        raise Refused(f"请写上{CHANGEABLE[field]}。")
    if not allowed.fullmatch(text):
        raise Refused(f"{CHANGEABLE[field]}只能用英文字母和半角标点，“{text}”里有别的字符。")
    if len(text) > longest:
        raise Refused(f"{CHANGEABLE[field]}最多 {longest} 个字符，写了 {len(text)} 个。")


def _require_confirmed(row: Seen, text: str, grounds: Grounds) -> None:
    confirmed = grounds.confirmed.get(row.student_no, ())
    reason = why_not_written(text, confirmed) if row.field == "pinyin" else ""
    if reason:
        raise Refused(reason)
