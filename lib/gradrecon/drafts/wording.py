"""What the drafts say of themselves, the same at the terminal and in the workbooks."""

from __future__ import annotations

from collections.abc import Iterator

from gradrecon.drafts.lists import Place
from gradrecon.drafts.proposal import Proposal
from gradrecon.drafts.timetable import Lack


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
        f"{_otherwise(lack)}。"
        for lack in proposal.timetable.lacks
    ]
    lines += _of_timetable(proposal)
    nowhere = sum(one.students for one in proposal.timetable.left) - sum(
        lack.students for lack in proposal.timetable.lacks
    )
    if nowhere:
        lines.append(f"另有 {nowhere} 人所在学院没有采集校区，未排。")
    if proposal.collegeless:
        lines.append(f"另有 {proposal.collegeless} 人学院无法识别，未排。")
    return lines


def _otherwise(lack: Lack) -> str:
    day = f"（即再加 {lack.days} 个采集日）" if lack.days else ""
    cameras = f"，或同时用 {lack.stations} 台相机" if lack.stations else "，只加相机不够"
    return f"{day}{cameras}，已是最少"


def _of_timetable(proposal: Proposal) -> Iterator[str]:
    """Which colleges are torn, and which come at other times than printed."""
    table, names = proposal.timetable, proposal.cohort.college_by_code
    if table.torn:
        own = "、".join(names[code].name for code in table.torn)
        sure = "已是最少" if table.proven else "未能算出是否最少"
        yield f"{len(table.torn)} 个学院要分几次来（{own}），{sure}。"
    if proposal.printed:
        own = "、".join(names[code].name for code in table.moved)
        changed = f"改动 {len(table.moved)} 个学院：{own}" if table.moved else "没有改动"
        yield f"已按现有的附件4 排，{changed}。"
