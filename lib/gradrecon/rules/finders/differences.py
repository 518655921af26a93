"""What several chapters look for in their own sources: what differs, what stands twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.columns.distinct import pairs_by_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import repeated
from gradrecon.linking.evidence import among
from gradrecon.linking.linked import linked as link_rows
from gradrecon.rules.rule import Find, about_rows
from gradrecon.values.folding import are_variants
from gradrecon.values.id_number import is_masked, shown

NO_HITS = pd.DataFrame()


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


def joined_values(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The keys that have more than one distinct value, each with its values as one text."""
    pairs = pd.DataFrame({"key": keys, "value": values})[_repeated(keys)].drop_duplicates()
    pairs = pairs[pairs["key"].duplicated(keep=False)]
    said: dict[Any, list[str]] = {}
    for key, value in zip(pairs["key"], pairs["value"], strict=True):
        said.setdefault(key, []).append(value)
    many = {key: "、".join(sorted(own)) for key, own in sorted(said.items())}
    return pd.Series(many.values(), pd.Index(many, dtype=keys.dtype), dtype="str")


def _repeated(keys: pd.Series) -> np.ndarray:
    text = keys.dtype == "str"
    return repeated(keys) if text else keys.duplicated(keep=False).to_numpy()


def _all(sources: tuple[str, ...], find: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    hits = [hit for hit in map(find, sources) if not hit.empty]
    return pd.concat(hits, ignore_index=True) if hits else NO_HITS


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
    aside = facts.linked[name].aside.index
    return link_rows(table, links.drop(aside, errors="ignore"), facts.students).rows


def first_difference(seen: pd.Series, known: pd.Series) -> pd.Series:
    """The first place in which two numbers differ, said without showing them."""
    return pairs_by_distinct(seen, known, _place_of_difference)


def _place_of_difference(seen: str, known: str) -> str:
    if not seen or not known:
        return ""
    if "*" in seen:
        return _ends_that_differ(seen, known)
    if len(seen) != len(known):
        return "（位数不同）"
    places = [place for place, (a, b) in enumerate(zip(seen, known, strict=True), 1) if a != b]
    return f"（第{places[0]}位起不同）" if places else ""


def _ends_that_differ(masked: str, known: str) -> str:
    """Which of the characters beside the mask differ; how many it hides says nothing."""
    front, back = masked.partition("*")[0], masked.rpartition("*")[2]
    ends = [f"前{len(front)}位"] if not known.startswith(front) else []
    ends += [f"末{len(back)}位"] if not known.endswith(back) else []
    return f"（{'和'.join(ends)}不同）" if ends else ""


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


def ids_in_full(values: pd.Series) -> pd.Series:
    """Whether each value is an identity number with nothing hidden."""
    whole = ~is_masked(values).to_numpy()
    whole[whole] = values[whole].str.fullmatch(r"\d{17}[\dX]|\d{15}")
    return pd.Series(whole, index=values.index)
