"""Laws, clauses and facts that code and pages cite are there to be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from doc_pages import PROJECT

from gradrecon.cohort.cohort import load
from gradrecon.rules import RULES

LAW = re.compile(r"\blaws? (\d+(?:(?:, | and )\d+)*)")
FACT = re.compile(r"\bfact ([a-z]+(?:-[a-z]+)+)")
CITING = [
    path
    for folder in ("lib", "tests", "tools", "docs")
    for path in sorted((PROJECT / folder).rglob("*"))
    if path.suffix in (".py", ".md")
]


def cited(pattern: re.Pattern[str], path: Path) -> set[str]:
    said = pattern.findall(path.read_text(encoding="utf-8"))
    return {word for text in said for word in re.split(r", | and ", text)}


def laws(page: str) -> list[str]:
    return re.findall(r"^## (\d+) ", (PROJECT / "docs" / page).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", ["laws.md", "laws.zh-CN.md"])
def test_the_laws_are_numbered_in_order(page: str) -> None:
    assert laws(page) == [str(number) for number in range(1, 15)]


def test_every_law_that_is_cited_is_written_down() -> None:
    known = set(laws("laws.md"))
    unknown = {path.name: cited(LAW, path) - known for path in CITING}
    assert {name: numbers for name, numbers in unknown.items() if numbers} == {}
    assert any(cited(LAW, path) for path in CITING)


@pytest.mark.parametrize("page", ["facts.md", "facts.zh-CN.md"])
def test_every_fact_that_is_cited_is_written_down(page: str) -> None:
    text = (PROJECT / "docs" / page).read_text("utf-8")
    known = set(re.findall(r"^\| ([a-z-]+) \|", text, re.MULTILINE))
    unknown = {path.name: cited(FACT, path) - known for path in CITING}
    assert {name: facts for name, facts in unknown.items() if facts} == {}


def test_every_rule_cites_a_clause_of_the_params() -> None:
    clauses = load(PROJECT / "params" / "2025.toml").clause_by_id
    assert [rule.code for rule in RULES if rule.clause not in clauses] == []


@pytest.mark.parametrize("page", ["glossary.md", "glossary.zh-CN.md"])
def test_the_glossary_names_what_the_code_names(page: str) -> None:
    rows = re.findall(
        r"\| `([\w.]+)` \|$", (PROJECT / "docs" / page).read_text("utf-8"), re.MULTILINE
    )
    source = "".join(path.read_text("utf-8") for path in CITING if path.suffix == ".py")
    assert rows
    assert [name for name in rows if name.split(".")[-1] not in source] == []
