"""The numbers of the reports are the Run's own, counted."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from gradrecon.outputs.figures import counts as figures
from gradrecon.run.readiness import ready
from gradrecon.run.run import Run
from gradrecon.vocabulary import Move, State, Step


def test_every_student_is_ready_at_risk_or_under_way(late_run: Run) -> None:
    assert figures.standing(late_run).to_dict() == {
        "1001": "有风险",
        "1002": "有风险",
        "1003": "办理中",
        "1004": "有风险",
    }
    assert figures.totals(late_run) == figures.Totals(4, ready=0, at_risk=3, under_way=1)


def test_a_student_with_only_to_dos_is_under_way_and_not_at_risk(world: Any) -> None:
    world.set("pinyin", "1004", confirmed="").drop("returned")
    run = world.run("2024-12-17")
    assert figures.standing(run)["1004"] == "办理中"
    assert figures.totals(run) == figures.Totals(4, ready=0, at_risk=0, under_way=4)


def test_ready_is_what_readiness_calls_ready(late_run: Run) -> None:
    assert figures.totals(late_run).ready == ready(late_run.readiness).sum()


def test_steps_by_state_add_up_to_the_students(late_run: Run) -> None:
    table = figures.by_step(late_run)
    assert list(table.index) == list(Step)
    assert list(table.columns) == list(State)
    assert (table.sum(axis=1) == len(late_run.cases)).all()
    assert table.loc[Step.CAPTURE, State.OVERDUE] == 1


def test_late_steps_are_counted_by_whose_move_they_are(late_run: Run) -> None:
    moves = figures.late_moves(late_run)
    assert list(moves.itertuples(index=False, name=None)) == [
        (Step.CAPTURE, Move.STUDENT, 1),
        (Step.CHSI, Move.STUDENT, 2),
        (Step.PINYIN, Move.COLLEGE, 1),
    ]


def test_colleges_are_sorted_by_risk(late_run: Run) -> None:
    colleges = figures.by_college(late_run)
    assert list(colleges["name"]) == ["宇航学院", "机电学院"]
    assert list(colleges["risk"]) == [1.0, 0.5]
    assert colleges[["students", "ready", "at_risk"]].sum().tolist() == [4, 0, 3]


def test_a_student_of_no_known_college_is_counted_last(world: Any) -> None:
    world.set("roster", "1004", college="无此学院")
    colleges = figures.by_college(world.run())
    assert list(colleges.index) == ["01", "02", ""]
    assert colleges.loc["", "name"] == "学院不明"
    assert colleges["students"].sum() == 4


def test_a_rate_is_of_those_who_need_the_step(late_run: Run) -> None:
    counts = figures.by_college_and_step(late_run)
    aerospace = counts.loc[("01", Step.CAPTURE)]
    assert aerospace[["needed", "done", "late"]].tolist() == [1, 1, 0]  # 1004 has an image
    assert figures.done_share(late_run).loc["02", Step.CAPTURE] == 0.5
    assert figures.median_share(late_run)[Step.CAPTURE] == 0.75


def test_without_a_source_there_is_no_rate(world: Any) -> None:
    world.drop("chsi")
    run = world.run()
    assert figures.by_college_and_step(run).xs(Step.CHSI, level="step")["needed"].sum() == 0
    assert figures.done_share(run)[Step.CHSI].isna().all()


def test_open_findings_add_up(late_run: Run) -> None:
    count = figures.open_findings(late_run)
    assert count["findings"].sum() == len(late_run.findings)


def test_of_a_college_without_students_everything_is_zero(late_run: Run) -> None:
    nobody = late_run.only("20")
    assert figures.totals(nobody) == figures.Totals(0, 0, 0, 0)
    assert figures.by_step(nobody).sum().sum() == 0
    assert figures.late_moves(nobody).empty
    assert figures.by_college(nobody).empty


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1.0, "100%")],
)
def test_all_and_none_are_shown_only_where_true(share: float, shown: str) -> None:
    assert figures.percent(share) == shown


def test_colleges_and_school_count_the_same(late_run: Run) -> None:
    parts = [figures.by_step(late_run.only(code)) for code in late_run.colleges]
    pd.testing.assert_frame_equal(sum(parts[1:], parts[0]), figures.by_step(late_run))


def test_colleges_by_state_are_the_progress_counted_anew(late_run: Run) -> None:
    table = figures.college_states(late_run)
    names = {college.code: college.name for college in late_run.cohort.colleges}
    for (college, step), row in table.iterrows():
        own = late_run.progress[
            (late_run.progress["college"].map(names) == college)
            & (late_run.progress["step"] == step)
        ]
        assert row.to_dict() == {state: int((own["state"] == state).sum()) for state in table}
    left = table[list(figures.UNDONE)].sum(axis=1).groupby("college", sort=False).sum()
    assert list(left) == sorted(left, reverse=True)
