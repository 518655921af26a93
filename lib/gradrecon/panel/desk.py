"""Questions from the browser, answers for it: the panel without its widget.

A question is a mapping with `id`, `do` (a word of `actions.ACTIONS`) and what that needs; `from`
and `count` say which lines of the list are in sight. The answer has the same `id`, a `view` with
the parts of the screen that may look different now, and an `error` where there is one. Before
there is a queue the answer says why with `closed`. A question that comes again, because its
answer was lost, is not acted on again: it is answered with the whole screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gradrecon.errors import GradreconError
from gradrecon.panel.actions import ACTIONS, ALL, CHANGED, Question
from gradrecon.panel.screen import screen
from gradrecon.panel.session import Session
from gradrecon.review.refused import Refused
from gradrecon.review.reviewer import tidy

if TYPE_CHECKING:
    from gradrecon.review import ReviewQueue

Answer = dict[str, Any]
Opener = Callable[[str], "ReviewQueue"]
_REMEMBERED = 500  # questions


class Desk:
    """One reviewer's screen. `opener` makes the queue for a name.

    Whoever is not `login`, the name that the system knows, must give a `reason`, which is
    written into the log; a name is asked for if none is known.
    """

    def __init__(
        self, opener: Opener, reviewer: str = "", login: str = "", reason: str = ""
    ) -> None:
        self.reviewer = tidy(reviewer) or login
        self.session: Session | None = None
        self._opener = opener
        self._login = login
        self._reason = reason
        self._closed: dict[str, str] = {"kind": "nameless"}
        self._answered: dict[str, None] = {}
        self.start()

    def start(self) -> None:
        """Open the queue, if it is known for whom; why that failed is kept to be told."""
        if not self.reviewer:
            return
        other = self._login not in ("", self.reviewer)
        if other and not any(letter.isalnum() for letter in self._reason):
            self._closed = {"kind": "other", "login": self._login, "reviewer": self.reviewer}
            return
        try:
            queue = self._opener(self.reviewer)
            if other:
                queue.sign(self._login, self._reason)
            self.session = Session(queue)
        except GradreconError as error:
            self._closed = said(error)

    def answer(self, question: Question) -> Answer:
        """What the browser is to show; nothing that a user can mend is raised."""
        if self.session is None:
            self._try_to_open(question)
        if self.session is None:
            return {"id": question["id"], "closed": self._closed}
        return {"id": question["id"], **self._answered_with(self.session, question)}

    def release(self) -> None:
        """Let others know that nothing is open here any more."""
        if self.session is not None:
            self.session.queue.release()

    def _try_to_open(self, question: Question) -> None:
        if question["do"] == "name":
            self.reviewer = tidy(question["name"])
            self._reason = tidy(question.get("reason") or "")
        if question["do"] in ("name", "again"):
            self.start()

    def _answered_with(self, session: Session, question: Question) -> Answer:
        parts: tuple[str, ...] = ALL
        error: Answer = {}
        if not self._came_before(question["id"]) and question["do"] in ACTIONS:
            action = ACTIONS[question["do"]]
            try:
                parts = () if action.run(session, question) else action.parts
            except (Refused, GradreconError) as trouble:
                parts, error = CHANGED, {"error": said(trouble)}
        return {"view": screen(session, parts, question), **error}

    def _came_before(self, question: str) -> bool:
        came = question in self._answered
        self._answered[question] = None
        if len(self._answered) > _REMEMBERED:
            del self._answered[next(iter(self._answered))]
        return came


def said(error: Exception) -> dict[str, str]:
    """A failure in words: what is wrong, where, and what to do about it."""
    if not isinstance(error, GradreconError):
        noted = {"note": "1"} if isinstance(error, Refused) and error.note else {}
        return {"kind": "refused", "text": str(error), "mend": "", **noted}
    texts = [f"{fault.where}：{fault.wrong}。" for fault in error.faults]
    mends = dict.fromkeys(fault.mend for fault in error.faults)
    return {"kind": "failed", "headline": error.headline, "text": "\n".join(texts),
            "mend": "\n".join(mends)}  # fmt: skip
