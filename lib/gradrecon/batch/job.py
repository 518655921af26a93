"""What is to be done for one college or for the school, and what came of it: plain data.

Both cross process borders, so that any executor, on this machine or another, can do the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# What a college's folder, and the top folder for the school, holds.
NOTEBOOK, PAGE, WORKBOOK = "college.ipynb", "report.html", "问题清单.xlsx"
SCHOOL_NOTEBOOK, SCHOOL_PAGE, SCHOOL_WORKBOOK = "school.ipynb", "school.html", "全校问题清单.xlsx"


@dataclass(frozen=True)
class Job:
    """One notebook to execute, with the page and the workbook that go with it.

    `code` is the college's, "" for the school; `title` is the page's. `parameters` are the
    notebook's. `tray` is the batch's private folder, which holds the Run. `seconds` is how long
    it all may take. Where not `warm`, its kernel is started afresh.
    """

    code: str
    name: str
    title: str
    template: Path
    parameters: Mapping[str, str]
    notebook: Path
    page: Path
    workbook: Path
    tray: Path
    root: Path
    seconds: int
    warm: bool = True

    @property
    def forked(self) -> bool:
        """Whether its kernel is forked from the batch's template."""
        from gradrecon.kernels.kernels import CAN_FORK

        return self.warm and CAN_FORK

    @property
    def progress(self) -> Path:
        """The file whose size says how many of the job's cells are done."""
        return self.tray / f"cells-{self.code}"


@dataclass(frozen=True)
class Outcome:
    """What came of a job: `error` is "" where all went well, else a Chinese sentence.

    `current`: nothing had to be made, as it was up to date.
    """

    code: str
    name: str
    seconds: float
    error: str = ""
    current: bool = False

    @property
    def ok(self) -> bool:
        """Whether the notebook, the page and the workbook are there."""
        return not self.error
