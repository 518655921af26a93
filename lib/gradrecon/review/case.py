"""What a reviewer sees of one finding, as data; every text is a text, never markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gradrecon.review.difference import Piece
from gradrecon.vocabulary import Awaits, Settlement, Turn, Verdict


class Line(NamedTuple):
    """One line of the list. `holder` is who else has it open, "" for nobody.

    `turn` is where it lies for the reviewer.
    """

    finding: str
    student_no: str
    name: str
    college_name: str
    title: str
    severity: str
    severity_label: str
    state: Settlement
    state_label: str
    awaits: Awaits
    awaits_label: str
    turn: Turn
    turn_label: str
    holder: str


class Shown(NamedTuple):
    """One cell of the comparison: its text in pieces, its address, whether more can be revealed."""

    pieces: tuple[Piece, ...]
    cell: str
    hidden: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)


class Witness(NamedTuple):
    """One row of one source that speaks of the student: a column of the comparison.

    `proposed`: it is a row of a student who is only proposed. `concerned`: the finding is about
    this row. `other`: whose else it is, name and 学号, "" for the finding's own student. `row` as
    the office's own program numbers it.
    """

    source: str
    title: str
    file: str
    sheet: str
    row: int
    proposed: bool
    concerned: bool
    other: str = ""


class FieldLine(NamedTuple):
    """One field over all witnesses: a row of the comparison; `reference` is what holds.

    `reference_title` says whose it is: 学籍, 建议拼写 or 对照表. `values` are parallel to the
    witnesses, None where one says nothing.
    """

    field: str
    title: str
    concerned: bool
    reference_title: str
    reference: Shown | None
    values: tuple[Shown | None, ...]


class Past(NamedTuple):
    """One earlier decision. `standing`: neither undone nor replaced; `own`: the reviewer's."""

    entry: str
    finding: str
    time: str
    reviewer: str
    verdict: str
    value: str
    note: str
    standing: bool
    own: bool
    undoable: bool


class Before(NamedTuple):
    """What had been decided, and what had been seen then, of a finding whose facts changed."""

    verdict: str
    value: str
    reviewer: str
    time: str
    observed: str
    expected: str


class Choice(NamedTuple):
    """One verdict as it stands on this finding.

    `needs` is what must be given with it ("" for nothing), `value` what may be offered for that,
    `note` what its note must say ("" if it may be left out). `risky`: it counts only when a
    second reviewer gives it too.
    """

    verdict: Verdict
    key: str
    about: str
    possible: bool
    why_not: str
    needs: str
    value: str
    note: str
    risky: bool
    bulk: bool


@dataclass(frozen=True)
class Case:
    """Everything of one finding: the finding itself, the comparison, the past, what can be done."""

    finding: str
    rule: str
    title: str
    clause: str
    clause_text: str
    severity: str
    severity_label: str
    step: str
    message: str
    field: str
    observed: str
    expected: str
    cell: str
    move: str
    state: Settlement
    state_label: str
    awaits: Awaits
    awaits_label: str
    turn: Turn
    turn_label: str
    student_no: str
    name: str
    college: str
    college_name: str
    holder: str
    witnesses: tuple[Witness, ...]
    lines: tuple[FieldLine, ...]
    past: tuple[Past, ...]
    before: Before | None
    choices: tuple[Choice, ...]
