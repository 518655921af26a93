"""All findings as arrays of numbers: filtering, counting and ordering them takes no time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np

from gradrecon.cohort.cohort import Cohort
from gradrecon.decisions.seen import Seen
from gradrecon.decisions.standing import Standing
from gradrecon.review.filters import FACETS, Facet, Filters, Order
from gradrecon.rules import RULES
from gradrecon.vocabulary import Awaits, Chapter, Move, Settlement, Severity, Step, Turn


def labels_of(cohort: Cohort) -> Mapping[str, Mapping[str, str]]:
    """For each facet its values in order, each with the word that users see."""
    return {
        "college": {"": "未知学院"} | {one.code: one.name for one in cohort.colleges},
        "step": {one.value: one.value for one in Step},
        "chapter": {one.value: one.label for one in Chapter},
        "rule": {one.code: one.title for one in RULES},
        "severity": {one.value: one.label for one in Severity},
        "move": {one.value: one.value or "无" for one in Move},
        "state": {one.value: one.label for one in Turn},
        "awaits": {
            **{one.value: one.label or "无" for one in Awaits},
            Settlement.STALE.value: Settlement.STALE.label,
        },
    }


class View:
    """The findings of a Run with where each stands; a finding is referred to by its place."""

    def __init__(
        self, rows: Sequence[Seen], name_of: Callable[[Seen], str], cohort: Cohort
    ) -> None:
        self.rows = rows
        self.place = {row.finding: place for place, row in enumerate(rows)}
        self.labels = labels_of(cohort)
        self.standings = [Standing()] * len(rows)
        self._numbers = {
            facet: {value: number for number, value in enumerate(labels)}
            for facet, labels in self.labels.items()
        }
        self._codes = {facet: self._coded(facet) for facet in FACETS}
        self._name_of = name_of
        self._students = np.unique([row.student_no for row in rows], return_inverse=True)[1]

    def set(self, place: int, standing: Standing, turn: Turn) -> None:
        """Where a finding stands from now on, and where it lies for the reviewer."""
        stale = standing.state is Settlement.STALE
        awaits = Settlement.STALE if stale else standing.awaits
        self.standings[place] = standing
        self._codes["state"][place] = self._numbers["state"][turn]
        self._codes["awaits"][place] = self._numbers["awaits"][awaits]
        move = standing.move or self.rows[place].move
        self._codes["move"][place] = self._numbers["move"][move]

    def value(self, place: int, facet: str) -> str:
        """The value that a finding has in a facet now."""
        return list(self.labels[facet])[self._codes[facet][place]]

    def label(self, place: int, facet: str) -> str:
        """The same in the word that users see."""
        return self.labels[facet][self.value(place, facet)]

    def find(self, filters: Filters, order: Order) -> np.ndarray:
        """The places of the findings that pass all filters, in that order."""
        places = np.flatnonzero(self._passing(filters))
        return places[np.lexsort([key[places] for key in reversed(self._keys(order))])]

    def facets(self, filters: Filters) -> dict[str, tuple[Facet, ...]]:
        """For each facet its values that occur, counted among what the other filters let pass."""
        return {facet: self._counted(facet, filters) for facet in FACETS}

    def count(self, facet: str, among: np.ndarray | None = None) -> dict[str, int]:
        """How many findings have each value of a facet, among some places or all."""
        codes = self._codes[facet] if among is None else self._codes[facet][among]
        counts = np.bincount(codes, minlength=len(self.labels[facet]))
        return dict(zip(self.labels[facet], counts.tolist(), strict=True))

    def having(self, facet: str, value: str) -> np.ndarray:
        """Whether each finding has that value."""
        return self._codes[facet] == self._numbers[facet][value]

    @cached_property
    def _texts(self) -> list[str]:
        """What a search looks through; made when somebody first searches."""
        titles, colleges = self.labels["rule"], self.labels["college"]
        return [
            f"{row.student_no} {self._name_of(row)} {titles[row.rule]} {row.message} "
            f"{row.observed} {row.expected} {colleges[row.college]} {row.cell}".casefold()
            for row in self.rows
        ]

    def _coded(self, facet: str) -> np.ndarray:
        numbers = self._numbers[facet]
        fixed = {"state": Turn.TODO.value, "awaits": Awaits.NOTHING.value}
        if facet in fixed:
            return np.full(len(self.rows), numbers[fixed[facet]])
        if facet == "chapter":
            return np.array([numbers[row.rule.split(".")[0]] for row in self.rows], dtype=int)
        return np.array([numbers[getattr(row, facet)] for row in self.rows], dtype=int)

    def _passing(self, filters: Filters, without: str = "") -> np.ndarray:
        passing = np.ones(len(self.rows), dtype=bool)
        for facet in FACETS:
            wanted = getattr(filters, facet)
            if wanted and facet != without:
                known = [value in wanted for value in self.labels[facet]]
                passing &= np.array(known)[self._codes[facet]]
        for word in filters.text.casefold().split():
            passing &= np.fromiter((word in one for one in self._texts), bool, len(self.rows))
        return passing

    def _counted(self, facet: str, filters: Filters) -> tuple[Facet, ...]:
        chosen = getattr(filters, facet)
        counts = self.count(facet, self._passing(filters, without=facet))
        return tuple(
            Facet(value, self.labels[facet][value], counts[value], value in chosen)
            for value in counts
            if counts[value] or value in chosen
        )

    def _keys(self, order: Order) -> tuple[np.ndarray, ...]:
        severity, rule = self._codes["severity"], self._codes["rule"]
        return {
            Order.URGENT: (severity, rule, self._codes["college"], self._students),
            Order.STUDENT: (self._students, severity, rule),
            Order.RULE: (rule, self._codes["college"], self._students),
        }[order]
