"""The findings of a Run and the log of decisions held together: what one reviewer works on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from gradrecon.cases.spelling import judge_written
from gradrecon.decisions.entry import Action, Entry
from gradrecon.decisions.log import Log
from gradrecon.decisions.seen import Seen, seen_rows
from gradrecon.decisions.standing import Standing, grounds_of, standings
from gradrecon.names.judgement import DOUBTFUL, FROM_ELSEWHERE, NO_SPELLING, Kind
from gradrecon.review.seek import Roster
from gradrecon.review.view import View
from gradrecon.review.witnesses import Witnesses
from gradrecon.run.run import Run
from gradrecon.values.masking import masked_text
from gradrecon.vocabulary import Awaits, Settlement, Turn, Verdict

# What is written though the name does not read so, or not in the cohort's form.
_DOUBTED = frozenset({Kind.FORMAT, *DOUBTFUL, *FROM_ELSEWHERE, *NO_SPELLING})


class Board:
    """Where every finding stands, kept up to date with the log, entry by entry.

    `view`: the findings to filter and count. Only the findings of the students that a new entry
    concerns are looked at again.
    """

    def __init__(self, run: Run, log: Log, reviewer: str) -> None:
        roster = run.tables["roster"].usable
        self.run = run
        self.log = log
        self.reviewer = reviewer
        self.grounds = grounds_of(run.cohort, run.cases, roster)
        self._names = dict(zip(roster["student_no"], roster["name"], strict=True))
        self.view = View(seen_rows(run.findings), self.name_of, run.cohort)
        self.witnesses = Witnesses(run)
        self._of_student: dict[str, list[int]] = {}
        for place, row in enumerate(self.view.rows):
            self._of_student.setdefault(row.student_no, []).append(place)
        self._stand({entry.finding for entry in log.decisions})

    @cached_property
    def roster(self) -> Roster:
        """The students, to be searched."""
        return Roster(self.run)

    def name_of(self, row: Seen) -> str:
        """The name of a finding's student; of a row that is nobody's, the one that stands in it."""
        if row.student_no or row.row_id < 0:
            return self._names.get(row.student_no, "")
        rows = self.run.tables[row.source].rows
        return masked_text(str(rows["name"].at[row.row_id])) if "name" in rows else ""

    def doubt(self, verdict: Verdict, value: str, row: Seen) -> str:
        """Why a spelling that somebody writes may be wrong, judged as one submitted; "" if fine."""
        if verdict is not Verdict.FILL or row.field != "pinyin":
            return ""
        cases = self.run.cases
        own = cases[cases["student_no"] == row.student_no]
        if own.empty:
            return ""
        judged = judge_written(own, value, self.run.cohort)
        return f"“{value}”{judged.kind.label}：{judged.reason}" if judged.kind in _DOUBTED else ""

    def name_of_student(self, student_no: str) -> str:
        """The name that the roster has for a 学号, "" for none."""
        return self._names.get(student_no, "")

    def row(self, finding: str) -> Seen:
        """A finding; raise KeyError for one that this Run does not have."""
        return self.view.rows[self.view.place[finding]]

    def standing(self, finding: str) -> Standing:
        """Where a finding stands."""
        return self.view.standings[self.view.place[finding]]

    def absorb(self, entries: Sequence[Entry]) -> None:
        """Take in further entries of the log."""
        self.log.extend(entries)
        self._stand({one.finding for one in entries if one.action is not Action.REVEAL})

    @property
    def to_do(self) -> np.ndarray:
        """Whether each finding waits for this reviewer."""
        return self.view.having("state", Turn.TODO)

    def turn(self, standing: Standing, in_force: Sequence[Entry]) -> Turn:
        """Where a finding lies for this reviewer.

        What new facts brought back is to be done again. What this reviewer has chosen on, and a
        second is awaited or reviewers are at odds, is the others' to do. What this reviewer put
        aside is aside whatever others say, unless they settled it or passed it on.
        """
        if standing.state is Settlement.SETTLED:
            return Turn.DONE
        if standing.awaits is Awaits.MOVED:
            return Turn.MOVED
        own = [one for one in in_force if one.reviewer == self.reviewer]
        if own and own[-1].verdict == Verdict.LOOK_INTO and standing.state is Settlement.OPEN:
            return Turn.ASIDE
        if standing.state is Settlement.OPEN and any(
            one.reviewer == self.reviewer for one in standing.decided
        ):
            return Turn.OTHERS
        return Turn.TODO

    def _stand(self, findings: Iterable[str]) -> None:
        """Find out anew where these findings stand, and the others of the same students."""
        places = self._with_siblings(findings)
        found = standings([self.view.rows[place] for place in places], self.log, self.grounds)
        for place in places:
            finding = self.view.rows[place].finding
            standing = found.get(finding, Standing())
            self.view.set(place, standing, self.turn(standing, self.log.in_force(finding)))

    def _with_siblings(self, findings: Iterable[str]) -> list[int]:
        places: set[int] = set()
        for finding in findings:
            place = self.view.place.get(finding)
            if place is not None:
                student_no = self.view.rows[place].student_no
                places.update(self._of_student[student_no] if student_no else [place])
        return sorted(places)
