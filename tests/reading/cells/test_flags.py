"""Cells of yes and no, as offices fill them in."""

from __future__ import annotations

import pytest

from gradrecon.reading.cells.flags import read_flag
from gradrecon.reading.cells.notes import Cell


@pytest.mark.parametrize(
    ("text", "means"),
    [("☑是 ☐否", "是"), ("☐ 是 ☑ 否", "否"), ("□正确 √有误", "否"), ("√", "是"), ("OK", "是"),
     ("本人已确认。", "是"), ("待确认", "否"), ("—", "")],
)  # fmt: skip
def test_a_word_or_a_ticked_box(text: str, means: str) -> None:
    assert read_flag(Cell(text))[0] == means


@pytest.mark.parametrize("text", ["□是 □否", "☑是 ☑否", "是/否", "是？", "老师代", "已核对未审核"])
def test_what_does_not_decide_stands_as_it_came(text: str) -> None:
    assert read_flag(Cell(text))[0] == text
