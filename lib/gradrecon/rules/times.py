"""Chapter capture: whether pictures were taken when and where they may be (1.2.5, 1.3, 1.5)."""

from __future__ import annotations

from gradrecon.rules.finders import hours, slots
from gradrecon.rules.rule import Rule, rule
from gradrecon.vocabulary import Move, Severity, Step

_outside_slot = rule(
    code="capture.outside_slot", clause="1.2.5", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.COLLEGE, field="taken", needs=("studio", "slots"),
    title="不在学院采集时段",
    message="采集时间 {observed} 不在学院安排的时段（{expected}）。请核实时间记录。",
)(slots.outside)  # fmt: skip

_outside_hours = rule(
    code="capture.outside_hours", clause="1.3.3", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="taken", needs=("studio",),
    title="不在采集钟点或校区",
    message="采集时间 {observed} 不在{expected}之内。请采集单位核实时间记录。",
)(hours.outside)  # fmt: skip

_slot_unread = rule(
    code="capture.slot_unread", clause="1.2.5", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, needs=("slots",),
    title="采集时段无法识别",
    message="“{named}”的采集时段“{observed}”无法识别，暂按校区的采集日核对该学院。"
        "请写明日期和起止时间，如 11月26日 8:30—12:00。",
)(slots.unread)  # fmt: skip

_time_unread = rule(
    code="capture.time_unread", clause="1.2.5", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="taken", needs=("studio",),
    title="采集时间不完整",
    message="该文件有 {observed} 行没有完整的采集日期和时间（如“{example}”），这些学生的采集时段"
        "没有核对。请采集单位补全后重发。",
)(hours.unread)  # fmt: skip

_closed_day = rule(
    code="capture.closed_day", clause="1.5", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="taken", needs=("studio",),
    title="采集日期不开放",
    message="{observed} 既不是集中采集日，也不是采集单位开放日。请采集单位核实日期。",
)(hours.on_closed_days)  # fmt: skip

RULES: tuple[Rule, ...] = (
    _outside_slot,
    _outside_hours,
    _slot_unread,
    _time_unread,
    _closed_day,
)
