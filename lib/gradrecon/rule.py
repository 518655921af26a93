"""What a rule is, and how what it hits becomes the one tidy table of findings.

A rule is a small pure function from the facts to *hits*, a frame with one row per thing seen.
Everything else about it (clause, severity, wording, whose move) is data beside it. Wording
comes last, so that a rule can be read, tested and reworded apart from its sentence.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from gradrecon.cases import Linked
from gradrecon.cohort import Cohort
from gradrecon.lookup import take
from gradrecon.matching import Matches
from gradrecon.table import Table
from gradrecon.words import Chapter, Move, Severity, Step

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
    cases: pd.DataFrame
    tables: Mapping[str, Table]
    linked: Mapping[str, Linked]
    matches: Mapping[str, Matches]
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    _made: dict[Find, pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    def of_case(self, rows: pd.DataFrame, column: str) -> pd.Series:
        """What the case of each linked row says in a column; index of `rows`."""
        return take(self.cases[column], rows["student"].to_numpy(), rows.index)

    def are(self, rows: pd.DataFrame, wanted: pd.Series) -> pd.Series:
        """Whether the case of each linked row is one of those wanted (a mask over the cases)."""
        return pd.Series(wanted.to_numpy()[rows["student"].to_numpy()], index=rows.index)

    def shared(self, make: Callable[[Facts], pd.DataFrame]) -> pd.DataFrame:
        """What `make` makes of these facts, made once for all the rules that need it."""
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


def about_students(cases: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """Hits on students: one per row of `cases`, with further columns such as `observed`."""
    return pd.DataFrame({"student_no": cases["student_no"], "college": cases["college"], **columns})


def about_rows(
    linked: Linked, rows: pd.DataFrame, column: str, facts: Facts, **columns: object
) -> pd.DataFrame:
    """Hits at a column's cell in linked rows: one per row."""
    if rows.empty:
        return pd.DataFrame()
    return pd.DataFrame(
        {
            "student_no": facts.of_case(rows, "student_no"),
            "college": facts.of_case(rows, "college"),
            "source": linked.table.source.name,
            "id": rows.index,
            "column": column,
            **columns,
        }
    )


def about_others(
    table: Table, rows: pd.DataFrame, column: str, subject: pd.Series, **columns: object
) -> pd.DataFrame:
    """Hits at rows that are no in-scope student's; `subject` names the row, wherever it stands."""
    return pd.DataFrame(
        {
            "subject": subject,
            "source": table.source.name,
            "id": rows.index,
            "column": column,
            **columns,
        }
    )


def about_colleges(codes: Iterable[str], **columns: object) -> pd.DataFrame:
    """Hits on colleges as a whole."""
    codes = list(codes)
    return pd.DataFrame({"subject": codes, "college": codes, **columns})


def once(hits: pd.DataFrame) -> pd.DataFrame:
    """The first hit on each student, for a rule that says one thing of a student however often."""
    return hits if hits.empty else hits.drop_duplicates("student_no")


def find_all(rules: Iterable[Rule], facts: Facts) -> pd.DataFrame:
    """The findings of all rules: columns `FINDING_COLUMNS`, one row per thing to look at.

    And `row_id`, the row of the source that shows it (-1 for none); all else is text.
    In the rules' order, within it by student and place; ids are unique.
    """
    found = [
        (place, rule, hits)
        for place, rule in enumerate(rules)
        if rule.applies(facts) and not (hits := rule.find(facts)).empty
    ]
    if not found:
        return pd.DataFrame(columns=list(FINDING_COLUMNS), dtype="str").assign(row_id=0)
    return _identified(_said(found), facts)


