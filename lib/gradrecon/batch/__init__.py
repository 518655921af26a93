"""The batch: files read and reconciled once, then a notebook, a page and a workbook per college.

`run_batch` is the whole of it. A reader's path: `run` (is there anything to do?), `making` (the
story, where there is), `job` (what one college's work is), `execute` (how it is done, in a process
of its own), `pool` (several at a time), `publish` (how results get into place).
"""

from __future__ import annotations

from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.run import Batch, run_batch

__all__ = ["Batch", "Job", "Outcome", "run_batch"]
