"""Hidden rows, links, limits and files that change while they are read."""

from pathlib import Path

import openpyxl
import pytest

from gradrecon.reading import files
from gradrecon.sheets.process.sandbox import Sandbox

HEAD = ["学号", "姓名", "身份证号", "学院"]
ROWS = [[f"202218000{number}", "张三", "", "法学院"] for number in range(1, 5)]


def _hide(path: Path, *rows: int) -> None:
    book = openpyxl.load_workbook(path)
    for row in rows:
        book.active.row_dimensions[row].hidden = True
    book.save(path)


@pytest.mark.parametrize(
    ("hidden_rows", "numbers", "hidden"), [(True, [2, 3, 4, 5], 2), (False, [2, 5], 0)]
)
def test_hidden_rows_are_read_or_not_as_params_say(folder, hidden_rows, numbers, hidden) -> None:
    _hide(folder.xlsx("学籍名册.xlsx", {"名册": [HEAD, *ROWS]}), 3, 4)
    folder.limit(hidden_rows=hidden_rows)
    table = folder.table()
    assert list(table.rows["row"]) == numbers
    assert table.parts[0].hidden == hidden


def test_limits_of_the_params_hold(folder) -> None:
    folder.text("学籍名册.csv", ",".join(HEAD) + "\n" + "\n".join(map(",".join, ROWS)))
    folder.limit(max_rows=3)
    fault = folder.read().faults[0]
    assert "5 行，超过上限 3 行" in fault.wrong and "max_rows" in fault.mend


def test_a_link_that_leads_out_of_the_folder_is_not_followed(
    folder, tmp_path_factory, link
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "学籍.csv"
    outside.write_text(",".join(HEAD), encoding="utf-8")
    link(folder.path / "学籍.csv", outside)
    intake = folder.read()
    assert "链接指向原始数据文件夹之外" in intake.faults[0].wrong
    assert not intake.tables["roster"].present


def test_a_file_that_changes_while_it_is_read_is_a_fault(folder, monkeypatch) -> None:
    path = folder.text("学籍名册.csv", ",".join(HEAD))
    digest = files.file_sha256

    def written_meanwhile(of: Path) -> str:
        result = digest(of)
        path.write_text("x", encoding="utf-8")
        return result

    monkeypatch.setattr(files, "file_sha256", written_meanwhile)
    with Sandbox() as sandbox:
        taken = files.take(folder.path, path.name, sandbox)
    assert taken.book is None and taken.fault and "正在被写入" in taken.fault.wrong


def test_reading_leaves_the_folder_as_it_was(folder) -> None:
    folder.xlsx("学籍名册.xlsx", {"名册": [HEAD, *ROWS]})
    before = {path: path.read_bytes() for path in folder.path.rglob("*")}
    folder.read()
    assert {path: path.read_bytes() for path in folder.path.rglob("*")} == before


def test_the_same_files_read_to_the_same_tables(folder) -> None:
    folder.xlsx("学籍名册.xlsx", {"名册": [HEAD, *ROWS]})
    folder.text("附件1.csv", "学号,姓名\n2022180001,张 三\n")
    one, two = folder.read(), folder.read(jobs=2)
    for name, table in one.tables.items():
        assert table.rows.equals(two.tables[name].rows)
        assert table.notes.equals(two.tables[name].notes)
    assert one.files == two.files
