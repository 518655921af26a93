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
_CONFLICT = "学号与证件号指向不同的学生"
_UNKNOWN = "学籍名册中没有此人"
_KEYLESS = "没有可用的学号或证件号，其余信息不足以对应到一人"

# Weak match passes: what a proposal rests on, strongest first, and how it is said.
_CANDIDATE_PASSES = (
    (("id_head",), "证件号前15位相同"),
    (("name_key", "college"), "姓名、学院相同"),
    (("name_key",), "姓名相同"),
)
_SAID = ("", *(words for _, words in _CANDIDATE_PASSES))


def unmatched_with_candidates(
    rows: Rows, conflict: np.ndarray, register: Register, table: Table, refused: np.ndarray
) -> pd.DataFrame:
    """The unmatched, each with the one student that weak evidence points to, if any does.

    `refused`: the place of the student whom a person said the row is not; not candidate again.
    """
    candidate = np.full(len(rows), -1)
    evidence = np.zeros(len(rows), dtype="int8")
    keyed = ((rows["student_no"] != "") | has_full_number(rows)).to_numpy()
    if len(rows):
        sought = with_name_key(rows).assign(id_head=_heads_of_damaged(rows, table))
        for code, (keys, _) in enumerate(_CANDIDATE_PASSES, 1):
            hits = register.owner(sought, *keys)
            fresh = (candidate < 0) & (hits >= 0) & (hits != refused)
            candidate[fresh], evidence[fresh] = hits[fresh], code
    return pd.DataFrame(
        {
            "reason": choose([(conflict, _CONFLICT), (keyed, _UNKNOWN)], _KEYLESS, rows.index),
            "candidate": candidate,
            "evidence": coded(evidence, _SAID, rows.index),
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
