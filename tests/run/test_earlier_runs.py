"""The history of a cohort: kept once a change, bounded, private, and never a reason to fail."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from gradrecon.checklist.sent import Sent
from gradrecon.run import earlier_runs
from gradrecon.run import earlier_runs as folder
from gradrecon.run.earlier_runs import Kept, kept, surplus
from gradrecon.run.run import Run

KEY = "0123456789abcdef"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(scope="session")
def made(new_world: Callable[[], Any]) -> dict[str, Run]:
    """The same students on three days: everybody is done but 1002, then 1001 as well, then all."""
    late = new_world().drop("studio", "1002").drop("chsi", "1002")
    later = new_world().drop("studio", "1002").drop("chsi", "1002").set("chsi", "1001", word="有误")
    runs = [late.run("2025-03-03"), later.run("2025-03-05"), new_world().run("2025-03-07")]
    again = later.run("2025-03-03")
    named = dict(zip(("first", "second", "third", "again"), [*runs, again], strict=True))
    return {name: replace(run, sent=Sent(KEY)) for name, run in named.items()}


def good(run: Run, out: Path, stage: str = "stage") -> list[Path]:
    """Keep a run as the batch does: into a stage, then into place, what is stale removed."""
    (out / stage).mkdir()
    stale = earlier_runs.keep(run, out, out / stage)
    for path in stale:
        (out / path).unlink()
    for path in (out / stage / earlier_runs.FOLDER).glob("*"):
        (out / earlier_runs.FOLDER).mkdir(exist_ok=True)
        path.rename(out / earlier_runs.FOLDER / path.name)
    for path in sorted((out / stage).rglob("*"), reverse=True):
        path.rmdir()
    (out / stage).rmdir()
    return stale


def test_without_history_there_is_no_past(made: dict[str, Run], out: Path) -> None:
    past = earlier_runs.with_past(made["first"], out).past
    assert (past.last, past.before, past.unread) == (None, (), 0)


def test_a_run_sees_the_last_run_of_an_earlier_day(made: dict[str, Run], out: Path) -> None:
    good(made["first"], out)
    good(made["second"], out)
    past = earlier_runs.with_past(made["third"], out).past
    assert [one.day for one in past.before] == [date(2025, 3, 3), date(2025, 3, 5)]
    assert past.last_day == date(2025, 3, 5)
    assert past.last is not None
    assert past.last.ready.sum() == 2
    assert [sum(tally.ready for tally in one.colleges.values()) for one in past.before] == [3, 2]
    assert past.last.students.equals(folder.now(made["second"]).students)
    assert past.last.findings.equals(folder.now(made["second"]).findings)


def test_on_the_first_day_a_run_sees_the_one_before(made: dict[str, Run], out: Path) -> None:
    good(made["first"], out)
    past = earlier_runs.with_past(made["again"], out).past
    assert past.last_day == date(2025, 3, 3)
    assert past.before == ()


def test_a_later_run_does_not_change_what_an_earlier_day_sees(
    made: dict[str, Run], out: Path
) -> None:
    good(made["third"], out)
    assert earlier_runs.with_past(made["first"], out).past.last is None


def test_the_same_run_is_kept_once_and_sees_the_same_past(made: dict[str, Run], out: Path) -> None:
    good(made["first"], out)
    before = earlier_runs.with_past(made["again"], out).past
    for _ in range(3):
        good(made["again"], out)
    assert [one.number for one in kept(out / earlier_runs.FOLDER)] == [1, 2]
    after = earlier_runs.with_past(made["again"], out).past
    assert (after.before, after.last_day) == (before.before, before.last_day)
    assert after.last is not None and before.last is not None
    assert after.last.students.equals(before.last.students)


def test_back_to_what_a_day_said_before_is_what_the_day_says(
    made: dict[str, Run], out: Path
) -> None:
    first, other = made["first"], made["again"]
    for run in (first, other, first):
        good(run, out)
    past = earlier_runs.with_past(made["third"], out).past
    assert past.last is not None
    assert past.last.students.equals(earlier_runs.now(first).students)
    last, before = earlier_runs.with_past(first, out).past, earlier_runs.now(other)
    assert last.last is not None and last.last.students.equals(before.students)
    good(first, out)
    again = earlier_runs.with_past(first, out).past
    assert again.last is not None and again.last.students.equals(before.students)


def test_of_each_day_two_stay(made: dict[str, Run], out: Path) -> None:
    good(made["first"], out)
    good(made["again"], out)
    third = replace(made["third"], as_of=date(2025, 3, 3))
    assert [path.name[:15] for path in good(third, out)] == ["2025-03-03_0001"] * 2
    assert [one.number for one in kept(out / earlier_runs.FOLDER)] == [2, 3]


def test_it_never_grows_without_bound() -> None:
    days = [date(2024, 11, 20) + timedelta(n) for n in range(300)]
    every = [Kept(day, n, "AAAAA-AAAAA") for day in days for n in range(4)]
    gone = set(surplus(every))
    staying = [one for one in every if one not in gone]
    assert len(staying) == folder.MOST
    assert staying[-1] == every[-1]


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_entry_is_a_remark(made: dict[str, Run], out: Path, seed: int) -> None:
    good(made["first"], out)
    good(made["second"], out)
    luck = random.Random(seed)
    (path,) = (out / earlier_runs.FOLDER).glob("2025-03-05*.txt")
    content = bytearray(path.read_bytes())
    for place in luck.sample(range(len(content)), 5):
        content[place] = luck.randrange(256)
    path.write_bytes(bytes(content[: luck.randrange(len(content))]))
    past = earlier_runs.with_past(made["third"], out).past
    assert past.unread == 1
    assert past.last is None


def test_what_others_put_there_is_passed_over(made: dict[str, Run], out: Path) -> None:
    good(made["first"], out)
    for name in ("说明.txt", "2025-13-40_0001_AAAAA-AAAAA.txt", "2025-03-02_0009_AAAAA-AAAAA.TXT"):
        (out / earlier_runs.FOLDER / name).touch()
    assert [one.number for one in kept(out / earlier_runs.FOLDER)] == [1]


def test_under_another_key_nothing_is_compared(made: dict[str, Run], out: Path) -> None:
    good(made["first"], out)
    past = earlier_runs.with_past(replace(made["third"], sent=Sent("f" * 16)), out).past
    assert (past.last, past.unread) == (None, 1)


def test_it_names_nobody(made: dict[str, Run], out: Path) -> None:
    good(made["second"], out)
    paths = list((out / earlier_runs.FOLDER).glob("*"))
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    assert len(paths) == 2
    cases, findings = made["second"].cases, made["second"].findings
    for secret in (*cases["student_no"], *cases["name"], *findings["finding"]):
        assert f'"{secret}"' not in text and f",{secret}," not in text
    assert not any(name in text for name in cases["name"])
    assert KEY not in text
