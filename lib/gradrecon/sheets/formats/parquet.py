"""Parquet, in which large registers and databases hand over their tables: column by column.

The cells become text under the rules of all other forms: a number is known as a number, a date
as a date, null and NaN are blank. Values that are no text are put into words once for each
distinct one.
"""

from __future__ import annotations

import math
import os
from array import array
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradrecon.sheets.grid import (
    SEPARATORS,
    Book,
    CellType,
    Column,
    Sheet,
    Value,
    as_text,
    column_of,
    type_of,
)
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

if TYPE_CHECKING:
    import pyarrow as pa

_PLAIN = (str, bool, float, int, datetime, date, time, timedelta)


def read_parquet(path: Path, form: Form, limits: Limits) -> Book:
    """One sheet: the columns' names, then the rows. What is damaged raises as pyarrow does."""
    # The usual allocator reserves more than the memory that this process may have.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from pyarrow import parquet

    limits.bound_memory()
    with parquet.ParquetFile(path) as file:
        names = file.schema_arrow.names
        height = file.metadata.num_rows + 1
        limits.check_rows("", height)
        limits.check_columns(len(names))
        columns = tuple(_column(file, names, place) for place in range(len(names)))
    return Book(str(form), (Sheet("", columns, height),))


def _column(file: Any, names: Sequence[str], place: int) -> Column:
    """One column with its name on top; of several of one name the one in this place."""
    name = names[place]
    found = file.read(columns=[name], use_threads=False, use_pandas_metadata=False)
    values = found.column(names[:place].count(name)).combine_chunks()
    return _texts(name, values) or column_of([name, *map(_value, values.to_pylist())])


def _texts(name: str, values: pa.Array) -> Column | None:
    """The column made in whole steps; None where it takes a look at every value."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_nested(values.type) or pa.types.is_binary(values.type):
        return None
    type_, words = None, values
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        coded = values.dictionary_encode()
        known = [_value(value) for value in coded.dictionary.to_pylist()]
        kinds = {type_of(value) for value in known if value != ""}
        if len(kinds) > 1:
            return None
        type_ = next(iter(kinds), None)
        words = pa.array(map(as_text, known), pa.large_string()).take(coded.indices)
    words = pc.fill_null(words.cast(pa.large_string()), "")
    words = pa.concat_arrays([pa.array([name], pa.large_string()), words])
    return _joined(words, type_)


def _joined(words: pa.Array, type_: CellType | None) -> Column | None:
    """The texts with a separator between them that none of them holds."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    for separator in SEPARATORS[:-1]:
        if pc.any(pc.match_substring(words, separator)).as_py():
            continue
        between = pa.scalar(separator, pa.large_string())
        followed = pc.binary_join_element_wise(words, pa.scalar("", pa.large_string()), between)
        length = pc.sum(pc.binary_length(followed)).as_py() - len(separator)
        text = followed.buffers()[2].slice(0, length).to_pybytes()
        filled = pc.not_equal(words, "").to_numpy(zero_copy_only=False)
        filled[0] = False  # the name is text whatever the values are
        if type_ is None:
            return Column(text, separator)
        places = array("q", np.flatnonzero(filled).astype("int64").tobytes())
        return Column(text, separator, places, type_ * len(places))
    return None


def _value(value: object) -> Value:
    """A value as every reader gives it."""
    if isinstance(value, Decimal):
        value = int(value) if value == int(value) else float(value)
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, _PLAIN) else str(value)
