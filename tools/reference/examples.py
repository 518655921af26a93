"""A real sentence of each rule: kept while it fits the rule's wording, else taken from a sample.

Kept in a file, so that pages change only where a rule does. What no sample can show, such as a
table that differs from the one sent out, is written into the file by hand.
"""

from __future__ import annotations

import re
import string
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import tomli_w

from gradrecon.cohort import cohort as cohorts
from gradrecon.outputs.tables.tables import tables
from gradrecon.reading import read_folder
from gradrecon.rules import RULES
from gradrecon.rules.rule import Rule
from gradrecon.run.reconcile import reconcile
from gradrecon.samples import write_sample
from reference.place import EXAMPLES, PARAMS

_AFTER_ALL = date(2025, 3, 3)


def kept() -> dict[str, str]:
    """The examples of the file that still fit their rules, in the rules' order."""
    told = tomllib.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.exists() else {}
    return {
        rule.code: told[rule.code]
        for rule in RULES
        if rule.code in told and fits(rule, told[rule.code])
    }


def missing(known: Iterable[str]) -> list[str]:
    """The codes of the rules without an example."""
    return [rule.code for rule in RULES if rule.code not in set(known)]


def renewed() -> dict[str, str]:
    """The kept examples and, for rules without one, sentences from a sample; saved in the file."""
    known = kept()
    if missing(known):
        known = {**_from_sample(), **known}
    if missing(known):
        sys.exit(f"样本里没有这些规则的例子，请手写进 {EXAMPLES}：{'、'.join(missing(known))}")
    known = {rule.code: known[rule.code] for rule in RULES}
    EXAMPLES.write_text(tomli_w.dumps(known), encoding="utf-8")
    return known


def fits(rule: Rule, sentence: str) -> bool:
    """Whether a sentence is what the rule's wording says of something."""
    parts = string.Formatter().parse(rule.message)
    pattern = "".join(re.escape(text) + ("" if name is None else ".*") for text, name, *_ in parts)
    return re.fullmatch(pattern, sentence) is not None


def _from_sample() -> dict[str, str]:
    """The shortest sentence that each rule says of a cohort full of trouble."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sample"
        write_sample(
            folder, students=600, colleges=12, seed=1, trouble=0.6, params=PARAMS, photos=True
        )
        cohort = cohorts.load(folder / "params.toml")
        sources = read_folder(folder / "raw", cohort).require()
        run = reconcile(cohort, sources, as_of=cohort.as_of or _AFTER_ALL)
    found = tables(run)["findings"]
    found = found[~found["message"].str.contains("“”")]
    shortest = found.sort_values("message", key=lambda said: said.str.len(), kind="stable")
    shortest = shortest.drop_duplicates("rule")
    return dict(zip(shortest["rule"], shortest["message"], strict=True))
