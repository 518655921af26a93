"""The cells of a whole run's 信息核对表."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from gradrecon.checklist.content import content
from gradrecon.run.run import kept

if TYPE_CHECKING:
    from gradrecon.run.run import Run


@kept
def contents(run: Run) -> pd.DataFrame:
    """The `content` of every case of a run, worked out once for all of its colleges."""
    return content(run.cases, run.cohort, run.tables["applications"])
