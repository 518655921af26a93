"""What a rule is, and how what it hits becomes the one tidy table of findings.

A rule is a small pure function from the facts to *hits*, a frame with one row per thing seen.
Everything else about it (clause, severity, wording, whose move) is data beside it. Wording
comes last, so that a rule can be read, tested and reworded apart from its sentence.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby
from threading import RLock
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.arrow import coded, column, constant, from_bytes, joined, put, texts
from gradrecon.cases import Linked
from gradrecon.cohort import Cohort
from gradrecon.keys import repeated
from gradrecon.lookup import take
from gradrecon.matching import Matches
from gradrecon.parallel import each
from gradrecon.rows import Rows
from gradrecon.table import Table
from gradrecon.words import Chapter, Move, Severity, Step

Made = TypeVar("Made")

# Hashes are written in letters, so that none looks like an identity number.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")

FINDING_COLUMNS = (
    "finding", "evidence", "college", "student_no", "rule", "clause", "severity", "step", "field",
    "observed", "expected", "message", "move", "source", "cell",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """Everything that a rule may look at; nothing else, and no clock.

    `students`, `cases`: one row per student, referred to by place. `tables`: every source as read.
    `linked`: its rows that are in-scope students'. `matches`: where each row went.
    `changes`: what colleges changed in returned tables (see `checklist.compare`).
    """

    cohort: Cohort
    as_of: date
    students: pd.DataFrame
    cases: Rows
    tables: Mapping[str, Table]
    linked: Mapping[str, Linked]
    matches: Mapping[str, Matches]
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    _made: dict[Callable[[Facts], Any], Any] = field(
        default_factory=dict, compare=False, repr=False
    )
    _making: RLock = field(default_factory=RLock, compare=False, repr=False)

    def of_case(self, rows: Rows, column: str) -> pd.Series:
        """What the case of each linked row says in a column; index of `rows`."""
        return take(self.cases[column], rows["student"].to_numpy(), rows.index)

    def are(self, rows: Rows, wanted: pd.Series) -> pd.Series:
        """Whether the case of each linked row is one of those wanted (a mask over the cases)."""
        return pd.Series(wanted.to_numpy()[rows["student"].to_numpy()], index=rows.index)

    def shared(self, make: Callable[[Facts], Made]) -> Made:
        """What `make` makes of these facts, made once for all the rules that need it."""
        with self._making:
            if make not in self._made:
                self._made[make] = make(self)
        return self._made[make]

    def past(self, day: date) -> bool:
        """Whether that day is over."""
        return self.as_of > day


Find = Callable[[Facts], pd.DataFrame]


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for and how it is said.

    `code` is `chapter.name`. `message` is a Chinese sentence with `{observed}`, `{expected}`
    and any further column of its hits. `needs` are sources without which it is silent.
    `todo`: an expected to-do rather than something wrong.
    """

    code: str
    clause: str
    severity: Severity
    step: Step
    move: Move
    title: str
    message: str
    find: Find
    field: str = ""
    needs: tuple[str, ...] = ()
    todo: bool = False

    @property
    def chapter(self) -> Chapter:
        """The chapter that the code begins with."""
        return Chapter(self.code.split(".")[0])

    def applies(self, facts: Facts) -> bool:
        """Whether every source that the rule needs is there."""
        return all(facts.tables[name].present for name in self.needs)


def about_students(cases: Rows, **columns: object) -> pd.DataFrame:
    """Hits on students: one per row of `cases`, with further columns such as `observed`."""
    return _hits(cases, student_no=cases["student_no"], college=cases["college"], **columns)


def about_rows(
    linked: Linked, rows: Rows, column: str, facts: Facts, **columns: object
) -> pd.DataFrame:
    """Hits at a column's cell in linked rows: one per row."""
    return _hits(
        rows,
        student_no=facts.of_case(rows, "student_no"),
        college=facts.of_case(rows, "college"),
        source=linked.table.source.name,
        id=rows.index,
        column=column,
        **columns,
    )


def about_others(
    table: Table, rows: Rows | pd.DataFrame, column: str, subject: pd.Series, **columns: object
) -> pd.DataFrame:
    """Hits at rows that are no in-scope student's; `subject` names the row, wherever it stands."""
    return _hits(
        rows, subject=subject, source=table.source.name, id=rows.index, column=column, **columns
    )


