"""Decisions in the whole story: settled, passed on, stale, resolved; and progress follows."""

from __future__ import annotations

import pytest

from gradrecon.decisions.settle import resolved


@pytest.fixture(autouse=True)
def doubted(reviewed):
    """王芳 wrote Wang Fan and has confirmed nothing yet."""
    reviewed.world.set("pinyin", "1001", pinyin="Wang Fan", confirmed="否")
    reviewed.world.set("returned", "1001", confirmed="否")


def test_undecided_findings_are_open(reviewed):
    found = reviewed.finding("pinyin.reading")
    assert (found["state"], found["verdict"], found["awaits"]) == ("open", "", "")


def test_a_decision_settles_and_progress_follows(reviewed):
    assert step(reviewed, "姓名拼音") == "存疑"
    reviewed.decide("pinyin.reading", "采用学籍", "Wang Fang")
    found = reviewed.finding("pinyin.reading")
    assert (found["state"], found["verdict"], found["value"], found["reviewers"]) == (
        "settled", "采用学籍", "Wang Fang", "甲、乙",
    )  # fmt: skip
    assert step(reviewed, "姓名拼音") == "完成"


def test_new_facts_bring_it_back(reviewed):
    reviewed.decide("pinyin.reading", "采用学籍", "Wang Fang")
    reviewed.world.set("pinyin", "1001", pinyin="Wang Fen")
    found = reviewed.finding("pinyin.reading")
    assert (found["state"], found["verdict"], found["value"]) == ("stale", "采用学籍", "Wang Fang")
    assert step(reviewed, "姓名拼音") == "存疑"


def test_what_was_mended_at_its_source_is_resolved(reviewed):
    reviewed.decide("pinyin.reading", "退回学生")
    reviewed.world.set("pinyin", "1001", pinyin="Wang Fang")
    run = reviewed.run
    assert "pinyin.reading" not in set(run.findings["rule"])
    gone = resolved(run.findings, reviewed.log)
    assert gone[["rule", "student_no", "state", "verdict"]].to_numpy().tolist() == [
        ["pinyin.reading", "1001", "resolved", "退回学生"]
    ]
    assert resolved(reviewed.world.run().findings, type(reviewed.log)()).empty


def test_a_finding_that_was_passed_on_is_somebody_else_s_move(reviewed):
    reviewed.world.set("chsi", "1001", name="王方")
    before = reviewed.finding("chsi.name_differs")
    reviewed.decide("chsi.name_differs", "退回学生")
    after = reviewed.finding("chsi.name_differs")
    assert (before["move"], after["move"], after["awaits"]) == ("研究生院", "学生", "moved")
    assert step(reviewed, "学信网校对") == "存疑"


def test_a_risky_verdict_waits_for_the_second_reviewer_and_does_not_lead_him(reviewed):
    reviewed.world.set("pinyin", "1001", pinyin="Huang Fang")
    reviewed.decide("pinyin.reading", "采用填报", "Huang Fang", "甲")
    found = reviewed.finding("pinyin.reading")
    assert (found["state"], found["awaits"], found["verdict"], found["reviewers"]) == (
        "open", "second", "", "",
    )  # fmt: skip
    reviewed.decide("pinyin.reading", "采用填报", "Huang Fang", "乙")
    assert reviewed.finding("pinyin.reading")["reviewers"] == "甲、乙"


def test_the_same_log_gives_the_same_answer(reviewed):
    reviewed.decide("pinyin.reading", "采用学籍", "Wang Fang")
    replayed = type(reviewed.log)(reviewed.log.entries)
    first, reviewed.log = reviewed.run, replayed
    assert first.findings.equals(reviewed.run.findings)


def step(reviewed, name):
    progress = reviewed.run.progress
    own = progress[(progress["student_no"] == "1001") & (progress["step"] == name)]
    return own["state"].item()
