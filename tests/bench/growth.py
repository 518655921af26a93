"""How reconciling grows with the cohort, up to a million students, and what memory it takes.

The tables of four sources (roster, studio, CHSI, pinyin) of a made-up cohort in 25 colleges, five
in a hundred students in trouble, are made in memory: names and spellings are drawn anew for every
student, nothing is repeated. Reconciling them to the Run stands beside the bare pandas merges of
the same tables. Each size is made in one process and measured in another, so that the peak of
memory is that of the tables and of reconciling them.
"""

from __future__ import annotations

import json
import math
import pickle
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from cohort import PARAMS, merged, peak_megabytes
from figure import Figure, side_by_side

from gradrecon.cohort import cohort as cohorts
from gradrecon.cohort.cohort import Cohort
from gradrecon.run.reconcile import reconcile
from gradrecon.samples import plan, story
from gradrecon.samples.params import sample_params
from gradrecon.samples.slots import draw_slots
from gradrecon.samples.students import draw_students
from gradrecon.samples.troubles import make_trouble
from gradrecon.samples.world import World
from gradrecon.sources import BY_NAME, SOURCES, table
from gradrecon.sources.table import Table

NAMES = ("roster", "studio", "chsi", "pinyin")
SIZES, MOST = (10_000, 100_000), 1_000_000
DAY = date(2024, 12, 17)
TROUBLE = 0.05
# Of 1,000,000 students: the multiple of the merges, the exponent of growth from the smallest size,
# and MB at the peak. Of fewer students the multiple is greater: every rule costs some calls.
DEAREST, STEEPEST, MOST_MEGABYTES = 4, 1.05, 4096


@dataclass(frozen=True)
class Growth:
    """What was measured at each size: its figure, and the peak memory in MB by students."""

    figures: tuple[Figure, ...]
    megabytes: Mapping[int, float]
    exponent: float

    @property
    def holds(self) -> bool:
        """Whether the growth is linear and the memory enough."""
        return self.exponent <= STEEPEST and max(self.megabytes.values()) <= MOST_MEGABYTES


def measure(*, whole: bool = False) -> Growth:
    """The figures for 10,000 and 100,000 students, and if `whole` for 1,000,000."""
    sizes = (*SIZES, MOST) if whole else SIZES
    measured = {size: _in_own_process(size) for size in sizes}
    figures = {size: Figure(**record["figure"]) for size, record in measured.items()}
    growth = figures[sizes[-1]].ours / figures[sizes[0]].ours
    return Growth(
        tuple(figures.values()),
        {size: record["megabytes"] for size, record in measured.items()},
        math.log(growth) / math.log(sizes[-1] / sizes[0]),
    )


def _in_own_process(size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        made = str(Path(folder) / "tables.pickle")
        _run("make", str(size), made)
        record: dict[str, Any] = json.loads(_run("measure", str(size), made))
        return record


def _run(*arguments: str) -> str:
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def tables(students: int) -> tuple[Cohort, dict[str, Table]]:
    """The cohort and the tables of the four sources; all others are absent."""
    params = sample_params(tomllib.loads(PARAMS.read_text(encoding="utf-8")), 25, DAY)
    cohort, rng = cohorts.parse(params), np.random.default_rng(1)
    people, slots = draw_students(rng, cohort, students), draw_slots(cohort)
    plans = plan.draw_plan(rng, cohort, people, slots)
    frames = story.tell(cohort, DAY, people, plans, slots)
    make_trouble(World(cohort, DAY, rng, people, plans, slots, frames), TROUBLE)
    absent = {source.name: table.absent(source) for source in SOURCES}
    return cohort, {**absent, **{name: _table(name, frames[name]) for name in NAMES}}


def _table(name: str, frame: pd.DataFrame) -> Table:
    columns = [column for column in frame if column in BY_NAME[name].by_name]
    rows = frame[columns].reset_index(drop=True)
    return table.make(BY_NAME[name], {column: _text(rows[column]) for column in columns})


def _text(values: pd.Series) -> pd.Series:
    """Values as the reading gives them; what is no text in a column of texts was damaged."""
    if pd.api.types.is_datetime64_any_dtype(values):
        text = values.dt.strftime("%Y-%m-%d %H:%M:%S").fillna("")
        return text.str.removesuffix(" 00:00:00").astype("str")
    if values.dtype == object:
        values = values.where(values.map(type).isin((str, bool)), "")
    return values.replace({True: "是", False: "否"}).fillna("").astype("str")


def _measured(students: int, made: tuple[Cohort, dict[str, Table]]) -> dict[str, Any]:
    """What one size costs, and the peak of memory after reconciling once."""
    cohort, given = made
    reconcile(cohort, given, as_of=DAY)
    peak = peak_megabytes()
    figure = side_by_side(
        f"核对 {students:,} 人（四种来源）",
        lambda: reconcile(cohort, given, as_of=DAY),
        "merge",
        lambda: merged(given, NAMES[1:]),
        limit=DEAREST if students == MOST else None,
        times=3,
    )
    return {"figure": asdict(figure), "megabytes": peak}


def _main(task: str, students: int, file: Path) -> None:
    """The two halves of a measurement, each a process: make the tables; measure them."""
    with file.open("wb" if task == "make" else "rb") as stream:
        if task == "make":
            pickle.dump(tables(students), stream, protocol=5)
            return
        made = pickle.load(stream)
    sys.stdout.write(json.dumps(_measured(students, made)))


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
