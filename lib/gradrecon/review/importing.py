"""Answers of a college's handler become decisions: each is taken or refused, with its cell.

An answer that is in the log already is not written again, whatever file it comes in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gradrecon.decisions.entry import Action, Draft
from gradrecon.decisions.log import Log
from gradrecon.decisions.store import Store
from gradrecon.decisions.verdicts import MEANINGS
from gradrecon.review.answered import Answer
from gradrecon.review.board import Board
from gradrecon.review.choices import note_of, value_of
from gradrecon.review.drafting import draft_of
from gradrecon.review.refused import Refused
from gradrecon.run.run import Run
from gradrecon.vocabulary import Awaits, Verdict


@dataclass
class Imported:
    """What came of a file: how many decisions are new, were there, await a second; the refused."""

    written: int = 0
    known: int = 0
    second: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def import_answers(
    answers: Sequence[Answer], run: Run, store: Store, reviewer: str, signed: Draft | None = None
) -> Imported:
    """Write the answers that are good under a reviewer's name, all at once; say of the rest why.

    `signed`: an entry that says who is logged in, written with the first decision.
    """
    board = Board(run, Log(store.entries()), reviewer)
    outcome, drafts = Imported(), {}
    at_odds = _at_odds(answers)
    for answer in answers:
        try:
            _require_one(answer, at_odds)
            draft = _draft(answer, board)
            drafts[draft.id] = draft
        except Refused as refusal:
            outcome.refused.append((answer.cell, str(refusal)))
    fresh = [one for one in drafts.values() if not _is_known(one, board.log)]
    outcome.written, outcome.known = len(fresh), len(drafts) - len(fresh)
    if fresh:
        store.append(*([signed] if signed else []), *fresh)
        board.absorb(store.entries(board.log.seq))
    outcome.second = sum(board.standing(one.finding).awaits is Awaits.SECOND for one in fresh)
    return outcome


def signed_as(reviewer: str, login: str, file: str) -> Draft | None:
    """What the log is told of a name that is not the login's, None where it is."""
    if login in ("", reviewer):
        return None
    return Draft(action=Action.NAMED, reviewer=reviewer, finding="", evidence="", value=login,
                 note=f"导入 {file}")  # fmt: skip


def _at_odds(answers: Sequence[Answer]) -> Mapping[str, list[str]]:
    """The cells of each finding to which a file gives several answers."""
    said: dict[str, dict[tuple[str, ...], str]] = {}
    for answer in answers:
        said.setdefault(answer.finding, {}).setdefault(answer.said, answer.cell)
    return {finding: list(one.values()) for finding, one in said.items() if len(one) > 1}


def _require_one(answer: Answer, at_odds: Mapping[str, list[str]]) -> None:
    others = [cell for cell in at_odds.get(answer.finding, ()) if cell != answer.cell]
    if others and answer.finding:
        raise Refused(f"同一个问题在 {others[0]} 另有不同的处理意见，请只留一种。")


def _draft(answer: Answer, board: Board) -> Draft:
    """The decision that an answer is. Refused, with a sentence, where it is none."""
    if answer.altered:
        raise Refused("这一行被改动过，看不出答的是哪个问题，请在新的问题清单里重填。")
    if answer.verdict not in MEANINGS:
        raise Refused(f"没有“{answer.verdict}”这种处理，请从下拉列表中选。" if answer.verdict
                      else "写了内容或备注，没有选处理意见。")  # fmt: skip
    if answer.finding not in board.view.place:
        raise Refused("这个问题已经消除，不用再处理。")
    row, verdict = board.row(answer.finding), Verdict(answer.verdict)
    if row.evidence != answer.ids[1]:
        raise Refused("情况已变，这份清单是旧的，请用新的问题清单重填。")
    value = value_of(verdict, answer.value, row, board.grounds)
    note = note_of(verdict, answer.note, row, board.doubt(verdict, value, row))
    told = "\x1f".join((board.reviewer, *answer.ids[:2], verdict, value, note))
    identity = hashlib.sha256(told.encode()).hexdigest()[:32]
    return draft_of(row, board.reviewer, id=identity, verdict=verdict.value, value=value, note=note)


def _is_known(draft: Draft, log: Log) -> bool:
    """Whether a decision was written before, or the reviewer has decided just so."""
    said = (draft.reviewer, draft.evidence, draft.verdict, draft.value)
    same = [(one.reviewer, one.evidence, one.verdict, one.value)
            for one in log.in_force(draft.finding)]  # fmt: skip
    return said in same or any(one.id == draft.id for one in log.about(draft.finding))
