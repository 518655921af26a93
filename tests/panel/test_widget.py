"""The widget carries questions and answers, and says so when something unforeseen happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gradrecon.panel.widget import ReviewPanel


@pytest.fixture
def sent() -> list[Any]:
    return []


@pytest.fixture
def panel(seat: Any, sent: list[Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewPanel]:
    panel = ReviewPanel(seat.desk, place="2025|王老师")
    monkeypatch.setattr(panel, "send", sent.append)
    yield panel
    panel.close()


def test_it_answers_what_the_browser_asks(panel: ReviewPanel, sent: list[Any]) -> None:
    panel._handle_custom_msg({"id": "7", "do": "open", "count": 5}, [])
    assert sent[0]["id"] == "7"
    assert len(sent[0]["view"]["list"]["lines"]) == 5


def test_what_was_not_foreseen_is_said_as_well(panel: ReviewPanel, sent: list[Any]) -> None:
    with pytest.raises(ZeroDivisionError):
        panel._asked(panel, _Broken(id="8", do="open"), [])
    assert sent[0]["id"] == "8"
    assert "程序出错（ZeroDivisionError）" in sent[0]["error"]["text"]


class _Broken(dict[str, Any]):
    def __getitem__(self, key: str) -> Any:
        if key == "do":
            return 1 / 0
        return super().__getitem__(key)


def test_the_front_end_makes_no_markup_of_texts_and_loads_nothing() -> None:
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "http:", "https:"):
        assert forbidden not in ReviewPanel._esm
    assert "url(" not in ReviewPanel._css


def test_closing_lets_others_have_what_is_open(seat: Any, seat_of: Any) -> None:
    panel = ReviewPanel(seat.desk, place="")
    finding = seat.ask("open")["view"]["case"]["finding"]
    other = seat_of("李老师")
    other.ask("open")
    other.ask("refresh")
    assert other.ask("go", finding=finding)["view"]["case"]["holder"] == "王老师"
    panel.close()
    other.ask("refresh")
    assert other.ask("go", finding=finding)["view"]["case"]["holder"] == ""
