"""Which verdicts are possible on each finding of a table, worked out once for those alike."""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.arrow import text_array
from gradrecon.columns.distinct import which_distinct
from gradrecon.decisions.seen import Seen, seen_rows
from gradrecon.decisions.standing import Grounds
from gradrecon.decisions.verdicts import CHANGEABLE, is_masked, possible
from gradrecon.vocabulary import Verdict

SEPARATOR = "、"
# What no verdict asks of a finding.
_UNASKED = dict.fromkeys(("finding", "evidence", "rule", "clause", "severity", "message", "move",
                          "cell"), "")  # fmt: skip


def possible_on(findings: pd.DataFrame, grounds: Grounds) -> pd.Series:
    """The verdicts possible on each finding, in their order, as one text."""
    alike = _alike(findings)
    number = alike.groupby(list(Seen._fields), sort=False).ngroup()
    first = alike[~number.duplicated()]
    said = text_array(_words(row, grounds) for row in seen_rows(first))
    return pd.Series(said.take(number.to_numpy()), findings.index, dtype="str")


def _alike(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings with only what verdicts ask of them: of spellings the words, else if any."""
    spelt = findings["field"].isin(CHANGEABLE)
    masked = pd.Series(which_distinct(findings["observed"], is_masked), findings.index)

    def whether(name: str) -> pd.Series:
        return findings[name].mask(findings[name] != "", "x")

    return findings.assign(
        **_UNASKED,
        college=whether("college"),
        student_no=findings["student_no"].where(spelt, whether("student_no")),
        observed=findings["observed"].where(spelt, masked.map({True: "*", False: ""})),
        expected=findings["expected"].where(spelt, whether("expected")),
        row_id=findings["row_id"].clip(upper=0),
    )


def _words(row: Seen, grounds: Grounds) -> str:
    found: tuple[Verdict, ...] = possible(row, grounds.confirmed.get(row.student_no, ()))
    return SEPARATOR.join(found)
