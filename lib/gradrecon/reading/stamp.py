"""The check code printed on a sheet that we sent out (see `gradrecon.checklist`)."""

from __future__ import annotations

from gradrecon.sheets.grid import Sheet
from gradrecon.sources.table import letters
from gradrecon.values.check_code import LABEL, code_in


def stamp(sheet: Sheet) -> tuple[str, str]:
    """The first check code on a sheet and its cell (`A2`), "" and "" where there is none."""
    for place, column in enumerate(sheet.columns):
        if LABEL.encode() not in column.text:
            continue
        for row, text in enumerate(column.cells):
            if LABEL in text and (code := code_in(text)):
                return code, f"{letters(sheet.left + place)}{sheet.top + row + 1}"
    return "", ""
