"""Which college a text means: its code, name or alias, or a name cut off by a narrow field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.distinct import by_distinct
from gradrecon.values.folding import fold_label_text

# CHSI's FY is 16 bytes wide in GB18030: a name that fills it may have been cut in mid-word.
_CUT_FROM_BYTES = 15


def resolve(texts: pd.Series, cohort: Cohort) -> pd.Series:
    """The college code for each text, "" where it names none or could name several."""
    return by_distinct(texts, partial(_code, known=cohort.college_names))


def _code(text: str, known: Mapping[str, str]) -> str:
    folded = fold_label_text(text)
    if folded in known or not folded:
        return known.get(folded, "")
    if len(text.encode("gb18030", errors="replace")) < _CUT_FROM_BYTES:
        return ""
    begun = {code for name, code in known.items() if name.startswith(folded)}
    return begun.pop() if len(begun) == 1 else ""
