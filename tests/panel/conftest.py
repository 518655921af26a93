"""A small cohort with something to review, and a desk at which it is reviewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gradrecon.decisions.engine import url_of
from gradrecon.decisions.store import Store, open_store
from gradrecon.panel.desk import Desk
from gradrecon.review import ReviewQueue
from gradrecon.values.id_number import check_digit

# Names as mischief and bad copying make them; six whose birth date contradicts the number.
NAMES = ("<script>alert(1)</script>", "=1+1", "周杰", "吴刚", "郑爽", "孙丽")
BIRTHS = [f"2000-05-1{place}" for place in range(6)]


def troubled(world: Any) -> Any:
    """The four students and six more: six birth dates, a doubtful surname, a blank spelling."""
    for place, (name, birth) in enumerate(zip(NAMES, BIRTHS, strict=True)):
        number, body = str(2001 + place), f"9901012000050{place + 1}012"
        world.add("roster", student_no=number, name=name, id_no=body + check_digit(body),
                  sex="女", birth_date=birth, college="宇航学院", major_code="0825",
                  major="航空宇航", status="注册学籍", certificates="双证")  # fmt: skip
        world.add("images", student_no=number, name=name)
        world.add("returned", student_no=number, name=name, major_en="Aerospace Engineering",
                  confirmed="是")  # fmt: skip
    world.add("pinyin", student_no="2003", name="周杰", pinyin="Zou Jie",
              submitted="2024-12-01 09:00:00", by_college="否", confirmed="否")  # fmt: skip
    return world


@pytest.fixture(scope="session")
def new_troubled(new_world: Callable[[], Any]) -> Callable[[], Any]:
    """A maker of such cohorts."""
    return lambda: troubled(new_world())


class Seat:
    """A desk with somebody at it: asks, and keeps what the last answer showed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.count = 0

    def ask(self, word: str, **given: Any) -> dict[str, Any]:
        """The answer to a new question."""
        self.count += 1
        return self.desk.answer(
            {"id": str(self.count), "do": word, "from": 0, "count": 30, **given}
        )

    def narrow(self, **facets: list[str]) -> dict[str, Any]:
        """The screen after a filter."""
        return self.ask("narrow", filters=facets)["view"]


@pytest.fixture
def store_of(world: Any, tmp_path: Path) -> Callable[[], Store]:
    """A maker of connections to one store, whose clock stands still."""

    def clock() -> datetime:
        return datetime(2025, 3, 3, 1, 0, tzinfo=UTC)

    url = url_of(f"sqlite:///{(tmp_path / 'decisions.db').as_posix()}", tmp_path)
    return lambda: open_store(url, world.cohort.id, clock)


@pytest.fixture
def seat_of(world: Any, store_of: Callable[[], Store]) -> Callable[[str], Seat]:
    """A maker of seats at one store, by the reviewer's name."""
    run = troubled(world).run()
    return lambda name: Seat(Desk(lambda who: ReviewQueue(run, store_of(), who), name))


@pytest.fixture
def seat(seat_of: Callable[[str], Seat]) -> Seat:
    """王老师 at the desk."""
    return seat_of("王老师")
