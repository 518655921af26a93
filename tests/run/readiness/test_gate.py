"""Who can be registered: each requirement holds by the facts, whatever anybody has said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from gradrecon.run.readiness import REQUIREMENTS, college_complete, complete, ready

DAY = "2025-03-05"


def lacks(world: Any, student_no: str, day: str = DAY) -> set[str]:
    """The names of the requirements that a student does not meet."""
    reasons = world.run(day).reasons
    return set(reasons.loc[reasons["student_no"] == student_no, "requirement"])


def words(world: Any, student_no: str, day: str = DAY) -> tuple[bool, bool, bool]:
    """学生已齐, 学院已交齐, 可报库."""
    said = world.run(day).readiness
    return tuple(bool(one(said)[student_no]) for one in (complete, college_complete, ready))  # type: ignore[return-value]


def test_everybody_in_order_can_be_registered(world: Any) -> None:
    run = world.run(DAY)
    assert ready(run.readiness).all()
    assert run.reasons.empty


def test_each_clause_is_one_of_the_notice(cohort: Any) -> None:
    assert {one.clause for one in REQUIREMENTS} <= set(cohort.clause_by_id)


# What goes wrong with 1001 or its college, and which requirement is then not met.
Break = Callable[[Any], Any]
BREAKS: dict[str, tuple[Break, set[str]]] = {
    "no image": (
        lambda w: w.drop("studio", "1001").drop("chsi", "1001"), {"picture", "steps", "errors"}
    ),
    "image not checked": (lambda w: w.set("chsi", "1001", word="未校对"), {"picture", "steps"}),
    "a word that nobody knows": (
        lambda w: w.set("chsi", "1001", word="校对中"), {"picture", "steps"}
    ),
    "no birth date": (
        lambda w: w.set("roster", "1001", birth_date=""), {"legal_fields", "steps", "errors"}
    ),
    "no English": (
        lambda w: w.set("majors", "0825", major_en=""), {"english", "steps"}
    ),
    "other value confirmed": (
        lambda w: w.frames["returned"].insert(4, "sex", ["男", "", "", ""]), {"same_values"}
    ),
    "single certificate unknown": (
        lambda w: w.set("roster", "1001", certificates="待核"), {"both_certificates"}
    ),
    "on leave": (
        lambda w: w.set("roster", "1001", status="休学"), {"registered", "steps", "errors"}
    ),
    "deferred": (lambda w: w.set("roster", "1001", remark="延期至明年"), {"this_cohort"}),
    "deferred, says the college": (
        lambda w: w.frames["returned"].insert(4, "remark", ["延期毕业", "", "", ""]),
        {"this_cohort", "errors"},
    ),
    "next year": (
        lambda w: w.frames["roster"].insert(5, "graduation", ["2026-07-01", "", "", ""]),
        {"this_cohort"},
    ),
    "no batch": (lambda w: w.set("roster", "1001", batch=""), {"batch"}),
    "name too long": (
        lambda w: w.set("roster", "1001", major="航" * 26), {"platform"}
    ),
    "not registered as back": (lambda w: w.drop("handovers", "宇航学院"), {"electronic", "paper"}),
    "no paper": (lambda w: w.set("handovers", "宇航学院", paper_on=""), {"paper"}),
    "unsigned": (lambda w: w.set("handovers", "宇航学院", signed_dean="否"), {"signed"}),
    "paper only planned": (
        lambda w: w.set("handovers", "宇航学院", paper_on="2025-03-20"), {"paper"}
    ),
    "a word for a name": (
        lambda w: w.set("handovers", "宇航学院", signed_handler="扫描件"), {"signed"}
    ),
    "said both ways": (
        lambda w: w.add("handovers", college="宇航学院", signed_dean="否"), {"signed"}
    ),
    "unsealed": (lambda w: w.set("handovers", "宇航学院", sealed=""), {"signed"}),
    "register does not say": (
        lambda w: w.frames.update(handovers=w.frames["handovers"].drop(columns="sealed")),
        {"signed"},
    ),
    "application undecided": (
        lambda w: w.add("applications", student_no="1001", name="王芳", field="民族", after="满族",
                        state="学院已审"),
        {"applications"},
    ),
    "approved and not changed": (
        lambda w: w.add("applications", student_no="1001", name="王芳", field="民族", after="满族",
                        state="研究生院已批"),
        {"applications"},
    ),
    "said to be changed": (
        lambda w: w.add("applications", student_no="1001", name="王芳", field="民族", after="满族",
                        state="已更改"),
        {"applications"},
    ),
    "a state that nobody knows": (
        lambda w: w.add("applications", student_no="1001", name="王芳", field="性别", after="女",
                        state="办着呢"),
        {"applications"},
    ),
}  # fmt: skip


OF_EVERYBODY = {"register does not say"}  # a column that is gone is gone for all


@pytest.mark.parametrize("name", BREAKS)
def test_one_thing_broken_holds_the_student(world: Any, name: str) -> None:
    spoil, expected = BREAKS[name]
    spoil(world)
    assert expected <= lacks(world, "1001")
    run = world.run(DAY)
    assert not ready(run.readiness)["1001"]
    assert ready(run.readiness)["1002"] == (name not in OF_EVERYBODY)


@pytest.mark.parametrize(
    ("state", "met"),
    [("退回", True), ("研究生院已批", True), ("同意", False), ("", False)],
)
def test_an_application_is_over_when_refused_or_followed(world: Any, state: str, met: bool) -> None:
    row = {"student_no": "1001", "name": "王芳", "field": "民族", "before": "满族"}
    world.add("applications", **row, after="汉族", state=state)
    assert ("applications" not in lacks(world, "1001")) is met


def test_the_last_application_on_a_field_counts(world: Any) -> None:
    row = {"student_no": "1001", "name": "王芳", "field": "民族", "after": "满族"}
    world.add("applications", **row, state="研究生院已批", filed="2025-01-05")
    world.add("applications", **row, state="退回", filed="2025-01-06")
    assert lacks(world, "1001") == set()


def test_a_spelling_that_the_student_has_not_confirmed(world: Any) -> None:
    world.set("pinyin", "1001", confirmed="否")
    assert {"spelling", "steps"} <= lacks(world, "1001")


def test_a_pinyin_list_confirms_the_spelling_and_nothing_else(world: Any) -> None:
    world.set("returned", "1001", confirmed="")
    assert words(world, "1001") == (False, True, False)
    assert "spelling" not in lacks(world, "1001")


def test_a_school_whose_system_records_everything_says_so(world: Any) -> None:
    world.set("returned", "1001", confirmed="")
    world.cohort = world.cohort.model_copy(
        update={"confirmation": type(world.cohort.confirmation)(by_submission=True)}
    )
    assert words(world, "1001") == (True, True, True)


def test_complete_while_the_college_is_late(world: Any) -> None:
    world.set("handovers", "宇航学院", signed_handler="否", signed_dean="否", sealed="否")
    assert words(world, "1001") == (True, False, False)
    assert words(world, "1002") == (True, True, True)
    reasons = world.run(DAY).reasons
    first = reasons[reasons["student_no"] == "1001"]
    assert set(first["reason"]) == {
        "核对表经办人未签字", "核对表主管院长未签字", "核对表未盖学院公章",
    }  # fmt: skip
    assert set(first["clause"]) == {"2.3.2"}
    assert set(first["move"]) == {"学院"}


@pytest.mark.parametrize(
    ("source", "requirement"),
    [
        ("chsi", "picture"), ("studio", "picture"), ("handovers", "paper"),
        ("returned", "same_values"), ("applications", "applications"), ("majors", "english"),
    ],
)  # fmt: skip
def test_what_could_not_be_looked_at_is_not_met(world: Any, source: str, requirement: str) -> None:
    world.drop(source)
    run = world.run(DAY)
    assert not ready(run.readiness).any()
    own = run.reasons[run.reasons["requirement"] == requirement]
    assert len(own) == len(run.cases)
    assert own["reason"].str.contains("无法核对").all()


def test_every_reason_has_clause_and_words(world: Any) -> None:
    world.drop("handovers").set("chsi", "1001", word="有误").set("roster", "1003", remark="休学")
    run = world.run(DAY)
    assert (run.reasons[["student_no", "requirement", "clause", "reason"]] != "").all(axis=None)
    held = run.readiness[run.readiness["ready"] == "否"]
    assert (held["reasons"] != "").all()
    counts = pd.Series(run.reasons["student_no"]).value_counts()
    said = held.set_index("student_no")["clauses"].str.count("；") + 1
    assert said.to_dict() == counts.to_dict()
