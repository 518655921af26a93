"""Bulk: one safe kind, exactly what was previewed, all or nothing, never over what is settled."""

from __future__ import annotations

import pytest

from gradrecon.decisions.store import Overtaken
from gradrecon.review import Filters, Refused

FORMAT = Filters(rule=frozenset({"pinyin.format"}))


@pytest.fixture
def narrowed(queue):
    queue.narrow(FORMAT)
    return queue


def test_the_preview_is_what_happens(narrowed, store):
    preview = narrowed.preview("采用学籍", note="格式")
    assert [(one.name, one.before, one.after) for one in preview.lines] == [
        ("赵磊", "ZHAO LEI", "Zhao Lei（待第二人复核）"),
        ("李明", "LI MING", "Li Ming（待第二人复核）"),
    ]  # fmt: skip
    assert preview.left_out == ()
    assert store.entries() == []
    assert narrowed.apply(preview) == 2
    assert [(one.finding, f"{one.value}（待第二人复核）") for one in store.entries()] == [
        (one.finding, one.after) for one in preview.lines
    ]
    assert narrowed.left == 0


def test_settled_ones_are_not_touched(narrowed, find, store):
    settled = find("pinyin.format", "1002")
    narrowed.decide("采用填报", finding=settled)
    preview = narrowed.preview("采用学籍")
    assert [one.finding for one in preview.lines] == [find("pinyin.format", "1004")]
    narrowed.apply(preview)
    assert [one.verdict for one in store.entries() if one.finding == settled] == ["采用填报"]


def test_what_somebody_has_open_is_left_out(narrowed, reviewer, find):
    reviewer("乙").go(find("pinyin.format", "1002"))
    narrowed.refresh()
    preview = narrowed.preview("采用学籍")
    assert [one.finding for one in preview.lines] == [find("pinyin.format", "1004")]
    assert [(one.finding, one.why) for one in preview.left_out] == [
        (find("pinyin.format", "1002"), "乙 正在处理。")
    ]


def test_if_somebody_decided_since_the_preview_nothing_is_written(narrowed, reviewer, find, store):
    preview = narrowed.preview("采用学籍")
    reviewer("乙").decide("退回学生", finding=find("pinyin.format", "1002"))
    with pytest.raises(Overtaken, match="乙 刚处理了其中 1 条"):
        narrowed.apply(preview)
    assert [one.reviewer for one in store.entries()] == ["乙"]
    narrowed.refresh()
    assert narrowed.apply(narrowed.preview("采用学籍")) == 1


def test_only_one_kind_at_a_time(queue):
    with pytest.raises(Refused, match="批量处理只限同一种问题"):
        queue.preview("待查")


@pytest.mark.parametrize("verdict", ["填写为", "采用填报"])
def test_verdicts_that_must_be_given_one_by_one(narrowed, verdict):
    preview = narrowed.preview(verdict)
    assert preview.lines == ()
    assert {one.why for one in preview.left_out} == {"这种处理须逐条判定。"}


def test_serious_ones_are_settled_one_by_one_but_may_be_passed_on(queue):
    queue.narrow(Filters(rule=frozenset({"pinyin.reading"})))
    assert queue.preview("采用学籍").lines == ()
    assert len(queue.preview("退回学生").lines) == 1


def test_nothing_left_to_decide_is_said(narrowed):
    narrowed.apply(narrowed.preview("采用学籍"))
    with pytest.raises(Refused, match="没有待处理"):
        narrowed.preview("采用学籍")


def test_each_of_them_can_be_undone_by_itself(narrowed):
    narrowed.apply(narrowed.preview("采用学籍"))
    narrowed.undo(narrowed.mine()[0].entry)
    assert narrowed.left == 1
    narrowed.undo_last()
    assert (narrowed.left, narrowed.undone) == (2, 1)


def test_what_was_decided_at_once_is_undone_at_once(narrowed, find):
    narrowed.decide("待查", finding=find("pinyin.format", "1002"))
    narrowed.apply(narrowed.preview("退回学生"))
    narrowed.undo_last()
    assert (narrowed.left, narrowed.undone) == (1, 1)
    narrowed.undo_last()
    assert narrowed.undo_last() is None
    narrowed.apply(narrowed.preview("退回学生"))
    narrowed.undo_last()
    assert (narrowed.left, narrowed.undone) == (2, 2)
