"""The made-up cohort's students: who they are and what they study, one row each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.samples import majors
from gradrecon.samples.naming import Origin
from gradrecon.samples.people import draw_people

MASTER, DOCTOR = "硕士研究生", "博士研究生"
_DOCTORS = 0.15
_BATCHES = {"春季": 0.1, "夏季": 0.8, "秋季": 0.05, "冬季": 0.05}
_LAST_DAYS = {"春季": "03-31", "夏季": "06-30", "秋季": "09-30", "冬季": "12-31"}


def draw_students(rng: np.random.Generator, cohort: Cohort, count: int) -> pd.DataFrame:
    """`count` students of the cohort's colleges, sorted by college; index 0 … count-1.

    The columns of `draw_people`, then: college (code), college_name, level, form, major_code,
    major, major_en, grade, enrolled, batch, graduation, student_no, exam_no.
    """
    year = cohort.calendar.makeup_due.year
    place = _colleges(rng, len(cohort.colleges), count)
    doctor = rng.random(count) < _DOCTORS
    students = draw_people(rng, _births(rng, year, doctor), place)
    students["college"] = _pick([college.code for college in cohort.colleges], place)
    students["college_name"] = _pick([college.name for college in cohort.colleges], place)
    students["level"] = np.where(doctor, DOCTOR, MASTER)
    part_time = ~doctor & (rng.random(count) < 0.12)
    students["form"] = np.where(part_time, "非全日制", "全日制")
    students[["major_code", "major", "major_en"]] = _majors(rng, place, doctor)
    grades = year - np.where(doctor, rng.integers(4, 6, count), 3)
    students["grade"] = grades.astype(str)
    students["enrolled"] = pd.to_datetime(students["grade"] + "-09-01")
    students["batch"] = rng.choice(list(_BATCHES), count, p=list(_BATCHES.values()))
    students["graduation"] = pd.to_datetime(f"{year}-" + students["batch"].map(_LAST_DAYS))
    students["student_no"] = _student_numbers(students["grade"], place)
    foreign = students["origin"] == Origin.FOREIGN
    students["exam_no"] = _exam_numbers(students["grade"]).where(~foreign, "")
    return students


def _colleges(rng: np.random.Generator, colleges: int, count: int) -> np.ndarray:
    """The place of each student's college; some are thrice as large as others, none is empty."""
    shares = rng.uniform(0.5, 1.5, colleges)
    drawn = rng.choice(colleges, max(count - colleges, 0), p=shares / shares.sum())
    return np.sort(np.concatenate([np.arange(min(colleges, count)), drawn]))


def _births(rng: np.random.Generator, year: int, doctor: np.ndarray) -> np.ndarray:
    """Birth dates: masters 23 to 29 years old in the cohort's year, doctors 26 to 38."""
    ages = np.where(doctor, rng.integers(26, 39, len(doctor)), rng.integers(23, 30, len(doctor)))
    first = (year - ages - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    return first + rng.integers(0, 365, len(doctor))


def _majors(rng: np.random.Generator, place: np.ndarray, doctor: np.ndarray) -> np.ndarray:
    """Code, name and English name for each student; professional degrees are for masters only."""
    found = np.empty((len(place), 3), dtype=object)
    for college in np.unique(place):
        taught = majors.of_college(int(college))
        for level, offered in (
            (False, taught),
            (True, tuple(one for one in taught if not one.professional)),
        ):
            members = np.flatnonzero((place == college) & (doctor == level))
            words = np.array([one[:3] for one in offered], dtype=object)
            found[members] = words[rng.integers(0, len(offered), len(members))]
    return found


def _student_numbers(grades: pd.Series, place: np.ndarray) -> pd.Series:
    """Year of enrolment, college, serial: as wide as the cohort needs and no wider."""
    serials = pd.Series(place).groupby(place).cumcount() + 1
    colleges = pd.Series(place + 1).astype(str)
    wide = max(2, int(colleges.str.len().max()))
    long = max(4, len(str(serials.max())))
    return grades + colleges.str.zfill(wide) + serials.astype(str).str.zfill(long)


def _exam_numbers(grades: pd.Series) -> pd.Series:
    """考生号: 15 digits, of a school number that does not exist."""
    return "99999" + grades.str[3] + pd.Series(range(1, len(grades) + 1)).astype(str).str.zfill(9)


def _pick(words: list[str], places: np.ndarray) -> np.ndarray:
    return np.array(words, dtype=object)[places]
