"""No sequence of verdicts makes a student registrable who lacks something in fact (law 11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from gradrecon.decisions.entry import Draft, sealed
from gradrecon.decisions.log import Log
from gradrecon.run.readiness import ready
from gradrecon.run.reconcile import reconcile
from gradrecon.vocabulary import Verdict

DAY = date(2025, 3, 5)
# What is missing in fact of 1001: only another file can mend it.
LACKS: dict[str, Callable[[Any], Any]] = {
    "no picture": lambda w: w.drop("studio", "1001").set("chsi", "1001", word="无图像"),
    "a wrong picture": lambda w: w.set("chsi", "1001", word="有误"),
    "two results": lambda w: w.add("chsi", student_no="1001", name="王芳", word="有误",
                                   checked="2024-12-12 09:00:00"),
    "no approval": lambda w: w.drop("must_capture", "1001"),
    "no spelling": lambda w: w.set("pinyin", "1001", pinyin=""),
    "unconfirmed": lambda w: w.set("returned", "1001", confirmed="否"),
    "filled in by the college": lambda w: w.set("pinyin", "1001", by_college="是", confirmed="否"),
    "two spellings confirmed": lambda w: (
        w.frames["returned"].insert(2, "pinyin", ["Wang Fan", "", "", ""])
    ),
    "on leave": lambda w: w.set("roster", "1001", status="休学"),
    "deferred": lambda w: w.set("roster", "1001", remark="延期毕业"),
    "no such word": lambda w: w.set("roster", "1001", certificates="双学位"),
    "no sex": lambda w: w.set("roster", "1001", sex=""),
    "face check": lambda w: w.set("roster", "1001", remark="身份核验未通过"),
    "somebody else's row": lambda w: w.set("returned", "1001", name="赵敏"),
    "not applied": lambda w: w.add(
        "applications", student_no="1001", name="王芳", field="民族", after="满族",
        state="研究生院已批",
    ),
    "unsigned": lambda w: w.set("handovers", "宇航学院", signed_dean="否"),
    "no table": lambda w: w.drop("handovers", "宇航学院"),
    "English blank": lambda w: w.set("majors", "0825", major_en=""),
}  # fmt: skip
# Two people may say of a wrong name that it is the same person: that is a verdict's own matter.
MENDABLE = {("somebody else's row", Verdict.SAME), ("somebody else's row", Verdict.ROSTER)}
PRESSES = st.lists(
    st.tuples(
        st.integers(0, 5), st.sampled_from(list(Verdict)),
        st.sampled_from(["", "Wang Fang", "1001", "Aerospace Engineering"]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def lacking(new_world: Callable[[], Any]) -> Callable[[str], tuple[Any, Any]]:
    """The world in which 1001 lacks something, and what is found in it."""

    @cache
    def make(lack: str) -> tuple[Any, Any]:
        world = new_world()
        LACKS[lack](world)
        run = reconcile(world.cohort, world.tables(), as_of=DAY)
        assert not ready(run.readiness)["1001"]
        return world, run.findings

    return make


# Shrinking would take minutes, and three presses are short enough to read.
@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@example(lack="face check", presses=[(0, Verdict.ROSTER, "")])
@given(lack=st.sampled_from(sorted(LACKS)), presses=PRESSES)
def test_verdicts_alone_register_nobody(
    lacking: Callable[[str], tuple[Any, Any]], lack: str, presses: list[tuple[int, Verdict, str]]
) -> None:
    (world, findings), log = lacking(lack), Log()
    for place, verdict, value in presses:
        if (lack, verdict) not in MENDABLE and len(findings):
            decide(log, findings.iloc[place % len(findings)], verdict, value)
    run = reconcile(world.cohort, world.tables(), log, as_of=DAY)
    assert not ready(run.readiness)["1001"]


def decide(log: Log, found: Any, verdict: Verdict, value: str) -> None:
    """The same verdict by two reviewers, whether the panel would offer it or not."""
    seen = {name: found[name] for name in Draft.__dataclass_fields__ if name in found}
    seen = {name: text for name, text in seen.items() if name not in ("verdict", "value")}
    for reviewer in ("甲", "乙"):
        one = Draft(reviewer=reviewer, verdict=verdict.value, value=value, **seen)
        log.extend([sealed(one, len(log) + 1, log.head, datetime(2025, 3, 4, tzinfo=UTC))])
