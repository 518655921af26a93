"""What two runs' results differ in: steps by student, findings, and the cell behind a change."""

import json
from pathlib import Path

import pandas as pd
import pytest

from gradrecon.commands.cli import main
from gradrecon.errors import UsageError
from gradrecon.outputs.comparison import compare
from gradrecon.outputs.tables.tables import tables

STEPS = ("student_no", "college", "step", "state")
FINDINGS = ("finding", "student_no", "college", "rule", "message", "cell", "step", "state")


def _out(folder: Path, as_of: str, steps: list[str], findings: list[str], cohort="2025") -> Path:
    (folder / "tables").mkdir(parents=True)
    record = {"cohort": cohort, "name": f"{cohort}届", "as_of": as_of}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    for name, columns, rows in (("progress", STEPS, steps), ("findings", FINDINGS, findings)):
        frame = pd.DataFrame([row.split() for row in rows], columns=list(columns))
        frame.replace("-", "").to_csv(
            folder / "tables" / f"{name}.csv", index=False, encoding="utf-8-sig"
        )
    return folder


@pytest.fixture
def outs(tmp_path: Path) -> tuple[Path, Path]:
    then = _out(
        tmp_path / "a",
        "2024-12-17",
        ["1001 01 学信网校对 待办", "1002 01 姓名拼音 完成", "1003 01 信息复核 待办"],
        [
            "f1 1001 01 chsi.unchecked 未校对 - 学信网校对 open",
            "f2 1002 01 pinyin.format 写法 - 姓名拼音 settled",
            "f3 - 01 return.missing 未交 - 信息复核 open",
        ],
    )
    now = _out(
        tmp_path / "b",
        "2024-12-24",
        ["1001 01 学信网校对 完成", "1002 01 姓名拼音 存疑", "1003 01 信息复核 逾期"],
        [
            "f2 1002 01 pinyin.format 写法 填报.csv!!C2 姓名拼音 stale",
            "f3 - 01 return.missing 未交 - 信息复核 open",
            "f4 1003 01 info.pending 待批 更正.csv!!G2 信息复核 open",
        ],
    )
    return then, now


def test_steps_that_became_done_and_broke_with_the_cell_behind_it(outs) -> None:
    steps = compare(*outs).steps
    assert steps[["变化", "学号", "原状态", "现状态", "起因"]].to_numpy().tolist() == [
        ["办成", "1001", "待办", "完成", ""],
        ["变动", "1003", "待办", "逾期", "更正.csv!!G2"],
        ["退回", "1002", "完成", "存疑", "填报.csv!!C2"],
    ]


def test_findings_that_are_new_mended_and_whose_decision_went_stale(outs) -> None:
    found = compare(*outs).findings
    assert sorted(zip(found["变化"], found["学号"], strict=True)) == [
        ("判定失效", "1002"),
        ("已改好", "1001"),
        ("新问题", "1003"),
    ]


def test_a_run_does_not_differ_from_itself(outs) -> None:
    assert [*compare(outs[0], outs[0]).lines()][1:] == ["  没有变化。"]


def test_the_command_says_it_and_writes_a_workbook(outs, tmp_path, capsys) -> None:
    book = tmp_path / "变化.xlsx"
    assert main(["compare", *map(str, outs), "--workbook", str(book)]) == 0
    shown = capsys.readouterr().out
    assert "退回：1002 姓名拼音 完成→存疑（填报.csv!!C2）" in shown
    sheets = pd.read_excel(book, sheet_name=None, engine="openpyxl")
    assert sheets.keys() == {"环节", "问题"}


def test_two_cohorts_or_a_folder_without_results_are_refused(outs, tmp_path) -> None:
    other = _out(tmp_path / "c", "2025-12-24", [], [], cohort="2026")
    with pytest.raises(UsageError, match="不是同一届"):
        compare(outs[0], other)
    with pytest.raises(UsageError, match="不是一次运行的结果"):
        compare(outs[0], tmp_path)


def test_the_files_as_they_are_now_are_compared_as_a_run(world, tmp_path) -> None:
    then = world.run()
    folder = _out(tmp_path / "then", "2024-12-17", [], [])
    for name in ("progress", "findings"):
        tables(then)[name].to_csv(folder / "tables" / f"{name}.csv", index=False)
    assert compare(folder, then).steps.empty and compare(folder, then).findings.empty
    world.drop("studio", "1001")
    found = compare(folder, world.run())
    assert [(row.变化, row.环节) for row in found.steps.itertuples() if row.环节 == "图像采集"] == [
        ("退回", "图像采集")
    ]
    assert "新问题" in set(found.findings["变化"])
