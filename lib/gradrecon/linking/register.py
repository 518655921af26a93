"""The students, found by every key that they are known by."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from gradrecon.columns.arrow import texts
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import owner_among, positions
from gradrecon.values.folding import fold_name
from gradrecon.values.id_number import is_masked


class Register:
    """The students (see `students.students`), sought by every key that they are known by."""

    def __init__(self, students: pd.DataFrame) -> None:
        self.students = students

    def by_number(self, rows: Rows) -> np.ndarray:
        """The student of each row's 学号; -1 for none."""
        return positions(rows["student_no"], self.students["student_no"])

    def owner(self, rows: Rows, *keys: str) -> np.ndarray:
        """The one student with whom each row shares all those fields; -1 for none or several."""
        return owner_among([texts(rows[key]) for key in keys], [self._known(key) for key in keys])

    def _known(self, key: str) -> pa.Array:
        return self._id_heads if key == "id_head" else texts(self.students[key])

    @cached_property
    def _id_heads(self) -> pa.Array:
        return texts(self.students["id_no"].str[:15])


def has_full_number(rows: Rows) -> np.ndarray:
    """Rows with a full 证件号: a masked number confirms, it does not identify."""
    return ((rows["id_no"] != "") & ~is_masked(rows["id_no"])).to_numpy()


def with_name_key(rows: Rows) -> Rows:
    """The rows with `name_key`, the name as it is compared."""
    return rows.assign(name_key=fold_name(rows["name"]))
