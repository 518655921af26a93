"""The sentences of lists and letters: what to do about a step, where, by when, with what.

Each is an imperative without a full stop, so that it reads the same after 请 and in a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gradrecon.cohort.calendar import CaptureDay, Hours
from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import (
    CapturePhase,
    capture_phase,
    code_days,
    makeup_end,
    next_studio_day,
    opening,
    said,
    said_with_weekday,
    span_said,
    until,
)
from gradrecon.values.slots import Slot
from gradrecon.vocabulary import Move, State, Step

# What about a step is open beyond its state.
REVIEW, UNLISTED, NO_PICTURE, TO_CONFIRM = "待审核", "漏列", "未采集", "待确认"
NO_ENGLISH = "在英文专业对照表（附件6）中补齐该专业"
_WEEKDAYS = "一二三四五六日"
_CHECK = "登录学信网校对图像{}，正确的点“正确”，有误的向学院提交证明"
# What is to be done about a step not yet done, in a few words, by whose move it is.
_TO_DO = {
    (Step.CAPTURE, Move.STUDENT): "到采集单位补采集，向学院交纸质照片",
    (Step.CAPTURE, Move.STUDIO): "核实采集名单是否漏列",
    (Step.CHSI, Move.STUDENT): "登录学信网校对图像",
    (Step.CHSI, Move.STUDIO): "查明图像是否已上传",
    (Step.CHSI, Move.SCHOOL): "查明学信网状态的含义",
    (Step.PINYIN, Move.STUDENT): "填报或确认姓名拼音",
    (Step.PINYIN, Move.COLLEGE): "补全姓名拼音，请学生确认",
    (Step.MAJOR, Move.COLLEGE): "核实专业代码",
    (Step.MAJOR, Move.SCHOOL): "补齐英文专业对照表",
    (Step.INFO, Move.STUDENT): "复核信息核对表",
    (Step.INFO, Move.COLLEGE): "补全姓名拼音，再请学生复核",
}
# What is to be settled about a disputed step, whoever's move it is.
_TO_SETTLE = {
    Step.CAPTURE: "核实采集情况",
    Step.CHSI: "核实学信网图像和信息",
    Step.PINYIN: "核对姓名拼音",
    Step.MAJOR: "核实专业英文名称",
    Step.INFO: "核实学籍信息",
}


class Sentences:
    """The sentences of one cohort on one day; `slots` are those of each college, by code."""

    def __init__(self, cohort: Cohort, as_of: date, slots: dict[str, list[Slot]]) -> None:
        self.cohort, self.as_of, self.slots = cohort, as_of, slots

    def of(self, step: str, state: str, move: str, kind: str, last_day: str, college: str) -> str:
        """Return what is asked about a step in that state of that mover."""
        if state == State.DISPUTED:
            return _TO_SETTLE[Step(step)]
        last = date.fromisoformat(last_day) if last_day else None
        match Step(step):
            case Step.CAPTURE:
                return self._capture(move, last, college)
            case Step.CHSI:
                return self._check(move, kind, last)
            case Step.PINYIN:
                return self._pinyin(move, kind, last)
            case Step.MAJOR:
                return "核实专业代码" if move == Move.COLLEGE else NO_ENGLISH
            case Step.INFO:
                return self._table(move, last)

    def in_short(self, step: str, state: str, move: str, kind: str) -> str:
        """Return what is to be done about a step in a few words, as pages say it."""
        over = capture_phase(self.cohort, self.as_of) is CapturePhase.OVER
        if (step, kind) == (Step.CAPTURE, REVIEW):
            return "报研究生院处理" if over else "报研究生院审核"
        if state == State.DISPUTED:
            return _TO_SETTLE[Step(step)]
        if (step, move) == (Step.CAPTURE, Move.STUDENT):
            if state == State.DUE:
                return "参加集中采集"
            return (
                "补采集已结束，联系学院报研究生院" if over else _TO_DO[Step.CAPTURE, Move.STUDENT]
            )
        if step == Step.CHSI and kind in (REVIEW, NO_PICTURE):
            return "与图像采集一并处理" if over else "采集后再校对图像"
        opens = opening(self.cohort, Step(step), self.as_of)
        what = _TO_DO.get((Step(step), Move(move)), f"办理{step}")
        return f"{said(opens)}起{what}" if opens else what

    def slot_said(self, college: str) -> str:
        """Return when and where a college's students are captured from this day on."""
        campus = self._campus(college)
        slots = self._slots_left(college)
        times = "、".join(map(self._time_said, slots)) or self._days_said(campus)
        return f"{times}到{campus}校区{self._venue(campus)}" if campus else times

    def invitation(self, college: str) -> str:
        """Return what a student who asked for a new picture is told before capture (1.1.3)."""
        return f"你已申请重新采集，可于{self._attend(college)}；不参加的沿用原图像"

    def last_capture_day(self, college: str) -> str:
        """Return the last day of a college's own capture, as `2024-11-26`."""
        slots = [one.day for one in self.slots.get(college, ())]
        days = self.cohort.calendar.capture
        own = [one.day for one in days if one.campus == self._campus(college)]
        last = max(own or [one.day for one in days])
        return max(slots, default=last.isoformat())

    def _capture(self, move: str, last: date | None, college: str) -> str:
        if move == Move.STUDIO:
            return "学信网已有正确的图像，先核实采集名单是否漏列，核实前不必补采集"
        if last is None:
            end = said(makeup_end(self.cohort))
            return f"立即联系学院，由学院报研究生院（补采集已于{end}结束）"
        if last <= self.cohort.calendar.capture_last:
            return f"于{self._attend(college)}"
        return self._make_up(last)

    def stretches(self, college: str) -> list[Slot]:
        """Return a college's slots from this day on, without any its campus's hours."""
        return self._slots_left(college) or [
            Slot(one.day.isoformat(), f"{hours.start:%H:%M}", f"{hours.end:%H:%M}")
            for one in self._capture_days(self._campus(college))
            for hours in one.hours
        ]

    def _slots_left(self, college: str) -> list[Slot]:
        today = self.as_of.isoformat()
        return [one for one in self.slots.get(college, ()) if one.day >= today]

    def _attend(self, college: str) -> str:
        """Return how to attend: when, where, by which code, for how much, dressed how."""
        days = [one.day for one in self._slots_left(college)]
        first = min(days, default=self._first_day(college).isoformat())
        code = code_days(date.fromisoformat(first), self.as_of)
        fetch = self._code_said(*code) if code else ""
        return f"{self.slot_said(college)}参加图像采集，{fetch}凭本人采集码采集，{self._fee()}"

    def _make_up(self, last: date) -> str:
        """Return how to have the picture taken at the studio, and on which days (1.5)."""
        opens = next_studio_day(self.cohort, self.as_of)
        ahead = [one for one in self.cohort.studio.closures if self.as_of <= one.last < last]
        notes = [f"；{span_said(one.first, one.last)}{one.reason}停办" for one in ahead]
        when = until(last, self.as_of)
        if opens and capture_phase(self.cohort, self.as_of, date.min) is CapturePhase.SHUT:
            when = f"在{span_said(opens, last)}"
            notes.append(f"，{said(opens)}起开放")
        return (
            f"{when}到{self.cohort.contacts.studio.said}补采集图像，凭本人采集码采集，{self._fee()}；"
            f"开放时间{self._opening()}{''.join(notes)}；采集后把纸质照片交到学院"
        )

    def _check(self, move: str, kind: str, last: date | None) -> str:
        window = self.cohort.calendar.chsi_check
        if kind in (REVIEW, NO_PICTURE):
            over = capture_phase(self.cohort, self.as_of) is CapturePhase.OVER
            return "与图像采集一并处理" if over else "先完成图像采集，学信网有图像后再校对"
        if move == Move.STUDIO:
            return "查明图像是否已上传学信网"
        if move == Move.SCHOOL:
            return "查明学信网状态的含义，补入参数文件的词表"
        if opening(self.cohort, Step.CHSI, self.as_of):
            return f"在{span_said(window.first, window.last)}{_CHECK.format('')}"
        late = f"（校对期已于{said(window.last)}结束）" if self.as_of > window.last else ""
        return self._by(last) + _CHECK.format(late)

    def _pinyin(self, move: str, kind: str, last: date | None) -> str:
        if kind == TO_CONFIRM:
            return f"{self._by(last)}确认学院补填的姓名拼音，不对的告诉学院"
        if move == Move.COLLEGE:
            return f"{self._by(last)}补全姓名拼音，再由学生确认"
        return f"{self._by(last)}在线填报姓名拼音（全拼）"

    def _table(self, move: str, last: date | None) -> str:
        due = self.cohort.calendar.pinyin_due
        if move == Move.COLLEGE:
            return f"补全姓名拼音后，{self._by(last)}组织学生复核信息核对表"
        if opening(self.cohort, Step.INFO, self.as_of):
            by = f"、{said(last)}前，" if last else "，"
            return f"{said(due)}拼音填报截止后{by}在信息核对表上复核并确认"
        return f"{self._by(last)}在信息核对表上复核并确认，有误的向学院提交更正申请"

    def _by(self, last: date | None) -> str:
        return until(last, self.as_of) if last else "立即"

    def _fee(self) -> str:
        payment = self.cohort.contacts.studio.payment
        paid = f"（{payment}）" if payment else ""
        return f"采集费{self.cohort.studio.fee:g}元现场交给采集单位{paid}"

    def _opening(self) -> str:
        """Return the studio's weekdays and hours: 周二至周日9:30—12:00、13:00—17:00."""
        studio = self.cohort.studio
        return _weekdays_said(studio.open_weekdays) + _hours_said(studio.hours)

    def _campus(self, college: str) -> str:
        known = self.cohort.college_by_code.get(college)
        return (known.campus or "") if known else ""

    def _first_day(self, college: str) -> date:
        """Return the first day from this one on which the college's campus has its capture."""
        days = [one.day for one in self._capture_days(self._campus(college))]
        return min(days, default=self.cohort.calendar.capture_last)

    def _capture_days(self, campus: str) -> list[CaptureDay]:
        """Return the days of capture left on a campus, on any if it has none of its own."""
        every = self.cohort.calendar.capture
        own = [one for one in every if one.campus == campus] or every
        return [one for one in own if one.day >= self.as_of]

    def _venue(self, campus: str) -> str:
        days = [one for one in self._capture_days(campus) if one.campus == campus]
        return days[0].venue if days else ""

    def _days_said(self, campus: str) -> str:
        return "、".join(
            self._day_said(one.day) + _hours_said(one.hours) for one in self._capture_days(campus)
        )

    def _time_said(self, slot: Slot) -> str:
        hours = _stretch_said(slot.start, slot.end) if slot.end else slot.start
        return self._day_said(date.fromisoformat(slot.day)) + hours

    def _day_said(self, day: date) -> str:
        return f"今天（{said(day)}）" if day == self.as_of else said_with_weekday(day)

    def _code_said(self, first: date, last: date) -> str:
        today = "（今天最后一天）" if last == self.as_of else ""
        return f"{span_said(first, last)}领取采集码{today}，"


def _weekdays_said(days: Iterable[int]) -> str:
    """Return weekdays as text: 周二至周日, or one by one if they do not follow each other."""
    given = sorted(set(days))
    names = [f"周{_WEEKDAYS[day - 1]}" for day in given]
    if len(given) > 2 and given[-1] - given[0] == len(given) - 1:
        return f"{names[0]}至{names[-1]}"
    return "、".join(names)


def _hours_said(hours: Iterable[Hours]) -> str:
    return "、".join(_stretch_said(f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in hours)


def _stretch_said(start: str, end: str) -> str:
    return f"{start.removeprefix('0')}—{end.removeprefix('0')}"
