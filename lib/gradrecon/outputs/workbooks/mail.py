"""邮件合并: for each student who must do something, one ready sentence on what and until when."""

from __future__ import annotations

import pandas as pd

from gradrecon.cohort.days import said
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import look_up
from gradrecon.run.run import Run, kept
from gradrecon.vocabulary import Move, State, Step

COLUMNS = (
    ("学号", 14),
    ("姓名", 11),
    ("学院", 18),
    ("待办项数", 10),
    ("最早期限", 12),
    ("通知", 90),
)

_UNDONE = (State.DUE, State.OVERDUE)
_ASKED = {
    Step.CHSI: "登录学信网校对图像",
    Step.PINYIN: "填报或确认姓名拼音",
    Step.INFO: "复核并确认信息核对表",
}
# Overdue means that the college's own days of capture are over: only make-up is left.
_CAPTURE = {
    Step.CAPTURE
    + State.DUE: "参加图像采集（采集前一至三天领取采集码，凭本人采集码采集，着装按采集通知要求）",
    Step.CAPTURE + State.OVERDUE: "到采集单位补采集图像，并把纸质照片交到学院",
}


@kept
def mail(run: Run) -> pd.DataFrame:
    """One row per student whose own move it is: the titles of `COLUMNS` and `college`, text."""
    steps = run.progress
    steps = steps[steps["state"].isin(_UNDONE) & (steps["move"] == Move.STUDENT)]
    parts = "请" + _until(steps["last_day"]) + look_up(steps["step"] + steps["state"], _asked())
    told = parts.groupby(steps["student_no"], sort=False)
    days = steps["last_day"].where(steps["last_day"] != "").groupby(steps["student_no"], sort=False)
    numbers = pd.Series(list(told.groups), dtype="str")
    cases = run.cases.set_index("student_no")
    names, codes = look_up(numbers, cases["name"]), look_up(numbers, cases["college"])
    colleges = pd.Series({college.code: college.name for college in run.cohort.colleges})
    said_to = told.agg("；".join).reindex(numbers).reset_index(drop=True)
    count = told.size().reindex(numbers).astype("str").reset_index(drop=True)
    return pd.DataFrame(
        {
            "学号": numbers,
            "姓名": names,
            "学院": look_up(codes, colleges),
            "待办项数": count,
            "最早期限": days.min().reindex(numbers).fillna("").reset_index(drop=True),
            "通知": names + "同学：你还有 " + count + " 项未完成，" + said_to + "。",
            "college": codes,
        }
    ).astype("str")


def _asked() -> pd.Series:
    """What a student is asked to do for each step, by the step and its state."""
    asked = {step + state: text for step, text in _ASKED.items() for state in _UNDONE}
    return pd.Series({**asked, **_CAPTURE})


def _until(days: pd.Series) -> pd.Series:
    """在3月30日前 for each day; 尽快 where no day is left."""
    return by_distinct(days, lambda day: f"在{said(pd.Timestamp(day).date())}前" if day else "尽快")
