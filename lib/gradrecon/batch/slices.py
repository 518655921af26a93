"""What each college's results are made from, in one hash a college.

A change of the files, of decisions or of the notice that leaves a college's hash as it was leaves
its workbooks, its page and its notebook as they were: they need not be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import pandas as pd

from gradrecon.columns.lookup import look_up
from gradrecon.outputs.asks import matters, sentences
from gradrecon.outputs.pages.report import beside
from gradrecon.outputs.workbooks.applications import applications
from gradrecon.outputs.workbooks.checklist.contents import contents
from gradrecon.outputs.workbooks.checklist.outgoing import outgoing
from gradrecon.outputs.workbooks.checklist.report import listed as changes
from gradrecon.outputs.workbooks.mail import mail
from gradrecon.outputs.workbooks.release import rare_values, release
from gradrecon.outputs.workbooks.todo_lists import everyone, other_matters, todo_lists
from gradrecon.outputs.workbooks.workbook import listed as findings
from gradrecon.run.run import Run

_BASE = ("cases", "findings", "progress", "readiness", "reasons")
_PLACES = ("row_id", "id", "order", "rank")  # where a row stands in a table is not what it says
_TAKEN_FROM = (
    *(contents, release, rare_values, findings, changes),
    *(applications, mail, matters, everyone, other_matters),
)
_WHOSE = ("学号", "student_no", "XH")


def slices(run: Run, common: str) -> dict[str, str]:
    """The hash of all that each college's results are made from; none if `common` is not known.

    `common`: the hash of what the results of all of them rest on alike.
    """
    if not common:
        return {}
    made = {code: hashlib.sha256(common.encode()) for code in run.colleges}
    for frame in _frames(run):
        for code, rows in _by_college(run, frame).items():
            if code in made:
                made[code].update(rows)
        for one in made.values():
            one.update(b"|")
    for code, one in made.items():
        one.update(repr(_told(run, code)).encode())
    return {code: one.hexdigest() for code, one in made.items()}


def _frames(run: Run) -> Iterator[pd.DataFrame]:
    """The frames that workbooks and pages are taken from, rows of all colleges."""
    yield from (getattr(run, name) for name in _BASE)
    for made in _TAKEN_FROM:
        yield made(run)
    yield from todo_lists(run).values()
    if run.past.last is not None:
        yield run.past.last.students.reset_index(names="seal")
        yield run.past.last.findings.reset_index(names="seal")


def _by_college(run: Run, frame: pd.DataFrame) -> Mapping[str, bytes]:
    """The hashes of each college's rows, in their order."""
    said = [name for name in frame if name not in _PLACES and not name.endswith("_row")]
    rows = pd.util.hash_pandas_object(frame[said], index=False).to_numpy()
    places = frame.groupby(_college(run, frame)).indices
    return {code: rows[at].tobytes() for code, at in places.items()}


def _college(run: Run, frame: pd.DataFrame) -> pd.Series:
    if "college" in frame:
        return frame["college"].set_axis(frame.index)
    whose = next(name for name in _WHOSE if name in frame)
    return look_up(frame[whose], run.cases.set_index("student_no")["college"])


def _told(run: Run, code: str) -> tuple[object, ...]:
    """What stands in a college's results and is no row of a frame."""
    past = [(one.day, one.colleges.get(code)) for one in run.past.before]
    return (
        outgoing(run, code).record.lines(),
        (past, run.past.last_day, run.past.unread),
        (sentences(run).stretches(code), sentences(run).slot_said(code)),
        beside(run, code),
    )
