"""The answers in a 问题清单 that came back: on which finding each is, and in which cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gradrecon.errors import Fault, SourceError
from gradrecon.outputs.workbooks.answers import ID, NOTE, SHOWN, VALUE, VERDICT, mark_of
from gradrecon.sheets import Sheet, read_sheets
from gradrecon.sources.table import letters

_NEEDED = (*SHOWN, VERDICT, VALUE, NOTE, ID)


class Answer(NamedTuple):
    """What one row says. `ids`: finding, evidence and the mark; `altered`: it shows other words."""

    cell: str
    ids: tuple[str, ...]
    altered: bool
    verdict: str
    value: str
    note: str

    @property
    def finding(self) -> str:
        """The finding that it answers."""
        return self.ids[0]

    @property
    def said(self) -> tuple[str, str, str]:
        """What it says, wherever it stands."""
        return self.verdict, self.value, self.note


def answers_in(path: Path) -> list[Answer]:
    """Every row in which something was answered; SourceError for a file that has no such rows."""
    found = [list(_of_sheet(path.name, sheet)) for sheet in read_sheets(path) if _header(sheet)]
    if not found:
        wrong = "不是本程序生成的问题清单：没有“处理意见”和“编号”等列"
        raise SourceError(
            Fault(path.name, wrong, "用各学院文件夹里的 问题清单.xlsx 填写后再导入。")
        )
    return [answer for answers in found for answer in answers]


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the header, and the column of each title in it."""
    for place, row in enumerate(sheet.cells[:20]):
        titles = {text.strip(): across for across, text in reversed(list(enumerate(row)))}
        if all(title in titles for title in _NEEDED):
            return place, titles
    return None


def _of_sheet(file: str, sheet: Sheet) -> Iterator[Answer]:
    found = _header(sheet)
    assert found is not None
    head, titles = found
    for number, row in enumerate(sheet.cells[head + 1 :], head + 2):
        said = {title: row[across].strip() if across < len(row) else ""
                for title, across in titles.items()}  # fmt: skip
        if said[VERDICT] or said[VALUE] or said[NOTE]:
            ids = tuple(said[ID].split("."))
            known = len(ids) == 3
            yield Answer(
                cell=f"{file}!{sheet.name}!{letters(titles[VERDICT])}{number}",
                ids=ids if known else ("", "", ""),
                altered=not known or mark_of(said[title] for title in SHOWN) != ids[2],
                verdict=said[VERDICT], value=said[VALUE], note=said[NOTE],
            )  # fmt: skip
