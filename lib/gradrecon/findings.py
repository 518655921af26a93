"""How what the rules hit becomes the one tidy table of findings."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, groupby

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.arrow import coded, column, constant, from_bytes, joined, put, texts
from gradrecon.lookup import take
from gradrecon.parallel import each, together
from gradrecon.rule import Facts, Rule
from gradrecon.table import Table

# Hashes are written in letters, so that none looks like an identity number.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")

FINDING_COLUMNS = (
    "finding", "evidence", "college", "student_no", "rule", "clause", "severity", "step", "field",
    "observed", "expected", "message", "move", "source", "cell",
)  # fmt: skip


def find_all(rules: Sequence[Rule], facts: Facts) -> pd.DataFrame:
    """The findings of all rules, see `findings_of`."""
    return findings_of(hits_of(rules, facts), rules, facts.tables)


def hits_of(rules: Sequence[Rule], facts: Facts) -> pd.DataFrame:
    """What all rules hit, one row per thing seen, in the rules' order.

    Columns: `order` (the place of the rule), `row_id` (the row of the source that shows it, -1 for
    none), and as text what the hit gives or the rule says (`_GIVEN`), with the `message`.
    """
    return _said(_found(rules, facts))


_Found = tuple[int, Rule, pd.DataFrame]


def _found(rules: Sequence[Rule], facts: Facts) -> list[_Found]:
    """What each rule hits, with its place; rules that hit nothing left out.

    Chapters side by side, the rules of a chapter in turn: they look at the same few sources.
    """
    applying = [(place, rule) for place, rule in enumerate(rules) if rule.applies(facts)]
    chapters = [list(own) for _, own in groupby(applying, lambda one: one[1].chapter)]

    def of_chapter(own: list[tuple[int, Rule]]) -> list[_Found]:
        hits = ((place, rule, rule.find(facts)) for place, rule in own)
        return [found for found in hits if not found[2].empty]

    return list(chain.from_iterable(each(of_chapter, chapters, len(facts.cases))))


def _said(found: Sequence[_Found]) -> pd.DataFrame:
    """The hits of all rules in one frame, by rule, with what is said of each.

    Column by column over all rules: a frame for each rule would cost more than its finding.
    """
    if not found:
        return pd.DataFrame()
    sizes = [len(hits) for _, _, hits in found]
    index = pd.RangeIndex(sum(sizes))

    def said(name: str) -> pd.Series:
        return column(
            pa.concat_arrays([_values(hits, name, rule) for _, rule, hits in found]), index
        )

    names = (*_GIVEN, "message")
    return pd.DataFrame(
        {
            "order": np.repeat([place for place, _, _ in found], sizes),
            "row_id": np.concatenate([_ids(hits) for _, _, hits in found]),
            **dict(zip(names, each(said, names, len(index)), strict=True)),
        }
    )


# What a hit may give, and what stands where it does not.
_GIVEN: Mapping[str, Callable[[Rule], str]] = {
    **dict.fromkeys(
        ("student_no", "college", "subject", "source", "column", "cell", "observed", "expected",
         "item"),
        lambda rule: "",
    ),
    "field": lambda rule: rule.field,
    "severity": lambda rule: rule.severity.value,
    "move": lambda rule: rule.move.value,
}  # fmt: skip


def _values(hits: pd.DataFrame, name: str, rule: Rule) -> pa.Array:
    if name == "message":
        return _worded(rule.message, hits)
    given = name in hits
    return texts(hits[name]).fill_null("") if given else constant(_GIVEN[name](rule), len(hits))


def _ids(hits: pd.DataFrame) -> np.ndarray:
    return hits["id"].to_numpy(dtype="int64") if "id" in hits else np.full(len(hits), -1)


def _worded(template: str, hits: pd.DataFrame) -> pa.Array:
    """The sentence for each hit, its columns filled in."""
    parts: list[pa.Array | str] = []
    for text, name, _, _ in string.Formatter().parse(template):
        parts += [text] if name is None else [text, texts(hits[name])]
    return joined(parts) if "{" in template else constant(template, len(hits))


# What a rule says of all its hits.
_OF_RULE: Mapping[str, Callable[[Rule], str]] = {
    "rule": lambda rule: rule.code,
    "clause": lambda rule: rule.clause,
    "step": lambda rule: rule.step.value,
}


def findings_of(
    hits: pd.DataFrame, rules: Sequence[Rule], tables: Mapping[str, Table]
) -> pd.DataFrame:
    """The findings that hits are: columns `FINDING_COLUMNS`, one row per thing to look at.

    And `row_id`; all else is text. In the rules' order, within it by student and place; each has
    the cell that shows it, an id of its own, and the evidence it was seen on.
    """
    if hits.empty:
        return pd.DataFrame(columns=list(FINDING_COLUMNS), dtype="str").assign(row_id=0)
    index, which = hits.index, hits["order"].to_numpy()
    own = {name: coded(which, map(say, rules), index) for name, say in _OF_RULE.items()}
    subject = hits["student_no"].where(hits["student_no"] != "", hits["subject"])
    made = together(
        len(index),
        placed=lambda: _placed(hits, tables),
        same=lambda: _hashes(own["rule"], subject, hits["field"], hits["item"]),
        seen=lambda: _hashes("seen", hits["observed"], hits["expected"], hits["item"]),
    )
    cells, order = made["placed"]
    hits = hits.assign(cell=cells)
    rest = [name for name in FINDING_COLUMNS if name in hits]
    sorted_ = each(lambda name: take(hits[name], order, index), rest, len(index))
    columns = {
        **own,  # in order already: rules come first in it
        **dict(zip(rest, sorted_, strict=True)),
        "finding": _as_ids(made["same"][order]),
        "evidence": _as_letters(made["seen"][order]),
        "row_id": hits["row_id"].to_numpy()[order],
    }
    return pd.DataFrame({name: columns[name] for name in (*FINDING_COLUMNS, "row_id")})


def _placed(hits: pd.DataFrame, tables: Mapping[str, Table]) -> tuple[pd.Series, np.ndarray]:
    """The cell of each hit, and their places by rule, then college, student and cell."""
    cells = _cells(hits, tables)
    return cells, _in_order(hits.assign(cell=cells))


def _in_order(hits: pd.DataFrame) -> np.ndarray:
    by = ("order", "college", "student_no", "subject", "field", "item", "cell")
    table = pa.table({name: pa.array(hits[name].array) for name in by})
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in by])
    return np.asarray(order).astype("int64")


def _as_ids(hashes: np.ndarray) -> pd.Series:
    """A rule may hit one subject several times: the second is told apart by its number."""
    ids, found = _as_letters(hashes), pd.Series(hashes)
    again = found.duplicated().to_numpy()
    if again.any():
        several = found[found.duplicated(keep=False)]
        number = several.groupby(several, sort=False).cumcount()[found.index[again]]
        told = _hashes(ids[again], number.astype("str"))
        ids = put(ids, again, _as_letters(told))
    return ids


def _cells(hits: pd.DataFrame, tables: Mapping[str, Table]) -> pd.Series:
    """The address of the cell that shows each hit, "" where it is about something missing."""
    cells = hits["cell"].copy()
    placed = hits.loc[
        (hits["row_id"] >= 0) & (hits["source"] != "") & (cells == ""),
        ["source", "row_id", "column"],
    ]
    for source, group in placed.groupby("source"):
        found = tables[source].cells(group["row_id"], group["column"])
        cells[group.index] = found.to_numpy()
    return cells


def _hashes(*parts: str | pd.Series) -> np.ndarray:
    """A 64-bit hash of the parts of each row, the same in every run."""
    given = [part if isinstance(part, str) else texts(part) for part in parts]
    told = joined([*given, ""], "\x1f").to_numpy(zero_copy_only=False)
    hashes: np.ndarray = pd.util.hash_array(told, categorize=False)
    return hashes


def _as_letters(hashes: np.ndarray) -> pd.Series:
    """Hashes as 16 letters each."""
    letters = hashes.astype(">u8").tobytes().hex().translate(_LETTERS).encode()
    rows = np.frombuffer(letters, dtype="uint8").reshape(-1, 16)
    places = np.arange(len(hashes))
    return column(from_bytes(rows, places, len(hashes)), pd.RangeIndex(len(hashes)))
