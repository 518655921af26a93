"""What several chapters look for in their own sources: damage, strays, what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from gradrecon.cases import linked as link_rows
from gradrecon.distinct import pairs_by_distinct
from gradrecon.identity import shown
from gradrecon.keys import repeated
from gradrecon.lookup import look_up, take
from gradrecon.matching import among
from gradrecon.rows import Rows
from gradrecon.rule import Facts, Find, about_others, about_rows
from gradrecon.source import KEY_KINDS
from gradrecon.table import Table
from gradrecon.text import are_variants

NO_HITS = pd.DataFrame()


def damaged(*sources: str) -> Find:
    """A finder of cells in key columns that an office's program has ruined (law 3)."""

    def find(facts: Facts) -> pd.DataFrame:
        return _all(sources, lambda name: _damaged(facts, name))

    return find


def strays(*sources: str) -> Find:
    """A finder of rows that are nobody's, though their keys are sound."""

    def find(facts: Facts) -> pd.DataFrame:
        return _all(sources, lambda name: _strays(facts, name))

    return find


def differs(fields: tuple[str, ...], *sources: str) -> Find:
    """A finder of linked rows in which a field contradicts the roster."""

    def find(facts: Facts) -> pd.DataFrame:
        return _all(
            fields, lambda field: _all(sources, lambda name: _differing(facts, name, field))
        )

    return find


def counted(values: pd.Series) -> pd.Series:
    """How often each value stands in its column, as text."""
    return values.groupby(values).transform("size").astype("str")


