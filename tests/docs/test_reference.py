"""The reference pages say what the software declares, and every word of it has its meaning."""

from __future__ import annotations

from typing import Any

import pytest
from make_architecture import BOXES
from make_reference import REMAKE, outdated
from reference import examples, params, rules
from reference.place import PROJECT

from gradrecon.cohort.cohort import Cohort
from gradrecon.rules import BY_CODE, RULES


def test_the_pages_are_as_the_code_says() -> None:
    assert outdated() == [], REMAKE


def test_a_page_that_was_changed_by_hand_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr("make_reference.PAGES", tmp_path)
    (tmp_path / "rules.md").write_text("# 规则\n", encoding="utf-8")
    (tmp_path / "old.md").touch()
    assert {"rules.md", "old.md"} <= set(outdated())


def test_every_rule_stands_in_its_chapter_with_its_title() -> None:
    page = rules.page(examples.kept())
    assert all(f"**{rule.title}**<br>`{rule.code}`" in page for rule in RULES)


def test_an_example_fits_only_the_wording_that_it_was_made_by() -> None:
    rule = BY_CODE["capture.fee"]
    assert examples.fits(rule, "缴费 25 元，应为 20 元。请与采集单位核对。")
    assert not examples.fits(rule, "缴费 25 元，应为 20 元。")


def test_every_parameter_has_a_meaning_and_no_other_has() -> None:
    assert {key.path for key in params.keys(Cohort)} == set(params.MEANINGS)


def test_the_picture_names_what_there_is() -> None:
    places = (PROJECT / "lib" / "gradrecon", PROJECT)
    drawn = [box.path for box in BOXES if not box.path.startswith("data/decisions")]
    assert [path for path in drawn if not any((place / path).exists() for place in places)] == []
