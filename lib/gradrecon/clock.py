"""The clock, at which only the command line and the panel look: all else is told the day."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from gradrecon import workspace


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def today() -> str:
    """Today's date in Beijing as YYYY-MM-DD."""
    from gradrecon.decisions.times import BEIJING

    return now().astimezone(BEIJING).date().isoformat()


def day_for(params: str | Path) -> str:
    """Today's date, "" where the params name a day themselves."""
    from gradrecon.cohort import cohort

    return "" if cohort.load(workspace.found(params)).as_of else today()


def day_to_show(params: str | Path, raw: str | Path = "") -> str:
    """The day for a notebook that names none, as `day_for`.

    A made-up cohort is shown on its own day, on which there is something to see.
    """
    from gradrecon.cohort import cohort

    params = workspace.found(params)
    settings = cohort.load(params)
    own = workspace.made_up_day(workspace.raw_folder(settings, params, raw))
    return "" if settings.as_of else own or today()
