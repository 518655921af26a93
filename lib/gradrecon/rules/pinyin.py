"""Chapter pinyin: whether each student's spelling is there, right, and confirmed (2.1, 2.2.3)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from gradrecon.cases.confirmation import contradicted, is_settled, respelt, settled_again
from gradrecon.cases.due import due_days
from gradrecon.cases.facts import Facts
from gradrecon.cases.spelling import someone_elses
from gradrecon.cohort.days import said, until
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import look_up, pick, take
from gradrecon.names.judgement import DOUBTFUL, FROM_ELSEWHERE, NO_SPELLING, Kind
from gradrecon.rules.finders.differences import differs, joined_values
from gradrecon.rules.finders.unmatched import damaged, unmatched
from gradrecon.rules.finders.words import UNKNOWN_WORD, unknown_words
from gradrecon.rules.rule import Rule, about_rows, about_students, once, rule
from gradrecon.values.flags import YES
from gradrecon.vocabulary import Matter, Move, Severity, Step


@rule(
    code="pinyin.blank", clause="2.2.3", severity=Severity.NOTICE, step=Step.PINYIN,
    move=Move.STUDENT, about=Matter.UNDONE, todo=True, field="pinyin", needs=("pinyin",),
    title="未填姓名拼音",
    message="尚无姓名拼音{hint}。{advice}。",
)  # fmt: skip
def _blank(facts: Facts) -> pd.DataFrame:
    cases = facts.cases[facts.cases["spelling"] == ""]
    calendar = facts.cohort.calendar
    over = facts.past(calendar.pinyin_due)
    by_student = f"请学生{until(calendar.pinyin_due, facts.as_of)}填报"
    due = facts.shared(due_days)[cases.index]
    return about_students(
        cases,
        expected=cases["suggestion"],
        severity=_severity(facts, due),
        move=(Move.COLLEGE if over else Move.STUDENT).value,
        advice=_by(facts, due, "请学院{}补全，再由学生确认") if over else by_student,
        hint=("，建议拼写 " + cases["suggestion"]).where(cases["suggestion"] != "", ""),
    )


@rule(
    code="pinyin.late", clause="2.1.3", severity=Severity.NOTICE, step=Step.PINYIN,
    move=Move.COLLEGE, field="submitted", needs=("pinyin",),
    title="拼音填报过期",
    message="{observed} 才填报，已过 {expected}。请学院确认是否采用。",
)  # fmt: skip
def _late(facts: Facts) -> pd.DataFrame:
    due = facts.cohort.calendar.pinyin_due
    rows = facts.shared(_last_submissions)
    rows = rows[(rows["submitted"].str[:10] > due.isoformat()) & (rows["by_college"] != YES)]
    rows = rows[_is_time(rows["submitted"])]
    return about_rows(
        facts.linked["pinyin"],
        rows,
        "submitted",
        facts,
        observed=rows["submitted"].str[:16],
        expected=due.isoformat(),
    )


@rule(
    code="pinyin.differs", clause="2.2.3", severity=Severity.WARNING, step=Step.PINYIN,
    move=Move.STUDENT, field="pinyin", needs=("pinyin",),
    title="多次填报不一致",
    message="多次填报的拼音不一致：{observed}。{advice}。",
)  # fmt: skip
def _differs(facts: Facts) -> pd.DataFrame:
    own = facts.linked["pinyin"]
    rows = own.rows[own.rows["pinyin"] != ""]
    rows = facts.with_siblings(rows)
    rows = rows[rows["student"].isin(joined_values(rows["student"], _folded(rows["pinyin"])).index)]
    said_differently = joined_values(rows["student"], rows["pinyin"])
    rows = rows[_unsettled(facts, rows)]
    return once(
        about_rows(
            own,
            rows,
            "pinyin",
            facts,
            observed=said_differently[rows["student"]].to_numpy(),
            advice=_which_counts(facts, rows),
        )
    )


def _folded(spellings: pd.Series) -> pd.Series:
    return spellings.str.casefold().str.replace(" ", "", regex=False)


def _unsettled(facts: Facts, rows: Rows) -> pd.Series:
    """Whether the student has not settled by a confirmation what each of several rows says.

    That is in the returned table, or in a row that is the same or surely later.
    """
    chosen = {name: facts.of_case(rows, name) for name in ("pinyin", "pinyin_submitted")}
    same = _folded(chosen["pinyin"]) == _folded(rows["pinyin"])
    earlier = _is_time(rows["submitted"]) & (rows["submitted"] < chosen["pinyin_submitted"])
    by_list = facts.of_case(rows, "pinyin_confirmed") == YES
    by_return = (facts.of_case(rows, "returned_confirmed") == YES) & (
        facts.of_case(rows, "returned_pinyin") != ""
    )
    return ~(by_return | by_list & (same | earlier & _is_time(chosen["pinyin_submitted"])))


def _which_counts(facts: Facts, rows: Rows) -> pd.Series:
    confirmed = facts.of_case(rows, "pinyin_confirmed") == YES
    kept = "已采用学生确认的“" + facts.of_case(rows, "pinyin") + "”，另填的未经确认，不采用"
    return (kept + "；如要更改，请学生重新确认").where(
        confirmed & (rows["confirmed"] != YES), "请学生确认以哪一个为准"
    )


def _is_time(values: pd.Series) -> pd.Series:
    """Whether each value is a day or time that could be read; others stand as they came."""
    return values.str.match(r"\d{4}-\d\d-\d\d")


@rule(
    code="pinyin.respelt", clause="2.2.3", severity=Severity.WARNING, step=Step.PINYIN,
    move=Move.COLLEGE, field="pinyin", needs=("pinyin", "returned"),
    title="核对表与填报的拼音不同",
    message="核对表上的拼音是“{observed}”，填报的是“{submitted}”。{advice}。",
)  # fmt: skip
def _respelt(facts: Facts) -> pd.DataFrame:
    cases = facts.cases[respelt(facts.cases) & ~facts.shared(_contradictions)]
    confirmed = cases["returned_confirmed"] == YES
    return _in_return(
        cases,
        observed=cases["returned_pinyin"],
        submitted=cases["pinyin"],
        severity=pick(confirmed, Severity.NOTICE, Severity.WARNING),
        advice=pick(
            confirmed,
            "学生已在核对表上确认，采用核对表的；请学院对照学生签字核实",
            "学生没有在核对表上确认，请学生确认以哪一个为准",
        ).mask(settled_again(cases), "学生此后又确认了“" + cases["reconfirmed"] + "”，以此为准"),
    )


@rule(
    code="pinyin.contradicted", clause="2.3.1", severity=Severity.ERROR, step=Step.PINYIN,
    move=Move.STUDENT, field="pinyin", needs=("pinyin", "returned"),
    title="确认了两种拼音",
    message="学生填报时确认的是“{submitted}”，核对表上确认的是“{returned}”，两个都暂不采用。"
        "请学生再确认一次以哪一个为准：重新填报并确认，或在重新交回的核对表上确认。",
)  # fmt: skip
def _contradicted(facts: Facts) -> pd.DataFrame:
    cases = facts.cases[facts.shared(_contradictions)]
    return _in_return(
        cases,
        observed=cases["pinyin"] + "、" + cases["returned_pinyin"],
        submitted=cases["pinyin"],
        returned=cases["returned_pinyin"],
    )


def _contradictions(facts: Facts) -> pd.Series:
    return contradicted(facts.cases)


def _in_return(cases: Rows, **columns: object) -> pd.DataFrame:
    """Hits on students at the spelling in the returned table."""
    return about_students(
        cases,
        source="returned",
        id=cases["returned_row"],
        column="pinyin",
        expected=cases["suggestion"],
        **columns,
    )


@rule(
    code="pinyin.format", clause="2.3.1", severity=Severity.WARNING, step=Step.PINYIN,
    move=Move.COLLEGE, field="pinyin",
    title="拼音写法不合规范",
    message="“{observed}”{reason}请学生确认。",
)  # fmt: skip
def _format(facts: Facts) -> pd.DataFrame:
    return _judged(facts, (Kind.FORMAT,))


@rule(
    code="pinyin.reading", clause="2.3.1", severity=Severity.ERROR, step=Step.PINYIN,
    move=Move.STUDENT, field="pinyin",
    title="拼音与姓名不符",
    message="“{observed}”{reason}",
)  # fmt: skip
def _reading(facts: Facts) -> pd.DataFrame:
    return _judged(facts, (*DOUBTFUL, *FROM_ELSEWHERE, *NO_SPELLING))


@rule(
    code="pinyin.ask", clause="2.2.3", severity=Severity.NOTICE, step=Step.PINYIN,
    move=Move.STUDENT, about=Matter.UNDONE, todo=True, field="pinyin",
    title="拼音需本人确认",
    message="“{observed}”{reason}",
)  # fmt: skip
def _ask(facts: Facts) -> pd.DataFrame:
    return _judged(facts, (Kind.ASK, Kind.NATIVE), ~is_settled(facts.cases))


def _judged(facts: Facts, kinds: tuple[Kind, ...], among: pd.Series | bool = True) -> pd.DataFrame:
    """Hits on the students whose spelling was judged to be of one of these kinds."""
    cases = facts.cases[facts.cases["judged"].isin(kinds) & among]
    from_list = cases["spelling"] == cases["pinyin"]
    return about_students(
        cases,
        source=pick(from_list, "pinyin", "returned"),
        id=cases["pinyin_row"].where(from_list, cases["returned_row"]),
        column="pinyin",
        observed=cases["spelling"],
        expected=cases["suggestion"],
        reason=cases["judged_reason"],
    )


@rule(
    code="pinyin.someone_else", clause="2.3.1", severity=Severity.ERROR, step=Step.PINYIN,
    move=Move.COLLEGE, field="pinyin",
    title="疑似填成他人拼音",
    message="“{observed}”与本院学号 {other} 的姓名读音相同。请学院核实是否串行。",
)  # fmt: skip
def _someone_else(facts: Facts) -> pd.DataFrame:
    hits = _judged(facts, DOUBTFUL)
    if hits.empty:
        return hits
    other = someone_elses(facts.cases)
    hits = hits[hits["student_no"].isin(other.index)]
    return hits.assign(other=look_up(hits["student_no"], other))


@rule(
    code="pinyin.unconfirmed", clause="2.2.3", severity=Severity.NOTICE, step=Step.INFO,
    move=Move.STUDENT, about=Matter.UNDONE, todo=True, field="confirmed",
    title="学生未复核确认",
    message="信息和拼音尚未由学生复核确认{how}。{advice}。",
)  # fmt: skip
def _unconfirmed(facts: Facts) -> pd.DataFrame:
    """Whoever's row came back without a confirmation, or who submitted without one (2.2.3)."""
    cases = facts.cases
    asked = pd.Series(_asked(facts), cases.index)
    waiting = asked & (cases["returned_confirmed"] != YES)
    if facts.tables["pinyin"].has("confirmed"):
        waiting |= ~asked & (cases["pinyin_confirmed"] != YES)
    waiting &= (cases["confirmed"] != YES) & (cases["spelling"] != "")
    # Of a spelling that the college filled in, `pinyin.college_filled` speaks until it is settled.
    told = (cases["pinyin_by_college"] == YES) & ~is_settled(cases)
    cases = cases[waiting & ~told & ~facts.shared(_contradictions)]
    taken_back = cases["pinyin_confirmed"] == YES
    due = facts.shared(due_days)[cases.index]
    return about_students(
        cases,
        observed=cases["spelling"],
        how=pick(taken_back, "（填报时确认过，核对表上却没有确认）", ""),
        severity=_severity(facts, due),
        advice=_by(facts, due, "请学生{}确认"),
    )


