"""From the board to what a reviewer sees: one line of the list, one whole case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gradrecon.decisions.seen import Seen
from gradrecon.decisions.verdicts import matter
from gradrecon.review.board import Board
from gradrecon.review.case import Case, Line
from gradrecon.review.choices import choices
from gradrecon.review.past import before, past
from gradrecon.review.witnesses import RowKey, discreet
from gradrecon.rules import BY_CODE
from gradrecon.vocabulary import Matter, Turn

# What belongs to one student only.
_ONE_EACH = ("code", "id_no", "student_no", "exam_no")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4,}(?![0-9A-Za-z])")


def line(board: Board, finding: str, holder: str) -> Line:
    """One line of the list."""
    place = board.view.place[finding]
    row, standing = board.view.rows[place], board.view.standings[place]
    return Line(
        finding=finding,
        student_no=row.student_no,
        name=board.name_of(row),
        college_name=board.view.label(place, "college"),
        title=BY_CODE[row.rule].title,
        severity=row.severity,
        severity_label=board.view.label(place, "severity"),
        state=standing.state,
        state_label=standing.state.label,
        awaits=standing.awaits,
        awaits_label=standing.awaits.label,
        turn=Turn(board.view.value(place, "state")),
        turn_label=board.view.label(place, "state"),
        holder=holder,
    )


def case(
    board: Board, finding: str, holder: str, revealed: frozenset[str], considered: str = ""
) -> Case:
    """Everything of one finding; `revealed` are the hidden fields to be shown in full.

    `considered`: the 学号 whose rows stand beside a row that is nobody's, "" for the one proposed.
    """
    place = board.view.place[finding]
    row, standing = board.view.rows[place], board.view.standings[place]
    own = (row.source, row.row_id)
    keys, proposed = _rows_about(board, row, considered)
    others = _rows_of_others(board, row, keys)
    keys = _in_order([*keys, *others], own)
    subject = row.student_no or proposed
    clause = board.run.cohort.clause_by_id.get(row.clause)
    summary = line(board, finding, holder)
    return Case(
        **summary._asdict(),
        rule=row.rule,
        clause=row.clause,
        clause_text=clause.text if clause else "",
        step=row.step,
        message=row.message,
        field=row.field,
        observed=row.observed if row.field in revealed else discreet(row.field, row.observed),
        expected=row.expected if row.field in revealed else discreet(row.field, row.expected),
        cell=row.cell,
        move=board.view.value(place, "move"),
        college=row.college,
        witnesses=tuple(
            board.witnesses.witness(
                key,
                proposed=bool(proposed) and key != own and key not in others,
                concerned=key == own,
                other=others.get(key, ""),
            )
            for key in keys
        ),
        lines=board.witnesses.lines(keys, subject, row.field, revealed),
        past=past(board.log, finding, standing, board.reviewer),
        before=before(standing),
        choices=choices(row, board.grounds),
    )  # fmt: skip


def _rows_about(board: Board, row: Seen, considered: str) -> tuple[list[RowKey], str]:
    """The rows that speak of a finding, and the 学号 that is only proposed for one ("" if none)."""
    own = [(row.source, row.row_id)] if row.source and row.row_id >= 0 else []
    proposed = (considered or row.expected) if matter(row) is Matter.UNMATCHED else ""
    of_student = board.witnesses.keys(row.student_no or proposed)
    return [*(key for key in own if key not in of_student), *of_student], proposed


def _rows_of_others(board: Board, row: Seen, known: Sequence[RowKey]) -> dict[RowKey, str]:
    """The rows of the other party, each with whose it is.

    Other rows with the same code or number, and what students whose 学号 the sentence names say
    of the field.
    """
    found: list[RowKey] = []
    if row.field in _ONE_EACH and row.source in board.run.tables and row.row_id >= 0:
        found += board.witnesses.same((row.source, row.row_id), row.field)
    named = [one for one in _NUMBER.findall(row.message) if one in board.grounds.known]
    mine = (row.student_no, row.expected)
    for student_no in dict.fromkeys(one for one in named if one not in mine):
        of_other = board.witnesses.keys(student_no)
        found += [key for key in of_other if key[0] in ("roster", row.source)]
    return {key: _whose(board, key) for key in found if key not in known}


def _whose(board: Board, key: RowKey) -> str:
    student_no = board.witnesses.own(key)
    return f"{board.name_of_student(student_no)} {student_no}".strip() or "对应不到人"


def _in_order(keys: Sequence[RowKey], own: RowKey) -> list[RowKey]:
    """The row concerned first, then others of its source, then the rest."""
    return sorted(keys, key=lambda key: (key != own, key[0] != own[0]))
