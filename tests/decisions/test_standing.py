"""Where one finding stands: evidence, disagreement, second reviewers, law 5."""

from __future__ import annotations

import pytest

from gradrecon.decisions.entry import Action
from gradrecon.decisions.log import Log
from gradrecon.decisions.standing import Grounds, standing, standings
from gradrecon.vocabulary import Awaits, Risk, Settlement, Verdict

# Who a row is needs two; spellings and errors only where a test says so.
GROUNDS = Grounds(frozenset({Risk.WHOSE}), frozenset({"1001", "1002"}), {})
STRICT = Grounds(frozenset(Risk), GROUNDS.known, {})
STRAY = {"rule": "capture.stray", "source": "studio", "student_no": "", "field": "student_no"}
NAMES = {"rule": "capture.name_differs", "source": "studio", "field": "name"}


@pytest.fixture
def stands(seen):
    """(state, awaits, verdict, value) of a finding after these decisions."""

    def find(*entries, grounds=GROUNDS, **row):
        found = standing(seen(**row), list(entries), grounds)
        return found.state, found.awaits, found.verdict, found.value

    return find


def test_nobody_decided(stands):
    assert stands() == (Settlement.OPEN, Awaits.NOTHING, "", "")


def test_one_decision_settles(stands, decided):
    spelt = decided("采用学籍", value="Wang Fang")
    assert stands(spelt) == (Settlement.SETTLED, Awaits.NOTHING, "采用学籍", "Wang Fang")


def test_new_facts_bring_it_back_with_the_old_verdict(stands, decided):
    spelt = decided("采用学籍", value="Wang Fang")
    assert stands(spelt, evidence="e2") == (
        Settlement.STALE, Awaits.NOTHING, "采用学籍", "Wang Fang",
    )  # fmt: skip


def test_a_decision_on_the_new_facts_counts_whatever_was_said_of_the_old(stands, decided):
    old = decided("采用学籍", value="Wang Fang")
    new = decided("采用填报", value="Wang Fan", reviewer="乙", evidence="e2")
    assert stands(old, new, evidence="e2")[0] is Settlement.SETTLED


@pytest.mark.parametrize("swapped", [False, True])
def test_two_reviewers_at_odds_neither_wins_by_time(stands, decided, swapped):
    two = [
        decided("采用学籍", value="Wang Fang"),
        decided("采用填报", value="Wang Fan", reviewer="乙"),
    ]
    assert stands(*(reversed(two) if swapped else two)) == (
        Settlement.OPEN, Awaits.CONFLICT, "", "",
    )  # fmt: skip


def test_the_same_verdict_with_another_value_is_at_odds_too(stands, decided):
    one = decided("填写为", value="Wang Fang")
    other = decided("填写为", value="Wang Feng", reviewer="乙")
    assert stands(one, other)[1] is Awaits.CONFLICT


def test_a_third_decides(stands, decided):
    votes = [
        decided("采用学籍", value="Wang Fang"),
        decided("采用填报", value="Wang Fan", reviewer="乙"),
        decided("采用学籍", value="Wang Fang", reviewer="丙"),
    ]
    assert stands(*votes) == (Settlement.SETTLED, Awaits.NOTHING, "采用学籍", "Wang Fang")


def test_to_put_aside_takes_no_side(stands, decided):
    assert stands(decided("待查"))[:3] == (Settlement.OPEN, Awaits.PENDING, "待查")
    settled = decided("采用学籍", value="Wang Fang", reviewer="乙")
    assert stands(decided("待查"), settled)[0] is Settlement.SETTLED


@pytest.mark.parametrize(("verdict", "move"), [("退回学生", "学生"), ("提交研究生院", "研究生院")])
def test_passing_on_leaves_it_open_with_another_s_move(seen, decided, verdict, move):
    found = standing(seen(), [decided(verdict)], GROUNDS)
    assert (found.state, found.awaits, found.move) == (Settlement.OPEN, Awaits.MOVED, move)


def test_to_adopt_what_contradicts_a_legal_field_settles_nothing(seen, decided):
    named = {**NAMES, "rule": "pinyin.name_differs", "source": "pinyin"}
    found = standing(seen(**named), [decided("采用填报")], STRICT)
    assert (found.state, found.awaits, found.move) == (Settlement.OPEN, Awaits.MOVED, "学生")


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ({"rule": "roster.face_check", "field": "remark"}, "采用学籍"),
        ({"rule": "chsi.no_image", "field": "word"}, "无需处理"),
        ({"rule": "roster.missing_field", "field": "sex"}, "填写为"),
        (NAMES, "采用填报"),  # the studio's word is nobody's own statement
        (STRAY, "采用学籍"),
    ],
)
def test_a_verdict_that_says_nothing_of_such_a_finding_comes_back(stands, decided, row, verdict):
    both = [decided(verdict, value="1001", reviewer=one) for one in "甲乙"]
    assert stands(*both, **row)[:3] == (Settlement.STALE, Awaits.NOTHING, verdict)


def test_another_person_needs_a_second_reviewer(stands, decided):
    first = decided("认定为同一人", value="1001")
    assert stands(first, **STRAY) == (Settlement.OPEN, Awaits.SECOND, "", "")
    second = decided("认定为同一人", value="1001", reviewer="乙")
    assert stands(first, second, **STRAY)[0] is Settlement.SETTLED
    other = decided("认定为同一人", value="1002", reviewer="乙")
    assert stands(first, other, **STRAY)[1] is Awaits.CONFLICT


def test_the_same_reviewer_twice_is_not_two(decided, seen):
    log = Log([decided("认定为同一人", value="1001"), decided("认定为同一人", value="1001")])
    assert standings([seen(**STRAY)], log, GROUNDS)["f1"].awaits is Awaits.SECOND


