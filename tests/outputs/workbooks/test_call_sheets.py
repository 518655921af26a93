"""A sheet for each slot to call people by."""

from __future__ import annotations

from openpyxl import load_workbook

from gradrecon.outputs.workbooks.call_sheets import write_call_sheets


def sheets(run, code, folder):
    write_call_sheets(run, code, folder / "calls.xlsx")
    book = load_workbook(folder / "calls.xlsx")
    rows = {name: [row[1] for row in book[name].values][1:] for name in book.sheetnames[1:]}
    return book["说明"]["A2"].value, rows


def test_who_must_and_who_may_come_on_each_slot(world, tmp_path):
    world.add("slots", college="机电学院", day="11月27日", start="08:30", end="12:00")
    run = world.drop("studio").run("2024-11-25")
    told, rows = sheets(run, "02", tmp_path)
    assert rows == {"1126_1300-1600": ["1002", "1003"], "1127_0830-1200": ["1002", "1003"]}
    assert told.startswith("11月26日（周二）13:00—16:00、11月27日（周三）8:30—12:00到中关村校区")


def test_without_the_plan_the_hours_of_the_campus(world, tmp_path):
    run = world.drop("slots").drop("studio").run("2024-11-27")
    assert list(sheets(run, "01", tmp_path)[1]) == ["1127_0830-1200", "1127_1300-1600"]


def test_after_capture_nobody_is_called(world, tmp_path):
    assert sheets(world.run("2024-12-02"), "01", tmp_path) == (
        "集中采集已结束，没有要点名的时段。",
        {},
    )
