"""How many students each of the three words holds of, and what the others wait for."""

from __future__ import annotations

from dataclasses import dataclass

from gradrecon.run.run import Run, kept
from gradrecon.values.flags import YES


@dataclass(frozen=True)
class Readiness:
    """Counts of students. `ready` and the last three add up to `students`.

    `complete` (学生已齐), `college_complete` (学院已交齐), `ready` (可报库); of the others those
    who wait `for_college` alone, who have something of their own `undone`, and who are `outside`
    this cohort's batches.
    """

    students: int
    complete: int
    college_complete: int
    ready: int
    for_college: int
    undone: int
    outside: int


@kept
def readiness(run: Run) -> Readiness:
    """The counts of a run, or of one college's view of it."""
    words = run.readiness
    complete, college = words["complete"] == YES, words["college_complete"] == YES
    inside, ready = words["in_batch"] == YES, words["ready"] == YES
    return Readiness(
        students=len(words),
        complete=int(complete.sum()),
        college_complete=int(college.sum()),
        ready=int(ready.sum()),
        for_college=int((complete & inside & ~college).sum()),
        undone=int((~complete).sum()),
        outside=int((complete & ~inside).sum()),
    )
