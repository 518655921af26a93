"""The rows of every file, as far as the story has come on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.samples import layouts, majors
from gradrecon.samples.students import DOCTOR
from gradrecon.samples.world import NOBODY
from gradrecon.vocabulary import Obligation

_EVIDENCE = {
    "姓名": "户口簿复印件",
    "民族": "户口簿复印件",
    "出生日期": "身份证复印件",
    "学习形式": "录取登记表",
    "专业英文名称": "情况说明",
}
_EVERY = 50
_EARLIER = np.timedelta64(26, "h")


def tell(
    cohort: Cohort, as_of: date, students: pd.DataFrame, plan: pd.DataFrame, slots: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The rows of each source by the end of that day.

    Columns are what the files show, `who` (index of the student) and `place` (beside whom the
    row stands). Colleges stand by name. Sources that nobody has sent yet are empty.
    """
    whole = together(students, plan)
    now = end_of(as_of)
    tellers = {
        "roster": lambda: _roster(whole),
        "must_capture": lambda: whole[whole["obligation"] == Obligation.MUST],
        "recapture": lambda: whole[whole["obligation"] == Obligation.VOLUNTARY],
        "approved": lambda: whole[whole["obligation"] == Obligation.APPROVED],
        "images": lambda: _images(whole),
        "slots": lambda: _of_nobody(
            slots.assign(college=slots["college_name"], day=slots["start"])
        ),
        "studio": lambda: studio_rows(whole[whole["taken"] < now]),
        "chsi": lambda: chsi_rows(whole[whole["uploaded"] < now], now),
        "pinyin": lambda: _pinyin(whole[whole["submitted"] < now], now),
        "majors": lambda: _of_nobody(_majors(len(cohort.colleges))),
        "applications": lambda: _applications(whole[whole["decided_on"] < now]),
        "returned": lambda: _returned(whole[whole["handed_in"] < now]),
        "handovers": lambda: _handovers(
            cohort, plan["handed_in"].groupby(students["college"]).first(), now
        ),
    }
    return {source: _trimmed(source, tell_one()) for source, tell_one in tellers.items()}


def _trimmed(source: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Only the columns that the files of the source show: a million students must fit in memory."""
    needed = layouts.columns_of(source)
    return rows[[column for column in rows if column in needed]].reset_index(drop=True)


def together(students: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Students with their stories; `who` and `place` are the index, colleges stand by name."""
    return students.assign(
        college=students["college_name"], who=students.index, place=students.index
    ).join(plan)


def end_of(day: date) -> np.datetime64:
    """The moment before which all has happened that has happened by the end of a day."""
    return np.datetime64(day, "s") + np.timedelta64(1, "D")


def changed_major(english: pd.Series) -> pd.Series:
    """Another English name for a major, as a student asks for one."""
    return english + " (International Programme)"


def _roster(whole: pd.DataFrame) -> pd.DataFrame:
    known = np.where(whole["has_image"], "是", "否")
    return whole.assign(
        certificates="双证",
        status="注册学籍",
        image=np.where(whole["level"] == DOCTOR, known, ""),
        remark="",
    )


def _images(whole: pd.DataFrame) -> pd.DataFrame:
    """The list of pictures on record; the doctors' stand in the roster instead."""
    rows = whole[whole["has_image"] & (whole["level"] != DOCTOR)]
    return rows.assign(captured_on=rows["image_on"])


def studio_rows(taken: pd.DataFrame) -> pd.DataFrame:
    """The studio's rows of students with their stories: when captured, what paid."""
    makeup = taken["makeup"]
    return taken.assign(
        fee="20",
        makeup=np.where(makeup, "是", "否"),
        paper_photo=np.where(makeup, "是", ""),
        state="",
    )


def chsi_rows(uploaded: pd.DataFrame, now: np.datetime64) -> pd.DataFrame:
    """CHSI's rows of students with their stories: checked or not yet by that moment."""
    done = uploaded["checked"] < now
    return uploaded.assign(
        word=np.where(done, "正确", "未校对"),
        checked=uploaded["checked"].where(done),
        captured_on=uploaded["taken"].dt.floor("D"),
    )


def _pinyin(submitted: pd.DataFrame, now: np.datetime64) -> pd.DataFrame:
    """Return one row per submission; a few students sent the same spelling twice."""
    rows = submitted.assign(
        by_college=np.where(submitted["by_college"], "是", ""),
        confirmed=np.where(submitted["confirmed_on"] < now, "是", "否"),
    )
    twice = rows[(rows["who"] % _EVERY == 0) & (rows["by_college"] == "")]
    earlier = twice.assign(submitted=twice["submitted"] - _EARLIER)
    return pd.concat([earlier, rows])


def _applications(decided: pd.DataFrame) -> pd.DataFrame:
    wanted = {
        "姓名": decided["name"],
        "民族": decided["ethnicity"],
        "出生日期": decided["birth_date"].dt.strftime("%Y-%m-%d"),
        "学习形式": decided["form"],
        "专业英文名称": changed_major(decided["major_en"]),
    }
    return decided.assign(
        field=decided["applied"],
        before=np.where(decided["applied"] == "专业英文名称", decided["major_en"], "见证明材料"),
        after=np.select([decided["applied"] == name for name in wanted], [*wanted.values()], ""),
        evidence=decided["applied"].map(_EVIDENCE),
        state="研究生院已批",
        filed=decided["applied_on"],
    )


def _returned(handed_in: pd.DataFrame) -> pd.DataFrame:
    changed = handed_in["applied"] == "专业英文名称"
    english = handed_in["major_en"]
    return handed_in.assign(
        major_en=english.where(~changed, changed_major(english)),
        confirmed="是",
        remark="",
        home=handed_in["college_name"],
    )


def _majors(colleges: int) -> pd.DataFrame:
    taught = sorted({one for place in range(colleges) for one in majors.of_college(place)})
    return pd.DataFrame([one[:3] for one in taught], columns=["major_code", "major", "major_en"])


def _handovers(
    cohort: Cohort, handed_in: Mapping[str, np.datetime64], now: np.datetime64
) -> pd.DataFrame:
    """One row per college; those that have not come yet have a name only."""
    days = pd.Series([handed_in.get(one.code) for one in cohort.colleges], dtype="datetime64[s]")
    here = days < now
    given = np.where(here, "是", "")
    rows = {
        "college": [college.name for college in cohort.colleges],
        "electronic_on": days.where(here),
        "paper_on": days.where(here),
    }
    marks = dict.fromkeys(("signed_handler", "signed_dean", "sealed"), given)
    return _of_nobody(pd.DataFrame({**rows, **marks, "remark": ""}))


def _of_nobody(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(who=NOBODY, place=NOBODY)
