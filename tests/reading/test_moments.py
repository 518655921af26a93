"""A day and a time of day in two columns are one moment; a space too many is none."""

import pytest

HEAD = ["学号", "姓名", "采集码"]
OWN = ["2022180001", "张*", "A1"]


@pytest.mark.parametrize(
    ("heads", "values", "read"),
    [
        (["拍摄日期", "拍摄时间"], ["2024-11-26", "9:10"], "2024-11-26 09:10:00"),
        (["采集时间", "采集日期"], ["09:10:30", "2024/11/26"], "2024-11-26 09:10:30"),
        (["采集日期", "采集时间"], ["20241126", ""], "2024-11-26"),
        (["采集日期", "采集时间"], ["2024-11-26", "2024-11-26 09:10"], "2024-11-26 09:10:00"),
        (["采集时间"], ["20241126091000"], "2024-11-26 09:10:00"),
        (["采集时间"], ["9:10"], "9:10"),
    ],
)
def test_day_and_time_of_day(folder, shown, heads, values, read) -> None:
    folder.text("采集单位.csv", ",".join(HEAD + heads) + "\n" + ",".join(OWN + values) + "\n")
    assert shown(folder.table("studio"), "taken") == [[read]]


def test_day_and_time_of_day_as_a_workbook_keeps_them(folder, shown) -> None:
    from datetime import datetime, time

    rows = [[*HEAD, "拍摄日期", "拍摄时间"], [*OWN, datetime(2024, 11, 26), time(9, 10)]]
    folder.xlsx("采集单位.xlsx", {"Sheet1": rows})
    assert shown(folder.table("studio"), "taken") == [["2024-11-26 09:10:00"]]


def test_a_space_too_many_says_nothing_else_and_is_noted(folder, shown) -> None:
    folder.text("附件6.csv", "专业代码,专业名称,英文名称\n0812,计算机,Computer  Science \n")
    table = folder.table("majors")
    assert shown(table, "major_en") == [["Computer Science"]]
    assert table.notes["kind"].tolist() == ["空格"]
