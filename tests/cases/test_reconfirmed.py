"""Two confirmed spellings are settled by the student's own later confirmation alone (2.3.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from gradrecon.run.reconcile import reconcile

SPELT = {"1001": "Wang Fan", "1002": "Li Min", "1003": "Chen Jin", "1004": "Zhao Le"}


def spelt_twice(world: Any) -> Any:
    """Confirm one spelling when submitting, and another in the returned table of 20 February."""
    world.frames["returned"].insert(2, "pinyin", list(SPELT.values()))
    return world


def again(world: Any, student_no: str, name: str, pinyin: str, when: str, confirmed: str) -> None:
    said = {"pinyin": pinyin, "submitted": when, "confirmed": confirmed}
    world.add("pinyin", student_no=student_no, name=name, **said)


def spellings(run: Any) -> dict[str, str]:
    cases = run.cases.set_index("student_no")
    return cases["spelling"].where(cases["reconfirmed"] != "", "").to_dict()


def contradicted(run: Any) -> set[str]:
    found = run.findings
    return set(found.loc[found["rule"] == "pinyin.contradicted", "student_no"])


def test_a_later_submission_settles_it_if_it_is_confirmed_and_surely_later(world: Any) -> None:
    spelt_twice(world)
    again(world, "1001", "王芳", "Wang Fang", "2025-03-03 10:00:00", "是")
    again(world, "1002", "李明", "Li Ming", "2025-03-03 10:00:00", "否")
    again(world, "1003", "陈静", "Chen Jing", "2025-02-20 10:00:00", "是")
    again(world, "1004", "赵磊", "Zhao Lei", "", "是")
    run = world.run("2025-03-05")
    assert spellings(run) == {"1001": "Wang Fang", "1002": "", "1003": "", "1004": ""}
    assert contradicted(run) == {"1002", "1003", "1004"}
    told = run.findings[run.findings["rule"] == "pinyin.respelt"]
    assert told["message"].str.contains("此后又确认了“Wang Fang”").all() and len(told) == 1
    assert "spelling" not in set(
        run.reasons.loc[run.reasons["student_no"] == "1001", "requirement"]
    )


def test_a_second_spelling_is_no_settlement_however_late(world: Any) -> None:
    world.frames["returned"].insert(2, "pinyin", ["Wang Fang", "", "", ""])
    again(world, "1001", "王芳", "Wang Fan", "2025-03-03 10:00:00", "是")
    assert contradicted(world.run("2025-03-05")) == {"1001"}


def test_a_later_returned_table_settles_it(world: Any) -> None:
    tables = spelt_twice(world).tables()
    table, (part,) = tables["returned"], tables["returned"].parts
    first = table.rows[table.rows["student_no"] == "1001"]
    rows = pd.concat([table.rows, first.assign(part=1)], ignore_index=True)
    parts = (replace(part, day="2025-02-20"), replace(part, file="again.xlsx", day="2025-03-03"))
    tables["returned"] = replace(table, rows=rows, parts=parts)
    run = reconcile(world.cohort, tables, as_of=date(2025, 3, 5))
    assert spellings(run)["1001"] == "Wang Fan"
    assert contradicted(run) == {"1002", "1003", "1004"}