def _hits(rows: Rows | pd.DataFrame, **columns: object) -> pd.DataFrame:
    """One hit per row; a text stands in each."""
    if rows.empty:
        return pd.DataFrame()
    return pd.DataFrame(
        {
            name: column(constant(value, len(rows)), rows.index)
            if isinstance(value, str)
            else value
            for name, value in columns.items()
        },
        index=rows.index,
    )


def about_colleges(codes: Iterable[str], **columns: object) -> pd.DataFrame:
    """Hits on colleges as a whole."""
    codes = list(codes)
    return pd.DataFrame({"subject": codes, "college": codes, **columns})


def once(hits: pd.DataFrame) -> pd.DataFrame:
    """The first hit on each student, for a rule that says one thing of a student however often."""
    return hits if hits.empty else hits[~repeated(hits["student_no"], keep="first")]


def find_all(rules: Iterable[Rule], facts: Facts) -> pd.DataFrame:
    """The findings of all rules: columns `FINDING_COLUMNS`, one row per thing to look at.

    And `row_id`, the row of the source that shows it (-1 for none); all else is text.
    In the rules' order, within it by student and place; ids are unique.
    """
    rules = list(rules)
    found = _found(rules, facts)
    if not found:
        return pd.DataFrame(columns=list(FINDING_COLUMNS), dtype="str").assign(row_id=0)
    hits = _said(found)
    del found  # of a million students they take as much again
    return _identified(hits, rules, facts)


_Found = tuple[int, Rule, pd.DataFrame]


def _found(rules: Sequence[Rule], facts: Facts) -> list[_Found]:
    """What each rule hits, with its place; rules that hit nothing left out.

    Chapters side by side, the rules of a chapter in turn: they look at the same few sources.
    """
    applying = [(place, rule) for place, rule in enumerate(rules) if rule.applies(facts)]
    chapters = [list(own) for _, own in groupby(applying, lambda one: one[1].chapter)]

    def of_chapter(own: list[tuple[int, Rule]]) -> list[_Found]:
        hits = ((place, rule, rule.find(facts)) for place, rule in own)
        return [found for found in hits if not found[2].empty]

    return list(chain.from_iterable(each(of_chapter, chapters, len(facts.cases))))


def _said(found: Sequence[_Found]) -> pd.DataFrame:
    """The hits of all rules in one frame, by rule, with what is said of each.

    Column by column over all rules: a frame for each rule would cost more than its finding.
    """
    sizes = [len(hits) for _, _, hits in found]
    index = pd.RangeIndex(sum(sizes))

    def said(name: str) -> pd.Series:
        return column(
            pa.concat_arrays([_values(hits, name, rule) for _, rule, hits in found]), index
        )

    names = (*_GIVEN, "message")
    return pd.DataFrame(
        {
            "order": np.repeat([place for place, _, _ in found], sizes),
            "row_id": np.concatenate([_ids(hits) for _, _, hits in found]),
            **dict(zip(names, each(said, names, len(index)), strict=True)),
        }
    )


# What a hit may give, and what stands where it does not.
_GIVEN: Mapping[str, Callable[[Rule], str]] = {
    **dict.fromkeys(
        ("student_no", "college", "subject", "source", "column", "cell", "observed", "expected",
         "item"),
        lambda rule: "",
    ),
    "field": lambda rule: rule.field,
    "severity": lambda rule: rule.severity.value,
    "move": lambda rule: rule.move.value,
}  # fmt: skip


def _values(hits: pd.DataFrame, name: str, rule: Rule) -> pa.Array:
    if name == "message":
        return _worded(rule.message, hits)
    given = name in hits
    return texts(hits[name]).fill_null("") if given else constant(_GIVEN[name](rule), len(hits))


def _ids(hits: pd.DataFrame) -> np.ndarray:
    return hits["id"].to_numpy(dtype="int64") if "id" in hits else np.full(len(hits), -1)