def several(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The keys that have more than one distinct value, each with its values as one text."""
    pairs = pd.DataFrame({"key": keys, "value": values})[_repeated(keys)].drop_duplicates()
    many = pairs[pairs["key"].duplicated(keep=False)].sort_values(["key", "value"])
    return many.groupby("key")["value"].agg("、".join).astype("str")


def _repeated(keys: pd.Series) -> np.ndarray:
    text = keys.dtype == "str"
    return repeated(keys) if text else keys.duplicated(keep=False).to_numpy()


def _all(sources: tuple[str, ...], find: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    hits = [hit for hit in map(find, sources) if not hit.empty]
    return pd.concat(hits, ignore_index=True) if hits else NO_HITS


def _damaged(facts: Facts, name: str) -> pd.DataFrame:
    table = facts.tables[name]
    notes = ruined_keys(table)
    if notes.empty:
        return NO_HITS
    by_keys = (
        facts.linked[name]
        .rows["student"]
        .drop(facts.matches[name].by_person.index, errors="ignore")
    )
    linked = by_keys.reindex(notes["id"], fill_value=-1).to_numpy()
    proposed = facts.matches[name].unkeyed["proposed"].reindex(notes["id"], fill_value=-1)
    college, student_no = facts.cases["college"], facts.cases["student_no"]
    digits = notes["came"].str.fullmatch(r"[0-9]+[0-9X]")
    hidden = shown(notes["came"]).where(digits, "号码")
    shown_as = notes["came"].where(notes["column"] != "id_no", hidden)
    names = table.rows["name"] if "name" in table.rows else pd.Series("", table.rows.index)
    return pd.DataFrame(
        {
            "student_no": take(student_no, linked, notes.index),
            "college": take(college, linked, notes.index),
            "subject": name + "|" + names[notes["id"]].to_numpy() + "|" + notes["came"],
            "source": name,
            "id": notes["id"],
            "column": notes["column"],
            "field": notes["column"],
            "observed": shown_as + "（" + notes["kind"] + "）",
            "expected": take(facts.students["student_no"], proposed.to_numpy(), notes.index),
            "item": name,
            "title": _titles(table, notes["column"]),
        }
    )


def ruined_keys(table: Table) -> pd.DataFrame:
    """The notes on damaged cells of columns that rows are joined by."""
    keys = [column.name for column in table.source.columns if column.kind in KEY_KINDS]
    return table.notes[table.notes["damage"] & table.notes["column"].isin(keys)]


def _strays(facts: Facts, name: str) -> pd.DataFrame:
    table = facts.tables[name]
    stray = facts.matches[name].unkeyed
    stray = stray[~stray.index.isin(ruined_keys(table)["id"])]
    if stray.empty:
        return NO_HITS
    rows = Rows(table.rows, stray.index.to_numpy())
    return about_others(
        table,
        rows,
        "student_no" if table.has("student_no") else "name",
        row_key(table, rows),
        observed=rows["student_no"] + " " + rows["name"],
        title=table.source.title,
        **proposal(facts, stray),
    )


def proposal(facts: Facts, stray: pd.DataFrame) -> dict[str, pd.Series]:
    """What is said of strays: `expected` (the 学号 proposed), `reason`, and `hint`, in words."""
    proposed = take(facts.students["student_no"], stray["proposed"].to_numpy(), stray.index)
    hint = "可能是学号 " + proposed + "（" + stray["evidence"] + "）"
    return {
        "expected": proposed,
        "reason": stray["reason"],
        "hint": hint.where(proposed != "", "无"),
    }


def row_key(table: Table, rows: Rows) -> pd.Series:
    """What names a row wherever it is moved to: its source and what its keys say."""
    keys = table.source.name + "|" + rows["student_no"] + "|" + rows["name"]
    return keys + "|" + rows.get("id_no", "")


def _differing(facts: Facts, name: str, field: str) -> pd.DataFrame:
    linked = facts.linked[name]
    rows = _by_keys(facts, name)
    rows = rows[among(rows["differed"], field)]
    if rows.empty:
        return NO_HITS
    known = facts.of_case(rows, field)
    seen, right = (shown(rows[field]), shown(known)) if field == "id_no" else (rows[field], known)
    return about_rows(
        linked,
        rows,
        field,
        facts,
        field=field,
        observed=seen,
        expected=right,
        item=linked.table.source.name,
        title=linked.table.source.title,
        where=_HOW.get(field, _unsaid)(rows[field], known),
    )


def _by_keys(facts: Facts, name: str) -> Rows:
    """The rows that keys link, with those that a person parted from their student since."""
    table, match = facts.linked[name].table, facts.matches[name]
    if match.by_person.empty and match.apart.empty:
        return facts.linked[name].rows
    links = pd.concat([match.links.drop(match.by_person.index, errors="ignore"), match.apart])
    return link_rows(table, links, facts.students).rows


def first_difference(seen: pd.Series, known: pd.Series) -> pd.Series:
    """The first place in which two numbers differ, said without showing them."""
    return pairs_by_distinct(seen, known, _place_of_difference)


def _place_of_difference(seen: str, known: str) -> str:
    if len(seen) != len(known):
        return "（位数不同）"
    places = [place for place, (a, b) in enumerate(zip(seen, known, strict=True), 1) if a != b]
    return f"（第{places[0]}位起不同）" if places else ""


def _spelt_alike(seen: pd.Series, known: pd.Series) -> pd.Series:
    """A hint where two names may be one in another way of writing; they stay two (domain)."""
    return pairs_by_distinct(
        seen, known, lambda one, other: "（疑为异体或繁简写法）" if are_variants(one, other) else ""
    )


def _unsaid(seen: pd.Series, known: pd.Series) -> str:
    return ""


# How two values differ, said beside them.
_HOW: Mapping[str, Callable[[pd.Series, pd.Series], pd.Series | str]] = {
    "id_no": first_difference,
    "name": _spelt_alike,
}


def _titles(table: Table, columns: pd.Series) -> pd.Series:
    return look_up(
        columns, pd.Series({column.name: column.title for column in table.source.columns})
    )


def ids_in_full(values: pd.Series) -> pd.Series:
    """Whether each value is an identity number with nothing hidden."""
    return values.str.fullmatch(r"\d{17}[\dX]|\d{15}")
