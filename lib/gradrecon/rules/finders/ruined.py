"""Students whose 学号 is ruined in the roster: there, though no row of theirs finds them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.values.agreement import AGREES, UNKNOWN, agreement
from gradrecon.values.folding import fold_name
from gradrecon.values.id_number import is_masked


def ruined_students(facts: Facts) -> pd.DataFrame:
    """The roster's rows whose 学号 is ruined, by row id.

    Columns: `name`, `id_no`, `college` (its code) and `cell`, where the 学号 stands.
    """
    table = facts.tables["roster"]
    notes = table.notes
    ids = notes.loc[notes["damage"] & (notes["column"] == "student_no"), "id"].unique()
    return _known(table.rows.loc[ids], facts).assign(cell=table.cells(ids, "student_no"))


def whose(facts: Facts, hits: pd.DataFrame) -> pd.DataFrame:
    """Hits on cells of the roster, with `whose` each is where the 学号 there is ruined.

    The college sees them as well, where it can be told.
    """
    names = {college.code: college.name for college in facts.cohort.colleges}
    known = facts.shared(ruined_students).reindex(hits["id"]).fillna("").set_axis(hits.index)
    college = by_distinct(known["college"], lambda code: names.get(code, "学院不明"))
    return hits.assign(
        college=hits["college"].where(hits["college"] != "", known["college"]),
        whose=("“" + known["name"] + "”（" + college + "）的").where(known["name"] != "", ""),
    )


def places_in_roster(facts: Facts, rows: Rows | pd.DataFrame) -> pd.Series:
    """The cell of the one ruined 学号 that each row may be of, "" for none or several.

    The names agree, and so does the 证件号 or the college, where the row says either; a hidden
    name needs one of them.
    """
    ruined = facts.shared(ruined_students)
    said = _known(rows, facts)
    pairs = said.assign(row=said.index).merge(ruined, on="initial", suffixes=("", "_known"))
    pairs = pairs[_agree(pairs)]
    pairs = pairs[~pairs["row"].duplicated(keep=False)]
    return pairs.set_index("row")["cell"].reindex(rows.index).fillna("").astype("str")


def _known(rows: Rows | pd.DataFrame, facts: Facts) -> pd.DataFrame:
    said = pd.DataFrame(
        {name: rows.get(name, "") for name in ("name", "id_no", "college")}, rows.index, dtype="str"
    )
    said["college"] = colleges.resolve(said["college"], facts.cohort)
    return said.assign(initial=fold_name(said["name"]).str[:1])


def _agree(pairs: pd.DataFrame) -> np.ndarray:
    name = agreement(pairs["name"], pairs["name_known"], fold_name) == AGREES
    number = agreement(pairs["id_no"], pairs["id_no_known"])
    college = agreement(pairs["college"], pairs["college_known"])
    alone = (college == UNKNOWN) & ~is_masked(pairs["name"]).to_numpy()
    return name & ((number == AGREES) | (number == UNKNOWN) & ((college == AGREES) | alone))
