"""The reviewer's work: list, case, decide, undo; nothing lost, nothing moves by itself."""

from __future__ import annotations

import pytest

from gradrecon.decisions.entry import Action, breaks
from gradrecon.errors import DecisionsError, Fault
from gradrecon.review import Filters, Order, Refused, ReviewQueue
from gradrecon.vocabulary import Awaits, Settlement

SPELLING = ("pinyin.reading", "1001")


def only(**facets):
    return Filters(**{name: frozenset([value]) for name, value in facets.items()})


# ── the list ─────────────────────────────────────────────────────────────


def test_it_begins_with_the_most_urgent_one(queue, run):
    assert queue.total == queue.left == len(run.findings)
    assert queue.current == queue.ids[0]
    assert queue.line(queue.current).severity == "error"


def test_it_is_filtered_by_facets_and_text(queue, find):
    queue.narrow(only(rule="pinyin.format"))
    assert set(queue.ids) == {find("pinyin.format", "1002"), find("pinyin.format", "1004")}
    queue.narrow(Filters(rule=frozenset({"pinyin.format"}), text=" zhao "))
    assert queue.ids == [find("pinyin.format", "1004")]
    queue.narrow(Filters(text="李明"))
    assert {queue.line(one).student_no for one in queue.ids} == {"1002"}
    queue.narrow(Filters(text="没有这样的人"))
    assert (queue.ids, queue.current, queue.left) == ([], "", 0)


def test_facets_count_what_the_other_filters_let_pass(queue):
    queue.narrow(only(chapter="pinyin"))
    facets = queue.facets()
    assert {one.value for one in facets["rule"]} >= {"pinyin.format", "pinyin.reading"}
    assert {one.value for one in facets["chapter"] if one.chosen} == {"pinyin"}
    assert len(facets["chapter"]) > 1
    assert sum(one.count for one in facets["state"]) == queue.total


def test_orders(queue):
    queue.sort(Order.STUDENT)
    students = [queue.line(one).student_no for one in queue.ids]
    assert students == sorted(students)
    queue.sort(Order.RULE)
    titles = [queue.line(one).title for one in queue.ids]
    assert len({*titles}) == sum(a != b for a, b in zip(titles, ["", *titles], strict=False))


def test_the_list_stays_as_it_is_while_one_decides(queue):
    queue.narrow(only(state="todo"))
    before = list(queue.ids)
    queue.decide("待查")
    assert queue.ids == before
    queue.narrow(only(state="todo"))
    assert queue.ids != before


def test_next_goes_to_what_still_waits_and_round_the_end(queue):
    first, second, *rest = queue.ids
    queue.decide("待查", finding=second)
    assert queue.next() == rest[0]
    queue.go(queue.ids[-1])
    assert queue.next() == first
    assert queue.previous() == queue.ids[-1]


def test_step_goes_by_lines_and_stops_at_the_ends(queue):
    assert queue.step(+1) == queue.ids[1]
    assert queue.step(-5) == queue.ids[0]
    assert queue.step(10_000) == queue.ids[-1]


# ── the case ─────────────────────────────────────────────────────────────


def test_all_sources_stand_side_by_side_each_with_its_cell(queue, find):
    case = queue.case(find("chsi.name_differs"))
    assert {one.source for one in case.witnesses} >= {"roster", "chsi", "studio", "pinyin"}
    names = next(one for one in case.lines if one.field == "name")
    assert names.concerned
    assert names.reference.text == "陈静"
    chsi = next(place for place, one in enumerate(case.witnesses) if one.source == "chsi")
    assert case.witnesses[chsi].concerned
    assert [(piece.text, piece.differs) for piece in names.values[chsi].pieces] == [
        ("陈", False), ("敬", True),
    ]  # fmt: skip
    assert names.values[chsi].cell == "chsi.xlsx!Sheet1!B4"


def test_masked_names_that_fit_are_no_difference(queue, find):
    case = queue.case(find("chsi.name_differs"))
    names = next(one for one in case.lines if one.field == "name")
    studio = next(place for place, one in enumerate(case.witnesses) if one.source == "studio")
    assert names.values[studio].text == "陈*"
    assert not any(piece.differs for piece in names.values[studio].pieces)


def test_a_spelling_is_held_against_the_suggested_one(queue, find):
    line = next(one for one in queue.case(find(*SPELLING)).lines if one.field == "pinyin")
    assert (line.reference_title, line.reference.text) == ("建议拼写", "Wang Fang")
    (said,) = [value for value in line.values if value]
    assert [piece.text for piece in said.pieces if piece.differs] == ["n"]


