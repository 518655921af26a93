"""A second letter says that it is one, and what of the first is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gradrecon.checklist.sent import Sent
from gradrecon.history.past import Past
from gradrecon.outputs.messages import to_dean, to_handler
from gradrecon.outputs.workbooks.mail import mail
from gradrecon.run.earlier_runs import now
from gradrecon.run.reconcile import reconcile

SENT = Sent("0123456789abcdef")


@pytest.fixture(scope="module")
def weeks(new_world):
    """The run of one week and that of the next: 1001 still has no picture, 1004 did not confirm."""
    world = new_world().drop("studio", "1001").drop("chsi", "1001").drop("handovers", "宇航学院")
    first = _run(world, "2025-02-20")
    world.set("returned", "1004", confirmed="")
    second = _run(world, "2025-02-27")
    return first, replace(second, past=Past(last=now(first), last_day=date(2025, 2, 20)))


def _run(world, day):
    return reconcile(world.cohort, world.tables(), sent=SENT, as_of=date.fromisoformat(day))


def letters(run):
    return mail(run).set_index("学号")["通知"]


def test_a_student_is_reminded_of_what_was_listed_before(weeks):
    first, second = map(letters, weeks)
    assert "再次提醒" not in first["1001"]
    assert second["1001"].startswith("王芳同学：【再次提醒】2月20日已列出的 1 项仍未完成。请")


def test_what_is_new_is_no_reminder(weeks):
    assert "再次提醒" not in letters(weeks[1])["1004"]


def test_a_college_is_reminded_and_so_is_its_dean(weeks):
    for message in (to_handler, to_dean):
        first, second = (message(run, "01") for run in weeks)
        assert "再次提醒" not in first
        assert "：【再次提醒】2月20日已列出的 " in second
        assert first != second


def test_the_same_day_once_more_is_no_reminder(weeks):
    first, _ = weeks
    again = replace(first, past=Past(last=now(first), last_day=first.as_of))
    assert not letters(again).str.contains("再次提醒").any()
