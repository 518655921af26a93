from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradrecon import names
from gradrecon.cohort import cohort as cohorts
from gradrecon.samples.naming import SPELT_BY_RULE, Origin
from gradrecon.samples.students import DOCTOR, draw_students
from gradrecon.values.id_number import has_right_check, is_numbered


@pytest.fixture(scope="module")
def cohort(params_file: Path) -> cohorts.Cohort:
    return cohorts.load(params_file)


@pytest.fixture(scope="module")
def students(cohort: cohorts.Cohort) -> pd.DataFrame:
    return draw_students(np.random.default_rng(1), cohort, 6000)


def test_nobody_shares_a_number_or_within_a_college_a_name(students: pd.DataFrame) -> None:
    for column in ("student_no", "id_no"):
        assert students[column].is_unique
    assert not students.duplicated(["college", "name"]).any()


def test_student_numbers_are_of_one_length_and_like_no_identity_number(
    students: pd.DataFrame,
) -> None:
    lengths = students["student_no"].str.len().unique().tolist()
    assert lengths == [10]
    assert students["student_no"].str.fullmatch(r"20\d{8}").all()


def test_citizens_have_valid_numbers_and_the_others_their_documents(
    students: pd.DataFrame,
) -> None:
    abroad = students["origin"].isin([Origin.OVERSEAS, Origin.FOREIGN])
    assert has_right_check(students.loc[~abroad, "id_no"]).all()
    assert not is_numbered(students.loc[abroad, "id_no"]).any()
    assert (students.loc[abroad, "region"] != "中国").all()


def test_every_origin_occurs_and_most_people_have_ordinary_names(students: pd.DataFrame) -> None:
    shares = students["origin"].value_counts(normalize=True)
    assert set(shares.index) == {origin.value for origin in Origin}
    assert shares[Origin.ORDINARY] > 0.9


def test_true_spellings_are_judged_right(students: pd.DataFrame) -> None:
    by_rule = students[students["origin"].isin(SPELT_BY_RULE)]
    frame = by_rule[["name"]].assign(submitted=by_rule["pinyin"])
    verdict = names.judge_many(frame)
    wrong = frame[~verdict["kind"].astype(str).isin(["match", "other_reading"])]
    assert wrong.empty, wrong


def test_only_masters_study_for_professional_degrees(students: pd.DataFrame) -> None:
    doctors = students[students["level"] == DOCTOR]
    assert 0.12 < len(doctors) / len(students) < 0.18
    assert "航天工程" in set(students["major"])
    assert "航天工程" not in set(doctors["major"])


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 60))
def test_any_number_of_students_can_be_drawn(seed: int, count: int, cohort: cohorts.Cohort) -> None:
    students = draw_students(np.random.default_rng(seed), cohort, count)
    assert len(students) == count
    assert students["student_no"].is_unique
    assert (students["name"] != "").all()
    assert (students["pinyin"] != "").all()
