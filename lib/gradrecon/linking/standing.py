"""Which rows of a source count where several speak of one thing (law 14).

Rows of one record differ because it was told again: an export of today beside that of last week, a
list corrected and sent anew. The one that says the latest counts and replaces the others; of rows
that do not say when, all count, and the rules show that they differ. Nothing here depends on the
order of files.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.sources.source import Kind, Source
from gradrecon.sources.table import Table
from gradrecon.values.flags import NO, YES
from gradrecon.values.folding import fold_label
from gradrecon.vocabulary import CaptureState, ChsiState

REPLACED, TOLD_TWICE = "另有为准的", "同一次记录"
_MINUTE = 16  # characters of a time down to its minute
_VERDICTS = (ChsiState.RIGHT, ChsiState.WRONG)


def standing(table: Table, rows: Rows, subject: pd.Series, cohort: Cohort) -> pd.DataFrame:
    """The rows that do not count: index = row id, `why`, and `by`, the id of the row that does.

    `subject` says whose each row is; rows of one subject and record are told of one thing.
    """
    source = table.source
    again = subject.duplicated(keep=False).to_numpy()
    if not again.any() or source.pictures or (source.repeats and not source.record):
        return nothing()
    frame = rows[again].frame.assign(subject=subject[again])
    frame = frame.assign(record=_records(frame, source))
    frame = frame[frame["record"].duplicated(keep=False)]
    if frame.empty:
        return nothing()
    frame = frame.assign(**_when(frame, table, cohort))
    aside = _earlier(frame)
    return _of_one_event(frame, aside, table) if source.when in source.record else aside


def nothing() -> pd.DataFrame:
    """No rows that do not count."""
    numbers = pd.Series(dtype="int64")
    return pd.DataFrame({"why": pd.Series(dtype="str"), "by": numbers, "student": numbers})


def _records(frame: pd.DataFrame, source: Source) -> np.ndarray:
    """The record that each row is of, as a number."""
    said = {name: _plain(frame[name], source.column(name).kind) for name in source.record}
    if source.when in source.record:
        (other,) = (name for name in source.record if name != source.when)
        said[source.when] = _completed(frame["subject"], said[other], said[source.when])
        said[other] = _completed(frame["subject"], said[source.when], said[other])
    keys = pd.DataFrame({"subject": frame["subject"], **said})
    return keys.groupby(list(keys), sort=False).ngroup().to_numpy()


def _plain(values: pd.Series, kind: Kind) -> pd.Series:
    if kind is Kind.TIME:
        return values.str[:_MINUTE]
    return values if kind is Kind.CODE else fold_label(values)


def _completed(subject: pd.Series, beside: pd.Series, values: pd.Series) -> pd.Series:
    """Values of which one is blank or cut short where its fellows all say one longer one."""
    size = values.str.len()
    keys = [subject, beside]
    whole = values.where(size == size.groupby(keys).transform("max"))
    only = whole.groupby(keys).transform("nunique") == 1
    longest = whole.groupby(keys).transform("first")
    begins = pd.Series(
        [full.startswith(part) for full, part in zip(longest, values, strict=True)], values.index
    )
    return longest.where(only & begins, values)


def _when(frame: pd.DataFrame, table: Table, cohort: Cohort) -> dict[str, pd.Series]:
    """`key`: what orders the rows of a record, "" for one that may be any time; `sure`: all can be.

    The days of the files decide where each file has one; else the time that a row itself says,
    and for a row that says none the day of its file. A row that rightly says no time, as nothing
    had happened yet, is before one that says a time.
    """
    day = _last_days(table, frame)
    own = frame[table.source.when] if table.source.when else day.str[:0]
    dated = (day != "").groupby(frame["record"]).transform("all")
    quiet = _quiet(frame, table.source, cohort)
    moment = own.where((own != "") & ~quiet, day.where(~quiet, "0"))
    first = day.where(dated, "")
    return {"key": first + "|" + moment + "|" + day, "sure": dated | (moment != "")}


def _last_days(table: Table, frame: pd.DataFrame) -> pd.Series:
    """The day on which each row was said last: that of its file, or of a file that repeats it."""
    own = np.array([part.day for part in table.parts])[frame["part"].to_numpy()]
    day = pd.Series(own, frame.index, dtype="str")
    again = table.repeats.groupby("of")["day"].max().reindex(frame.index).fillna("")
    return day.where(day >= again, again)


def _quiet(frame: pd.DataFrame, source: Source, cohort: Cohort) -> pd.Series:
    """Rows that say that something has not happened yet: they are before any that says it has."""
    if "word" in source.by_name:
        told = [word for word, state in cohort.chsi_words.items() if state not in _VERDICTS]
        return frame["word"].isin([*told, ""])
    if "state" in source.by_name and source.when in source.record:
        words = [word for word, one in cohort.capture_words.items() if one is CaptureState.IN_WORK]
        return fold_label(frame["state"]).isin(words)
    return pd.Series(False, frame.index)


def _earlier(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that a later one of their record replaces; what is confirmed only another such."""
    rank = frame["key"]
    if "confirmed" in frame:
        rank = (frame["confirmed"] == YES).map({True: "1", False: "0"}) + rank
        rank = rank.where(frame["confirmed"] != NO, "1" + frame["key"])
    order = rank.rank(method="dense")
    last = order.where(frame["sure"]).groupby(frame["record"]).transform("max")
    replaced = frame["sure"] & (order < last)
    latest = frame[frame["sure"] & (order == last)].drop_duplicates("record")
    by = pd.Series(latest.index, latest["record"])
    own = frame[replaced]
    return pd.DataFrame({"why": REPLACED, "by": own["record"].map(by)}, own.index).astype(
        {"why": "str", "by": "int64"}
    )


def _of_one_event(frame: pd.DataFrame, aside: pd.DataFrame, table: Table) -> pd.DataFrame:
    """All rows but one of each event: the fullest of those that no other replaces."""
    left = frame.drop(aside.index)
    names = [name for name in table.source.names if name in left]
    full = (left[names] != "").sum(axis=1)
    part = left["part"].map(dict(enumerate(_places(table))))
    ordered = left.assign(full=-full, file=part).sort_values(["full", "file"], kind="stable")
    counting = ordered.drop_duplicates("record")
    by = pd.Series(counting.index, counting["record"])
    told = left.drop(counting.index)
    twice = pd.DataFrame({"why": TOLD_TWICE, "by": told["record"].map(by)}, told.index)
    earlier = aside.assign(by=frame["record"][aside.index].map(by))
    return pd.concat([earlier, twice]).astype({"why": "str", "by": "int64"})


def _places(table: Table) -> list[int]:
    """The place of each sheet among all by the length of its file's name, then by the name."""
    order = sorted(range(len(table.parts)), key=lambda at: (len(table.parts[at].file),
                                                            table.parts[at].file, at))  # fmt: skip
    return np.argsort(order).tolist()
