"""Who has which case open. A claim stops nobody; losing one harms nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from gradrecon.decisions.store import Store
from gradrecon.errors import DecisionsError


class Claims:
    """One reviewer's claim and what is known of the others'.

    `trouble`: why claims could not be written, "" while they can; it never stops the work.
    """

    def __init__(self, store: Store, reviewer: str, minutes: int) -> None:
        self.trouble = ""
        self.others: dict[str, str] = {}
        self._store = store
        self._reviewer = reviewer
        self._minutes = minutes
        self._finding = ""
        self._since: datetime | None = None

    def holder(self, finding: str) -> str:
        """Who else has a finding open, "" for nobody."""
        return self.others.get(finding, "")

    def open(self, finding: str) -> None:
        """Claim a finding, and with it give up the one before."""
        if finding and finding != self._finding:
            self._claim(finding)

    def refresh(self, finding: str) -> bool:
        """Learn of the others' claims, renew an ageing one; whether the others' changed."""
        half = timedelta(minutes=self._minutes) / 2
        if finding and self._since and self._store.now() - self._since > half:
            self._claim(finding)
        known = self.others
        self.others = {
            one: who for one, who in self._store.claims().items() if who != self._reviewer
        }
        return self.others != known

    def release(self) -> None:
        """Give up the claim."""
        self._finding = ""
        self._store.release(self._reviewer)

    def _claim(self, finding: str) -> None:
        self._finding, self._since, self.trouble = finding, self._store.now(), ""
        try:
            holder = self._store.claim(finding, self._reviewer, self._minutes)
        except DecisionsError as error:
            self.trouble = error.faults[0].wrong
            return
        self.others.pop(finding, None)
        if holder != self._reviewer:
            self.others[finding] = holder
