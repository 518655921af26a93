from collections.abc import Callable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.rules import BY_CODE
from gradrecon.samples import Sample, plan, story
from gradrecon.samples.naming import Origin
from gradrecon.samples.slots import draw_slots
from gradrecon.samples.students import draw_students
from gradrecon.samples.troubles import TROUBLES, spelling
from gradrecon.samples.troubles.trouble import Fact, Trouble, deal
from gradrecon.samples.world import World

Make = Callable[..., Sample]

# What colleges changed shows only against tables that this machine has sent out.
AGAINST_WHAT_WAS_SENT = {
    f"return.{name}"
    for name in (
        "code",
        "outdated",
        "locked",
        "permitted",
        "filled",
        "row_added",
        "row_missing",
        "paper_differs",
    )
}


# Photos are drawn only where they are asked for.
OF_PHOTOS = {code for code in BY_CODE if code.startswith("capture.photo_")}


@pytest.fixture
def world(base: Mapping[str, Any]) -> World:
    cohort, day, rng = cohorts.parse(base), date(2025, 3, 3), np.random.default_rng(3)
    students, slots = draw_students(rng, cohort, 1500), draw_slots(cohort)
    plans = plan.draw_plan(rng, cohort, students, slots)
    return World(
        cohort, day, rng, students, plans, slots, story.tell(cohort, day, students, plans, slots)
    )


def test_without_trouble_there_is_nothing_to_find(make: Make) -> None:
    assert make(trouble=0).answers.empty


def test_every_code_of_the_catalogue_is_planted(make: Make) -> None:
    answers = make(students=3000, colleges=12, trouble=0.1).answers
    assert set(answers["rule"]) == set(BY_CODE) - AGAINST_WHAT_WAS_SENT - OF_PHOTOS


def test_troubles_lead_to_codes_that_exist_and_have_names_of_their_own() -> None:
    assert {rule for trouble in TROUBLES for rule in trouble.rules} <= set(BY_CODE)
    assert len({trouble.name for trouble in TROUBLES}) == len(TROUBLES)


@pytest.mark.parametrize("rate", [0.02, 0.05, 0.3])
def test_the_rate_is_the_share_of_students_who_are_struck(world: World, rate: float) -> None:
    struck = deal(world, TROUBLES, rate)
    students = np.unique(np.concatenate([who.ravel() for who in struck.values()]))
    assert rate * 1500 * 0.7 <= len(students) <= rate * 1500 * 1.1 + 5


def test_troubles_lead_to_what_they_declare(world: World) -> None:
    struck = deal(world, TROUBLES, 0.2)
    for trouble in sorted(TROUBLES, key=lambda one: one.touches is not Fact.NONE):
        world.answers.clear()
        trouble.plant(world, struck[trouble.name])
        assert {*pd.concat(world.answers)["rule"]} <= {*trouble.rules}, trouble.name


def test_kinds_take_turns(world: World) -> None:
    counts = [len(who) for who in deal(world, TROUBLES, 0.05).values()]
    assert max(counts) - min(counts) <= 2


def test_nobody_is_struck_twice_in_one_fact_and_some_are_struck_twice(world: World) -> None:
    struck = deal(world, TROUBLES, 0.3)
    of_student: dict[int, list[Trouble]] = {}
    for trouble in TROUBLES:
        for who in struck.get(trouble.name, np.array([], dtype=int)).ravel():
            of_student.setdefault(int(who), []).append(trouble)
    for troubles in of_student.values():
        for one, other in combinations(troubles, 2):
            assert not one.touches & (other.touches | other.needs)
            assert not other.touches & one.needs
    assert sum(len(troubles) > 1 for troubles in of_student.values()) > 20


def test_only_who_can_be_struck_is_struck(world: World) -> None:
    able = {trouble.name: trouble.who(world) for trouble in TROUBLES}
    for name, who in deal(world, TROUBLES, 0.3).items():
        assert able[name][who.ravel()].all(), name


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("王敏", "Wang Min", "Wang Ming"),
        ("王雅琳", "Wang Yalin", "Wang Yaling"),
        ("曾伟", "Zeng Wei", "Ceng Wei"),
        ("尉迟伟", "Yuchi Wei", "Weichi Wei"),
        ("王伟", "Wang Wei", ""),
    ],
)
def test_spellings_are_misread_as_people_misread_them(name: str, right: str, wrong: str) -> None:
    assert spelling.misread(name, right) == wrong


def test_facts_after_the_day_are_not_planted(make: Make) -> None:
    early = make(students=1000, trouble=0.3, as_of=date(2024, 11, 20)).answers
    # The timetable is known before anybody is captured.
    early = early[early["rule"] != "capture.slot_unread"]
    chapters = set(early["rule"].str.split(".").str[0])
    assert chapters == {"roster", "lists", "pinyin", "major"} & chapters
    assert "pinyin.late" not in set(early["rule"])


def test_whoever_is_asked_about_a_spelling_has_a_name_that_needs_it(world: World) -> None:
    struck = deal(world, TROUBLES, 0.1)["not asked"]
    assert not world.students.loc[struck, "origin"].isin([Origin.ORDINARY]).any()