def test_a_stray_is_shown_beside_the_student_it_may_be(queue, find):
    case = queue.case(find("capture.stray"))
    assert case.witnesses[0].concerned and not case.witnesses[0].proposed
    assert {one.proposed for one in case.witnesses[1:]} == {True}
    assert {one.source for one in case.witnesses[1:]} >= {"roster", "pinyin"}
    link = next(one for one in case.choices if one.verdict == "认定为同一人")
    assert (link.needs, link.value, link.risky, link.possible) == ("学号", "1004", True, True)


def test_the_line_of_a_stray_bears_the_name_that_stands_in_it(queue, find, troubled, store):
    assert queue.line(find("capture.stray")).name == "赵磊"
    troubled.add("studio", student_no="8888", name="990101199904040059 钱")
    again = ReviewQueue(troubled.run("2025-01-05"), store, "甲")
    names = {again.line(finding).name for finding in again.ids}
    assert "尾号0059 钱" in names and not any("990101" in name for name in names)


def test_no_identity_number_and_no_birth_date_until_asked_for(queue, find, store):
    finding = find("roster.birth_differs")
    queue.go(finding)
    shown = repr(queue.case())
    assert "2000-02-20" not in shown
    assert "2000-02-02" not in shown
    assert "990101200002020011" not in shown
    assert "尾号" in shown and "0011" in shown
    queue.reveal("birth_date")
    assert "2000-02-20" in repr(queue.case())
    assert "990101200002020011" not in repr(queue.case())
    queue.reveal("id_no")
    assert "990101200002020011" in repr(queue.case())
    assert [(one.action, one.field, one.reviewer) for one in store.entries()] == [
        (Action.REVEAL, "birth_date", "甲"), (Action.REVEAL, "id_no", "甲"),
    ]  # fmt: skip
    queue.step(+1)
    queue.go(finding)
    assert "2000-02-20" not in repr(queue.case())


def test_the_log_holds_no_birth_date(queue, find, store):
    queue.decide("无需处理", finding=find("roster.birth_differs"))
    assert "2000-02" not in repr(store.entries())


def test_what_has_nothing_hidden_cannot_be_revealed(queue):
    with pytest.raises(Refused):
        queue.reveal("name")


# ── deciding ─────────────────────────────────────────────────────────────


def test_a_decision_is_saved_before_the_next_case_opens(queue, find, store):
    queue.go(find(*SPELLING))
    outcome = queue.decide("采用学籍", note="电话核实")
    (entry,) = store.entries()
    assert (entry.value, entry.note, entry.observed) == ("Wang Fang", "电话核实", "Wang Fan")
    assert (outcome.entry, outcome.awaits) == (entry, Awaits.SECOND)
    assert outcome.current == queue.current != outcome.finding
    assert queue.unsaved is None


@pytest.mark.parametrize(
    ("rule", "verdict", "value", "said"),
    [
        ("chsi.name_differs", "填写为", "陈敬", "不能这样处理"),
        ("pinyin.reading", "填写为", "王芳", "有别的字符"),
        ("pinyin.reading", "填写为", "W" * 61, "最多 60 个字符"),
        ("capture.stray", "认定为同一人", "8888", "没有学号“8888”"),
        ("capture.stray", "退回学生", "", "不涉及具体学生"),
    ],
)
def test_what_is_not_possible_is_refused_and_nothing_written(
    queue, find, store, rule, verdict, value, said
):
    with pytest.raises(Refused, match=said):
        queue.decide(verdict, value, finding=find(rule))
    assert store.entries() == []


def test_what_could_not_be_saved_is_kept_and_saved_once(queue, find, store, monkeypatch):
    queue.go(find(*SPELLING))
    append = store.append

    def arrives_but_is_not_heard(*drafts, **seen):
        append(*drafts, **seen)
        raise DecisionsError(Fault("库", "数据库连接失败", "重试"))

    monkeypatch.setattr(store, "append", arrives_but_is_not_heard)
    with pytest.raises(DecisionsError, match="连接失败"):
        queue.decide("填写为", "Wang Fang")
    assert queue.current == find(*SPELLING)
    assert (queue.unsaved.verdict, queue.unsaved.value) == ("填写为", "Wang Fang")
    monkeypatch.setattr(store, "append", append)
    assert queue.retry().awaits is Awaits.SECOND
    assert len(store.entries()) == 1
    assert queue.unsaved is None
    assert queue.current != find(*SPELLING)


