"""What a run leaves behind: each college's counts, and how far whom it does not name is.

Students and findings stand there as seals, keyed hashes (see `checklist.seal`): the same student
has the same seal in every run on this machine, and without its key nobody can tell whose it is.

The text form is two lines of JSON: the counts, which are all that is asked of long ago, then the
seals. The code of the second line, under the same key, says whether it is whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import numpy as np
import pandas as pd
from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from gradrecon.checklist.seal import check_code, seals
from gradrecon.vocabulary import LATE, Settlement, State, Step

KIND: Final = "gradrecon-history-2"
Words = Sequence[State] | Sequence[Settlement]
_STATES, _SETTLEMENTS = list(State), list(Settlement)
_Count = Annotated[int, Field(ge=0)]


@checked(frozen=True)
class Tally:
    """How many students there are, can be registered, and are at risk."""

    students: _Count
    ready: _Count
    at_risk: _Count


@checked(frozen=True)
class Counts:
    """The first line of an entry: whose it is, its code, and each college's `Tally`."""

    kind: Literal["gradrecon-history-2"]
    cohort: str
    code: str
    colleges: Mapping[str, Tally]


@dataclass(frozen=True)
class Entry:
    """What a run leaves behind; two frames, index = seal (unsigned 64 bits).

    `students`: college, then one column a step with the `State`, and whether `ready`.
    `findings`: college, state.
    """

    students: pd.DataFrame
    findings: pd.DataFrame

    @property
    def ready(self) -> pd.Series:
        """Whether each student can be registered, index = seal."""
        return self.students["ready"]

    @property
    def at_risk(self) -> pd.Series:
        """Whether each student is at risk (a step overdue or disputed), index = seal."""
        return self.students[list(Step)].isin(LATE).any(axis=1)

    @property
    def open(self) -> pd.Series:
        """Whether each finding is still to be settled, index = seal."""
        return self.findings["state"] != Settlement.SETTLED

    @property
    def tallies(self) -> dict[str, Tally]:
        """The counts of each college that has students."""
        flags = pd.DataFrame({"students": True, "ready": self.ready, "at_risk": self.at_risk})
        count = flags.groupby(self.students["college"]).sum()
        return {
            code: Tally(int(row.students), int(row.ready), int(row.at_risk))
            for code, row in zip(count.index, count.itertuples(), strict=True)
        }


def entry(key: str, progress: pd.DataFrame, findings: pd.DataFrame, ready: pd.Series) -> Entry:
    """The entry of a run with these frames, sealed under a key; `ready` by student number."""
    steps = progress.pivot(index="student_no", columns="step", values="state")
    college = progress.drop_duplicates("student_no").set_index("student_no")["college"]
    students = steps.reindex(columns=list(Step)).assign(college=college, ready=ready)
    return Entry(
        _sealed(students[["college", *Step, "ready"]], key, "student"),
        _sealed(findings.set_index("finding")[["college", "state"]], key, "finding"),
    )


def code_of(key: str, one: Entry) -> str:
    """The code of an entry, the same for the same content under the same key."""
    return check_code(key, [_second_line(one)])


def text(key: str, cohort: str, one: Entry) -> str:
    """The text form."""
    second = _second_line(one)
    first = Counts(KIND, cohort, check_code(key, [second]), one.tallies)
    return TypeAdapter(Counts).dump_json(first).decode() + "\n" + second + "\n"


def counts_in(line: str, cohort: str, code: str) -> Counts | None:
    """The counts that a first line states; None where it is damaged or another's."""
    try:
        found = TypeAdapter(Counts).validate_json(line)
    except ValidationError:
        return None
    return found if (found.cohort, found.code) == (cohort, code) else None


def entry_in(line: str, key: str, code: str) -> Entry | None:
    """The entry that a second line states; None where it is damaged or of another key."""
    if check_code(key, [line]) != code:
        return None
    content = json.loads(line)
    students, findings = content["students"], content["findings"]
    states = _words(students["states"], _STATES).reshape(-1, len(Step))
    steps = pd.DataFrame(states, columns=list(Step), index=_numbers(students["seals"]), dtype="str")
    colleges = pd.array(students["colleges"], dtype="str")
    ready = np.frombuffer(students["ready"].encode(), dtype="uint8") == ord("1")
    still = {
        "college": findings["colleges"],
        "state": _words(findings["states"], _SETTLEMENTS),
    }
    return Entry(
        steps.assign(college=colleges, ready=ready)[["college", *Step, "ready"]],
        pd.DataFrame(still, index=_numbers(findings["seals"]), dtype="str"),
    )


def _second_line(one: Entry) -> str:
    ready = "".join(one.students["ready"].map({True: "1", False: "0"}))
    states = one.students[list(Step)].to_numpy().ravel()
    content = {
        "students": {**_columns(one.students, states, _STATES), "ready": ready},
        "findings": _columns(one.findings, one.findings["state"].to_numpy(), _SETTLEMENTS),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _columns(frame: pd.DataFrame, states: np.ndarray, words: Words) -> dict[str, object]:
    """A frame's seals, colleges and states as JSON holds them: a digit for each state."""
    digits = {word.value: str(place) for place, word in enumerate(words)}
    return {
        "seals": frame.index.to_numpy().astype(">u8").tobytes().hex(),
        "colleges": frame["college"].tolist(),
        "states": "".join(pd.Series(states, dtype="str").map(digits)),
    }


def _words(digits: str, words: Words) -> np.ndarray:
    places = np.frombuffer(digits.encode(), dtype="uint8") - ord("0")
    return np.array([word.value for word in words], dtype=object)[places]


def _numbers(digits: str) -> pd.Index:
    return pd.Index(np.frombuffer(bytes.fromhex(digits), ">u8").astype("uint64"))


def _sealed(frame: pd.DataFrame, key: str, kind: str) -> pd.DataFrame:
    """The frame with seals in place of what its index names, in the order of the seals."""
    subject = pd.Series(frame.index, dtype="str")
    return frame.set_axis(pd.Index(seals(key, subject, kind)), axis=0).sort_index()
