"""The list that a reviewer walks through: filtered, ordered, with one finding open."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gradrecon.review.board import Board
from gradrecon.review.filters import Filters, Order


class Listing:
    """Places of findings in order; it stays as it is until it is made anew.

    `current` is the finding that is open, "" where the list is empty.
    """

    def __init__(self, board: Board, current: str = "") -> None:
        self.board = board
        self.filters = Filters()
        self.order = Order.URGENT
        self.current = current
        self.renew()

    def renew(self) -> None:
        """Filter and order anew; what is open stays open if it is still there."""
        view = self.board.view
        self.places = view.find(self.filters, self.order)
        self.ids = [view.rows[place].finding for place in self.places]
        self._position = {finding: position for position, finding in enumerate(self.ids)}
        if self.current not in self._position:
            self.current = self.ids[0] if self.ids else ""
            if self.ids and not self.board.to_do[self.places[0]]:
                self.move_on(+1)

    @property
    def to_do(self) -> np.ndarray:
        """The places in the list that wait for the reviewer, in its order."""
        return self.places[self.board.to_do[self.places]]

    def open(self, finding: str) -> None:
        """Open a finding; raise KeyError for one that the Run does not have."""
        self.board.row(finding)
        self.current = finding

    def step(self, by: int) -> None:
        """Move down by that many lines and open one, stopping at the first or last."""
        if self.ids:
            position = self._position.get(self.current, 0) + by
            self.current = self.ids[min(max(position, 0), len(self.ids) - 1)]

    def move_on(self, way: int, skip: Callable[[str], bool] = lambda finding: False) -> None:
        """Open the next (+1) or previous (-1) finding that waits, round the end of the list.

        Those to be skipped are taken only where there is no other. It stays where none waits.
        """
        here = self._position.get(self.current, -1)
        waiting = np.flatnonzero(self.board.to_do[self.places])
        waiting = waiting[waiting != here]
        ahead, behind = waiting[waiting > here], waiting[waiting < here]
        turned = [*ahead, *behind] if way > 0 else [*behind[::-1], *ahead[::-1]]
        free = (self.ids[place] for place in turned if not skip(self.ids[place]))
        fallback = self.ids[turned[0]] if turned else self.current
        self.current = next(free, fallback)
