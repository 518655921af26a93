"""What goes back to the offices: cell by cell, how often asked, and what was mended."""

from __future__ import annotations

from dataclasses import replace

from openpyxl import load_workbook

from gradrecon.checklist.sent import Sent
from gradrecon.outputs.workbooks.corrections import corrected, corrections, write_corrections
from gradrecon.run import earlier_runs

KEY = "0123456789abcdef"


def _week(world, out, day: str):
    run = earlier_runs.with_past(replace(world.run(day), sent=Sent(KEY)), out)
    stage = out / day
    stage.mkdir()
    earlier_runs.keep(run, out, stage)
    (out / "history").mkdir(exist_ok=True)
    for path in (stage / "history").iterdir():
        path.rename(out / "history" / path.name)
    return run


def test_each_cell_says_what_stands_there_and_how_often_it_was_asked_for(world, tmp_path) -> None:
    world.set("studio", "1002", name="王某").set("chsi", "1001", word="未知词")
    runs = [_week(world, tmp_path, day) for day in ("2025-03-03", "2025-03-04", "2025-03-05")]
    rows = corrections(runs[2]).set_index("来源")
    assert rows.loc["采集单位", ["文件", "单元格", "现在写的", "第几次"]].tolist() == [
        "studio.xlsx",
        "B3",
        "王某",
        "第 3 次或更多",
    ]
    assert "李明" not in rows.loc["采集单位", "怎么办"]
    assert rows.loc["学信网导出", "现在写的"] == "未知词"
    assert corrections(runs[0])["第几次"].unique().tolist() == ["第 1 次"]
    write_corrections(runs[2], tmp_path / "list.xlsx")
    told = load_workbook(tmp_path / "list.xlsx")["说明"]
    assert "2 处已是第 3 次提出" in "".join(str(row[0]) for row in told.values)


def test_what_was_mended_is_ticked_off(world, tmp_path) -> None:
    world.set("studio", "1002", name="王某")
    _week(world, tmp_path, "2025-03-03")
    world.set("studio", "1002", name="李*")
    run = _week(world, tmp_path, "2025-03-04")
    assert corrections(run).empty
    assert corrected(run)[["来源", "单元格"]].to_numpy().tolist() == [["采集单位", "B3"]]
    write_corrections(run, tmp_path / "list.xlsx")


def test_what_a_student_has_to_do_goes_back_to_nobody(world) -> None:
    world.set("chsi", "1001", word="未校对").set("pinyin", "1002", pinyin="Li Min")
    assert corrections(world.run()).empty
