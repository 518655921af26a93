"""Who can be registered: 学生已齐, 学院已交齐, 可报库, each one function, and every reason why not.

The requirements are data (`REQUIREMENTS`), each with its clause. They look at facts; of verdicts
only those count that say whose a row is or which value is right (law 11).
"""

from __future__ import annotations

from gradrecon.run.readiness.answer import (
    READINESS_COLUMNS,
    REASON_COLUMNS,
    college_complete,
    complete,
    readiness_of,
    ready,
    reasons_of,
)
from gradrecon.run.readiness.batches import BATCH_REQUIREMENTS
from gradrecon.run.readiness.colleges import COLLEGE_REQUIREMENTS
from gradrecon.run.readiness.students import STUDENT_REQUIREMENTS
from gradrecon.run.readiness.unmet import About, Known, Requirement, known_of

REQUIREMENTS = (*STUDENT_REQUIREMENTS, *COLLEGE_REQUIREMENTS, *BATCH_REQUIREMENTS)

__all__ = [
    "READINESS_COLUMNS",
    "REASON_COLUMNS",
    "REQUIREMENTS",
    "About",
    "Known",
    "Requirement",
    "college_complete",
    "complete",
    "known_of",
    "readiness_of",
    "ready",
    "reasons_of",
]
