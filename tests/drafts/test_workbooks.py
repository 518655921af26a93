"""The drafts as files: our own reader takes them back as what they are, without an alias."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gradrecon.commands.cli import main
from gradrecon.drafts.lists import Place
from gradrecon.drafts.workbooks import ABOUT, names, write_drafts
from gradrecon.reading import read_folder
from gradrecon.sources import BY_NAME

SENT = ("must_capture", "recapture", "slots")


@pytest.fixture
def drafts(world, proposal_of, tmp_path) -> Path:
    """The drafts of the four students and a fifth whose college nobody wrote."""
    world.add(
        "roster", student_no="100501", name="=钱", major="+", certificates="双证", status="休学"
    )
    world.drop("slots")
    for number in ("1001", "1002", "1003", "1004"):
        for source in ("roster", "images"):
            world.set(source, number, student_no=f"{number}00")
    write_drafts(proposal_of(world), tmp_path)
    return tmp_path


def test_read_back_as_what_they_are(drafts, cohort):
    intake = read_folder(drafts, cohort, sources=[BY_NAME[name] for name in SENT])
    assert (intake.faults, intake.unclaimed) == ((), (ABOUT,))
    tables = intake.tables
    assert all(tables[name].notes.empty and tables[name].rejected.empty for name in SENT)
    must = tables["must_capture"].rows
    assert must["student_no"].tolist() == ["100100", "100200", "100501"]
    assert must["name"].tolist() == ["王芳", "李明", "=钱"]
    assert must["college"].tolist() == ["宇航学院", "机电学院", "学院未填"]
    assert must["remark"].tolist() == ["", "", "学籍状态：休学"]
    assert tables["recapture"].rows["student_no"].tolist() == ["100400", "100300"]
    slots = tables["slots"].rows[["college", "campus", "day", "start", "end"]]
    assert slots.to_numpy().tolist() == [
        ["宇航学院", "中关村", "2024-11-26", "08:30", "09:00"],
        ["机电学院", "中关村", "2024-11-26", "09:00", "09:30"],
    ]


def test_title_header_on_each_page_and_a_page_for_each_college(drafts):
    page = load_workbook(drafts / names()[0]).active
    assert page["A1"].value == "2025届未采集图像名单（附件1）"
    assert "共 3 人" in page["A2"].value
    assert [cell.value for cell in page[3]] == [
        "序号", "学院", "学号", "姓名", "专业名称", "层次", "备注",
    ]  # fmt: skip
    assert page.print_title_rows == "$1:$3"
    assert [one.id for one in page.row_breaks.brk] == [4, 5]
    assert page["D6"].data_type == "s" and page["D6"].quotePrefix


def test_no_identity_number_in_any_of_them(drafts, world):
    texts = [
        str(cell)
        for name in names()
        for page in load_workbook(drafts / name)
        for row in page.values
        for cell in row
    ]
    ids = [number for number in world.frames["roster"]["id_no"] if number]
    assert ids and not any(number in text for number in ids for text in texts)


def test_the_numbers_are_said_and_add_up(drafts):
    page = load_workbook(drafts / ABOUT)["各学院人数"]
    lines = [row[0] for row in page.values]
    assert lines[1].startswith("学籍名册 5 人：附件1 必须采集 3 人，附件2 自愿重采 2 人，")
    assert "另有 1 人学院无法识别，未排。" in lines
    *colleges, total = [row[1:6] for row in page.values if re.search("学院|合计", row[0] or "")][
        -4:
    ]
    sums = [sum(map(int, column)) for column in zip(*colleges, strict=True)]
    assert [str(number) for number in sums] == list(total) == ["3", "2", "0", "0", "4"]


def test_the_same_proposal_gives_the_same_bytes(world, proposal_of, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write_drafts(proposal_of(world), tmp_path / folder)
    for name in names():
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_command_needs_only_a_roster_and_never_writes_over_a_draft(tmp_path, capsys):
    sample, out = tmp_path / "样本", tmp_path / "草稿"
    main(["sample", str(sample), "--students", "60", "--colleges", "2", "--seed", "1"])
    for path in (sample / "raw").rglob("*"):
        if path.is_file() and not re.search("学籍|已有图像", path.name):
            path.unlink()
    words = ["draft", str(sample / "params.toml"), "--out", str(out)]
    assert main(words) == 0
    assert f"{Place.MUST} " in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == set(names())
    (out / names()[0]).write_bytes(b"corrected by hand")
    assert main(words) == 2
    assert "未覆盖" in capsys.readouterr().err
    assert (out / names()[0]).read_bytes() == b"corrected by hand"


def test_the_command_says_what_is_wrong_with_the_roster(tmp_path, capsys):
    (tmp_path / "raw").mkdir()
    params = str(Path(__file__).parents[2] / "params" / "2025.toml")
    out = tmp_path / "out"
    words = ["draft", params, "--raw", str(tmp_path / "raw"), "--out", str(out)]
    assert main(words) == 3
    shown = capsys.readouterr().err
    assert "学籍名册" in shown and "附件1" not in shown and not out.exists()


def test_a_place_that_cannot_be_written_is_said(tmp_path, capsys):
    sample = tmp_path / "样本"
    main(["sample", str(sample), "--students", "20", "--colleges", "2", "--seed", "1"])
    out = sample / "params.toml" / "草稿"
    assert main(["draft", str(sample / "params.toml"), "--out", str(out)]) == 2
    assert "写不进这个文件夹" in capsys.readouterr().err
