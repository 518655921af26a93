"""No text asks for what is over or shut, and one last day is said everywhere (law 12)."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta

import pandas as pd
import pytest
from season import season

from gradrecon.cohort.days import last_check_day, last_day
from gradrecon.outputs.asks import asks, matters
from gradrecon.outputs.figures.urgency import next_deadline, next_moves
from gradrecon.outputs.messages import to_desk, to_studio
from gradrecon.outputs.pages.report import CollegeReport, SchoolReport
from gradrecon.outputs.sentences import NO_PICTURE, REVIEW, TO_CONFIRM, Sentences
from gradrecon.outputs.workbooks.mail import mail
from gradrecon.outputs.workbooks.movers import desk, messages, studio
from gradrecon.outputs.workbooks.todo_lists import everyone, other_matters, todo_lists
from gradrecon.values.slots import Slot
from gradrecon.vocabulary import Move, State, Step

FIRST, LAST = date(2024, 11, 15), date(2025, 4, 10)
# The days around which the notice makes a difference.
DAYS = (
    "2024-11-25", "2024-12-09", "2024-12-17", "2025-01-11", "2025-02-28", "2025-03-01",
    "2025-03-31",
)  # fmt: skip
# What tells of the past, not of something to do.
_PAST = re.compile(
    r"截至\S+?日|已于\S+?结束|已过[\d月日-]+|[\d月日]+的期限已过|采集时间 .*?之内"
    r"|采集时间 .*?时段（.*?）|拼音填报截止后|该生 \S+ 的图像|\S+ 才填报"
    r"|[\d月日至]+(?:数据维护)?停办"
)
_DAY = r"(?:(\d{1,2})月)?(\d{1,2})日"
_SPAN = re.compile(rf"(\d{{1,2}})月(\d{{1,2}})日(?:至{_DAY})?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def day_of(month, number):
    return date(2024 if int(month) > 8 else 2025, int(month), int(number))


def asked_days(text):
    """The days until which a text asks for something."""
    told = _PAST.sub("", text)
    spans = [
        day_of(one[3] or one[1], one[4] or one[2]) if one[4] else day_of(one[1], one[2])
        for one in _SPAN.finditer(told)
    ]
    return [*spans, *(date.fromisoformat(one) for one in _ISO.findall(told))]


def hold(cohort, today, text):
    """The days that a text asks for are not past, and the studio is open where one is sent."""
    days = asked_days(text)
    assert all(day >= today for day in days), (today, text)
    if "到采集单位" in text or "补采集日为" in text:
        start = re.split("到采集单位|最晚", text)
        sent = [day for part in start[:2] for day in asked_days(part)[-1:]]
        assert all(cohort.studio.is_open(day) for day in sent), (today, text)


def every_day():
    return [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]


SLOTS = {"01": [Slot("2024-11-26", "08:30", "12:00")], "02": [Slot("2024-11-27", "13:00", "16:00")]}
COLLEGES = {"01": date(2024, 11, 26), "02": date(2024, 11, 27), "08": date(2024, 11, 28)}
# Every matter that a sentence is made for: step, state, whose move, kind.
MATTERS = [
    (Step.CAPTURE, State.DUE, Move.STUDENT, ""),
    (Step.CAPTURE, State.OVERDUE, Move.STUDENT, ""),
    (Step.CHSI, State.DUE, Move.STUDENT, ""),
    (Step.CHSI, State.DUE, Move.STUDENT, NO_PICTURE),
    (Step.CHSI, State.DUE, Move.COLLEGE, REVIEW),
    (Step.PINYIN, State.DUE, Move.STUDENT, ""),
    (Step.PINYIN, State.DUE, Move.STUDENT, TO_CONFIRM),
    (Step.PINYIN, State.OVERDUE, Move.COLLEGE, ""),
    (Step.INFO, State.DUE, Move.STUDENT, ""),
    (Step.INFO, State.OVERDUE, Move.COLLEGE, ""),
]


def last_of(cohort, step, kind, day, own):
    if kind in (REVIEW, NO_PICTURE):
        return last_check_day(cohort, day, own)
    return last_day(cohort, step, day, own)


def test_on_every_day_each_sentence_is_true_and_says_the_last_day(cohort):
    for day in every_day():
        told = Sentences(cohort, day, SLOTS)
        for (step, state, move, kind), (code, own) in itertools.product(MATTERS, COLLEGES.items()):
            if step is not Step.CAPTURE and kind != NO_PICTURE and code != "01":
                continue  # the same for every college
            last = last_of(cohort, step, kind, day, own)
            text = told.of(step, state, move, kind, str(last or ""), code)
            hold(cohort, day, text)
            hold(cohort, day, told.in_short(step, state, move, kind))
            days = asked_days(text)
            assert not days or max(days) == last, (day, text)


@pytest.fixture(scope="module")
def runs(new_world):
    """The Run of the same facts on each of the days."""
    world = season(new_world())
    return {day: world.run(day) for day in DAYS}


def texts(run):
    """Every text that goes out on a day, with whom it goes to."""
    yield from run.findings["message"]
    yield from mail(run)["通知"]
    for rows in (*todo_lists(run).values(), other_matters(run)):
        yield from rows["说明"]
    for title in ("学生要办", "学院要办", "其他方在办"):
        yield from everyone(run)[title].str.split("；").explode().fillna("")
    yield from desk(run)["说明"]
    yield from studio(run)["问题"]
    yield from messages(run)["内容"]
    yield from (to_desk(run), to_studio(run))
    yield from (one.what + one.due.said + one.due.note for one in next_moves(run))
    school, college = SchoolReport(run), CollegeReport(run, "01")
    pages = (school.summary, school.calls, school.delays, college.summary, college.moves)
    for page in pages:
        yield from re.sub(r"<[^>]+>", "\n", page.html).splitlines()


@pytest.mark.parametrize("day", DAYS)
def test_no_text_asks_for_what_is_over(cohort, runs, day):
    for text in dict.fromkeys(texts(runs[day])):
        hold(cohort, date.fromisoformat(day), text)


@pytest.mark.parametrize("day", DAYS)
def test_one_last_day_is_said_everywhere(runs, day):
    run = runs[day]
    steps = run.progress.set_index(["student_no", "step"])["last_day"]
    found = run.findings[run.findings["student_no"] != ""]
    for student, step, message in found[["student_no", "step", "message"]].itertuples(index=False):
        days = asked_days(message)
        if days and (student, step) in steps.index and steps[student, step]:
            assert max(days).isoformat() == steps[student, step], message
    for rows in todo_lists(run).values():
        for row in rows.to_dict("records"):
            assert row["最晚日期"] in set(steps[row["学号"]])
    letters = mail(run).set_index("学号")["最早期限"]
    assert all(day == "" or day in set(steps[number]) or number == "2006"
               for number, day in letters.items())  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
def test_the_next_deadline_is_the_smallest_of_what_is_open(runs, day):
    run = runs[day]
    undone = run.progress["state"].isin((State.DUE, State.OVERDUE, State.DISPUTED))
    last = run.progress.loc[undone, "last_day"]
    days = [*last[last != ""], *(["2025-02-28"] if day <= "2025-02-28" else [])]
    found = next_deadline(run)
    assert (found[0].isoformat() if found else None) == min(days, default=None)


def test_a_last_day_never_comes_nearer(runs):
    before = None
    for run in runs.values():
        days = run.progress.set_index(["student_no", "step"])["last_day"]
        assert not ((days != "") & (days < run.as_of.isoformat())).any()
        if before is not None:
            both = (days != "") & (before != "")
            assert (days[both] >= before[both]).all()
        before = days


@pytest.mark.parametrize("day", DAYS)
def test_each_step_of_a_student_or_college_stands_in_one_list(runs, day):
    run = runs[day]
    rows = pd.concat(todo_lists(run).values())
    assert rows.index.is_unique
    steps = run.progress
    undone = steps["state"].isin((State.DUE, State.OVERDUE, State.DISPUTED))
    called = steps[undone & steps["move"].isin((Move.STUDENT, Move.COLLEGE))]
    assert set(called.index) <= set(rows.index)
    assert set(steps.loc[steps["move"].isin((Move.STUDENT, Move.COLLEGE))].index) == set(
        called.index
    )
    assert (rows["学号"] == steps["student_no"][rows.index]).all()
    assert sorted(everyone(run)["学号"]) == sorted(_asked(run))


def _asked(run):
    rows = matters(run)
    called = rows["move"].isin((Move.STUDENT, Move.COLLEGE)) & (rows["student_no"] != "")
    return set(rows.loc[called, "student_no"])


@pytest.mark.parametrize("day", DAYS)
def test_each_open_finding_with_a_mover_stands_in_exactly_one_list(runs, day):
    run = runs[day]
    listed = matters(run)
    found = run.findings[(run.findings["state"] != "settled") & (run.findings["move"] != "")]
    own = listed.loc[listed["finding"] != "", "finding"]
    assert own.is_unique and set(own) <= set(found["finding"])
    rest = found[~found["finding"].isin(own)]
    steps = set(map(tuple, asks(run)[["student_no", "step"]].to_numpy()))
    assert set(map(tuple, rest[["student_no", "step"]].to_numpy())) <= steps
