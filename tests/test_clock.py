"""What day it is: Beijing's, unless the params name one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gradrecon import clock
from gradrecon.workspace import MADE_UP

PARAMS = Path(__file__).parents[1] / "params" / "2025.toml"


def test_today_is_the_day_in_beijing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 2, 27, 16, 0, tzinfo=UTC))
    assert clock.day_for(PARAMS) == "2025-02-28"


def test_the_params_may_name_the_day(tmp_path: Path) -> None:
    own = tmp_path / "params.toml"
    own.write_text("as_of = 2025-01-02\n" + PARAMS.read_text("utf-8"), "utf-8")
    assert clock.day_for(own) == ""


def test_a_notebook_shows_a_made_up_cohort_on_its_own_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    assert clock.day_to_show(PARAMS, tmp_path) == "2026-11-30"
    (tmp_path / MADE_UP).write_text("2025-02-07\n", "ascii")
    assert clock.day_to_show(PARAMS, tmp_path) == "2025-02-07"


def test_nothing_else_looks_at_the_clock() -> None:
    lib = Path(clock.__file__).parent
    looks = ("date.today(", "datetime.now(", "datetime.utcnow(", "time.time(", "time.localtime(")
    found = [
        path.relative_to(lib).as_posix()
        for path in lib.rglob("*.py")
        if any(look in path.read_text("utf-8") for look in looks)
    ]
    assert found == ["clock.py"]
