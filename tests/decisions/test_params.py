"""What a cohort may say of reviewing, read as strictly as the rest."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.errors import UsageError

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


@pytest.fixture
def content():
    return tomllib.loads(PARAMS.read_text(encoding="utf-8"))


def test_without_a_word_whatever_changes_much_needs_two(content):
    del content["review"]
    cohort = cohorts.parse(content)
    assert cohort.review.risky == ("是谁的记录", "证书拼写", "关闭错误")
    assert cohort.decisions.url == ""


def test_nothing_need_be_risky(content):
    content["review"] = {"risky": []}
    assert cohorts.parse(content).review.risky == ()


def test_what_cannot_be_risky_is_said(content):
    content["review"] = {"risky": ["待查"], "claim_minutes": 0, "minutes": 3}
    with pytest.raises(UsageError) as caught:
        cohorts.parse(content, "p.toml")
    said = str(caught.value)
    assert "没有“待查”这种写法" in said and "证书拼写" in said
    assert "review.claim_minutes" in said
    assert "review.minutes" in said
