"""Where a reviewer was: kept by the browser, so that a page loaded again opens there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from gradrecon.review.filters import FACETS, Filters, Order

if TYPE_CHECKING:
    from gradrecon.review import ReviewQueue


def filters_of(chosen: Mapping[str, Any]) -> Filters:
    """The filters that the browser sends: for each facet a list of values, and a text."""
    facets = {facet: frozenset(map(str, chosen.get(facet) or ())) for facet in FACETS}
    return Filters(**facets, text=str(chosen.get("text") or ""))


def go_back(queue: ReviewQueue, place: Mapping[str, Any]) -> None:
    """Put a queue where the reviewer was: filters, order, finding; what is gone is left out."""
    with suppress(ValueError):  # an order that this version does not know
        queue.sort(Order(place.get("order") or queue.order))
    queue.narrow(filters_of(place.get("filters") or {}))
    if place.get("finding") in queue.ids:
        queue.go(place["finding"])