def test_undo_restores_and_only_one_s_own_can_be_undone(queue, find, reviewer):
    finding = find(*SPELLING)
    first = queue.decide("采用学籍", finding=finding)
    queue.decide("采用填报", finding=finding)
    assert queue.undo_last().awaits is Awaits.SECOND
    assert [one.standing for one in queue.case(finding).past] == [True, False]
    with pytest.raises(Refused, match="只能撤销自己的"):
        reviewer("乙").undo(first.entry.id)
    assert queue.undo(first.entry.id).state is Settlement.OPEN
    with pytest.raises(Refused, match="已经撤销过"):
        queue.undo(first.entry.id)
    assert queue.undo_last() is None


def test_new_facts_show_the_old_verdict_with_before_and_after(queue, find, troubled, run, store):
    from gradrecon.run.reconcile import reconcile

    finding = find(*SPELLING)
    queue.decide("采用学籍", finding=finding)
    troubled.set("pinyin", "1001", pinyin="Wang Fen")
    queue.take(reconcile(troubled.cohort, troubled.tables(), as_of=run.as_of))
    case = queue.case(finding)
    assert case.state is Settlement.STALE
    assert (case.before.verdict, case.before.observed, case.observed) == (
        "采用学籍", "Wang Fan", "Wang Fen",
    )  # fmt: skip
    assert finding in {queue.next() for _ in queue.ids}


def test_names_are_text_whatever_they_hold(troubled, store, run):
    from gradrecon.review import ReviewQueue
    from gradrecon.run.reconcile import reconcile

    hostile = "<script>alert(1)</script>\u202e=1+1"
    troubled.set("chsi", "1003", name=hostile)
    queue = ReviewQueue(
        reconcile(troubled.cohort, troubled.tables(), as_of=run.as_of), store, hostile
    )
    queue.narrow(only(rule="chsi.name_differs"))
    assert queue.case().observed == hostile
    queue.decide("采用学籍", note=hostile)
    assert store.entries()[0].note == hostile
    assert queue.progress().reviewers[0].reviewer == hostile


# ── with others ──────────────────────────────────────────────────────────


def test_the_second_reviewer_is_not_led_by_the_first(queue, find, reviewer):
    finding = find("capture.stray")
    assert queue.decide("认定为同一人", "1004", finding=finding).awaits is Awaits.SECOND
    second = reviewer("乙")
    case = second.case(finding)
    assert case.awaits is Awaits.SECOND
    assert case.past == ()
    assert "认定" not in "".join(one.verdict for one in second.mine())
    assert second.decide("认定为同一人", "1004", finding=finding).state is Settlement.SETTLED
    assert [one.reviewer for one in second.case(finding).past] == ["甲", "乙"]


def test_it_waits_for_the_second_not_for_the_first(queue, find, reviewer):
    queue.decide("认定为同一人", "1004", finding=find("capture.stray"))
    assert find("capture.stray") not in {queue.next() for _ in queue.ids}
    second = reviewer("乙")
    assert find("capture.stray") in {second.next() for _ in second.ids}


def test_to_put_aside_is_one_s_own_and_changes_nobody_s_vote(queue, find, reviewer):
    finding = find("chsi.name_differs")
    second, third = reviewer("乙"), reviewer("丙")
    queue.decide("认定为同一人", finding=finding)
    second.refresh()
    left = second.left
    second.decide("待查", finding=finding)
    assert second.left == left - 1
    assert second.case(finding).turn_label == "待查"
    second.decide("不是同一人", finding=finding)
    assert second.decide("待查", finding=finding).awaits is Awaits.CONFLICT
    third.refresh()
    assert third.line(finding).turn_label == "待我处理"
    assert third.line(finding).awaits_label == "意见不一"


def test_what_waits_is_counted_alike_everywhere(queue, find, reviewer):
    queue.decide("采用学籍", finding=find(*SPELLING))
    queue.decide("退回学院", finding=find("chsi.name_differs"))
    queue.decide("待查", finding=find("capture.stray"))
    counted = {one.value: one.count for one in queue.facets()["state"]}
    total = queue.progress().total
    assert counted["todo"] == queue.left == total.todo == queue.total - 3
    assert (counted["others"], counted["moved"], counted["aside"]) == (1, 1, 1)
    assert counted.get("done", 0) == total.done == 0
    assert reviewer("乙").left == queue.total - 1


