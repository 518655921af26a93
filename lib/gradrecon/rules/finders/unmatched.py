"""Rows that no key links: keys that a program has ruined, and people whom the roster lacks.

Found once for all sources; each chapter's rule speaks of its own.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.columns.arrow import blank, column, constant
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import pick, take
from gradrecon.rules.finders.differences import NO_HITS
from gradrecon.rules.finders.ruined import places_in_roster
from gradrecon.rules.rule import Find
from gradrecon.sources.source import KEY_KINDS
from gradrecon.sources.table import Table
from gradrecon.values.id_number import shown


def damaged(*sources: str) -> Find:
    """A finder of cells in key columns that an office's program has ruined (law 3)."""
    return _of(_damaged, sources)


def unmatched(*sources: str, advice: str = "请核实。") -> Find:
    """A finder of rows that are nobody's, though their keys are sound.

    `advice`: what to do about one whose student does not stand in the roster with a ruined 学号.
    """
    find = _of(_unmatched, sources)

    def find_own(facts: Facts) -> pd.DataFrame:
        hits = find(facts)
        if hits.empty:
            return hits
        return hits.assign(advice=pick(hits["in_roster"], _MEND_ROSTER, advice))

    return find_own


_MEND_ROSTER = "请研究生院先改正名册，本行暂勿改动。"


def candidate_of(facts: Facts, rows_left: pd.DataFrame) -> dict[str, pd.Series]:
    """Say whose unmatched rows may be: `expected` (a 学号), `reason` and `hint`, in words."""
    candidate = take(
        facts.students["student_no"], rows_left["candidate"].to_numpy(), rows_left.index
    )
    hint = "可能是学号 " + candidate + "（" + rows_left["evidence"] + "）"
    return {
        "expected": candidate,
        "reason": rows_left["reason"],
        "hint": hint.where(candidate != "", "无"),
    }


def _candidate_or_mend(facts: Facts, rows_left: pd.DataFrame) -> dict[str, pd.Series]:
    """The same, with `in_roster`: the roster may hold them under a ruined 学号."""
    said = candidate_of(facts, rows_left)
    cell = places_in_roster(facts, rows_left)
    here, candidate = cell != "", said["expected"] != ""
    hint = cell + " 一行的姓名等信息相符" + ("；也" + said["hint"]).where(candidate, "")
    return {
        **said,
        "reason": said["reason"].mask(here, "名册中此人的学号可能已损坏"),
        "hint": said["hint"].mask(here, hint),
        "in_roster": here,
    }


def row_key(source: str | pd.Series, rows: Rows | pd.DataFrame) -> pd.Series:
    """What names a row wherever it is moved to: its source and what its keys say."""
    keys = source + "|" + rows["student_no"] + "|" + rows["name"]
    return keys + "|" + rows.get("id_no", "")


def _of(find: Callable[[Facts], pd.DataFrame], sources: tuple[str, ...]) -> Find:
    """A finder of those hits that are on some sources, which are found once for all."""

    def find_own(facts: Facts) -> pd.DataFrame:
        hits = facts.shared(find)
        return hits if hits.empty else hits[hits["source"].isin(sources)]

    return find_own


def _damaged(facts: Facts) -> pd.DataFrame:
    notes = facts.shared(_ruined)
    if notes.empty:
        return NO_HITS
    digits = notes["came"].str.fullmatch(r"[0-9]+[0-9X]")
    hidden = shown(notes["came"]).where(digits, "号码")
    shown_as = notes["came"].where(notes["column"] != "id_no", hidden)
    linked, candidate = notes["student"].to_numpy(), notes["candidate"].to_numpy()
    return pd.DataFrame(
        {
            "student_no": take(facts.cases["student_no"], linked, notes.index),
            "college": take(facts.cases["college"], linked, notes.index),
            "subject": notes["source"] + "|" + notes["name"] + "|" + notes["came"],
            "source": notes["source"],
            "id": notes["id"],
            "column": notes["column"],
            "field": notes["column"],
            "observed": shown_as + "（" + notes["kind"] + "）",
            "expected": take(facts.students["student_no"], candidate, notes.index),
            "item": notes["source"],
            "title": notes["title"],
        }
    )


def _ruined(facts: Facts) -> pd.DataFrame:
    """The damaged cells of columns that rows are joined by, over all sources, a row for each.

    Columns `id`, `column`, `kind` and `came` as the notes say, `source`, `title` (of the column),
    `name`, `student` and `candidate` (whose row it is and whose it may be, as places, -1 for none).
    """
    found = [_ruined_in(facts, name) for name in facts.linked]
    return pd.concat([notes for notes in found if len(notes)] or [NO_HITS], ignore_index=True)


def _ruined_in(facts: Facts, name: str) -> pd.DataFrame:
    table, match, own = facts.tables[name], facts.matches[name], facts.linked[name].rows
    titles = {column.name: column.title for column in table.source.columns
              if column.kind in KEY_KINDS}  # fmt: skip
    notes = table.notes
    own_keys = notes["damage"].to_numpy() & notes["column"].isin(titles).to_numpy()
    own_keys &= ~notes["id"].isin(facts.linked[name].aside.index).to_numpy()
    if not own_keys.any():
        return NO_HITS
    said = {column: notes[column][own_keys] for column in ("id", "column", "kind", "came")}
    ids = said["id"].to_numpy()
    linked = _by_row(table, own.index, own["student"])
    linked[match.by_person.index] = -1
    candidate = _by_row(table, match.unkeyed.index, match.unkeyed["candidate"])
    index = said["id"].index
    return pd.DataFrame(
        {
            **said,
            "source": column(constant(name, len(ids)), index),
            "title": by_distinct(said["column"], titles.__getitem__),
            "name": take(table.rows["name"], ids, index) if "name" in table.rows else blank(index),
            "student": linked[ids],
            "candidate": candidate[ids],
        }
    )


def _by_row(table: Table, ids: pd.Index, places: pd.Series) -> np.ndarray:
    """A place for each row of a table, -1 where none is given."""
    found = np.full(len(table.rows), -1)
    found[ids] = places
    return found


def _unmatched(facts: Facts) -> pd.DataFrame:
    known = [name for name in facts.linked if facts.tables[name].source.subject == "student"]
    found = [_unmatched_in(facts, name) for name in known]
    rows = pd.concat([rows for rows in found if len(rows)] or [NO_HITS], ignore_index=True)
    if rows.empty:
        return NO_HITS
    return pd.DataFrame(
        {
            "subject": row_key(rows["source"], rows),
            "source": rows["source"],
            "id": rows["id"],
            "column": rows["column"],
            "observed": rows["student_no"] + " " + rows["name"],
            "title": rows["title"],
            **_candidate_or_mend(facts, rows),
        }
    )


def _unmatched_in(facts: Facts, name: str) -> pd.DataFrame:
    """The unmatched rows of a source whose keys are sound, with what is known of whose they are."""
    table, rows_left = facts.tables[name], facts.matches[name].unkeyed
    ruined = facts.shared(_ruined)
    if len(ruined):
        rows_left = rows_left[~rows_left.index.isin(ruined.loc[ruined["source"] == name, "id"])]
    if rows_left.empty:
        return rows_left
    rows = Rows(table.rows, rows_left.index.to_numpy())
    keys = {key: rows.get(key, "") for key in ("student_no", "name", "id_no", "college")}
    column = "student_no" if table.has("student_no") else "name"
    said = {"source": name, "title": table.source.title, "column": column}
    return pd.DataFrame({**rows_left, **keys, "id": rows_left.index, **said}, rows_left.index)
