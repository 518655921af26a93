"""From the board to what a reviewer sees: one line of the list, one whole case."""

from __future__ import annotations

from gradrecon.decisions.seen import Seen
from gradrecon.decisions.verdicts import matter
from gradrecon.review.board import Board
from gradrecon.review.case import Case, Line
from gradrecon.review.choices import choices
from gradrecon.review.past import before, past
from gradrecon.review.witnesses import RowKey, discreet
from gradrecon.rules import BY_CODE
from gradrecon.vocabulary import Matter, Turn


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


def case(board: Board, finding: str, holder: str, revealed: frozenset[str]) -> Case:
    """Everything of one finding; `revealed` are the hidden fields to be shown in full."""
    place = board.view.place[finding]
    row, standing = board.view.rows[place], board.view.standings[place]
    keys, proposed = _rows_about(board, row)
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
                key, proposed=bool(proposed) and key != (row.source, row.row_id),
                concerned=key == (row.source, row.row_id),
            )
            for key in keys
        ),
        lines=board.witnesses.lines(keys, subject, row.field, revealed),
        past=past(board.log, finding, standing, board.reviewer),
        before=before(standing),
        choices=choices(row, board.grounds),
    )  # fmt: skip


def _rows_about(board: Board, row: Seen) -> tuple[list[RowKey], str]:
    """The rows that speak of a finding, and the 学号 that is only proposed for one ("" if none)."""
    own = [(row.source, row.row_id)] if row.source and row.row_id >= 0 else []
    proposed = row.expected if matter(row) is Matter.UNMATCHED else ""
    of_student = board.witnesses.keys(row.student_no or proposed)
    return [*(key for key in own if key not in of_student), *of_student], proposed
