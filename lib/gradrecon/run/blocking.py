"""Which errors stand in a student's way, whatever a reviewer has said of them (law 11)."""

from __future__ import annotations

import pandas as pd

from gradrecon.decisions.verdicts import MEANINGS
from gradrecon.rules import BY_CODE
from gradrecon.vocabulary import Settlement, Severity

# That nothing needs doing, or that something was done, no verdict can say (law 11). Where one
# cannot say anything, it settles nothing (see `decisions.standing`).
_MENDING = [verdict for verdict, meaning in MEANINGS.items() if meaning.mends]
# Two spellings that a student has confirmed are told apart by the student alone (2.3.1).
_BY_FACTS_ALONE = ("pinyin.contradicted",)


def blocking(findings: pd.DataFrame, *, with_todo: bool = False) -> pd.DataFrame:
    """The errors about students that stand: not settled, or settled without being mended.

    To-dos are left out unless asked for: a step that is not done says the same.
    """
    todo = [] if with_todo else [code for code, rule in BY_CODE.items() if rule.todo]
    return findings[
        (findings["severity"] == Severity.ERROR)
        & (findings["student_no"] != "")
        & ~findings["rule"].isin(todo)
        & ~_mended(findings)
    ]


def _mended(findings: pd.DataFrame) -> pd.Series:
    settled = findings["state"] == Settlement.SETTLED
    mending = findings["verdict"].isin(_MENDING) & ~findings["rule"].isin(_BY_FACTS_ALONE)
    return settled & mending
