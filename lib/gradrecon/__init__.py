"""Get every graduating postgraduate registered: reconcile what the offices' files say.

The shop window. `open_run` reads a cohort's files and gives the Run that everything shown, asked
or written comes from, with an analyst's questions (`OpenedRun`); `run_batch` makes every report.
Names are imported on first use, so that `import gradrecon` itself costs nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gradrecon.lazy import attributes
from gradrecon.version import __version__

# Where the system lets it, Arrow's allocator takes pages of 2 MB, each cleared as a whole: the
# first reconcile of a million students takes a third longer so. Read once, when Arrow is loaded.
os.environ.setdefault("MIMALLOC_ALLOW_THP", "0")

if TYPE_CHECKING:
    from gradrecon.analysis.opened import OpenedRun, open_run
    from gradrecon.batch import run_batch
    from gradrecon.cohort.cohort import Cohort
    from gradrecon.errors import GradreconError
    from gradrecon.outputs.comparison import compare
    from gradrecon.reading import read_folder
    from gradrecon.run.run import Run

__all__ = [
    "Cohort",
    "GradreconError",
    "OpenedRun",
    "Run",
    "__version__",
    "compare",
    "open_run",
    "read_folder",
    "run_batch",
]

_HOMES = {
    "Cohort": "gradrecon.cohort.cohort",
    "GradreconError": "gradrecon.errors",
    "OpenedRun": "gradrecon.analysis.opened",
    "Run": "gradrecon.run.run",
    "compare": "gradrecon.outputs.comparison",
    "open_run": "gradrecon.analysis.opened",
    "read_folder": "gradrecon.reading",
    "run_batch": "gradrecon.batch",
}


__getattr__ = attributes(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
