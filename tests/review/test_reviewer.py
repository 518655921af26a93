"""Whose name a decision carries."""

from __future__ import annotations

import getpass

import pytest

from gradrecon.review.reviewer import login_name, tidy


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.setattr(getpass, "getuser", lambda: "wang")


def test_the_hub_comes_before_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert login_name() == "wang"
    monkeypatch.setenv("JUPYTERHUB_USER", "wanglaoshi")
    assert login_name() == "wanglaoshi"


def test_nobody_is_known_where_the_system_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise OSError("no such user")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert login_name() == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  王 \n老师 ", "王 老师"), ("王\u202e老师", "王 老师"), ("长" * 99, "长" * 40)],
)
def test_a_name_is_kept_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
