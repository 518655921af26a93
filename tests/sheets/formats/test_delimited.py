"""Which separator a text has, and what quotes keep from being one."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.sheets.formats.delimited import read_text
from gradrecon.sheets.grid import Unreadable
from gradrecon.sheets.process.limits import DEFAULT
from gradrecon.sheets.sniff import Form


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("学号,姓名\n1,张三\n", [["学号", "姓名"], ["1", "张三"]]),
        ("学号;姓名\n1;张,三\n", [["学号", "姓名"], ["1", "张,三"]]),
        ('"0",";;0"\n"0",";;"\n', [["0", ";;0"], ["0", ";;"]]),
        ('学号;备注\n1;5" 屏\n2;无\n', [["学号", "备注"], ["1", '5" 屏'], ["2", "无"]]),
    ],
)
def test_quoted_text_tells_nothing_of_the_separator(
    text: str, rows: list[list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "表.csv"
    path.write_text(text, encoding="utf-8")
    assert read_text(path, Form.TEXT, DEFAULT).sheets[0].cells == rows


CELLS = st.text('张三,"\x1f\r\n 1', max_size=4)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=9)


@given(ROWS, st.integers(1, 4))
def test_a_long_text_is_read_in_parts_as_if_it_were_one(
    rows: list[list[str]], at_once: int
) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "表.csv")
        path.write_bytes(written.getvalue().encode())
        whole = _outcome(path)
        patch.setattr("gradrecon.sheets.formats.delimited._BLOCK_ROWS", at_once)
        assert _outcome(path) == whole


def _outcome(path: Path) -> list[list[str]] | tuple[str, str]:
    """The cells of a file, or what is wrong with it and the mend."""
    try:
        return read_text(path, Form.TEXT, DEFAULT).sheets[0].cells
    except Unreadable as error:
        return error.wrong, error.mend


def test_quotes_that_do_not_pair_are_characters_however_long_the_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("gradrecon.sheets.formats.delimited._BLOCK_ROWS", 2)
    path = tmp_path / "表.csv"
    path.write_text('学号,备注\n1,无\n2,无\n3,"未完\n4,无\n5,无\n6,无\n', encoding="utf-8")
    book = read_text(path, Form.TEXT, DEFAULT)
    assert book.remarks == ("有引号没有成对，已把引号当作普通字符读取",)
    assert book.sheets[0].cells[3:5] == [["3", '"未完'], ["4", "无"]]


def test_control_characters_are_left_out_and_their_lines_named(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("学号,姓名,备注\n1,张三\0,无\n2,李四,\x02电话\n" + "3,王五,\n" * 9)
    book = read_text(path, Form.TEXT, DEFAULT)
    assert book.sheets[0].cells[1:3] == [["1", "张三", "无"], ["2", "李四", "电话"]]
    assert book.remarks == ("第 2、3 行有看不见的控制字符，已略去",)


def test_what_is_full_of_control_characters_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(b"a,b\n\x01\x02,1\n")
    with pytest.raises(Unreadable, match="内容不是表格"):
        read_text(path, Form.TEXT, DEFAULT)


def test_the_width_of_each_row_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("学号,姓名\n1,张,三\n2\n", encoding="utf-8")
    assert list(read_text(path, Form.TEXT, DEFAULT).sheets[0].widths) == [2, 3, 1]
