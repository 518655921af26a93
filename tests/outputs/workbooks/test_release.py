"""Who is released and who is held, and the table for the platform."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook

from gradrecon.outputs.workbooks.dbf import write_dbf
from gradrecon.outputs.workbooks.release import release, write_release
from gradrecon.run.platform import beyond_gbk, platform_table, unfit
from gradrecon.run.readiness import ready
from gradrecon.sheets import read_sheets


def test_everybody_in_order_is_released(world):
    assert set(release(world.run())["暂缓原因"]) == {""}


def test_every_reason_is_said(world):
    world.drop("studio", "1001").set("chsi", "1001", word="有误")
    held = release(world.run("2025-02-28")).set_index("学号")["暂缓原因"]
    assert held["1001"] == (
        "图像采集逾期（1.1.2，学生，最晚2025-03-30）；学信网校对存疑（1.4，学院，最晚2025-03-30）；"
        "没有图像（1.0，学生）；应采集而未采集（1.5，学生，最晚2025-03-30）；"
        "图像校对有误（1.4，学院，最晚2025-03-30）"
    )
    assert list(held.drop("1001")) == ["", "", ""]


def test_release_and_hold_are_everybody_and_the_reports_number(world):
    world.drop("pinyin", "1003").set("roster", "1004", status="休学")
    run = world.run()
    lists = release(run)
    assert len(lists) == len(run.cases)
    assert (lists["暂缓原因"] == "").sum() == ready(run.readiness).sum() < len(run.cases)


def test_a_name_too_long_for_the_platform_is_held_not_cut(world):
    long = "阿卜杜" * 8
    for source in ("roster", "chsi", "pinyin", "must_capture", "applications", "returned"):
        if (world.frames[source]["student_no"] == "1002").any():
            world.set(source, "1002", name=long)
    held = release(world.run()).set_index("学号")["暂缓原因"]
    assert "XM 超宽（48 字节，限 40）" in held["1002"]


def test_the_workbook_and_the_dbf_hold_the_same_rows(world, tmp_path):
    write_release(world.run(), "01", tmp_path / "报库名单.xlsx")
    book = load_workbook(tmp_path / "报库名单.xlsx")
    shown = [tuple(cell or "" for cell in row) for row in book["字段表"].values]
    (sheet,) = read_sheets(tmp_path / "报库名单_夏季.dbf")
    assert shown == [tuple(row) for row in sheet.cells]
    assert shown[1][:5] == ("1001", "王芳", "Wang Fang", "女", "20000101")
    assert [row[0] for row in book["可报库"].values] == ["学号", "1001", "1004"]
    total = next(row for row in book["说明"].values if row[0] == "合计")
    assert total[1:5] == ("2", "0", "0", "2")


def test_no_identity_number_in_the_platform_table(world):
    run = world.run()
    text = (platform_table_of(run)).to_string()
    assert not any(number in text for number in run.cases["id_no"])


def platform_table_of(run) -> pd.DataFrame:
    from gradrecon.checklist.content import content

    return platform_table(content(run.cases, run.cohort, run.tables["applications"]))


def test_widths_are_counted_in_bytes(world):
    table = platform_table_of(world.run())
    table.loc[table.index[0], "XH"] = "1" * 16
    assert list(unfit(table)) == ["XH 超宽（16 字节，限 15）", "", "", ""]


@pytest.mark.parametrize(("name", "said"), [("王\ue863", "U+E863"), ("王\n芳", "U+000A")])
def test_a_character_without_a_place_in_gb18030_is_said_and_held(world, name, said):
    table = platform_table_of(world.run())
    table.loc[table.index[0], "XM"] = name
    assert list(unfit(table)) == [f"XM 有存不进 DBF 的字（{said}）", "", "", ""]


def test_a_rare_character_goes_out_and_it_is_said_where_a_platform_may_lose_it(world, tmp_path):
    for source in ("roster", "majors"):
        world.frames[source].replace("航空宇航", "航空\U0002cc56", inplace=True)
    run = world.run()
    assert release(run).set_index("学号").loc["1001", "暂缓原因"] == ""
    write_release(run, "01", tmp_path / "报库名单.xlsx")
    notes = " ".join(
        str(row[0]) for row in load_workbook(tmp_path / "报库名单.xlsx")["说明"].values
    )
    assert "1001 的 ZYMC“\U0002cc56”" in notes
    (sheet,) = read_sheets(tmp_path / "报库名单_夏季.dbf")
    assert "航空\U0002cc56" in sheet.cells[1]
    assert beyond_gbk(platform_table_of(run))["XH"].tolist() == ["1001", "1004"]


def test_dbf_refuses_to_cut(tmp_path):
    with pytest.raises(ValueError, match="do not fit"):
        write_dbf(pd.DataFrame({"XM": ["王芳芳"]}), [5], date(2025, 2, 20), tmp_path / "a.dbf")


def test_an_empty_dbf(tmp_path):
    write_dbf(pd.DataFrame({"XM": []}, dtype="str"), [5], date(2025, 2, 20), tmp_path / "a.dbf")
    assert [sheet.cells for sheet in read_sheets(tmp_path / "a.dbf")] == [[["XM"]]]
