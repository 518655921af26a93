"""What the browser is answered with, whatever happens meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gradrecon.decisions.store import Store
from gradrecon.errors import DecisionsError, Fault, SourceError
from gradrecon.panel.desk import Desk

BIRTH = "roster.birth_differs"


def current(answer: dict[str, Any]) -> dict[str, Any]:
    return answer["view"]["case"]


def test_opening_shows_everything_as_json(seat: Any) -> None:
    answer = seat.ask("open")
    assert json.loads(json.dumps(answer)) == answer
    view = answer["view"]
    assert set(view) == {"about", "facets", "list", "case", "work"}
    assert view["about"]["reviewer"] == "王老师"
    assert view["list"]["total"] == len(view["list"]["lines"]) > 6
    assert view["case"]["finding"] == view["list"]["lines"][0]["finding"]


def test_a_decision_moves_on_and_marks_its_line(seat: Any) -> None:
    seat.ask("open")
    first = seat.narrow(rule=[BIRTH])["case"]["finding"]
    answer = seat.ask("decide", verdict="无需处理", note="已核实", finding=first)
    assert "error" not in answer
    assert current(answer)["finding"] != first
    assert answer["view"]["list"]["lines"][0]["state"] == "settled"
    assert answer["view"]["list"]["left"] == answer["view"]["list"]["total"] - 1
    (mine,) = answer["view"]["work"]["mine"]
    assert (mine["name"], mine["note"]) == ("<script>alert(1)</script>", "已核实")


def test_a_decision_that_is_not_possible_is_refused_in_a_sentence(seat: Any) -> None:
    finding = current(seat.ask("open"))["finding"]
    answer = seat.ask("decide", verdict="填写为", value="Wang", finding=finding)
    assert answer["error"]["kind"] == "refused"
    assert "不能这样处理" in answer["error"]["text"]
    assert current(answer)["finding"] == finding


def test_a_question_that_comes_again_is_answered_but_not_acted_on(seat: Any) -> None:
    finding = seat.narrow(rule=[BIRTH])["case"]["finding"]
    question = {"id": "lost", "do": "decide", "verdict": "无需处理", "finding": finding}
    seat.desk.answer(question)
    again = seat.desk.answer(question)
    assert len(again["view"]["work"]["mine"]) == 1
    assert set(again["view"]) >= {"about", "list", "case"}


def test_undoing_brings_the_finding_back(seat: Any) -> None:
    finding = seat.narrow(rule=[BIRTH])["case"]["finding"]
    seat.ask("decide", verdict="无需处理", finding=finding)
    answer = seat.ask("undo_last")
    assert current(answer)["finding"] == finding
    assert current(answer)["state"] == "open"
    assert "没有可以撤销" in seat.ask("undo_last")["error"]["text"]


def test_what_cannot_be_saved_stays_and_is_saved_once_there_is_room(
    seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise DecisionsError(Fault("decisions.db", "磁盘已满，这一条没有保存", "腾出空间后重试。"))

    finding = seat.narrow(rule=[BIRTH])["case"]["finding"]
    with monkeypatch.context() as patch:
        patch.setattr(Store, "append", full)
        answer = seat.ask("decide", verdict="无需处理", note="核对过证件", finding=finding)
    assert "磁盘已满" in answer["error"]["text"] and answer["error"]["mend"]
    assert current(answer)["finding"] == finding
    unsaved = answer["view"]["work"]["unsaved"]
    assert (unsaved["verdict"], unsaved["note"]) == ("无需处理", "核对过证件")

    retried = seat.ask("retry")
    assert retried["view"]["work"]["unsaved"] is None
    assert retried["view"]["work"]["mine"][0]["note"] == "核对过证件"
    assert current(retried)["finding"] != finding


def test_bulk_is_previewed_and_then_done_once(seat: Any) -> None:
    seat.narrow(rule=[BIRTH])
    preview = seat.ask("preview", verdict="无需处理")["view"]["preview"]
    assert len(preview["lines"]) == 6
    assert seat.ask("apply")["view"]["list"]["left"] == 0
    assert "请重新预览" in seat.ask("apply")["error"]["text"]


def test_bulk_over_several_kinds_is_refused(seat: Any) -> None:
    seat.ask("open")
    assert "请先筛选" in seat.ask("preview", verdict="无需处理")["error"]["text"]


def test_bulk_is_not_done_over_what_others_decided_since(seat_of: Callable[[str], Any]) -> None:
    seat, other = seat_of("王老师"), seat_of("李老师")
    finding = seat.narrow(rule=[BIRTH])["case"]["finding"]
    seat.ask("preview", verdict="无需处理")
    other.ask("decide", verdict="待查", finding=finding)
    answer = seat.ask("apply")
    assert "李老师" in answer["error"]["text"]
    assert answer["view"]["work"]["mine"] == []


def test_others_are_seen_and_only_then_the_screen_is_drawn_anew(
    seat_of: Callable[[str], Any],
) -> None:
    seat, other = seat_of("王老师"), seat_of("李老师")
    seat.ask("open")
    other.narrow(rule=[BIRTH])
    seat.ask("refresh")
    assert seat.ask("refresh")["view"] == {}
    other.ask("decide", verdict="无需处理", finding=current(other.ask("open"))["finding"])
    assert seat.ask("refresh")["view"]["facets"]["values"]["state"][-1]["label"] == "已处理"


def test_a_second_reviewer_does_not_see_the_first_choice(seat_of: Callable[[str], Any]) -> None:
    seat, other = seat_of("王老师"), seat_of("李老师")
    finding = seat.narrow(rule=["pinyin.reading"])["case"]["finding"]
    seat.ask("decide", verdict="采用填报", finding=finding)
    other.ask("refresh")
    case = other.narrow(rule=["pinyin.reading"])["case"]
    assert (case["awaits"], case["past"]) == ("second", [])
    answer = other.ask("decide", verdict="采用填报", finding=finding)
    assert {line["state"] for line in answer["view"]["list"]["lines"]} == {"settled"}


def test_hidden_fields_are_shown_when_asked_for_and_hidden_in_the_next_case(seat: Any) -> None:
    def birth(case: dict[str, Any]) -> str:
        (line,) = (line for line in case["lines"] if line["field"] == "birth_date")
        return "".join(piece["text"] for piece in line["reference"]["pieces"])

    case = seat.narrow(rule=[BIRTH])["case"]
    assert "2000" not in birth(case)
    assert birth(current(seat.ask("reveal", field="birth_date"))) == "2000-05-10"
    seat.ask("next")
    assert "2000" not in birth(current(seat.ask("go", finding=case["finding"])))


def test_the_lines_in_sight_are_sent_and_follow_what_is_open(seat: Any) -> None:
    seat.ask("open", count=4)
    view = seat.ask("lines", **{"from": 3, "count": 4})["view"]["list"]
    assert (view["first"], len(view["lines"])) == (3, 4)
    moved = seat.ask("step", by=6, **{"from": 0, "count": 4})["view"]["list"]
    assert moved["first"] <= moved["place"] < moved["first"] + 4


def test_a_list_of_nothing_is_shown_as_that(seat: Any) -> None:
    view = seat.ask("narrow", filters={"text": "没有这样的人"})["view"]
    assert view["case"] is None
    assert view["list"] == {"total": 0, "left": 0, "place": -1, "first": 0, "lines": []}


def test_what_is_not_in_the_list_is_not_opened_silently(seat: Any) -> None:
    finding = seat.narrow(rule=[BIRTH])["case"]["finding"]
    seat.narrow(rule=["pinyin.reading"])
    assert "请先清除筛选" in seat.ask("go", finding=finding)["error"]["text"]


def test_a_page_loaded_again_opens_where_it_was(seat: Any, seat_of: Callable[[str], Any]) -> None:
    seat.narrow(rule=[BIRTH])
    finding = current(seat.ask("step", by=2))["finding"]
    place = {"filters": {"rule": [BIRTH]}, "order": "按学生", "finding": finding}
    view = seat_of("王老师").ask("open", place=place)["view"]
    assert view["case"]["finding"] == finding
    assert view["facets"]["order"] == "按学生"
    assert view["list"]["total"] == 6


@pytest.mark.parametrize(
    "place", [{}, {"order": "?"}, {"finding": "gone", "filters": {"rule": None}}]
)
def test_a_place_that_is_gone_opens_at_the_beginning(seat: Any, place: dict[str, Any]) -> None:
    assert seat.ask("open", place=place)["view"]["list"]["place"] == 0


def test_progress_is_counted_by_college_and_reviewer(seat: Any) -> None:
    finding = seat.narrow(rule=[BIRTH])["case"]["finding"]
    seat.ask("decide", verdict="无需处理", finding=finding)
    shown = seat.ask("progress")["view"]["progress"]
    assert shown["progress"]["total"]["done"] == 1
    assert shown["progress"]["reviewers"][0]["reviewer"] == "王老师"
    assert shown["changes"]["known"] is False


def test_a_nameless_reviewer_is_asked_once(seat: Any) -> None:
    desk = Desk(lambda who: seat.desk.session.queue, "")
    assert desk.answer({"id": "1", "do": "open"}) == {"id": "1", "closed": {"kind": "nameless"}}
    assert desk.answer({"id": "2", "do": "name", "name": "  "})["closed"]["kind"] == "nameless"
    assert "list" in desk.answer({"id": "3", "do": "name", "name": "王老师"})["view"]


def test_another_name_than_that_of_the_login_needs_a_reason_which_the_log_keeps(
    seat_of: Callable[[str], Any], store_of: Callable[[], Store]
) -> None:
    queue = seat_of("王老师").desk.session.queue
    desk = Desk(lambda who: queue, "王老师", login="wang")
    told = {"kind": "other", "login": "wang", "reviewer": "王老师"}
    assert desk.answer({"id": "1", "do": "open"})["closed"] == told
    for reason in ("", " ", "。"):
        asked = {"id": reason, "do": "name", "name": "王老师", "reason": reason}
        assert desk.answer(asked)["closed"] == told
    asked = {"id": "2", "do": "name", "name": "王老师", "reason": "值班共用电脑"}
    assert "list" in desk.answer(asked)["view"]
    (entry,) = store_of().entries()
    assert (entry.action, entry.reviewer, entry.value, entry.note) == (
        "代名", "王老师", "wang", "值班共用电脑",
    )  # fmt: skip


def test_whoever_is_logged_in_is_asked_nothing(seat: Any, store_of: Callable[[], Store]) -> None:
    desk = Desk(lambda who: seat.desk.session.queue, "", login="wang")
    assert desk.reviewer == "wang"
    assert "list" in desk.answer({"id": "1", "do": "open"})["view"]
    assert store_of().entries() == []


def test_files_that_cannot_be_read_are_said_and_can_be_tried_again(seat: Any) -> None:
    mended = False

    def opener(who: str) -> Any:
        if not mended:
            raise SourceError(Fault("学籍名册.xlsx", "缺少“学号”列", "补上这一列"))
        return seat.desk.session.queue

    desk = Desk(opener, "王老师")
    closed = desk.answer({"id": "1", "do": "open"})["closed"]
    assert "缺少“学号”列" in closed["text"] and closed["mend"] == "补上这一列"
    mended = True
    assert "list" in desk.answer({"id": "2", "do": "again"})["view"]


def test_students_are_sought_and_shown_beside_the_open_row(seat: Any) -> None:
    (found, *_) = seat.ask("seek", text="1003")["view"]["sought"]
    assert found["student_no"] == "1003" and found["name"]
    assert seat.ask("seek", text="没有这个人")["view"] == {"sought": []}
    assert "没有学号" in seat.ask("consider", student_no="7777")["error"]["text"]
