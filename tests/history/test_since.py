"""What has changed between two runs: one example of each kind, and the sums that must close."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from gradrecon.history import since
from gradrecon.history.entry import Entry, entry
from gradrecon.vocabulary import Settlement, State, Step

KEY = "0123456789abcdef"
OPEN, SETTLED, STALE = (one.value for one in list(Settlement)[:3])


def of(students: dict[str, tuple[str, ...]], findings: dict[str, tuple[str, str]]) -> Entry:
    """An entry from 学号 → (college, states of all steps), finding → (college, state)."""
    rows = [
        (number, college, step.value, state)
        for number, (college, *states) in students.items()
        for step, state in zip(Step, states, strict=True)
    ]
    found = [(finding, *about) for finding, about in findings.items()]
    return entry(
        KEY,
        pd.DataFrame(rows, columns=["student_no", "college", "step", "state"], dtype="str"),
        pd.DataFrame(found, columns=["finding", "college", "state"], dtype="str"),
        pd.Series({number: states[1:] == ALL for number, states in students.items()}, dtype="bool"),
    )


ALL = (State.DONE.value,) * 5
LATE = (State.OVERDUE.value, *ALL[1:])
WAITS = (State.DUE.value, *ALL[1:])


def nonzero(row: pd.Series) -> dict[str, int]:
    return {name: int(n) for name, n in row.items() if n}


def test_each_kind_of_change_of_students() -> None:
    then = of({"1": ("01", *LATE), "2": ("01", *ALL), "3": ("02", *WAITS), "4": ("02", *ALL)}, {})
    now = of({"1": ("01", *ALL), "2": ("01", *WAITS), "3": ("02", *LATE), "5": ("02", *ALL)}, {})
    told = since.by_college(then, now)
    assert nonzero(told.loc["01"]) == {"ready": 1, "unready": 1, "relieved": 1}
    assert nonzero(told.loc["02"]) == {"came": 1, "left": 1, "ready": 1, "unready": 1, "at_risk": 1}
    steps = since.by_step(then, now)
    assert nonzero(steps.loc[Step.CAPTURE]) == {"done": 2, "undone": 2, "late": 1, "relieved": 1}


def test_each_kind_of_change_of_findings() -> None:
    then = of({}, {"a": ("01", OPEN), "b": ("01", SETTLED), "c": ("01", STALE), "d": ("02", OPEN)})
    now = of({}, {"a": ("01", SETTLED), "b": ("01", STALE), "e": ("02", OPEN), "f": ("", OPEN)})
    told = since.by_college(then, now)
    assert nonzero(told.loc["01"]) == {"reopened": 1, "settled": 1, "mended": 1}
    assert nonzero(told.loc["02"]) == {"found": 1, "mended": 1}
    assert nonzero(told.loc[""]) == {"found": 1}


def test_nothing_changed_is_nothing() -> None:
    one = of({"1": ("01", *ALL)}, {"a": ("01", OPEN), "b": ("01", SETTLED)})
    assert since.by_college(one, one).to_numpy().sum() == 0
    assert since.by_step(one, one).to_numpy().sum() == 0


STATES = st.tuples(*[st.sampled_from([state.value for state in State])] * len(Step))
STUDENTS = st.dictionaries(
    st.sampled_from("123456"),
    st.tuples(st.sampled_from(["01", "02", ""]), STATES).map(lambda one: (one[0], *one[1])),
)
FINDINGS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.sampled_from(["01", ""]), st.sampled_from([OPEN, SETTLED, STALE])),
)
CONTENTS = st.tuples(STUDENTS, FINDINGS)
FEW = settings(max_examples=25)


@FEW
@given(before=CONTENTS, after=CONTENTS)
def test_the_changes_add_up_to_the_difference(before: Any, after: Any) -> None:
    then, now = of(*before), of(*after)
    total = since.by_college(then, now).sum()
    assert total["came"] - total["left"] == len(now.students) - len(then.students)
    assert total["ready"] - total["unready"] == now.ready.sum() - then.ready.sum()
    assert total["at_risk"] - total["relieved"] == now.at_risk.sum() - then.at_risk.sum()
    more = total["found"] + total["reopened"] - total["settled"] - total["mended"]
    assert more == now.open.sum() - then.open.sum()
    steps = since.by_step(then, now)
    late = (steps["late"] - steps["relieved"]).sum()
    words = [State.OVERDUE.value, State.DISPUTED.value]
    count = [one.students[list(Step)].isin(words).to_numpy().sum() for one in (now, then)]
    assert late == count[0] - count[1]


@FEW
@given(before=CONTENTS, after=CONTENTS)
def test_backwards_is_the_opposite(before: Any, after: Any) -> None:
    then, now = of(*before), of(*after)
    there, back = since.by_college(then, now), since.by_college(now, then)
    for one, other in (("came", "left"), ("ready", "unready"), ("at_risk", "relieved")):
        assert there[one].sum() == back[other].sum()
