"""Which separator a text has, and what quotes keep from being one."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradrecon.sheets.delimited import read_text
from gradrecon.sheets.limits import DEFAULT
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
