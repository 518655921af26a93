"""The ledger of rules: which looked, what they found, and which did not look for want of what."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from gradrecon.columns.lookup import look_up
from gradrecon.rules import RULES
from gradrecon.run.run import Run, kept
from gradrecon.sources import BY_NAME
from gradrecon.values.flags import NO, YES

LEDGER_COLUMNS = ("rule", "clause", "title", "looked", "findings", "lacking")


@kept
def ledger(run: Run) -> pd.DataFrame:
    """One row per rule, columns `LEDGER_COLUMNS`, text, in the order of the notice.

    `lacking`: the titles of the sources without which the rule could not look, "" if it did.
    """
    lacking = [
        "、".join(BY_NAME[name].title for name in rule.needs if not run.tables[name].present)
        for rule in RULES
    ]
    codes = pd.Series([rule.code for rule in RULES], dtype="str")
    counts = run.findings["rule"].astype("str").value_counts().astype("str")
    found = look_up(codes, counts)
    return pd.DataFrame(
        {
            "rule": codes,
            "clause": [rule.clause for rule in RULES],
            "title": [rule.title for rule in RULES],
            "looked": [NO if missing else YES for missing in lacking],
            "findings": found.where(found != "", "0"),
            "lacking": lacking,
        },
        dtype="str",
    )


@dataclass(frozen=True)
class Looked:
    """How many rules there are: `blind` ones could not look, for want of what is `lacking`."""

    speaking: int
    silent: int
    blind: int
    lacking: str

    @property
    def rules(self) -> int:
        """All of them."""
        return self.speaking + self.silent + self.blind


@kept
def looked(run: Run) -> Looked:
    """The sums of the ledger."""
    rows = ledger(run)
    blind = rows["looked"] == NO
    speaking = ~blind & (rows["findings"] != "0")
    names = dict.fromkeys(name for text in rows["lacking"] if text for name in text.split("、"))
    return Looked(
        speaking=int(speaking.sum()),
        silent=int((~blind & ~speaking).sum()),
        blind=int(blind.sum()),
        lacking="、".join(names),
    )
