"""What the drafts say of themselves, the same at the terminal and in the workbooks."""

from __future__ import annotations

from gradrecon.drafts.lists import Place
from gradrecon.drafts.proposal import Proposal


def totals(proposal: Proposal) -> str:
    """How many students stand where."""
    parts = [f"{place} {len(proposal.of(place))} 人" for place in Place]
    return f"学籍名册 {len(proposal.lists)} 人：{'，'.join(parts)}。"


def arrangement(proposal: Proposal) -> list[str]:
    """What the timetable rests on, and what finds no room in it."""
    capacity = proposal.cohort.capacity
    lines = [
        f"每台相机每小时 {capacity.per_hour} 人，同时 {capacity.stations} 台，"
        f"每段 {capacity.minutes} 分钟；"
        f"无法判断的按须采集计，附件2 按 {capacity.volunteers:.0%} 来重采估算。"
    ]
    lines += [
        f"{lack.campus}校区有 {lack.students} 人排不下：还需 {lack.hours:g} 小时，"
        f"{_stations(lack.stations)}。"
        for lack in proposal.timetable.lacks
    ]
    nowhere = sum(one.students for one in proposal.timetable.left) - sum(
        lack.students for lack in proposal.timetable.lacks
    )
    if nowhere:
        lines.append(f"另有 {nowhere} 人所在学院没有采集校区，未排。")
    if proposal.collegeless:
        lines.append(f"另有 {proposal.collegeless} 人学院无法识别，未排。")
    return lines


def _stations(enough: int) -> str:
    return f"或同时用 {enough} 台相机" if enough else "只加相机不够"
