"""What decides a case stands in it: the other party, damaged cells, what is doubtful."""

from __future__ import annotations

from typing import Any

import pytest

from gradrecon.decisions.store import Store
from gradrecon.review import ReviewQueue
from gradrecon.review.case import Case
from gradrecon.review.filters import Filters
from gradrecon.review.refused import Refused


def queue_of(world: Any, store: Store) -> ReviewQueue:
    return ReviewQueue(world.run(), store, "甲")


def case_of(world: Any, store: Store, rule: str, student_no: str = "") -> Case:
    queue = queue_of(world, store)
    rows = (queue._board.row(finding) for finding in queue.ids)
    own = next(r for r in rows if r.rule == rule and student_no in ("", r.student_no))
    return queue.case(own.finding)


def test_the_other_holder_of_a_code_stands_beside_this_one(world: Any, store: Store) -> None:
    world.set("studio", "1001", code="A77").set("studio", "1003", code="A77")
    case = case_of(world, store, "capture.code_shared", "1001")
    assert case.witnesses[0].concerned and case.witnesses[0].other == ""
    others = [(one.source, one.other) for one in case.witnesses if one.other]
    assert ("studio", "陈静 1003") in others
    assert case.witnesses[1].other == "陈静 1003"  # beside it


def test_the_student_whom_the_sentence_names_stands_beside_this_one(
    world: Any, store: Store
) -> None:
    number = world.frames["roster"].set_index("student_no")["id_no"]["1001"]
    world.set("roster", "1003", id_no=number)
    case = case_of(world, store, "roster.duplicate_id", "1003")
    assert ("roster", "王芳 1001") in [(one.source, one.other) for one in case.witnesses]


def test_a_case_of_one_alone_has_no_other_party(world: Any, store: Store) -> None:
    world.set("chsi", "1003", name="陈敬")
    case = case_of(world, store, "chsi.name_differs")
    assert {one.other for one in case.witnesses} == {""}


def test_what_stood_in_a_damaged_cell_is_shown_masked(world: Any, store: Store) -> None:
    world.damage("roster", "1004", "id_no", "990101200004040000")
    case = case_of(world, store, "roster.damaged")
    line = next(one for one in case.lines if one.field == "id_no")
    place = next(p for p, one in enumerate(case.witnesses) if one.concerned)
    assert line.values[place].text.startswith("尾号0000（")
    assert "990101" not in repr(case)


@pytest.mark.parametrize(
    ("written", "said"),
    [("Sun Haohao", "音节数不符"), ("WANG FANG", "格式不符"), ("Wong Fong", "拼写")],
)
def test_a_written_spelling_is_judged_before_it_is_saved(
    world: Any, store: Store, written: str, said: str
) -> None:
    world.set("pinyin", "1001", pinyin="Wang Fan", confirmed="否")
    world.set("returned", "1001", confirmed="否")
    queue = queue_of(world, store)
    (finding,) = (one for one in queue.ids if queue.case(one).rule == "pinyin.reading")
    with pytest.raises(Refused, match=said) as refusal:
        queue.decide("填写为", written, finding=finding)
    assert refusal.value.note and store.entries() == []
    queue.decide("填写为", written, "护照已看", finding)
    assert store.entries()[0].value == written


def test_a_written_spelling_that_reads_as_the_name_is_saved_at_once(
    world: Any, store: Store
) -> None:
    world.set("pinyin", "1001", pinyin="Wang Fan", confirmed="否")
    world.set("returned", "1001", confirmed="否")
    queue = queue_of(world, store)
    (finding,) = (one for one in queue.ids if queue.case(one).rule == "pinyin.reading")
    queue.decide("填写为", "Wang Fang", finding=finding)
    assert len(store.entries()) == 1


@pytest.mark.parametrize(
    "text", ["姓名与学籍不一致", "陈敬", "chsi.xlsx!Sheet1!B4", "学信网 1003", "陈敬 1003"]
)
def test_everything_that_is_shown_can_be_searched(world: Any, store: Store, text: str) -> None:
    queue = queue_of(world.set("chsi", "1003", name="陈敬"), store)
    queue.narrow(Filters(text=text))
    assert queue.total == 1
    queue.narrow(Filters(text=f"{text} 没有的词"))
    assert queue.total == 0


@pytest.mark.parametrize("text", ["1003", "陈静", "chenjing", "chen 静"])
def test_a_student_is_found_by_what_is_known(world: Any, store: Store, text: str) -> None:
    found = queue_of(world.set("chsi", "1003", name="陈敬"), store).seek(text)
    assert [one.student_no for one in found] == ["1003"]


def test_whom_a_row_may_be_is_seen_before_it_is_linked(world: Any, store: Store) -> None:
    world.add("studio", student_no="8888", name="某人", code="A9")
    queue = queue_of(world, store)
    finding = next(one for one in queue.ids if queue.case(one).rule == "capture.stray")
    queue.go(finding)
    assert [one.source for one in queue.case().witnesses] == ["studio"]
    queue.consider("1003")
    beside = queue.case().witnesses[1:]
    assert "roster" in {one.source for one in beside} and all(one.proposed for one in beside)
    with pytest.raises(Refused, match="没有学号"):
        queue.consider("7777")
    queue.go(queue.ids[-1])
    queue.go(finding)
    assert len(queue.case().witnesses) == 1
    assert queue.seek("") == [] and queue.seek("没有这个人") == []