def _worded(template: str, hits: pd.DataFrame) -> pa.Array:
    """The sentence for each hit, its columns filled in."""
    parts: list[pa.Array | str] = []
    for text, name, _, _ in string.Formatter().parse(template):
        parts += [text] if name is None else [text, texts(hits[name])]
    return joined(parts) if "{" in template else constant(template, len(hits))


# What a rule says of all its hits.
_OF_RULE: Mapping[str, Callable[[Rule], str]] = {
    "rule": lambda rule: rule.code,
    "clause": lambda rule: rule.clause,
    "step": lambda rule: rule.step.value,
}


def _identified(hits: pd.DataFrame, rules: Sequence[Rule], facts: Facts) -> pd.DataFrame:
    """The hits of all rules in order, each with its cell, its id and its evidence."""
    index, which = hits.index, hits["order"].to_numpy()
    own = {name: coded(which, map(say, rules), index) for name, say in _OF_RULE.items()}
    subject = hits["student_no"].where(hits["student_no"] != "", hits["subject"])
    makes: tuple[Callable[[], Any], ...] = (
        lambda: _placed(hits, facts),
        lambda: _hashes(own["rule"], subject, hits["field"], hits["item"]),
        lambda: _hashes("seen", hits["observed"], hits["expected"], hits["item"]),
    )
    (hits["cell"], order), same, seen = each(lambda make: make(), makes, len(index))
    rest = [name for name in FINDING_COLUMNS if name in hits]
    sorted_ = each(lambda name: take(hits[name], order, index), rest, len(index))
    made = {
        **own,  # in order already: rules come first in it
        **dict(zip(rest, sorted_, strict=True)),
        "finding": _as_ids(same[order]),
        "evidence": _as_letters(seen[order]),
        "row_id": hits["row_id"].to_numpy()[order],
    }
    return pd.DataFrame({name: made[name] for name in (*FINDING_COLUMNS, "row_id")})


def _placed(hits: pd.DataFrame, facts: Facts) -> tuple[pd.Series, np.ndarray]:
    """The cell of each hit, and their places by rule, then college, student and cell."""
    cells = _cells(hits, facts)
    return cells, _in_order(hits.assign(cell=cells))


def _in_order(hits: pd.DataFrame) -> np.ndarray:
    by = ("order", "college", "student_no", "subject", "field", "item", "cell")
    table = pa.table({name: pa.array(hits[name].array) for name in by})
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in by])
    return np.asarray(order).astype("int64")


def _as_ids(hashes: np.ndarray) -> pd.Series:
    """A rule may hit one subject several times: the second is told apart by its number."""
    ids, found = _as_letters(hashes), pd.Series(hashes)
    again = found.duplicated().to_numpy()
    if again.any():
        several = found[found.duplicated(keep=False)]
        number = several.groupby(several, sort=False).cumcount()[found.index[again]]
        told = _hashes(ids[again], number.astype("str"))
        ids = put(ids, again, _as_letters(told))
    return ids


def _cells(hits: pd.DataFrame, facts: Facts) -> pd.Series:
    """The address of the cell that shows each hit, "" where it is about something missing."""
    cells = hits["cell"].copy()
    placed = hits.loc[
        (hits["row_id"] >= 0) & (hits["source"] != "") & (cells == ""),
        ["source", "row_id", "column"],
    ]
    for source, group in placed.groupby("source"):
        found = facts.tables[source].cells(group["row_id"], group["column"])
        cells[group.index] = found.to_numpy()
    return cells


def _hashes(*parts: str | pd.Series) -> np.ndarray:
    """A 64-bit hash of the parts of each row, the same in every run."""
    given = [part if isinstance(part, str) else texts(part) for part in parts]
    told = joined([*given, ""], "\x1f").to_numpy(zero_copy_only=False)
    hashes: np.ndarray = pd.util.hash_array(told, categorize=False)
    return hashes


def _as_letters(hashes: np.ndarray) -> pd.Series:
    """Hashes as 16 letters each."""
    letters = hashes.astype(">u8").tobytes().hex().translate(_LETTERS).encode()
    rows = np.frombuffer(letters, dtype="uint8").reshape(-1, 16)
    places = np.arange(len(hashes))
    return column(from_bytes(rows, places, len(hashes)), pd.RangeIndex(len(hashes)))
