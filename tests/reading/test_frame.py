"""The cells of a sheet as one array, and what is seen of them."""

import pytest

from gradrecon.reading.frame import Cells, seen, text_array
from gradrecon.sheets.grid import Sheet, columns_of

PLAIN = [["学号", "姓名", "备注"], ["1", "张三", ""], ["", "李四", "\u3000"]]
ODD = [["学号", "姓\x1f名", "备\x1f\x1e注"], ["1", "张\n三", ""]]
UNUSUAL = [["".join(("\x1f", "\x1e", "\x1d", "\x1c", "\0")), "姓名"], ["1", "张三"]]


@pytest.mark.parametrize("rows", [PLAIN, ODD, UNUSUAL])
def test_columns_stand_below_one_another_whatever_divides_them(rows: list[list[str]]) -> None:
    cells = Cells.of(Sheet("", columns_of(rows), len(rows)))
    columns = [cells.column(place).to_pylist() for place in range(len(rows[0]))]
    assert columns == [list(column) for column in zip(*rows, strict=True)]


def test_a_sheet_without_columns_has_no_cells() -> None:
    assert len(Cells.of(Sheet("", (), 0)).texts) == 0


def test_spaces_of_every_width_are_not_seen() -> None:
    blank = ["", " ", "\t\r\n", "\u3000", "\u00a0 \u3000"]
    filled = ["1", " 1", "\u3000张", "\u00a0x", "\u00e9", "\u3001", "\x0b", "\0"]
    assert seen(text_array(blank + filled)).tolist() == [False] * len(blank) + [True] * len(filled)
    assert seen(text_array([*blank, "张"]).slice(5)).tolist() == [True]