@pytest.mark.parametrize(
    ("row", "verdict", "value", "awaits"),
    [
        ({}, "采用学籍", "Wang Fang", Awaits.SECOND),  # prints a spelling, closes an error
        ({"severity": "warning"}, "采用学籍", "Wang Fang", Awaits.SECOND),  # prints a spelling
        ({"rule": "capture.code_shared", "field": "code"}, "无需处理", "", Awaits.SECOND),
        ({"rule": "capture.twice", "field": "taken", "severity": "warning"}, "无需处理", "", ""),
        (NAMES, "采用学籍", "", Awaits.SECOND),  # closes an error
        ({**NAMES, "severity": "warning"}, "采用学籍", "", ""),
        ({**NAMES, "severity": "warning"}, "不是同一人", "", Awaits.SECOND),
        ({}, "退回学生", "", Awaits.MOVED),
        ({}, "退回学院", "", Awaits.MOVED),
        ({}, "待查", "", Awaits.PENDING),
    ],
)
def test_a_second_is_needed_by_what_a_verdict_changes(stands, decided, row, verdict, value, awaits):
    assert stands(decided(verdict, value=value), grounds=STRICT, **row)[1] == awaits


@pytest.mark.parametrize("risk", Risk)
def test_what_needs_a_second_is_the_cohort_s(stands, decided, risk):
    grounds = Grounds(frozenset({risk}), GROUNDS.known)
    spelt = {"severity": "warning"}, decided("采用学籍", value="Wang Fang")
    person = {**STRAY, "severity": "warning"}, decided("认定为同一人", value="1001")
    error = {"rule": "capture.code_shared", "field": "code"}, decided("无需处理")
    asked = {
        one
        for one, (row, entry) in zip(Risk, (person, spelt, error), strict=True)
        if stands(entry, grounds=grounds, **row)[1] is Awaits.SECOND
    }
    assert asked == {risk}


def test_a_link_to_somebody_who_left_the_roster_comes_back(stands, decided):
    two = [decided("认定为同一人", value="1009", reviewer=who) for who in "甲乙"]
    assert stands(*two, **STRAY)[0] is Settlement.STALE


def test_a_spelling_that_the_student_confirmed_since_is_never_overwritten(stands, decided):
    since = Grounds(confirmed={"1001": ("Wang Fan",)})
    assert stands(decided("采用学籍", value="Wang Fang"), grounds=since)[0] is Settlement.STALE
    assert stands(decided("采用填报", value="Wang Fan"), grounds=since)[0] is Settlement.SETTLED


def test_two_findings_on_one_spelling_that_were_settled_differently_are_at_odds(seen, decided):
    rows = [seen(), seen(finding="f2", rule="pinyin.differs")]
    one = decided("采用学籍", value="Wang Fang")
    log = Log([one, decided("填写为", value="Wang Fan", finding="f2")])
    found = standings(rows, log, GROUNDS)
    assert {found["f1"].awaits, found["f2"].awaits} == {Awaits.CONFLICT}
    log.extend([decided("填写为", value="Wang Fang", finding="f2")])
    found = standings(rows, log, GROUNDS)
    assert {found["f1"].state, found["f2"].state} == {Settlement.SETTLED}


def test_of_two_confirmed_spellings_either_may_be_chosen_and_no_third(stands, decided):
    both = Grounds(confirmed={"1001": ("Wang Fan", "Wang Fang")})
    assert stands(decided("填写为", value="Wang Fang"), grounds=both)[0] is Settlement.SETTLED
    assert stands(decided("填写为", value="Wang Feng"), grounds=both)[0] is Settlement.STALE


def test_to_put_aside_ends_no_disagreement_and_takes_no_vote_back(seen, decided):
    log = Log([decided("认定为同一人", value="1001"), decided("不是同一人", reviewer="乙")])
    row = seen(**NAMES)
    assert standings([row], log, STRICT)["f1"].awaits is Awaits.CONFLICT
    log.extend([decided("待查", reviewer="乙"), decided("待查")])
    found = standings([row], log, STRICT)["f1"]
    assert (found.awaits, [one.verdict for one in found.decided]) == (
        Awaits.CONFLICT, ["认定为同一人", "不是同一人"],
    )  # fmt: skip
    agreed = decided("认定为同一人", value="1001", reviewer="乙")
    log.extend([agreed])
    assert standings([row], log, STRICT)["f1"].state is Settlement.SETTLED


def test_to_put_aside_what_new_facts_brought_back_does_not_make_it_new(seen, decided):
    log = Log([decided("采用学籍", value="Wang Fang"), decided("待查", evidence="e2")])
    assert standings([seen(evidence="e2")], log, GROUNDS)["f1"].verdict == "采用学籍"


def test_undoing_restores_what_stood_before(seen, decided):
    first = decided("采用学籍", value="Wang Fang")
    second = decided("采用填报", value="Wang Fan")
    log = Log([first, second])
    assert standings([seen()], log, GROUNDS)["f1"].verdict == "采用填报"
    log.extend([decided("", action=Action.UNDO, undoes=second.id)])
    assert standings([seen()], log, GROUNDS)["f1"].verdict == Verdict.ROSTER
    log.extend([decided("", action=Action.UNDO, undoes=first.id)])
    assert standings([seen()], log, GROUNDS)["f1"].state is Settlement.OPEN


def test_the_first_reviewer_s_choice_is_not_told_while_a_second_is_awaited(seen, decided):
    found = standing(seen(**STRAY), [decided("认定为同一人", value="1001")], GROUNDS)
    assert (found.verdict, found.value, found.reviewers) == ("", "", "")
