"""How much reading and reconciling a cohort costs beside the bare work on the same files.

Bare work: python-calamine's `to_python()` of every workbook, the csv module's rows of every CSV,
and plain pandas merges of the same tables. 8,000 students in 25 colleges. The files are read by as
many processes as there are cores, as the batch reads them.
"""

from __future__ import annotations

import csv
import os
import resource
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from figure import Figure, side_by_side
from python_calamine import CalamineWorkbook

from gradrecon import names
from gradrecon.cohort import cohort as cohorts
from gradrecon.reading import read_folder
from gradrecon.run.reconcile import reconcile
from gradrecon.samples import write_sample
from gradrecon.sources.table import Table

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"
JOBS = os.cpu_count() or 1
MERGED = ("must_capture", "recapture", "approved", "images", "studio", "chsi", "pinyin", "returned")


def measure() -> list[Figure]:
    """The figures of reading, reconciling and judging one cohort."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> list[Figure]:
    write_sample(folder, students=8000, colleges=25, seed=1, params=PARAMS)
    cohort = cohorts.load(folder / "params.toml")
    raw = folder / "raw"
    tables = read_folder(raw, cohort).tables
    day = cohort.as_of
    assert day is not None
    pairs = pd.DataFrame(
        {"name": tables["pinyin"].rows["name"], "submitted": tables["pinyin"].rows["pinyin"]}
    )
    return [
        side_by_side(
            "读取和核对 8000 人",
            lambda: reconcile(cohort, read_folder(raw, cohort, jobs=JOBS).tables, as_of=day),
            "calamine、csv 与 merge",
            lambda: (_bare_reading(raw), _bare_merges(tables)),
            limit=3,
        ),
        side_by_side(
            "读取",
            lambda: read_folder(raw, cohort, jobs=JOBS),
            "calamine、csv",
            lambda: _bare_reading(raw),
        ),
        side_by_side(
            "核对",
            lambda: reconcile(cohort, tables, as_of=day),
            "merge",
            lambda: _bare_merges(tables),
        ),
        side_by_side(
            "判断拼音",
            lambda: names.judge_many(pairs),
            "pypinyin.lazy_pinyin",
            lambda: _lazy_pinyin(pairs["name"]),
            limit=3,
        ),
    ]


def _bare_reading(raw: Path) -> None:
    for path in raw.rglob("*.xls*"):
        book = CalamineWorkbook.from_path(path)
        for place in range(len(book.sheet_names)):
            book.get_sheet_by_index(place).to_python()
    for path in raw.rglob("*.csv"):
        text = path.read_bytes()
        encoding = "utf-8-sig" if text.startswith(b"\xef\xbb\xbf") else "gb18030"
        list(csv.reader(text.decode(encoding).splitlines()))


def _bare_merges(tables: Mapping[str, Table]) -> pd.DataFrame:
    joined = merged(tables, MERGED)
    return joined.merge(tables["majors"].rows, on="major_code", how="left", suffixes=("", "_table"))


def merged(tables: Mapping[str, Table], names: Iterable[str]) -> pd.DataFrame:
    """The bare work on tables: the roster with one row of each source merged to each student."""
    joined = tables["roster"].rows
    for name in names:
        once = tables[name].rows.drop_duplicates("student_no")
        joined = joined.merge(once, on="student_no", how="left", suffixes=("", f"_{name}"))
    return joined


def _lazy_pinyin(column: pd.Series) -> None:
    from pypinyin import lazy_pinyin

    for name in column.unique():
        lazy_pinyin(name)


def peak_megabytes() -> float:
    """The most memory this process has held, in MB (Linux counts in KB, macOS in bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
