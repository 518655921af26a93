"""How much the 信息核对表 of 400 students costs beside openpyxl writing the same cells bare."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from figure import Figure, side_by_side
from openpyxl import Workbook, load_workbook

from gradrecon.checklist.sent import with_key
from gradrecon.cohort import cohort as cohorts
from gradrecon.outputs.workbooks.checklist.workbook import write_checklist
from gradrecon.reading import read_folder
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"

Cells = Mapping[str, Sequence[Sequence[object]]]


def measure() -> list[Figure]:
    """The figure of one college's workbook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = _run(folder)
        code = run.colleges[0]
        ours, bare = folder / "ours.xlsx", folder / "bare.xlsx"
        write_checklist(run, code, ours)
        cells = {page.title: list(page.values) for page in load_workbook(ours)}
        return [
            side_by_side(
                "写 400 人的信息核对表",
                lambda: write_checklist(run, code, ours),
                "openpyxl 只写同样的格子",
                lambda: _write_bare(cells, bare),
                limit=1.7,
            )
        ]


def _run(folder: Path) -> Run:
    write_sample(folder / "sample", students=400, colleges=1, seed=1, params=PARAMS)
    cohort = cohorts.load(folder / "sample" / "params.toml")
    assert cohort.as_of is not None
    tables = read_folder(folder / "sample" / "raw", cohort).tables
    run = reconcile(cohort, tables, as_of=cohort.as_of)
    return replace(run, sent=with_key(run.sent))


def _write_bare(cells: Cells, path: Path) -> None:
    book = Workbook()
    for title, rows in cells.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
