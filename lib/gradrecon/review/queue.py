"""The reviewer's work as plain Python: list, case, decide, undo, bulk; the panel only shows it.

Everything that writes returns after it has reached the disk. The list does not change under the
reviewer's hands: only a new filter, order or Run makes it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gradrecon.decisions.entry import Action, Draft, Entry
from gradrecon.decisions.log import Log
from gradrecon.decisions.store import Store
from gradrecon.review import bulk, showing, tally
from gradrecon.review.board import Board
from gradrecon.review.bulk import Preview
from gradrecon.review.case import Case, Line, Past
from gradrecon.review.choices import note_of, value_of
from gradrecon.review.claims import Claims
from gradrecon.review.drafting import draft_of
from gradrecon.review.filters import Facet, Filters, Order
from gradrecon.review.listing import Listing
from gradrecon.review.past import one_past
from gradrecon.review.refused import Refused
from gradrecon.review.seek import Candidate
from gradrecon.review.tally import Changes, Progress
from gradrecon.review.witnesses import SECRET
from gradrecon.run.run import Run
from gradrecon.vocabulary import Awaits, Settlement, Verdict


class Outcome(NamedTuple):
    """What came of a decision or an undoing; `current` is the finding that is open now."""

    entry: Entry
    finding: str
    state: Settlement
    awaits: Awaits
    current: str


class ReviewQueue:
    """The findings of a Run for one reviewer, against a store that others write to as well.

    `last`: the `findings.csv` of the last published run, for `changes`. `unsaved`: the decision
    or undoing that could not be saved, until `retry` saves it. `undone`: how many decisions
    the last `undo_last` took back.
    """

    def __init__(self, run: Run, store: Store, reviewer: str, last: Path | None = None) -> None:
        self.reviewer = reviewer
        self.unsaved: Draft | None = None
        self.undone = 0
        self._acts: list[frozenset[str]] = []
        self._store = store
        self._last = last
        self._claims = Claims(store, reviewer, run.cohort.review.claim_minutes)
        self._revealed: frozenset[str] = frozenset()
        self._considered = ""
        self._board = Board(run, Log(store.entries()), reviewer)
        self._listing = Listing(self._board)
        self._opened()

    # ── the list ──────────────────────────────────────────────────────────

    @property
    def filters(self) -> Filters:
        """What the list is filtered by."""
        return self._listing.filters

    @property
    def order(self) -> Order:
        """How the list is ordered."""
        return self._listing.order

    @property
    def ids(self) -> Sequence[str]:
        """The findings of the list, in order."""
        return self._listing.ids

    @property
    def total(self) -> int:
        """How many findings the list has."""
        return len(self._listing.ids)

    @property
    def left(self) -> int:
        """How many of them still wait for this reviewer."""
        return len(self._listing.to_do)

    @property
    def current(self) -> str:
        """The finding that is open, "" where the list is empty."""
        return self._listing.current

    def narrow(self, filters: Filters) -> None:
        """Show what passes these filters; what is open stays open if it does."""
        self._listing.filters = filters
        self._listing.renew()
        self._opened()

    def sort(self, order: Order) -> None:
        """Show the list in this order."""
        self._listing.order = order
        self._listing.renew()

    def facets(self) -> dict[str, tuple[Facet, ...]]:
        """For each facet its values, counted among what the other filters let pass."""
        return self._board.view.facets(self._listing.filters)

    def line(self, finding: str) -> Line:
        """One line of the list."""
        return showing.line(self._board, finding, self._claims.holder(finding))

    def go(self, finding: str) -> str:
        """Open a finding; raise KeyError for one that this Run does not have."""
        self._listing.open(finding)
        return self._opened()

    def step(self, by: int) -> str:
        """Open the line that many further down, whatever its state."""
        self._listing.step(by)
        return self._opened()

    def next(self) -> str:
        """Open the next finding that waits for this reviewer; those others have open come last."""
        self._listing.move_on(+1, skip=lambda finding: bool(self._claims.holder(finding)))
        return self._opened()

    def previous(self) -> str:
        """Open the one before that waits for this reviewer."""
        self._listing.move_on(-1)
        return self._opened()

    # ── the case ──────────────────────────────────────────────────────────

    def case(self, finding: str = "") -> Case:
        """Everything of a finding, the open one unless another is named."""
        finding = finding or self.current
        revealed = self._revealed if finding == self.current else frozenset()
        considered = self._considered if finding == self.current else ""
        holder = self._claims.holder(finding)
        return showing.case(self._board, finding, holder, revealed, considered)

    def seek(self, text: str) -> list[Candidate]:
        """The students of the roster whom a text may mean."""
        return self._board.roster.find(text)

    def consider(self, student_no: str) -> None:
        """Show a student's rows beside the open row that is nobody's; nothing is written."""
        if student_no not in self._board.grounds.known:
            raise Refused(f"学籍名册里没有学号“{student_no}”。")
        self._considered = student_no

    def reveal(self, field: str) -> None:
        """Show `id_no` or `birth_date` of the open case in full; that is written down first."""
        if field not in SECRET or not self.current:
            raise Refused("这一项没有隐藏的内容。")
        self._write([self._draft(self.current, Action.REVEAL, field=field)])
        self._revealed |= {field}

    # ── deciding ──────────────────────────────────────────────────────────

    def decide(self, verdict: str, value: str = "", note: str = "", finding: str = "") -> Outcome:
        """Give a verdict and, if it was on the open case, go on to the next.

        Refused, with a sentence, where it is not possible. Raise DecisionsError if it cannot be
        saved: then `unsaved` holds it for `retry`.
        """
        finding = finding or self.current
        row, said = self._board.row(finding), Verdict(verdict)
        given = value_of(said, value, row, self._board.grounds)
        written = note_of(said, note, row, self._board.doubt(said, given, row))
        return self._save(self._draft(finding, verdict=said.value, value=given, note=written))

    def undo(self, entry: str) -> Outcome:
        """Take back one of the reviewer's own decisions; what stood before it stands again."""
        log = self._board.log
        found = next((one for one in log.decisions if one.id == entry), None)
        if found is None or found.reviewer != self.reviewer:
            raise Refused("只能撤销自己的判定。")
        if log.undone(found):
            raise Refused("这一条已经撤销过了。")
        return self._save(self._draft_of(found))

    def undo_last(self) -> Outcome | None:
        """Take back the reviewer's latest decision that stands, None where there is none.

        What was decided at once is taken back at once; `undone` counts it.
        """
        latest = next((one for one in self.mine(limit=0) if one.undoable), None)
        if latest is None:
            return None
        log, act = self._board.log, next((one for one in self._acts if latest.entry in one), ())
        whole = [one for one in log.decisions if one.id in act and not log.undone(one)]
        self.undone = max(len(whole), 1)
        if self.undone == 1:
            return self.undo(latest.entry)
        written = self._write([self._draft_of(one) for one in whole])
        return self._outcome(written[-1])

    def mine(self, limit: int = 20) -> tuple[Past, ...]:
        """The reviewer's own decisions, newest first; all of them with limit 0."""
        log = self._board.log
        own = [one for one in reversed(log.decisions) if one.reviewer == self.reviewer]
        return tuple(one_past(log, one, self.reviewer) for one in own[: limit or None])

    def retry(self) -> Outcome:
        """Save what could not be saved; never twice, even if the first attempt did arrive."""
        if self.unsaved is None:
            raise Refused("没有未保存的判定。")
        return self._save(self.unsaved)

    def preview(self, verdict: str, note: str = "") -> Preview:
        """What a verdict on all that is listed and waits would change; nothing is written.

        Refused unless it is all of one kind and the verdict safe for it.
        """
        board, said = self._board, Verdict(verdict)
        rows = [board.view.rows[place] for place in self._listing.to_do]
        rule = bulk.require_one_safe_kind(rows, said)
        taken, left = bulk.sorted_out(rows, said, board.grounds, board.name_of, self._claims.others)
        drafts = [
            self._draft(row.finding, verdict=said.value, value=value, note=note)
            for row, value in taken
        ]
        lines = [
            bulk.change(row, said, value, board.name_of(row), board.grounds) for row, value in taken
        ]
        title = bulk.title_of(rule)
        return Preview(rule, title, said, tuple(lines), tuple(left), tuple(drafts), board.log.seq)

    def apply(self, preview: Preview) -> int:
        """Decide what was previewed, all or none; how many.

        Overtaken where somebody decided one of them since.
        """
        written = self._write(preview.drafts, seen=preview.seen)
        self._acts.append(frozenset(entry.id for entry in written))
        self._listing.move_on(+1)
        self._opened()
        return len(preview.drafts)

    def sign(self, login: str, reason: str) -> None:
        """Write down who is logged in while this reviewer's name is used, and why."""
        about = Draft(
            action=Action.NAMED, reviewer=self.reviewer, finding="", evidence="", value=login,
            note=reason,
        )  # fmt: skip
        self._write([about])

    # ── with others ───────────────────────────────────────────────────────

    def refresh(self) -> bool:
        """Take in what others decided and opened since; whether anything changed."""
        entries = self._store.entries(self._board.log.seq)
        self._board.absorb(entries)
        return self._claims.refresh(self.current) or bool(entries)

    def release(self) -> None:
        """Let others know that nothing is open here any more."""
        self._claims.release()

    @property
    def store_notice(self) -> str:
        """What the reviewer should know of the store, "" for nothing."""
        return "\n".join(filter(None, (self._store.notice, self._claims.trouble)))

    def progress(self) -> Progress:
        """How far all reviewers and colleges are."""
        return tally.progress(self._board.view, self._board.log, self._store.now())

    def changes(self) -> Changes:
        """What changed since the last published run."""
        return tally.changes(self._board.run.findings, self._last) if self._last else Changes(False)

    def take(self, run: Run) -> None:
        """A new Run in place of the old one; filters, order and the open case stay."""
        old = self._listing
        self._board = Board(run, Log(self._store.entries()), self.reviewer)
        self._listing = Listing(self._board, old.current)
        self._listing.filters, self._listing.order = old.filters, old.order
        self._listing.renew()
        self._opened()

    # ──────────────────────────────────────────────────────────────────────

    def _opened(self) -> str:
        """Claim what is open now; what was revealed is hidden again."""
        self._revealed, self._considered = frozenset(), ""
        self._claims.open(self.current)
        return self.current

    def _draft(self, finding: str, action: Action = Action.DECIDE, **what: str) -> Draft:
        return draft_of(self._board.row(finding), self.reviewer, action, **what)

    def _draft_of(self, undone: Entry) -> Draft:
        return Draft(
            action=Action.UNDO, reviewer=self.reviewer, finding=undone.finding,
            evidence=undone.evidence, undoes=undone.id, verdict=undone.verdict,
            value=undone.value, rule=undone.rule, college=undone.college,
            student_no=undone.student_no, field=undone.field, observed=undone.observed,
            expected=undone.expected,
        )  # fmt: skip

    def _save(self, draft: Draft) -> Outcome:
        """Write one draft and go on; it stays in `unsaved` until it is written."""
        self.unsaved = draft
        (entry,) = self._write([draft])
        self.unsaved = None
        if draft.action is Action.DECIDE and draft.finding == self.current:
            self.next()
        return self._outcome(entry)

    def _outcome(self, entry: Entry) -> Outcome:
        """What came of an entry that was written."""
        known = entry.finding in self._board.view.place
        standing = self._board.standing(entry.finding) if known else None
        return Outcome(
            entry, entry.finding,
            standing.state if standing else Settlement.RESOLVED,
            standing.awaits if standing else Awaits.NOTHING,
            self.current,
        )  # fmt: skip

    def _write(self, drafts: Sequence[Draft], seen: int | None = None) -> list[Entry]:
        """Write drafts and take in everything that is new in the log."""
        written = self._store.append(*drafts, seen=seen)
        self._board.absorb(self._store.entries(self._board.log.seq))
        return written
