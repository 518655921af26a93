"""A cell's own text on a web page, and what stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradrecon.sheets.formats.webpage import read_html
from gradrecon.sheets.grid import CellType, Sheet
from gradrecon.sheets.process.limits import DEFAULT
from gradrecon.sheets.sniff import Form


def _read(path: Path, *cells: str, head: str = "") -> Sheet:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    path.write_text(f"<meta charset=utf-8>{head}<table><tr>{row}</table>", encoding="utf-8")
    return read_html(path, Form.HTML, DEFAULT).sheets[0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2022<b>01</b>", "202201"),
        ("张三<script>var a = '王五';</script>", "张三"),
        ("张三<span style='display: none'>旧</span>", "张三"),
        ("张三<span class='a off'><i>旧</i></span>", "张三"),
        ("张三<i hidden>旧</i><!-- 旧 -->", "张三"),
        ("<ruby>张<rt>zhang</rt></ruby>三", "张三"),
        ("<select><option>请选择<option selected>男<option>女</select>", "男"),
        ("<select><option>男<option>女</select>", "男"),
        ("<input value='2022'><input type=hidden value=9><input type=checkbox value=1>", "2022"),
        ("甲<br>乙", "甲\n乙"),
    ],
)
def test_only_what_is_shown_is_the_text(cell: str, text: str, tmp_path: Path) -> None:
    style = "<style>.off { color: red; display: none }</style>"
    assert _read(tmp_path / "页.xls", cell, "无", head=style).cells == [[text, "无"]]


def test_comments_choices_and_struck_text_stand_beside_the_cell(tmp_path: Path) -> None:
    sheet = _read(
        tmp_path / "页.xls",
        "<s>张</s>三",
        "<span style='text-decoration: line-through'>李四</span>",
        "王五<div style='mso-element:comment'>已核</div>",
        "<select><option>是<option>否</select>",
    )
    assert sheet.cells == [["张三", "李四", "王五", "是"]]
    assert sheet.struck == {(0, 0), (0, 1)}
    assert sheet.comments == (((0, 2), "已核"),)
    assert sheet.choices == ((((0, 3), (0, 3)), "是,否"),)


def test_a_table_that_is_not_shown_is_not_read(tmp_path: Path) -> None:
    hidden = "<div style='display:none'><table><tr><td>选项</td></tr></table></div>"
    assert _read(tmp_path / "页.xls", "学号", head=hidden).cells == [["学号"]]


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        ("<td x:num=2022010001>2.02E+09", "2022010001", CellType.DRESSED),
        ("<td x:num=22>0000000022", "22", CellType.FORMATTED),
        ("<td x:num>22", "22", CellType.NUMBER),
        ("<td x:num=36556>2000/1/31", "2000/1/31", None),
        ("<td style='mso-number-format:\"0000000000\"'>22", "22", CellType.FORMATTED),
        ("<td style='mso-number-format:\"\\@\"'>0022", "0022", None),
        ("<td class=pad>22", "22", CellType.FORMATTED),
    ],
)
def test_a_number_shown_otherwise_is_marked(
    cell: str, text: str, kind: CellType | None, tmp_path: Path
) -> None:
    style = "<style>.pad { mso-number-format:0000000000; }</style>"
    (tmp_path / "页.xls").write_text(f"<meta charset=utf-8>{style}<table><tr>{cell}</table>")
    sheet = read_html(tmp_path / "页.xls", Form.HTML, DEFAULT).sheets[0]
    assert (sheet.cells, sheet.types.get((0, 0))) == ([[text]], kind)


def test_a_table_within_a_cell_does_not_replace_the_one_around_it(tmp_path: Path) -> None:
    inner = "<table><tr><td>张三</table>"
    assert _read(tmp_path / "页.xls", "2022010001", "男", inner).cells == [
        ["2022010001", "男", "张三"]
    ]
    assert _read(tmp_path / "页.xls", inner).cells == [["张三"]]


def test_cells_that_are_not_shown_say_nothing_unless_their_column_is_hidden(tmp_path: Path) -> None:
    off = "<td style='display:none'>"
    rows = f"<tr>{off}内<td>甲<tr>{off}部<td>乙<tr>{off}号{off}丙"
    (tmp_path / "页.xls").write_text(f"<meta charset=utf-8><table>{rows}</table>")
    sheet = read_html(tmp_path / "页.xls", Form.HTML, DEFAULT).sheets[0]
    assert sheet.cells == [["内", "甲"], ["部", "乙"], ["号", ""]]
    assert sheet.hidden_columns == {0}


def test_lines_of_the_source_are_spaces_and_blocks_are_lines(tmp_path: Path) -> None:
    assert _read(tmp_path / "页.xls", "学\n  号", "<p>张三</p><p>李四</p>").cells == [
        ["学 号", "张三\n李四"]
    ]
