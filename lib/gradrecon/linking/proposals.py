"""Rows that no key links, and the student that weak evidence proposes for each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import blank, coded
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import choose
from gradrecon.linking.register import Register, has_full_number, with_name_key
from gradrecon.sources.table import Table

# Why a row is nobody's.
_TORN = "学号与证件号指向不同的学生"
_UNKNOWN = "学籍名册中没有此人"
_KEYLESS = "没有可用的学号或证件号，其余信息不足以对应到一人"

# Weak rungs: what a proposal rests on, strongest first, and how it is said.
_PROPOSALS = (
    (("id_head",), "证件号前15位相同"),
    (("name_key", "college"), "姓名、学院相同"),
    (("name_key",), "姓名相同"),
)


def strays_with_proposals(
    rows: Rows, torn: np.ndarray, register: Register, table: Table, refused: np.ndarray
) -> pd.DataFrame:
    """The strays, each with the one student that weak evidence points to, if any does.

    `refused`: the place of the student whom a person said the row is not; not proposed again.
    """
    proposed = np.full(len(rows), -1)
    evidence = np.zeros(len(rows), dtype="int8")
    keyed = ((rows["student_no"] != "") | has_full_number(rows)).to_numpy()
    if len(rows):
        sought = with_name_key(rows).assign(id_head=_heads_of_damaged(rows, table))
        for code, (keys, _) in enumerate(_PROPOSALS, 1):
            hits = register.owner(sought, *keys)
            fresh = (proposed < 0) & (hits >= 0) & (hits != refused)
            proposed[fresh], evidence[fresh] = hits[fresh], code
    return pd.DataFrame(
        {
            "reason": choose([(torn, _TORN), (keyed, _UNKNOWN)], _KEYLESS, rows.index),
            "proposed": proposed,
            "evidence": coded(evidence, ("", *(words for _, words in _PROPOSALS)), rows.index),
        }
    )


def _heads_of_damaged(rows: Rows, table: Table) -> pd.Series:
    """The 15 digits that a number stored by Excel keeps: enough to propose, never to join."""
    notes = table.notes
    damaged = notes[notes["damage"] & (notes["column"] == "id_no")].drop_duplicates("id")
    if damaged.empty:
        return blank(rows.index)
    digits = damaged.set_index("id")["came"].str.extract(r"^(\d{15})\d{0,3}", expand=False)
    return digits.reindex(rows.index).fillna("").astype("str")
