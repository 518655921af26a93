"""What was received: each source's rows and where they went, and the files behind a report."""

from __future__ import annotations

import pandas as pd

from gradrecon.linking.ladder import APART
from gradrecon.run.run import Run, kept
from gradrecon.sources import BY_NAME

SOURCE_COLUMNS = ("source", "title", "present", "rows_in", "linked", "stray", "rejected",
                  "out_of_scope", "damaged")  # fmt: skip
FINGERPRINT = 8


def sources(run: Run) -> pd.DataFrame:
    """One row per declared source with the columns `SOURCE_COLUMNS`; absent ones count nothing.

    The counts are those of `run.counts`; `damaged` are cells that could not be trusted.
    """
    frame = run.counts.copy()
    tables = [run.tables[name] for name in frame["source"]]
    return frame.assign(
        title=[BY_NAME[name].title for name in frame["source"]],
        present=[table.present for table in tables],
        damaged=[int(table.notes["damage"].sum()) for table in tables],
    )[list(SOURCE_COLUMNS)]


def stray_reasons(run: Run) -> pd.DataFrame:
    """Why rows are nobody's: columns reason, rows, where; the commonest first."""
    return _reasons(run.strays)


def rejected_reasons(run: Run) -> pd.DataFrame:
    """Why rows could not be used: columns reason, rows, where; the commonest first."""
    return _reasons(run.rejected)


@kept
def files(run: Run) -> pd.DataFrame:
    """The files behind a run, one row a file: columns title (of the source), sha256 (its start).

    Not their names: those are the senders' words, and may name a student (law 9). A folder of
    photos is one row, with the hash of them all.
    """
    parts = [
        (table.source.title, part.file, part.sha256[:FINGERPRINT])
        for table in run.tables.values()
        for part in table.parts
    ]
    every = pd.DataFrame(parts, columns=["title", "file", "sha256"])
    every = every.drop_duplicates("file").drop(columns="file")
    return every.drop_duplicates().reset_index(drop=True)


def _reasons(rows: pd.DataFrame) -> pd.DataFrame:
    """Each reason with its rows, and which sources they stand in, most rows first.

    A reason that goes on to name a student is cut off before that (law 9).
    """
    named = rows["reason"].str.startswith(APART)
    reason = rows["reason"].mask(named, "经人判定，不是所写学号的那名学生")
    count = rows.assign(reason=reason).groupby(["reason", "source"]).size()
    count = count.rename("rows").reset_index()
    count = count.sort_values(["rows", "source"], ascending=[False, True])
    titles = count["source"].map({name: source.title for name, source in BY_NAME.items()})
    count["where"] = titles.astype("str") + " " + count["rows"].astype("str") + " 行"
    reasons = count.groupby("reason").agg({"rows": "sum", "where": "、".join}).reset_index()
    return reasons.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)
