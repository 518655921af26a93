"""The whole way against the answer key: all that was put into a sample is found, and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.reading import read_folder
from gradrecon.rules import BY_CODE
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[1] / "params" / "2025.toml"
EXPECTED = [code for code, rule in BY_CODE.items() if rule.todo]


def sample_and_run(
    folder: Path,
    students: int,
    seed: int,
    trouble: float,
    as_of: date | None = None,
    *,
    photos: bool = False,
) -> tuple[pd.DataFrame, Run]:
    sample = write_sample(
        folder,
        students=students,
        colleges=12,
        seed=seed,
        trouble=trouble,
        params=PARAMS,
        as_of=as_of,
        photos=photos,
    )
    cohort = cohorts.load(folder / "params.toml")
    intake = read_folder(folder / "raw", cohort)
    intake.require()
    assert not intake.unclaimed
    return sample.answers, reconcile(cohort, intake.tables, as_of=cohort.as_of or date.max)


def keys(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings as the answer key says them: whose, which, and in which cell; in one order."""
    columns = ["student_no", "rule", "cell", "college"]
    student = findings["student_no"] != ""
    # A row of nobody may lie in some college's file; the key does not say which.
    college = findings["college"].where(student | findings["rule"].str.startswith("return."), "")
    return findings.assign(college=college)[columns].sort_values(columns, ignore_index=True)


@pytest.mark.parametrize(
    ("students", "seed", "trouble"),
    [
        (5000, 1, 0.3),
        (1500, 1, 0.05),
        (1500, 2, 0.0),
        (1500, 2, 0.3),
        (1500, 3, 0.05),
        (150, 4, 1.0),
    ],
)
def test_all_that_was_planted_is_found_and_nothing_else(
    tmp_path: Path, students: int, seed: int, trouble: float
) -> None:
    answers, run = sample_and_run(tmp_path, students, seed, trouble)
    pd.testing.assert_frame_equal(keys(run.findings), keys(answers), check_dtype=False)


def test_with_photos_too(tmp_path: Path) -> None:
    answers, run = sample_and_run(tmp_path, 160, 6, 0.6, photos=True)
    of_photos = {code for code in BY_CODE if code.startswith("capture.photo_")}
    assert of_photos <= set(answers["rule"])
    pd.testing.assert_frame_equal(keys(run.findings), keys(answers), check_dtype=False)


@pytest.mark.parametrize("day", [date(2024, 11, 20), date(2024, 12, 12), date(2025, 2, 20)])
def test_on_an_earlier_day_only_expected_to_dos_are_found_besides(
    tmp_path: Path, day: date
) -> None:
    answers, run = sample_and_run(tmp_path, 800, 5, 0.1, day)
    found, planted = keys(run.findings), keys(answers)
    planted_todo, todo = planted["rule"].isin(EXPECTED), found["rule"].isin(EXPECTED)
    pd.testing.assert_frame_equal(
        found[~todo].reset_index(drop=True),
        planted[~planted_todo].reset_index(drop=True),
        check_dtype=False,
    )
    both = planted[planted_todo].merge(found[todo], on=["student_no", "rule"])
    assert len(both) >= planted_todo.sum()
