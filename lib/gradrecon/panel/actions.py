"""What the browser may ask for: each word of it, what it does, what it may change on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gradrecon.decisions.store import Overtaken
from gradrecon.panel.remembered import filters_of, go_back
from gradrecon.panel.screen import ABOUT, CASE, FACETS, LIST, PREVIEW, PROGRESS, SOUGHT, WORK
from gradrecon.panel.session import Session
from gradrecon.review.filters import Order
from gradrecon.review.refused import Refused

if TYPE_CHECKING:
    pass

Question = Mapping[str, Any]
ALL = (ABOUT, FACETS, LIST, CASE, WORK)
CHANGED = (FACETS, LIST, CASE, WORK)


class Action(NamedTuple):
    """What a word does, and the parts of the screen that are answered with.

    `run` gives True where nothing changed after all.
    """

    run: Callable[[Session, Question], bool | None]
    parts: tuple[str, ...]


def _open(session: Session, asked: Question) -> None:
    if session.fresh:
        go_back(session.queue, asked.get("place") or {})
    session.fresh = False


def _nothing(session: Session, asked: Question) -> None:
    """Only to be shown something."""


def _narrow(session: Session, asked: Question) -> None:
    session.queue.narrow(filters_of(asked["filters"]))


def _sort(session: Session, asked: Question) -> None:
    session.queue.sort(Order(asked["order"]))


def _go(session: Session, asked: Question) -> None:
    if asked["finding"] not in session.queue.ids:
        raise Refused("这一条不在列表里：请先清除筛选；已消除的不再列出。")
    session.queue.go(asked["finding"])


def _step(session: Session, asked: Question) -> None:
    session.queue.step(int(asked["by"]))


def _next(session: Session, asked: Question) -> None:
    session.queue.next()


def _previous(session: Session, asked: Question) -> None:
    session.queue.previous()


def _consider(session: Session, asked: Question) -> None:
    session.queue.consider(asked["student_no"])


def _reveal(session: Session, asked: Question) -> None:
    session.queue.reveal(asked["field"])


def _decide(session: Session, asked: Question) -> None:
    value, note = asked.get("value") or "", asked.get("note") or ""
    session.queue.decide(asked["verdict"], value, note, asked["finding"])


def _retry(session: Session, asked: Question) -> None:
    session.queue.retry()


def _undo(session: Session, asked: Question) -> None:
    _reopen(session, session.queue.undo(asked["entry"]).finding)


def _undo_last(session: Session, asked: Question) -> None:
    undone = session.queue.undo_last()
    if undone is None:
        raise Refused("没有可以撤销的判定。")
    _reopen(session, undone.finding)


def _reopen(session: Session, finding: str) -> None:
    """What was undone comes back before the reviewer, if the list has it."""
    if finding in session.queue.ids:
        session.queue.go(finding)


def _preview(session: Session, asked: Question) -> None:
    session.preview = None
    session.preview = session.queue.preview(asked["verdict"], asked.get("note") or "")


def _apply(session: Session, asked: Question) -> None:
    if session.preview is None:
        raise Refused("预览已经用过，请重新预览。")
    try:
        session.queue.apply(session.preview)
    except Overtaken:
        session.queue.refresh()
        raise
    finally:
        session.preview = None


def _refresh(session: Session, asked: Question) -> bool:
    return not session.queue.refresh()


ACTIONS: Mapping[str, Action] = {
    "open": Action(_open, ALL),
    "lines": Action(_nothing, (LIST,)),
    "narrow": Action(_narrow, (FACETS, LIST, CASE)),
    "sort": Action(_sort, (LIST, CASE)),
    "go": Action(_go, (LIST, CASE)),
    "step": Action(_step, (LIST, CASE)),
    "next": Action(_next, (LIST, CASE)),
    "previous": Action(_previous, (LIST, CASE)),
    "reveal": Action(_reveal, (CASE,)),
    "seek": Action(_nothing, (SOUGHT,)),
    "consider": Action(_consider, (CASE,)),
    "decide": Action(_decide, CHANGED),
    "retry": Action(_retry, CHANGED),
    "undo": Action(_undo, CHANGED),
    "undo_last": Action(_undo_last, CHANGED),
    "preview": Action(_preview, (PREVIEW,)),
    "apply": Action(_apply, CHANGED),
    "refresh": Action(_refresh, CHANGED),
    "progress": Action(_nothing, (PROGRESS,)),
}
