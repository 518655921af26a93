"""One cohort, read from its params file.

A reader's path: `cohort` (the file as a whole), `calendar` (its dates), `strict` (how strictly it
is read), `faults` (how a mistake in it is told).
"""

from __future__ import annotations

from gradrecon.cohort.cohort import Cohort, load, parse

__all__ = ["Cohort", "load", "parse"]
