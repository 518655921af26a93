"""The Run as CSV tables, one file each below `tables/`, see `COLUMNS`.

UTF-8 with BOM, so that Excel shows Chinese; texts in quotes; the same Run gives the same bytes.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from gradrecon.linking.totals import COUNT_COLUMNS
from gradrecon.outputs.safety import harmless, masked
from gradrecon.rules.findings import FINDING_COLUMNS
from gradrecon.run.ledger import LEDGER_COLUMNS, ledger
from gradrecon.run.progress import PROGRESS_COLUMNS
from gradrecon.run.readiness import READINESS_COLUMNS
from gradrecon.run.run import Run

_PLACE = ("source", "file", "sheet", "row")
# What only the software needs.
_INTERNAL = ("row_id", "about")

# The columns that stand first, in this order; a table's further columns follow them.
COLUMNS = {
    "cases": ("student_no", "college", "name"),
    "findings": (*FINDING_COLUMNS, "state"),
    "links": (*_PLACE, "student_no", "rung", "agreed", "differed"),
    "strays": (*_PLACE, "reason", "proposed_student_no", "evidence"),
    "rejected": (*_PLACE, "reason"),
    "counts": COUNT_COLUMNS,
    "progress": PROGRESS_COLUMNS,
    "readiness": READINESS_COLUMNS,
    "rules": LEDGER_COLUMNS,
}


def tables(run: Run) -> dict[str, pd.DataFrame]:
    """Every table by name, as it may be shown: no identity number, no birth date in `cases`."""
    made = {"cases": _cases(run.cases), "rules": ledger(run)}
    frames = {name: made[name] if name in made else getattr(run, name) for name in COLUMNS}
    return {name: _shown(frame, COLUMNS[name]) for name, frame in frames.items()}


def write_tables(run: Run, folder: Path) -> None:
    """Write every table into the folder, which is there already. Raise OSError if it cannot be."""
    for name, frame in tables(run).items():
        safe = frame.apply(lambda column: harmless(column) if _is_text(column) else column)
        with (folder / f"{name}.csv").open("wb") as file:
            file.write(BOM_UTF8)
            csv.write_csv(pa.Table.from_pandas(safe, preserve_index=False), file)


def _cases(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases without what only the software needs or what nobody need see."""
    internal = [name for name in cases if name.endswith(("_key", "_row"))]
    tails = cases.assign(id_no=cases["id_no"].str[-4:]).rename(columns={"id_no": "id_tail"})
    return tails.drop(columns=["birth_date", *internal])


def _shown(frame: pd.DataFrame, first: tuple[str, ...]) -> pd.DataFrame:
    frame = frame[[*first, *(name for name in frame if name not in (*first, *_INTERNAL))]]
    kept = frame.select_dtypes("category").columns
    texts = frame.astype(dict.fromkeys(kept, "str"))
    return texts.apply(lambda column: masked(column) if _is_text(column) else column)


def _is_text(column: pd.Series) -> bool:
    return bool(pd.api.types.is_string_dtype(column))
