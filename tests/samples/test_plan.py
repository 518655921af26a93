from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.samples.plan import draw_plan, story_end
from gradrecon.samples.slots import draw_slots
from gradrecon.samples.students import draw_students
from gradrecon.vocabulary import Obligation


@pytest.fixture(scope="module")
def cohort(params_file: Path) -> cohorts.Cohort:
    return cohorts.load(params_file)


@pytest.fixture(scope="module")
def slots(cohort: cohorts.Cohort) -> pd.DataFrame:
    return draw_slots(cohort)


@pytest.fixture(scope="module")
def lives(cohort: cohorts.Cohort, slots: pd.DataFrame) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    students = draw_students(rng, cohort, 4000)
    return students.join(draw_plan(rng, cohort, students, slots))


def test_every_college_has_its_slots_on_its_campus(
    cohort: cohorts.Cohort, slots: pd.DataFrame
) -> None:
    campus = {college.code: college.campus for college in cohort.colleges}
    assert set(slots["college"]) == set(campus)
    assert (slots["campus"] == slots["college"].map(campus)).all()


def test_pictures_are_taken_in_the_slot_or_on_an_open_studio_day(
    cohort: cohorts.Cohort, slots: pd.DataFrame, lives: pd.DataFrame
) -> None:
    taken = lives[lives["taken"].notna()]
    makeup = taken[taken["makeup"]]
    assert len(makeup) > 20
    assert all(cohort.studio.is_open(day) for day in set(makeup["taken"].dt.date))
    regular = taken.loc[~taken["makeup"], ["student_no", "college", "taken"]].merge(
        slots, on="college"
    )
    inside = regular[regular["taken"].between(regular["start"], regular["end"])]
    assert inside["student_no"].nunique() == len(taken) - len(makeup)


def test_all_who_must_are_captured_and_those_with_a_picture_are_not(lives: pd.DataFrame) -> None:
    came = lives["taken"].notna().groupby(lives["obligation"]).mean()
    assert came[Obligation.MUST] == came[Obligation.APPROVED] == 1
    assert 0.8 < came[Obligation.VOLUNTARY] < 1
    assert came[Obligation.NONE] == 0


def test_everything_comes_in_its_order_and_before_the_story_ends(
    cohort: cohorts.Cohort, lives: pd.DataFrame
) -> None:
    known = lives[lives["taken"].notna()]
    assert (known["taken"] <= known["uploaded"]).all()
    assert (known["uploaded"] <= known["checked"]).all()
    assert (lives["submitted"] <= lives["confirmed_on"] + pd.Timedelta(days=1)).all()
    assert (lives["confirmed_on"] <= lives["handed_in"]).all()
    assert (lives["handed_in"].dt.date <= cohort.calendar.return_due).all()
    dates = lives.select_dtypes("datetime").drop(columns="graduation")
    assert (dates.max().dt.date <= story_end(cohort)).all()


def test_nobody_shares_a_capture_code(lives: pd.DataFrame) -> None:
    assert lives["code"].is_unique
