"""What a college changed is found, each thing under its own kind at its own cell, nothing else."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 5
FIELDS = (
    "number", "student_no", "name", "pinyin", "sex", "ethnicity", "birth_date", "id_no", "college",
    "major_code", "major", "major_en", "level", "form", "batch", "confirmed", "remark",
)  # fmt: skip
COLUMNS = {name: place for place, name in enumerate(FIELDS, 1)}
LETTERS = dict(zip(FIELDS, "ABCDEFGHIJKLMNOPQ", strict=True))
# A different value for each field that only an application may change.
OTHER = {
    "name": "欧阳某", "sex": "未知", "ethnicity": "回族", "birth_date": "1990-01-01",
    "id_no": "990101199001010019", "college": "法学院", "major_code": "0301", "major": "法学",
    "level": "预科", "form": "函授", "batch": "冬季",
}  # fmt: skip
# Another way to say the same.
SAME = {
    "ethnicity": lambda text: text.removesuffix("族"),
    "birth_date": lambda text: text.replace("-", "/"),
    "level": lambda text: text.removesuffix("研究生"),
    "batch": lambda text: text + "批次",
    "name": lambda text: f" {text[0]}　{text[1:]}",
    "form": lambda text: "普通" + text,
}


def test_what_comes_back_as_it_went_says_nothing(office):
    for path in office.send().values():
        office.hand_in(path)
    assert office.found() == set()


def test_rows_sorted_columns_moved_and_renamed_sheets_copied(office):
    files = office.send()
    office.hand_in(files["01"], _rearrange)
    office.hand_in(files["02"], lambda sheet: sheet.parent.copy_worksheet(sheet) and None)
    assert office.found() == set()


def test_an_edit_in_a_rearranged_table_is_found_at_its_own_cell(office):
    def edit(sheet: Worksheet) -> None:
        sheet["E5"].value = "未知"
        _rearrange(sheet)

    name = office.hand_in(office.send()["01"], edit)
    assert office.found() == {("return.locked", f"{name}!整理!M152")}


def test_comma_separated_text(office):
    for code, path in office.send().items():
        rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
        name = office.hand_in(path).replace(".xlsx", ".csv")
        (office.raw / name).with_suffix(".xlsx").unlink()
        frame = pd.DataFrame(rows).fillna("")
        frame.to_csv(office.raw / name, header=False, index=False, encoding="gb18030")
        assert code in name
    assert office.found() == set()


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_saved_by_libreoffice(office, tmp_path, form):
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "CI must have libreoffice-calc"
        pytest.skip("LibreOffice is not installed")
    (office.raw / "returned").mkdir(parents=True)
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", form, "--outdir", str(office.raw / "returned"),
         *map(str, office.send().values())],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert len(office.run().tables["returned"].rows) == len(office.frames["roster"])
    assert office.found() == set()


def test_five_hundred_edits(office):
    dice = random.Random(20250228)
    _file_applications(office)
    files = office.send()
    total = 0
    for number in range(2):
        expected = set()
        for code, path in files.items():
            name = f"{code}-edited.xlsx"
            edits = _Edits(office, dice, f"returned/{name}", code)
            office.hand_in(path, edits.apply, name)
            expected |= edits.expected
            total += edits.count
        found = office.found()
        assert found == expected, f"round {number}: {sorted(found ^ expected)}"
        shutil.rmtree(office.raw)
    assert total >= 500


def _file_applications(office) -> None:
    """Every third student applies for another 民族: approved, under way, approved otherwise."""
    rows = office.frames["roster"].iloc[::3][["student_no", "name"]].reset_index(drop=True)
    turn = pd.Series(range(len(rows))) % 3
    office.frames["applications"] = rows.assign(
        field="民族",
        after=turn.map({0: "满族", 1: "满族", 2: "壮族"}),
        state=turn.map({0: "研究生院已批", 1: "学院已审", 2: "研究生院已批"}),
    )


class _Edits:
    """Random edits of one college's sheet, one on most of its students, and what they must give."""

    def __init__(self, office, dice: random.Random, file: str, code: str) -> None:
        self.office, self.dice, self.file, self.code = office, dice, file, code
        self.expected: set[tuple[str, str]] = set()
        self.count = 0
        pinyin = office.frames["pinyin"]
        self.sure = set(pinyin.loc[pinyin["confirmed"] == "是", "student_no"])

    def apply(self, sheet: Worksheet) -> None:
        applied = office_applications(self.office)
        rows = [row for row in range(FIRST_ROW, sheet.max_row) if _number(sheet, row)]
        for row in self.dice.sample(rows, len(rows) - 10):
            kinds = list(self._possible(sheet, row, applied.get(_number(sheet, row))))
            self.dice.choice(kinds)(sheet, row)
            self.count += 1

    def _possible(self, sheet: Worksheet, row: int, application: tuple | None) -> Iterator:
        confirmed = _number(sheet, row) in self.sure
        filled = _text(sheet, row, "pinyin") != ""
        yield from (self._locked, self._locked, self._emptied, self._renumbered, self._removed)
        yield from (self._again, self._stranger, self._english, self._noted, self._same)
        yield from (self._withdrawn, self._confirmed)
        if filled:
            yield self._respelt_final if confirmed else self._respelt
        else:
            yield self._spelt
        if application:
            state, after = application
            granted = state == "研究生院已批" and after == "满族"
            yield from [self._as_applied if granted else self._beyond_application] * 6

    def _set(self, sheet: Worksheet, row: int, field: str, value: str, rule: str) -> None:
        sheet.cell(row, COLUMNS[field]).value = value
        if rule:
            self._expect(sheet, row, field, rule)

    def _expect(self, sheet: Worksheet, row: int, field: str, rule: str) -> None:
        self.expected.add((rule, f"{self.file}!{sheet.title}!{LETTERS[field]}{row}"))

    def _locked(self, sheet: Worksheet, row: int) -> None:
        field, value = self.dice.choice(list(OTHER.items()))
        self._set(sheet, row, field, value, "return.locked")

    def _emptied(self, sheet: Worksheet, row: int) -> None:
        field = self.dice.choice(["name", "sex", "birth_date", "id_no", "major"])
        self._set(sheet, row, field, "", "return.locked")

    def _renumbered(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "student_no", f"9{row:09d}", "return.locked")

    def _removed(self, sheet: Worksheet, row: int) -> None:
        self.expected.add(("return.row_missing", _number(sheet, row)))
        for place in COLUMNS.values():
            sheet.cell(row, place).value = None

    def _again(self, sheet: Worksheet, row: int) -> None:
        self._append(sheet, [sheet.cell(row, place).value for place in COLUMNS.values()])
        self._expect(sheet, sheet.max_row, "student_no", "return.row_added")

    def _stranger(self, sheet: Worksheet, row: int) -> None:
        self._append(
            sheet,
            ["", f"8{self.code}{row:07d}", f"路人{_NUMERALS[row % 10]}{_NUMERALS[row // 10 % 10]}"],
        )
        self._expect(sheet, sheet.max_row, "student_no", "return.stray")

    def _append(self, sheet: Worksheet, values: list) -> None:
        below = sheet.max_row + 1
        for place, value in enumerate(values, 1):
            sheet.cell(below, place).value = value

    def _english(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "major_en", "Law", "major.english_unstated")

    def _noted(self, sheet: Worksheet, row: int) -> None:
        rule = "return.permitted" if _text(sheet, row, "remark") else "return.filled"
        self._set(sheet, row, "remark", "学生在国外", rule)

    def _same(self, sheet: Worksheet, row: int) -> None:
        field, say = self.dice.choice(list(SAME.items()))
        self._set(sheet, row, field, say(_text(sheet, row, field)), "")

    def _confirmed(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "confirmed", "是", "")

    def _withdrawn(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "confirmed", "否", "return.filled")

    def _spelt(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "pinyin", "Li Ming", "return.filled")

    def _respelt(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "pinyin", "Li Ming", "return.permitted")

    def _respelt_final(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "pinyin", "Li Ming", "return.locked")

    def _as_applied(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "ethnicity", "满族", "return.permitted")

    def _beyond_application(self, sheet: Worksheet, row: int) -> None:
        self._set(sheet, row, "ethnicity", "满族", "return.locked")


_NUMERALS = "零一二三四五六七八九"


def office_applications(office) -> dict[str, tuple[str, str]]:
    """State and new value of each student's application."""
    frame = office.frames["applications"]
    return dict(
        zip(frame["student_no"], zip(frame["state"], frame["after"], strict=True), strict=True)
    )


def _number(sheet: Worksheet, row: int) -> str:
    text = _text(sheet, row, "student_no")
    return text if text.isdigit() else ""


def _text(sheet: Worksheet, row: int, field: str) -> str:
    return str(sheet.cell(row, COLUMNS[field]).value or "")


def _rearrange(sheet: Worksheet) -> None:
    """Rows turned round, columns moved, headers by other names, on a sheet of its own."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    code, header, body = rows[1][0], rows[3], rows[4:-4]
    header[COLUMNS["id_no"] - 1], header[COLUMNS["pinyin"] - 1] = "证件号码", "姓名拼音"
    book: Workbook = sheet.parent
    fresh = book.create_sheet("整理", 0)
    fresh.append([None, code])
    for row in (header, *reversed(body)):
        fresh.append(row[::-1])
    book.remove(sheet)
