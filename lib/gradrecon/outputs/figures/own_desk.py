"""What lies with the graduate school's own desk, of which kind, and for how many days."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import look_up
from gradrecon.outputs.asks import matters
from gradrecon.outputs.sentences import NO_ENGLISH
from gradrecon.run.run import Run, kept
from gradrecon.values.dates import day_of
from gradrecon.values.flags import YES
from gradrecon.vocabulary import Awaits, Move

# The kind of work that a rule makes for the own desk; everything else is to be looked into.
_KINDS: Mapping[str, str] = {
    "info.pending": "待审批", "info.not_applied": "待更改", "chsi.objection": "待审批",
    "major.english_differs": "待审批", "return.permitted": "待采用", "return.filled": "待采用",
}  # fmt: skip
TO_DECIDE, TO_LOOK_INTO = "待裁定", "待查明"


@kept
def desk_matters(run: Run) -> pd.DataFrame:
    """Return the matters of the own desk, those that wait longest first.

    Columns of `matters`, `kind`, and `waiting`: the days since, -1 if nobody says since when.
    """
    rows = matters(run)
    rows = _by_major(run, rows[rows["move"] == Move.SCHOOL])
    kinds = by_distinct(rows["rule"], lambda rule: _KINDS.get(rule, TO_LOOK_INTO))
    conflict = rows["awaits"] == Awaits.CONFLICT
    rows = rows.assign(kind=kinds.mask(conflict, TO_DECIDE), waiting=_days_waiting(run, rows))
    return rows.sort_values("waiting", ascending=False, kind="stable")


def _by_major(run: Run, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the matters with one for each major that lacks its English name, not one a student.

    A major that the table lists without one has a finding of its own.
    """
    lacks = rows["what"] == NO_ENGLISH
    names = ["major_known", "major_code", "major"]
    majors = run.cases.set_index("student_no")[names].reindex(rows.loc[lacks, "student_no"])
    count = majors[majors["major_known"] != YES].groupby(names[1:]).size()
    told = [f"{NO_ENGLISH}：{' '.join(major)}，涉及 {n} 名学生" for major, n in count.items()]
    each = rows[lacks].iloc[:1].assign(student_no="", college="")
    each = each.loc[each.index.repeat(len(told))].assign(what=pd.Series(told, dtype="str").array)
    return pd.concat([rows[~lacks], each if told else each.iloc[:0]], ignore_index=True)


def own_desk(run: Run) -> pd.DataFrame:
    """Return what lies with the own desk: columns kind, matters, oldest (days) and `said`."""
    rows = desk_matters(run).groupby("kind", sort=False)
    count, oldest = rows.size(), rows["waiting"].max()
    days = ("，最久 " + oldest.astype("str") + " 天").where(oldest >= 0, "")
    said = count.astype("str") + " 项" + days
    return pd.DataFrame({"matters": count, "oldest": oldest, "said": said}).reset_index()


def _days_waiting(run: Run, rows: pd.DataFrame) -> pd.Series:
    """Return for how many days each has lain there: an application, or a conflict of reviewers."""
    filed = run.tables["applications"].usable
    filed = filed[filed["filed"].str.fullmatch(r"\d{4}-\d\d-\d\d")]
    first = filed.groupby("student_no")["filed"].min().astype("str")
    voted = rows["finding"].where(rows["awaits"] == Awaits.CONFLICT, "")
    of_conflict = by_distinct(voted, lambda finding: _voted(run, finding))
    of_application = look_up(rows["student_no"], first).where(rows["rule"].isin(_KINDS), "")
    since = of_conflict.where(of_conflict != "", of_application)
    days = pd.to_datetime(since, errors="coerce")
    waiting = (pd.Timestamp(run.as_of) - days).dt.days
    return waiting.where(waiting >= 0, -1).fillna(-1).astype("int64")


def _voted(run: Run, finding: str) -> str:
    """Return the day of the last vote on a finding, "" without any."""
    votes = run.decided.in_force(finding) if finding else []
    return day_of(votes[-1].time[:10]) if votes else ""
