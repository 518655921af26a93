"""更正申请: which applications a college must make, with what evidence, and how far (2.2.4).

They follow from what colleges changed without one, from disputed photos (1.4) and unstated English
majors (2.2.2), from reviewers' verdicts, and from the applications already there.
"""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import look_up, positions
from gradrecon.decisions.effects import applications_needed
from gradrecon.outputs.safety import masked
from gradrecon.run.run import Run, kept
from gradrecon.sources.confirmation import RETURNED
from gradrecon.vocabulary import ApplicationState, Settlement

COLUMNS = ("学号", "姓名", "项目", "现内容", "申请改为", "需附材料", "状态", "依据")

_IMAGE = "image"
_TITLES = {_IMAGE: "图像", **{column.name: column.title for column in RETURNED.columns}}
_EVIDENCE = {
    "name": "户口簿或公安机关的更名证明",
    "sex": "身份证复印件",
    "ethnicity": "户口簿或民族成份变更的批准文件",
    "birth_date": "身份证和户口簿复印件",
    "id_no": "身份证或其他有效证件复印件",
    "major_en": "学院盖章的书面说明",
    _IMAGE: "图像有误的说明和本人照片",
}
_OTHER_EVIDENCE = "相关证明材料"
# The sources in which a student, or the college, states something; the roster is what is corrected.
_STATEMENTS = ("pinyin", "applications", "returned", "roster")
# Findings that only an application can settle in favour of what was handed in.
_CALLING = {"return.locked": "", "major.english_unstated": "major_en", "chsi.wrong": _IMAGE}


@kept
def applications(run: Run) -> pd.DataFrame:
    """The applications of a run's students, one row per student and field.

    Columns: those of `COLUMNS`, and `college`, the code of the student's college.
    `状态` is an `ApplicationState`: that of the application filed, else still to be filed.
    """
    filed = _filed(run)
    wanted = pd.concat([_called_for(run), _decided(run)], ignore_index=True)
    key = filed["student_no"] + "|" + filed["field"]
    new = wanted[positions(wanted["student_no"] + "|" + wanted["field"], key) < 0]
    every = pd.concat([new.drop_duplicates(["student_no", "field"]), filed], ignore_index=True)
    evidence = by_distinct(every["field"], lambda field: _EVIDENCE.get(field, _OTHER_EVIDENCE))
    names = run.cases.set_index("student_no")["name"]
    shown = pd.DataFrame(
        {
            "学号": every["student_no"],
            "姓名": look_up(every["student_no"], names),
            "项目": by_distinct(every["field"], lambda field: _TITLES.get(field, field)),
            "现内容": masked(every["before"]),
            "申请改为": masked(every["after"]),
            "需附材料": evidence,
            "状态": every["state"],
            "依据": every["why"],
            "college": look_up(every["student_no"], _colleges(run)),
        }
    )
    return shown.sort_values(["学号", "项目"], kind="stable", ignore_index=True)


def _colleges(run: Run) -> pd.Series:
    """Everybody's college, also of those who are in no case; index = student_no."""
    both = pd.concat([frame[["student_no", "college"]] for frame in (run.cases, run.findings)])
    return both.drop_duplicates("student_no").set_index("student_no")["college"]


def _called_for(run: Run) -> pd.DataFrame:
    """What findings still open call for."""
    found = run.findings
    found = found[found["rule"].isin(_CALLING) & (found["state"] != Settlement.SETTLED)]
    field = look_up(found["rule"], pd.Series(_CALLING))
    image = field == _IMAGE
    frame = pd.DataFrame(
        {
            "student_no": found["student_no"],
            "field": field.where(field != "", found["field"]),
            "before": found["expected"].mask(image, "学信网现有图像"),
            "after": found["observed"].mask(image, "正确的图像"),
            "state": ApplicationState.DRAFT.value,
            "why": found["message"],
        }
    )
    return frame[frame["field"] != "student_no"]


def _decided(run: Run) -> pd.DataFrame:
    """What reviewers' verdicts call for, out of what somebody has stated in full.

    A list of the studio, of CHSI or of attachments states nothing, nor does a masked value.
    """
    needed = applications_needed(run.findings)
    source = look_up(needed["finding"], run.findings.set_index("finding")["source"])
    stated = source.isin(_STATEMENTS) & ~needed["after"].str.contains("*", regex=False)
    needed = needed[stated][["student_no", "field", "before", "after"]]
    return needed.assign(state=ApplicationState.DRAFT.value, why="复核认定应提交申请")


def _filed(run: Run) -> pd.DataFrame:
    """The applications filed, by students of this run; the latest of several on one field."""
    filed = run.applications
    unknown = "状态“" + filed["said"] + "”不认识"
    return pd.DataFrame(
        {
            "student_no": filed["student_no"],
            "field": filed["named"],
            "before": filed["before"],
            "after": filed["after"],
            "state": filed["state"].where(filed["state"] != "", unknown),
            "why": "申请已登记",
        }
    )
