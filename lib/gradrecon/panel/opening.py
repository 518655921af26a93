"""From a params file to the panel on the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gradrecon import clock
from gradrecon.panel.desk import Desk
from gradrecon.review import ReviewQueue, open_queue
from gradrecon.review.reviewer import login_name

if TYPE_CHECKING:
    from gradrecon.panel.widget import ReviewPanel


def open_panel(
    cohort: str, *, as_of: str = "", raw: str = "", reviewer: str = "", reason: str = ""
) -> ReviewPanel:
    """The panel of a cohort: the last expression of a notebook's cell shows it.

    `cohort`: its params file. `as_of`: YYYY-MM-DD, "" for the params' own day, else today. `raw`:
    the folder of files, "" for the usual one. `reviewer`: "" for JupyterHub's user, else the
    system's; the panel asks where neither is known. Another name needs a `reason`, for which the
    panel asks as well, and which the log keeps. What is wrong with params, files or store
    stands in the panel, with a way to try again.
    """
    from gradrecon.panel.widget import ReviewPanel

    desk = Desk(partial(_queue, cohort, as_of, raw), reviewer, login=login_name(), reason=reason)
    return ReviewPanel(desk, place=f"{cohort}|{desk.reviewer}")


def _queue(cohort: str, as_of: str, raw: str, reviewer: str) -> ReviewQueue:
    day = as_of or clock.day_for(cohort)
    return open_queue(cohort, reviewer=reviewer, clock=clock.now, as_of=day, raw=raw)
