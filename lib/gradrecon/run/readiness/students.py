"""What registration asks of a student: steps, values, confirmation, nothing open."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.confirmation import contradicted, is_settled
from gradrecon.checklist.content import approved_english
from gradrecon.columns.lookup import look_up, pick, positions, take
from gradrecon.rules import BY_CODE
from gradrecon.run.blocking import blocking
from gradrecon.run.platform import platform_table, unfit
from gradrecon.run.readiness.unmet import About, Known, Requirement, unmet
from gradrecon.sources.roster import ROSTER
from gradrecon.values.flags import NO, YES
from gradrecon.vocabulary import FINISHED, ChsiState, Move, Obligation, Step

_CLAUSES = {
    Step.CAPTURE: "1.1.2",
    Step.CHSI: "1.4",
    Step.PINYIN: "2.1.1",
    Step.MAJOR: "2.2.1",
    Step.INFO: "2.2.4",
}
# What every certificate needs (2.2.4).
_LEGAL = ("name", "id_no", "sex", "birth_date", "college", "major_code")


def _steps(known: Known) -> pd.DataFrame:
    """The steps that are not finished, each a reason."""
    steps = known.progress[~known.progress["state"].isin(FINISHED)]
    return pd.DataFrame(
        {
            "place": positions(steps["student_no"], known.cases["student_no"]),
            "reason": steps["step"] + steps["state"],
            "move": steps["move"],
            "last_day": steps["last_day"],
            "clause": look_up(steps["step"], pd.Series(_CLAUSES)),
        }
    )


def _errors(known: Known) -> pd.DataFrame:
    """The errors that stand, each kind once for a student."""
    found = blocking(known.findings, with_todo=True).drop_duplicates(["student_no", "rule"])
    titles = pd.Series({code: rule.title for code, rule in BY_CODE.items()})
    steps = known.progress.set_index(known.progress["student_no"] + known.progress["step"])
    rows = pd.DataFrame(
        {
            "place": positions(found["student_no"], known.cases["student_no"]),
            "reason": look_up(found["rule"], titles),
            "move": found["move"],
            "last_day": look_up(found["student_no"] + found["step"], steps["last_day"]),
            "clause": found["clause"],
        }
    )
    return rows[rows["place"] >= 0]


# What CHSI may say of an earlier picture of somebody who did not come this time: nothing, too.
_EARLIER = (ChsiState.RIGHT, ChsiState.UNCHECKED)


def _picture(known: Known) -> pd.DataFrame:
    """A picture taken this time is right on CHSI; an earlier one is on record and not doubted."""
    cases = known.cases
    state, came = cases["chsi_state"], cases["captures"] > 0
    listed = cases["obligation"] == Obligation.VOLUNTARY
    had = (cases["image_on_record"] == YES) | (listed & (cases["image_on_record"] != NO))
    undoubted = (cases["chsi_rows"] == 0) | state.isin(_EARLIER)
    met = (state == ChsiState.RIGHT) | (had & ~came & undoubted)
    return unmet(
        ~met,
        pick(had | came, "学信网上没有校对为正确的图像", "没有图像"),
        pick(came, Move.STUDIO, Move.STUDENT),
    )


def _legal_fields(known: Known) -> pd.DataFrame:
    """The legal fields that are blank, said together."""
    lacks = pd.Series("", known.cases.index, dtype="str")
    for field in _LEGAL:
        blank = known.cases[field] == ""
        title = ROSTER.column(field).title
        lacks[blank] = lacks[blank] + pick(lacks[blank] == "", "", "、") + title
    return unmet(lacks != "", "学籍缺" + lacks, Move.COLLEGE)


def _spelling(known: Known) -> pd.DataFrame:
    """What would be printed is the spelling that the student has confirmed."""
    cases, printed = known.cases, known.cells["pinyin"]
    sure = is_settled(cases) & (cases["spelling"] == printed) & (printed != "")
    reason = pick(printed == "", "没有姓名拼音", "姓名拼音未经学生确认")
    reason = reason.mask(contradicted(cases), "学生确认了两种拼音")
    return unmet(~sure, reason, Move.STUDENT, known.return_due)


def _english(known: Known) -> pd.DataFrame:
    """What would be printed is the table's, or what an approved statement asks for (2.2.2)."""
    cases, printed = known.cases, known.cells["major_en"]
    approved = look_up(
        cases["student_no"], approved_english(known.tables["applications"], known.cohort)
    )
    met = (printed != "") & ((printed == cases["major_en"]) | (printed == approved))
    reason = pick(printed == "", "没有专业英文名称", "专业英文名称与对照表不同，没有批准的书面说明")
    return unmet(~met, reason, Move.SCHOOL)


def _same_values(known: Known) -> pd.DataFrame:
    """What the student confirmed in the returned table is what would be registered."""
    differs = known.cases["returned_differs"]
    return unmet(differs != "", "学生确认的与学籍不同：" + differs, Move.COLLEGE, known.return_due)


def _applications(known: Known) -> pd.DataFrame:
    """Applications undecided, and those approved that no record follows yet."""
    found = known.applications[known.applications["open"]].drop_duplicates(["student", "field"])
    return pd.DataFrame(
        {
            "place": found["student"],
            "reason": found["title"] + "的申请" + found["stands"],
            "move": found["move"],
            "last_day": take(known.return_due, found["student"].to_numpy(), found.index),
        }
    )


def _fits(known: Known) -> pd.DataFrame:
    """Every value fits the platform's field."""
    said = unfit(platform_table(known.cells))
    return unmet(said != "", said, Move.SCHOOL)


STUDENT_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement("steps", "2.2.4", About.STUDENT, "各环节办完", _steps),
    Requirement(
        "picture", "1.0", About.STUDENT, "图像在学信网校对为正确", _picture, ("studio", "chsi")
    ),
    Requirement("legal_fields", "2.2.4", About.STUDENT, "学籍信息完整", _legal_fields),
    Requirement("spelling", "2.3.1", About.STUDENT, "拼音经学生确认", _spelling),
    Requirement("english", "2.2.2", About.STUDENT, "专业有英文名称", _english, ("majors",)),
    Requirement(
        "same_values", "2.2.4", About.STUDENT, "确认的与学籍一致", _same_values, ("returned",)
    ),
    Requirement(
        "applications", "2.2.4", About.STUDENT, "没有未办结的申请", _applications,
        ("applications",),
    ),
    Requirement("errors", "1.0", About.STUDENT, "没有未解决的错误", _errors),
    Requirement("platform", "1.0", About.STUDENT, "内容符合平台字段", _fits),
)  # fmt: skip
