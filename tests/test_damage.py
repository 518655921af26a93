"""A number that a spreadsheet has ruined never joins, however many there are (law 3)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from gradrecon.cohort import cohort as cohorts
from gradrecon.reading import read_folder
from gradrecon.run.reconcile import reconcile
from gradrecon.samples import write_sample
from gradrecon.values.id_number import has_right_check

PARAMS = Path(__file__).parents[1] / "params" / "2025.toml"
SHARE = 0.3


def as_excel_keeps_it(number: str, way: int) -> object:
    """An 18-digit number after Excel: 15 digits and zeros, as a number, a float or a text."""
    kept = number[:15] + "000"
    return [int(kept), float(kept), kept, f"{float(kept):.5E}"][way]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage")
    write_sample(folder, students=1500, colleges=6, seed=4, params=PARAMS, trouble=0)
    return folder


def test_no_wrong_link_at_thirty_percent_damage(folder):
    cohort = cohorts.load(folder / "params.toml")
    roster = read_folder(folder / "raw", cohort).tables["roster"].rows
    roster = roster[roster["id_no"].str.fullmatch(r"\d{18}")].reset_index(drop=True)
    rng = np.random.default_rng(5)
    ruined = rng.random(len(roster)) < SHARE
    for path in (folder / "raw").glob("*图像校对*"):
        path.unlink()
    book = Workbook()
    sheet = book.active
    sheet.append(["证件号码", "校对状态"])
    ways = rng.integers(0, 4, len(roster))
    for number, broken, way in zip(roster["id_no"], ruined, ways, strict=True):
        sheet.append([as_excel_keeps_it(number, way) if broken else number, "正确"])
    book.save(folder / "raw" / "学信网图像校对结果.xlsx")

    run = reconcile(cohort, read_folder(folder / "raw", cohort).tables, as_of=date(2025, 3, 3))

    links = run.links[run.links["source"] == "chsi"].set_index("row")["student_no"]
    owner = dict(zip(range(2, len(roster) + 2), roster["student_no"], strict=True))
    assert all(owner[row] == student for row, student in links.items())
    assert set(links.index) == {
        row for row, broken in zip(owner, ruined, strict=True) if not broken
    }
    strays = run.strays[run.strays["source"] == "chsi"].set_index("row")["proposed_student_no"]
    assert all(student in ("", owner[row]) for row, student in strays.items())
    found = run.findings[run.findings["rule"] == "chsi.damaged"]
    # As text, one in eleven has a check digit that happens to fit; it is nobody's all the same.
    lucky = ruined & (ways == 2) & has_right_check(roster["id_no"].str[:15] + "000")
    assert len(found) == ruined.sum() - lucky.sum()