def test_an_error_is_not_closed_without_saying_why(queue, troubled, store):
    troubled.set("roster", "1001", id_no="990101200001010023")
    again = ReviewQueue(troubled.run("2025-01-05"), store, "甲")
    again.narrow(only(rule="roster.id_check"))
    for note in ("", "  ", "……"):
        with pytest.raises(Refused, match="依据"):
            again.decide("无需处理", note=note)
    with pytest.raises(Refused, match="什么材料"):
        again.decide("学生已说明")
    assert store.entries() == []
    assert again.decide("学生已说明", note="身份证原件").awaits is Awaits.SECOND


def test_reviewers_at_odds_are_both_told(queue, find, reviewer):
    finding = find(*SPELLING)
    second = reviewer("乙")
    queue.decide("采用学籍", finding=finding)
    assert second.decide("采用填报", finding=finding).awaits is Awaits.CONFLICT
    assert queue.refresh() is True
    assert queue.line(finding).awaits_label == "意见不一"
    assert len(queue.case(finding).past) == 2
    third = reviewer("丙")
    assert third.decide("采用学籍", finding=finding).state is Settlement.SETTLED


def test_a_case_that_somebody_has_open_is_said_and_left_to_him(queue, reviewer):
    taken = queue.current
    second = reviewer("乙")
    assert second.line(taken).holder == "甲"
    second.go(second.ids[-1])
    assert second.next() != taken
    queue.refresh()
    assert queue.line(second.current).holder == "乙"
    queue.release()
    second.refresh()
    assert second.line(taken).holder == ""


def test_a_claim_expires_unless_it_is_renewed(queue, reviewer, clock):
    taken = queue.current
    clock.wind(minutes=6)
    queue.refresh()
    clock.wind(minutes=6)
    assert reviewer("乙").line(taken).holder == "甲"
    clock.wind(minutes=11)
    second = reviewer("丙")
    second.refresh()
    assert second.line(taken).holder == ""


def test_a_claim_that_cannot_be_written_stops_nobody(queue, store, monkeypatch):
    def full(*_):
        raise DecisionsError(Fault("库", "磁盘已满，这一条没有保存", "腾出空间"))

    monkeypatch.setattr(store, "claim", full)
    assert queue.step(+1) == queue.ids[1]
    assert "磁盘已满" in queue.store_notice


def test_nothing_new_is_nothing_new(queue):
    assert queue.refresh() is False


def test_progress_counts_by_reviewer_and_college(queue, find, reviewer, clock):
    queue.decide("采用学籍", finding=find(*SPELLING))
    queue.decide("无需处理", finding=find("roster.birth_differs"))
    queue.undo_last()
    clock.wind(hours=24)
    queue.decide("待查", finding=find("chsi.name_differs"))
    progress = queue.progress()
    assert [tuple(one) for one in progress.reviewers] == [("甲", 3, 2, 1, 1)]
    total = progress.total
    assert (total.total, total.others, total.aside, total.done) == (queue.total, 1, 1, 0)
    assert total.todo == queue.left
    assert sum(one.total for one in progress.colleges) == queue.total


def test_what_changed_since_the_last_run(run, store, tmp_path, find):
    from gradrecon.review import ReviewQueue

    last = tmp_path / "findings.csv"
    before = run.findings[run.findings["rule"] != "pinyin.reading"].copy()
    before.loc[before["rule"] == "chsi.name_differs", "evidence"] = "other"
    before.loc[before["rule"] == "capture.stray", "finding"] = "gone"
    before.to_csv(last, index=False, encoding="utf-8-sig")
    changes = ReviewQueue(run, store, "甲", last).changes()
    assert changes.known
    assert set(changes.new) == {find(*SPELLING), find("capture.stray")}
    assert changes.altered == (find("chsi.name_differs"),)
    assert [one.title for one in changes.gone] == ["采集名单中有名册以外的人"]
    assert not ReviewQueue(run, store, "甲", tmp_path / "none.csv").changes().known


def test_everything_that_was_done_is_one_chain(queue, find, store):
    queue.decide("采用学籍", finding=find(*SPELLING))
    queue.undo_last()
    queue.reveal("id_no")
    assert [one.action for one in store.entries()] == [Action.DECIDE, Action.UNDO, Action.REVEAL]
    assert breaks(store.entries(), store.first) == []
