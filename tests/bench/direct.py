"""The batch's work without notebooks: `python tests/bench/direct.py PARAMS RAW OUT JOBS`.

The same Run gives the same tables, workbooks, fragments and pages, made by plain calls in so many
processes: what the batch is measured beside.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from gradrecon.checklist.sent import Sent, with_key
from gradrecon.cohort import cohort as cohorts
from gradrecon.kernels import lean
from gradrecon.outputs.pages.page import html
from gradrecon.outputs.pages.report import CollegeReport, SchoolReport, precompute_figures
from gradrecon.outputs.tables.tables import write_tables
from gradrecon.outputs.workbooks.books import COLLEGE_BOOKS, SCHOOL_BOOKS, precompute_books
from gradrecon.reading import read_folder
from gradrecon.run import snapshot
from gradrecon.run.reconcile import reconcile

COLLEGE = "style summary moves compared late findings delays method definitions"
SCHOOL = "style summary calls colleges late delays received method definitions"


def main(arguments: Sequence[str]) -> None:
    """Do it all once."""
    params, raw, out, jobs = arguments
    cohort = cohorts.load(Path(params))
    day = cohort.as_of
    if day is None:
        raise SystemExit("params without as_of")
    tables = read_folder(Path(raw), cohort, jobs=int(jobs)).require()
    run = reconcile(cohort, tables, None, with_key(Sent()), as_of=day)
    precompute_figures(run)
    precompute_books(run)
    with tempfile.TemporaryDirectory() as name:
        kept, spawn = Path(name, snapshot.FILE), multiprocessing.get_context("spawn")
        snapshot.write(kept, run, cohort=params, as_of="", raw="")
        with ProcessPoolExecutor(int(jobs), mp_context=spawn) as pool:
            done = pool.map(partial(_make, kept, Path(out)), ["", *run.colleges])
            write_tables(run, Path(out))
            list(done)


def _make(kept: Path, out: Path, code: str) -> None:
    """One college's workbooks and page, or with code "" the school's."""
    run = snapshot.read(kept)
    folder = out / (code or "school")
    folder.mkdir(parents=True)
    if code:
        for name, write in COLLEGE_BOOKS:
            write(run, code, folder / name)
    else:
        for name, write_school in SCHOOL_BOOKS:
            write_school(run, folder / name)
    report = CollegeReport(run, code) if code else SchoolReport(run)
    fragments = [
        getattr(report, name)._repr_html_() for name in (COLLEGE if code else SCHOOL).split()
    ]
    (folder / "page.html").write_text(_page(fragments), encoding="utf-8")


def _page(fragments: Sequence[str]) -> str:
    lean.papermill()
    import nbformat

    new = nbformat.v4
    cells = [
        new.new_code_cell(outputs=[new.new_output("display_data", {"text/html": one})])
        for one in fragments
    ]
    return html(new.new_notebook(cells=cells), "标题")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main(sys.argv[1:])
