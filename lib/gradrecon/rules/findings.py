"""How what the rules hit becomes the one tidy table of findings."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.cases.facts import Facts
from gradrecon.columns.arrow import coded, column, constant, filled, from_bytes, joined, put, texts
from gradrecon.columns.lookup import take
from gradrecon.rules.rule import Rule
from gradrecon.sources.table import Table

# Hashes are written in letters, so that none looks like an identity number.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")

# So many texts are Python's at a time while they are hashed.
_AT_ONCE = 1 << 16

FINDING_COLUMNS = (
    "finding", "evidence", "college", "student_no", "rule", "clause", "severity", "step", "field",
    "observed", "expected", "message", "move", "source", "cell",
)  # fmt: skip


Hits = list[tuple[Rule, pd.DataFrame]]


def find_all(rules: Sequence[Rule], facts: Facts) -> pd.DataFrame:
    """The findings of all rules, see `findings_of`."""
    return findings_of(hits_of(rules, facts), facts.tables)


def hits_of(rules: Sequence[Rule], facts: Facts) -> Hits:
    """Each rule that hits anything with its hits, in the rules' order."""
    hits = ((rule, rule.find(facts)) for rule in rules if rule.applies(facts))
    return [(rule, found) for rule, found in hits if not found.empty]


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
    return filled(texts(hits[name])) if given else constant(_GIVEN[name](rule), len(hits))


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
    "about": lambda rule: rule.about.value,
}


# What tells where a finding stands among those of its rule, the first first.
_ORDERED_BY = ("college", "student_no", "subject", "field", "item", "cell")


def findings_of(hits: Hits, tables: Mapping[str, Table]) -> pd.DataFrame:
    """The findings that hits are: columns `FINDING_COLUMNS`, one row per thing to look at.

    And `about`, what verdicts on it may concern, and `row_id`, the row of the source that shows it,
    -1 for none; all else is text. In the
    rules' order, within it by student and place; each has the cell that shows it, an id of its
    own, and the evidence it was seen on.
    """
    if not hits:
        return pd.DataFrame(columns=[*FINDING_COLUMNS, "about"], dtype="str").assign(row_id=0)
    rules = [rule for rule, _ in hits]
    which = np.repeat(np.arange(len(hits), dtype="int16"), [len(found) for _, found in hits])
    index = pd.RangeIndex(len(which))

    def said(name: str) -> pd.Series:
        """Column by column over all rules: a frame for each would cost more than its finding."""
        return column(pa.concat_arrays([_values(found, name, rule) for rule, found in hits]), index)

    where = (*_ORDERED_BY, "source", "column")
    placed = pd.DataFrame({name: said(name) for name in where})
    placed["row_id"] = np.concatenate([_ids(found) for _, found in hits])
    placed["cell"] = _cells(placed, tables)
    order = _in_order(which, placed)

    def in_order(name: str) -> pd.Series:
        return take(placed[name] if name in placed else said(name), order, index)

    names = (*_ORDERED_BY, "source", "severity", "observed", "expected", "message", "move")
    columns = {name: in_order(name) for name in names}
    columns |= {name: coded(which, map(say, rules), index) for name, say in _OF_RULE.items()}
    seen = _hashes("seen", columns["observed"], columns["expected"], columns["item"])
    columns |= {"finding": _as_ids(_same(columns)), "evidence": _as_letters(seen)}
    columns["row_id"] = placed["row_id"].to_numpy()[order]
    return pd.DataFrame({name: columns[name] for name in (*FINDING_COLUMNS, "about", "row_id")})


def _in_order(which: np.ndarray, placed: pd.DataFrame) -> np.ndarray:
    """The places of the hits by rule, and within it by `_ORDERED_BY`.

    By rule and college at first: the students of a college often stand in their order already.
    """
    college, colleges = pd.factorize(placed["college"], sort=True)
    group = which * np.int64(len(colleges)) + college
    group = group.astype(np.min_scalar_type(group.max()))  # sorted at once where it is small
    order = np.argsort(group, kind="stable")
    group, student = group[order], texts(placed["student_no"]).take(pa.array(order))
    rises = np.asarray(pc.less(student[:-1], student[1:]))
    mixed = np.flatnonzero(np.isin(group, group[1:][(group[1:] == group[:-1]) & ~rises]))
    rest = order[mixed]
    table = pa.table({name: texts(placed[name].iloc[rest]) for name in _ORDERED_BY})
    table = table.append_column("rule", pa.array(which[rest]))
    by = [(name, "ascending") for name in ("rule", *_ORDERED_BY)]
    order[mixed] = rest[np.asarray(pc.sort_indices(table, sort_keys=by))]
    return order


def _same(columns: Mapping[str, pd.Series]) -> np.ndarray:
    """What is one finding in every run: of a rule, on a student or other subject, about a thing."""
    subject = columns["student_no"].where(columns["student_no"] != "", columns["subject"])
    return _hashes(columns["rule"], subject, columns["field"], columns["item"])


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
    shown = (hits["row_id"] >= 0) & (hits["source"] != "") & (hits["cell"] == "")
    places = np.flatnonzero(shown)
    rows, columns = hits["row_id"].to_numpy()[places], hits["column"].to_numpy()[places]
    codes, sources = pd.factorize(hits["source"].array[places])
    found = np.empty(len(places), dtype=object)
    for code, source in enumerate(sources):
        own = codes == code
        found[own] = tables[source].cells(rows[own], columns[own])
    return put(hits["cell"], shown.to_numpy(), pd.Series(found, dtype="str"))


def _hashes(*parts: str | pd.Series) -> np.ndarray:
    """A 64-bit hash of the parts of each row, the same in every run."""
    given = [part if isinstance(part, str) else texts(part) for part in parts]
    told = joined([*given, ""], "\x1f")
    few = [told.slice(start, _AT_ONCE) for start in range(0, len(told), _AT_ONCE)]
    hashes = [
        pd.util.hash_array(part.to_numpy(zero_copy_only=False), categorize=False) for part in few
    ]
    return np.concatenate(hashes)


def _as_letters(hashes: np.ndarray) -> pd.Series:
    """Hashes as 16 letters each."""
    letters = hashes.astype(">u8").tobytes().hex().translate(_LETTERS).encode()
    rows = np.frombuffer(letters, dtype="uint8").reshape(-1, 16)
    places = np.arange(len(hashes))
    return column(from_bytes(rows, places, len(hashes)), pd.RangeIndex(len(hashes)))
