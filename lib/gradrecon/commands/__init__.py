"""The commands, one module each: what it does, how it is called, its arguments, its action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from gradrecon.commands import check, compare, decisions, draft, photos, run, sample

if TYPE_CHECKING:
    import argparse

    from gradrecon.commands.arguments import Arguments


class Command(NamedTuple):
    """One command; `action` carries it out and gives the exit code."""

    about: str
    usage: str
    declare: Callable[[Arguments], None]
    action: Callable[[argparse.Namespace], int]


COMMANDS = {
    "run": Command(run.ABOUT, run.USAGE, run.declare, run.run),
    "check": Command(check.ABOUT, check.USAGE, check.declare, check.run),
    "compare": Command(compare.ABOUT, compare.USAGE, compare.declare, compare.run),
    "decisions": Command(decisions.ABOUT, decisions.USAGE, decisions.declare, decisions.run),
    "draft": Command(draft.ABOUT, draft.USAGE, draft.declare, draft.run),
    "photos": Command(photos.ABOUT, photos.USAGE, photos.declare, photos.run),
    "sample": Command(sample.ABOUT, sample.USAGE, sample.declare, sample.run),
}
