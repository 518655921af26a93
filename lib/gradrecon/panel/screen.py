"""The parts of the screen as data, each made anew from the queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gradrecon.panel.plain import plain
from gradrecon.review.filters import FACETS as FACET_NAMES
from gradrecon.review.filters import Order

if TYPE_CHECKING:
    from gradrecon.panel.session import Session
    from gradrecon.review import ReviewQueue
    from gradrecon.review.case import Past

ABOUT, FACETS, LIST, CASE, WORK = "about", "facets", "list", "case", "work"
PREVIEW, PROGRESS, SOUGHT = "preview", "progress", "sought"
# How many lines of the list an answer carries at most, and how many own decisions it names.
_MOST_LINES = 100
_RECENT = 12
_CHANGES = 100


def screen(session: Session, parts: Iterable[str], asked: Mapping[str, Any]) -> dict[str, Any]:
    """These parts of the screen; `asked` says with `from` and `count` which lines are in sight."""
    return {part: plain(_PARTS[part](session, asked)) for part in parts}


def _about(session: Session, asked: Mapping[str, Any]) -> dict[str, Any]:
    return {"reviewer": session.queue.reviewer, "orders": list(Order), "facets": FACET_NAMES}


def _facets(session: Session, asked: Mapping[str, Any]) -> dict[str, Any]:
    queue = session.queue
    return {"text": queue.filters.text, "order": queue.order, "values": queue.facets()}


def _list(session: Session, asked: Mapping[str, Any]) -> dict[str, Any]:
    queue = session.queue
    place = queue.ids.index(queue.current) if queue.current else -1
    first, count = _in_sight(asked, place, queue.total)
    lines = [queue.line(finding) for finding in queue.ids[first : first + count]]
    return {"total": queue.total, "left": queue.left, "place": place, "first": first,
            "lines": lines}  # fmt: skip


def _in_sight(asked: Mapping[str, Any], place: int, total: int) -> tuple[int, int]:
    """The first line and how many: as asked, unless what is open is to be seen and is not there."""
    count = min(int(asked.get("count") or 0), _MOST_LINES)
    first = max(0, min(int(asked.get("from") or 0), total - count))
    if asked["do"] != "lines" and place >= 0 and not first <= place < first + count:
        first = max(0, min(place - count // 2, total - count))
    return first, count


def _case(session: Session, asked: Mapping[str, Any]) -> Any:
    return session.queue.case() if session.queue.current else None


def _work(session: Session, asked: Mapping[str, Any]) -> dict[str, Any]:
    queue = session.queue
    unsaved = queue.unsaved
    draft = unsaved and {
        "finding": unsaved.finding, "verdict": unsaved.verdict, "value": unsaved.value,
        "note": unsaved.note, "undo": bool(unsaved.undoes),
    }  # fmt: skip
    mine = [_of_whom(queue, past) for past in queue.mine(_RECENT)]
    return {"mine": mine, "unsaved": draft, "notice": queue.store_notice,
            "undone": queue.undone}  # fmt: skip


def _of_whom(queue: ReviewQueue, past: Past) -> dict[str, Any]:
    """An own decision with the student's name; a finding that is gone has none."""
    try:
        name = queue.line(past.finding).name
    except KeyError:
        name = ""
    return {**past._asdict(), "name": name}


def _preview(session: Session, asked: Mapping[str, Any]) -> dict[str, Any]:
    ready = session.preview
    return {} if ready is None else {
        "title": ready.title, "verdict": ready.verdict, "lines": ready.lines,
        "left_out": ready.left_out,
    }  # fmt: skip


def _sought(session: Session, asked: Mapping[str, Any]) -> list[Any]:
    return session.queue.seek(str(asked.get("text") or ""))


def _progress(session: Session, asked: Mapping[str, Any]) -> dict[str, Any]:
    queue = session.queue
    changes = queue.changes()
    counts = {"known": changes.known, "new": len(changes.new), "altered": len(changes.altered)}
    return {
        "progress": queue.progress(),
        "changes": counts | {"gone": len(changes.gone)},
        "new": _lines(queue, changes.new),
        "altered": _lines(queue, changes.altered),
        "gone": changes.gone[:_CHANGES],
    }


def _lines(queue: ReviewQueue, findings: tuple[str, ...]) -> list[Any]:
    return [queue.line(finding) for finding in findings[:_CHANGES]]


_PARTS: Mapping[str, Callable[[Session, Mapping[str, Any]], Any]] = {
    ABOUT: _about,
    FACETS: _facets,
    LIST: _list,
    CASE: _case,
    WORK: _work,
    PREVIEW: _preview,
    PROGRESS: _progress,
    SOUGHT: _sought,
}
