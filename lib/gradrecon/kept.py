"""What is worked out from a Run once and stays with it: in a batch, for all its colleges."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from gradrecon.reconcile import Run

Answer = TypeVar("Answer")
_PLACE = "_kept"


def kept(question: Callable[[Run], Answer]) -> Callable[[Run], Answer]:
    """The same function of a Run, whose answer is kept in that Run: pickled with it, gone with it.

    Nobody changes such an answer in place.
    """

    @wraps(question)
    def ask(run: Run) -> Answer:
        known: dict[str, Any] = run.__dict__.setdefault(_PLACE, {})
        name = f"{question.__module__}.{question.__qualname__}"
        if name not in known:
            known[name] = question(run)
        return known[name]

    return ask