def _asked(facts: Facts) -> np.ndarray:
    """Whether the sheet in which each student's row came back has a column to confirm in."""
    returned = facts.tables["returned"]
    having = [place for place, part in enumerate(returned.parts) if part.has("confirmed")]
    part = np.append(returned.rows["part"].to_numpy(), -1)
    return np.isin(part[facts.cases["returned_row"].to_numpy()], having)


@rule(
    code="pinyin.college_filled", clause="2.2.3", severity=Severity.WARNING, step=Step.PINYIN,
    move=Move.STUDENT, field="by_college", needs=("pinyin",),
    title="学院补全待学生确认",
    message="拼音“{observed}”由学院补全，尚待学生确认。{advice}。",
)  # fmt: skip
def _college_filled(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(_last_submissions)
    waiting = ~is_settled(facts.cases) & ~facts.shared(_contradictions)
    rows = rows[(rows["by_college"] == YES) & facts.are(rows, waiting)]
    due = take(facts.shared(due_days), rows["student"].to_numpy(), rows.index)
    if not facts.past(facts.cohort.calendar.pinyin_due):  # the last day of the step itself
        due = due.mask(due != "", facts.cohort.calendar.pinyin_due.isoformat())
    return about_rows(
        facts.linked["pinyin"],
        rows,
        "by_college",
        facts,
        observed=rows["pinyin"],
        advice=_by(facts, due, "请学生{}确认"),
    )


def _severity(facts: Facts, due: pd.Series) -> pd.Series:
    """Return an error for each of these days that is past, else a notice."""
    return pick(due < facts.as_of.isoformat(), Severity.ERROR, Severity.NOTICE)


def _by(facts: Facts, due: pd.Series, what: str) -> pd.Series:
    """Return by when something is asked for, true on the day; `what` has a place for it."""

    def told(text: str) -> str:
        day = date.fromisoformat(text)
        if facts.past(day):
            return f"已过{said(day)}的期限，" + what.format("立即")
        return what.format(until(day, facts.as_of))

    return by_distinct(due, told)


def _last_submissions(facts: Facts) -> Rows:
    rows = facts.cases["pinyin_row"]
    return facts.linked["pinyin"].rows.at(rows[rows >= 0])


_name_differs = rule(
    code="pinyin.name_differs", clause="2.2.4", severity=Severity.WARNING, step=Step.PINYIN,
    move=Move.STUDENT, about=Matter.IDENTITY, field="name", needs=("pinyin",),
    title="填报姓名与学籍不一致",
    message="填报的姓名为“{observed}”，学籍为“{expected}”{where}。请核实是否填错人。",
)(differs(("name",), "pinyin"))  # fmt: skip

_number_differs = rule(
    code="pinyin.number_differs", clause="2.2.4", severity=Severity.WARNING, step=Step.PINYIN,
    move=Move.STUDENT, about=Matter.IDENTITY, needs=("pinyin",),
    title="填报的证件号或学号与学籍不一致",
    message="填报的为“{observed}”，学籍为“{expected}”{where}。请核实是否填错人。",
)(differs(("student_no", "id_no"), "pinyin"))  # fmt: skip

_unknown_word = rule(
    code="pinyin.unknown_word", clause="2.2.3", severity=Severity.WARNING, step=Step.PINYIN,
    move=Move.SCHOOL, needs=("pinyin",),
    title="填报中的用词不认识",
    message=UNKNOWN_WORD,
)(unknown_words("pinyin"))  # fmt: skip

_stray = rule(
    code="pinyin.stray", clause="2.1.1", severity=Severity.ERROR, step=Step.PINYIN,
    move=Move.COLLEGE, about=Matter.UNMATCHED, field="student_no", needs=("pinyin",),
    title="填报中有名册以外的人",
    message="{title}中的“{observed}”对应不到学生：{reason}。线索：{hint}。{advice}",
)(unmatched("pinyin", advice="请核实学号。"))  # fmt: skip

_damaged = rule(
    code="pinyin.damaged", clause="2.1.1", severity=Severity.ERROR, step=Step.PINYIN,
    move=Move.COLLEGE, about=Matter.UNMATCHED, needs=("pinyin",),
    title="填报单元格损坏",
    message="{title}已损坏：{observed}，不能用于对应。请重新导出，该列设为文本。",
)(damaged("pinyin"))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _blank,
    _late,
    _differs,
    _respelt,
    _contradicted,
    _format,
    _reading,
    _someone_else,
    _ask,
    _unconfirmed,
    _college_filled,
    _name_differs,
    _number_differs,
    _unknown_word,
    _stray,
    _damaged,
)
