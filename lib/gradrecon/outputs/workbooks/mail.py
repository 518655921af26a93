"""邮件合并: for each student who must do something, one letter on what, where and until when."""

from __future__ import annotations

import pandas as pd

from gradrecon.cohort.days import CapturePhase, capture_phase
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import look_up, pick
from gradrecon.outputs.asks import asks, sentences
from gradrecon.outputs.reminders import listed_before, reminder
from gradrecon.outputs.sentences import NO_PICTURE, REVIEW
from gradrecon.run.run import Run, kept
from gradrecon.vocabulary import Move, Obligation, State, Step

COLUMNS = (
    ("学号", 14),
    ("姓名", 11),
    ("学院", 18),
    ("待办项数", 10),
    ("最早期限", 12),
    ("通知", 90),
)
_TO_COLLEGE = "你不在采集名单上，也没有已有图像：请立即联系学院说明情况，由学院报研究生院"
_THEN = "审核，同意后方可采集"
_TO_STUDENT = (("该生", "你"), ("请学生", "请你"), ("学生", "你"))


@kept
def mail(run: Run) -> pd.DataFrame:
    """One row per student who has something to do: the titles of `COLUMNS` and `college`, text."""
    parts = _parts(run)
    told = parts.groupby("student_no", sort=False)
    letters = told.agg(
        count=("asked", "sum"),
        text=("text", "；".join),
        day=("day", "min"),
        again=("again", "sum"),
        capture=("capture", "any"),
    )
    numbers = pd.Series(letters.index.to_numpy(), dtype="str")
    letters = letters.reset_index(drop=True)
    cases = run.cases.set_index("student_no")
    names, codes = look_up(numbers, cases["name"]), look_up(numbers, cases["college"])
    colleges = pd.Series({college.code: college.name for college in run.cohort.colleges})
    days = letters["day"].replace(_NO_DAY, "")
    return pd.DataFrame(
        {
            "学号": numbers,
            "姓名": names,
            "学院": look_up(codes, colleges),
            "待办项数": letters["count"].astype("str"),
            "最早期限": days.astype("str"),
            "通知": names + "同学：" + _letter(run, letters),
            "college": codes,
        }
    ).astype("str")


# Later than every day: what has no day any more is asked for at once, and has none to tell.
_NO_DAY = "9999"


def _parts(run: Run) -> pd.DataFrame:
    """What each student is told, one row a matter, the most urgent first."""
    rows = asks(run)
    own = rows[(rows["move"] == Move.STUDENT) & (rows["kind"] != NO_PICTURE)]
    if run.as_of <= run.cohort.calendar.pinyin_due:  # the table goes out when spellings are in
        own = own[own["step"] != Step.INFO]
    disputed = own["state"] == State.DISPUTED
    text = ("请" + own["what"]).mask(disputed, own["step"] + "存疑：" + own["what"].map(_addressed))
    review = rows[(rows["kind"] == REVIEW) & (rows["step"] == Step.CAPTURE)]
    over = capture_phase(run.cohort, run.as_of) is CapturePhase.OVER
    then = "" if over else _THEN
    every = pd.concat(
        [
            own.assign(text=text, asked=True),
            review.assign(text=_TO_COLLEGE + then, asked=True),
            _invited(run).assign(asked=False),
        ],
        ignore_index=True,
    )
    order = {step: place for place, step in enumerate(Step)}
    capture = (every["step"] == Step.CAPTURE) & every["text"].str.contains("参加图像采集")
    every = every.assign(
        day=every["last_day"].where(every["last_day"] != "", _NO_DAY),
        again=listed_before(run, every),
        capture=capture,
        order=every["step"].map(order),
    )
    return _numbered(every.sort_values(["student_no", "asked", "last_day", "order"], kind="stable",
                                       ascending=[True, False, True, True]))  # fmt: skip


def _numbered(parts: pd.DataFrame) -> pd.DataFrame:
    """The parts of each letter with numbers if there are several; what is no task comes after."""
    of_student = parts.groupby("student_no", sort=False)
    tasks = of_student["asked"].transform("sum")
    number = "（" + (of_student.cumcount() + 1).astype("str") + "）"
    text = (number + parts["text"]).where(parts["asked"] & (tasks > 1), parts["text"])
    return parts.assign(text=("另外，" + text).where(~parts["asked"] & (tasks > 0), text))


def _addressed(message: str) -> str:
    for said_of, said_to in _TO_STUDENT:
        message = message.replace(said_of, said_to)
    return message


def _invited(run: Run) -> pd.DataFrame:
    """Students who asked for a new picture, while their college's capture is ahead (1.1.3)."""
    cases = run.cases
    rows = cases[(cases["obligation"] == Obligation.VOLUNTARY) & (cases["captures"] == 0)]
    last = by_distinct(rows["college"], lambda code: sentences(run).last_capture_day(code))
    rows = rows[last >= run.as_of.isoformat()]
    told = by_distinct(rows["college"], sentences(run).invitation)
    return pd.DataFrame(
        {
            "student_no": rows["student_no"],
            "step": Step.CAPTURE.value,
            "state": State.NOT_NEEDED.value,
            "last_day": last[rows.index],
            "text": told,
        }
    )


def _letter(run: Run, letters: pd.DataFrame) -> pd.Series:
    return _again(run, letters) + letters["text"] + "。" + _dress(run, letters)


def _again(run: Run, letters: pd.DataFrame) -> pd.Series:
    """How many things there are, and that they were told before (a second letter says so)."""
    count = letters["count"].astype("str")
    several = ("你还有 " + count + " 项未完成：").where(letters["count"] > 1, "")
    again = by_distinct(letters["again"].astype("str"), lambda count: reminder(run, int(count)))
    return again + several


def _dress(run: Run, letters: pd.DataFrame) -> pd.Series:
    """What to know before capture (1.2.1, 1.2.3), for those who are told to come."""
    known = run.cohort.clause_by_id
    told = "".join(known[clause].text for clause in ("1.2.1", "1.2.3") if clause in known)
    return pick(letters["capture"], f"采集要求：{told}" if told else "", "")
