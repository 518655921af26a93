"""Whether what a source says agrees with the roster, hidden characters allowed for.

A masked value (张*明, 110***********1234) may confirm or contradict; it never identifies.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

AGREES = "agrees"
DIFFERS = "differs"
UNKNOWN = "unknown"


def agreement(seen: pd.Series, known: pd.Series) -> pd.Series:
    """`agrees`, `differs` or `unknown` (one of them is blank) for each pair; index of `seen`."""
    seen = seen.str.replace("＊", "*", regex=False)
    known = known.set_axis(seen.index)
    said = (seen != "") & (known != "")
    same = seen == known
    hidden = said & ~same & seen.str.contains("*", regex=False)
    if hidden.any():
        same = same | _fits(seen.where(hidden, ""), known, hidden)
    return pd.Series(
        np.select([said & same, said], [AGREES, DIFFERS], UNKNOWN), index=seen.index, dtype="str"
    )


def _fits(masked: pd.Series, known: pd.Series, rows: pd.Series) -> pd.Series:
    """Whether the characters shown before and after the mask stand there in the known value.

    The mask may be shorter or longer than what it hides: offices write 张*, 张**, 110***1234.
    """
    fits = pd.Series(False, index=masked.index)
    subset, full = masked[rows], known[rows]
    head, tail = subset.str.split("*").str[0], subset.str.split("*").str[-1]
    sizes = pd.DataFrame({"head": head.str.len(), "tail": tail.str.len()})
    for (front, back), group in sizes.groupby(["head", "tail"]):
        index = group.index
        longer = full[index].str.len() > front + back
        same_front = full[index].str[: int(front)] == head[index]
        same_back = full[index].str[-int(back) :] == tail[index] if back else True
        fits[index] = longer & same_front & same_back
    return fits