def _said(found: list[tuple[int, Rule, pd.DataFrame]]) -> pd.DataFrame:
    """The hits of all rules in one frame, with what each rule says of its own, and sentences.

    Column by column over all rules: a frame for each rule would cost more than its finding.
    """
    sizes = [len(hits) for _, _, hits in found]
    own = {
        "order": [place for place, _, _ in found],
        "rule": [rule.code for _, rule, _ in found],
        "clause": [rule.clause for _, rule, _ in found],
        "step": [rule.step.value for _, rule, _ in found],
    }
    given = {
        name: np.concatenate([_values(hits, name, default(rule)) for _, rule, hits in found])
        for name, default in _GIVEN.items()
    }
    sentences = [_worded(rule.message, hits) for _, rule, hits in found]
    frame = {name: np.array(values).repeat(sizes) for name, values in own.items()}
    return pd.DataFrame({**frame, **given, "message": np.concatenate(sentences)})


# What a hit may give, and what stands where it does not.
_GIVEN: Mapping[str, Callable[[Rule], object]] = {
    **dict.fromkeys(
        ("student_no", "college", "subject", "source", "column", "cell", "observed", "expected",
         "item"),
        lambda rule: "",
    ),
    "id": lambda rule: -1,
    "field": lambda rule: rule.field,
    "severity": lambda rule: rule.severity.value,
    "move": lambda rule: rule.move.value,
}  # fmt: skip


def _values(hits: pd.DataFrame, name: str, default: object) -> np.ndarray:
    if name in hits:
        return hits[name].to_numpy(dtype=object)
    return np.full(len(hits), default, dtype=object)


def _worded(template: str, hits: pd.DataFrame) -> np.ndarray:
    """The sentence for each hit, its columns filled in."""
    sentence = np.full(len(hits), "", dtype=object)
    for text, name, _, _ in string.Formatter().parse(template):
        sentence = sentence + text
        if name is not None:
            sentence = sentence + hits[name].fillna("").to_numpy(dtype=object)
    return sentence


def _identified(hits: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """The hits of all rules in order, each with its cell, its id and its evidence."""
    hits = hits.rename(columns={"id": "row_id"}).astype({"row_id": "int64"})
    text = [name for name in hits if name not in ("row_id", "order")]
    hits[text] = hits[text].fillna("").astype("str")
    hits["cell"] = hits["cell"].where(hits["cell"] != "", _cells(hits, facts))
    by = ["order", "college", "student_no", "subject", "field", "item", "cell"]
    hits = hits.sort_values(by, kind="stable", ignore_index=True)
    subject = hits["student_no"].where(hits["student_no"] != "", hits["subject"])
    hits["finding"] = _unique(_hashed(hits["rule"], subject, hits["field"], hits["item"]))
    hits["evidence"] = _hashed("seen", hits["observed"], hits["expected"], hits["item"])
    return hits[[*FINDING_COLUMNS, "row_id"]]


def _unique(ids: pd.Series) -> pd.Series:
    """A rule may hit one subject several times: the second is told apart by its number."""
    number = ids.groupby(ids, sort=False).cumcount()
    if not number.any():
        return ids
    return ids.where(number == 0, _hashed(ids, number.astype("str")))


def _cells(hits: pd.DataFrame, facts: Facts) -> pd.Series:
    """The address of the cell that shows each hit, "" where it is about something missing."""
    cells = pd.Series("", index=hits.index, dtype="str")
    placed = hits[(hits["source"] != "") & (hits["row_id"] >= 0)]
    for source, group in placed.groupby("source"):
        found = facts.tables[source].cells(group["row_id"], group["column"])
        cells[group.index] = found.to_numpy()
    return cells


def _hashed(*parts: str | pd.Series) -> pd.Series:
    """A 64-bit hash of the parts of each row as 16 letters, the same in every run."""
    series = next(part for part in parts if isinstance(part, pd.Series))
    joined = pd.Series("", index=series.index, dtype="str")
    for part in parts:
        joined = joined + part + "\x1f"
    codes = pd.util.hash_array(joined.to_numpy(dtype=object), categorize=False)
    letters = codes.astype(">u8").tobytes().hex().translate(_LETTERS).encode()
    return pd.Series(
        np.frombuffer(letters, dtype="S16").astype(str), index=series.index, dtype="str"
    )
