"""The log in memory: every entry in order, and which of them stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gradrecon.decisions.entry import FIRST, Action, Entry
from gradrecon.vocabulary import Verdict


class Log:
    """All entries in the order of the chain, found by finding; it only grows.

    `store`: the id of the store that holds it, "" for none. `first`: what its first entry follows.
    """

    def __init__(
        self, entries: Iterable[Entry] = (), *, store: str = "", first: str = FIRST
    ) -> None:
        self.store, self.first = store, first
        self.entries: list[Entry] = []
        self._by_finding: dict[str, list[Entry]] = {}
        self._undone: set[str] = set()
        self.extend(entries)

    def extend(self, entries: Iterable[Entry]) -> None:
        """Take in further entries, later than all that are here."""
        for entry in entries:
            self.entries.append(entry)
            if entry.action is Action.DECIDE:
                self._by_finding.setdefault(entry.finding, []).append(entry)
            elif entry.action is Action.UNDO:
                self._undone.add(entry.undoes)

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def seq(self) -> int:
        """The number of the last entry, 0 for none."""
        return self.entries[-1].seq if self.entries else 0

    @property
    def head(self) -> str:
        """The hash of the last entry: it stands for the whole log."""
        return self.entries[-1].hash if self.entries else self.first

    @property
    def restored(self) -> int:
        """How often somebody restored the store on purpose."""
        return sum(entry.action is Action.RESTORE for entry in self.entries)

    @property
    def decisions(self) -> list[Entry]:
        """Every decision, undone ones too, oldest first."""
        return [entry for entry in self.entries if entry.action is Action.DECIDE]

    @property
    def findings(self) -> list[str]:
        """The findings that have a decision in force, in the order in which they were decided."""
        return [finding for finding in self._by_finding if self.in_force(finding)]

    def about(self, finding: str) -> Sequence[Entry]:
        """Every decision on a finding, undone ones too, oldest first."""
        return self._by_finding.get(finding, ())

    def undone(self, entry: Entry) -> bool:
        """Whether a decision was taken back."""
        return entry.id in self._undone

    def in_force(self, finding: str) -> list[Entry]:
        """The decisions on a finding that stand: of each reviewer the last not undone.

        Putting a finding aside takes no side: a reviewer who did so keeps the vote given before.
        """
        votes: dict[str, Entry] = {}
        aside: dict[str, Entry] = {}
        for entry in self.about(finding):
            if self.undone(entry):
                continue
            if entry.verdict == Verdict.LOOK_INTO:
                aside[entry.reviewer] = entry
            else:
                votes[entry.reviewer] = entry
                aside.pop(entry.reviewer, None)
        return sorted((*votes.values(), *aside.values()), key=lambda entry: entry.seq)
