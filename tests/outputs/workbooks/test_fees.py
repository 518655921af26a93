"""Fees: captures × fee against the studio's own sum, by campus and day."""

from __future__ import annotations

from openpyxl import load_workbook

from gradrecon.outputs.workbooks.fees import fees, write_fees


def _lines(run) -> list[tuple]:
    shown = fees(run)[["校区", "日期", "采集人次", "应收", "采集单位所列", "相差"]]
    return list(shown.itertuples(index=False, name=None))


def test_by_campus_and_day_with_the_total(world):
    assert _lines(world.run()) == [
        ("中关村", "2024-11-26", 2, 40, 40, 0),
        ("补采集（采集单位）", "2024-12-03", 1, 20, 20, 0),
        ("合计", "", 3, 60, 60, 0),
    ]


def test_what_differs(world):
    world.set("studio", "1001", fee="25").set("studio", "1003", fee="")
    rows = fees(world.run()).set_index("日期")
    assert list(rows["相差"]) == [5, -20, -15]
    assert list(rows["未列金额"]) == [0, 1, 1]


def test_a_stranger_paid_too(world):
    world.add("studio", student_no="1009", name="孙*", taken="2024-11-26 10:00:00", fee="20")
    rows = fees(world.run())
    assert list(rows["采集人次"]) == [3, 1, 4]
    assert list(rows["对应不到人"]) == [1, 0, 1]


def test_no_list_from_the_studio(world, tmp_path):
    run = world.drop("studio").run()
    write_fees(run, tmp_path / "fees.xlsx")
    sheet = load_workbook(tmp_path / "fees.xlsx")["采集费核对"]
    assert [row[0] for row in sheet.values] == ["校区", "合计"]


def test_amounts_and_counts_are_numbers_that_add_up(world, tmp_path):
    world.set("studio", "1001", fee="25.5")
    run = world.run()
    write_fees(run, tmp_path / "fees.xlsx")
    head, *lines, total = load_workbook(tmp_path / "fees.xlsx")["采集费核对"].values
    for place, title in enumerate(head[2:], 2):
        column = [line[place] for line in lines]
        assert all(isinstance(number, int | float) for number in column), title
        assert sum(column) == total[place], title
    assert total[head.index("采集单位所列")] == 65.5
