"""A small cohort in perfect order, drawn so that one can read it; tests break one thing in it."""

# Drawn tables are as wide as they need to be.
# ruff: noqa: E501

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

from gradrecon.cohort import cohort as cohorts
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run
from gradrecon.sources import BY_NAME, SOURCES
from gradrecon.sources.table import Table, absent, make, no_notes, no_rejected

pytest_plugins = [
    "office",
    "reviewed",
]  # drawn in tests/worlds

# How long an example takes says nothing: the machine may be at other work.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

PROJECT = Path(__file__).parents[1]
PARAMS = PROJECT / "params" / "2025.toml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip

# Four students: two on attachment 1, one on attachment 2 who came, one with an image on record.
PERFECT = {
    "roster": """
        student_no | name | id_no              | sex | birth_date | ethnicity | college    | major_code | major          | batch | status   | certificates
        1001       | 王芳 | 990101200001010022 | 女  | 2000-01-01 | 汉族      | 宇航学院   | 0825       | 航空宇航       | 夏季  | 注册学籍 | 双证
        1002       | 李明 | 990101200002020011 | 男  | 2000-02-02 | 满族      | 机电学院   | 0802       | 机械工程       | 夏季  | 注册学籍 | 双证
        1003       | 陈静 | 990101199903030043 | 女  | 1999-03-03 | 汉族      | 机电学院   | 0710Z1     | 计算生物       | 夏季  | 注册学籍 | 双证
        1004       | 赵磊 | 990101199904040059 | 男  | 1999-04-04 | 汉族      | 宇航学院   | 0825       | 航空宇航       | 夏季  | 注册学籍 | 双证
        """,
    "must_capture": """
        student_no | name | college
        1001       | 王芳 | 宇航学院
        1002       | 李明 | 机电学院
        """,
    "recapture": """
        student_no | name | college
        1003       | 陈静 | 机电学院
        """,
    "images": """
        student_no | name
        1003       | 陈静
        1004       | 赵磊
        """,
    "slots": """
        college  | campus | day        | start | end
        宇航学院 | 中关村 | 2024-11-26 | 08:30 | 12:00
        机电学院 | 中关村 | 2024-11-26 | 13:00 | 16:00
        """,
    "studio": """
        student_no | name | id_no              | code | taken               | fee | makeup | paper_photo
        1001       | 王*  | 990***********0022 | A001 | 2024-11-26 09:00:00 | 20  |        |
        1002       | 李*  | 990***********0011 | A002 | 2024-11-26 13:00:00 | 20  |        |
        1003       | 陈*  | 990***********0043 | A003 | 2024-12-03 10:00:00 | 20  | 是     | 是
        """,
    "chsi": """
        student_no | name | id_no              | word | checked             | captured_on
        1001       | 王芳 | 990101200001010022 | 正确 | 2024-12-12 09:00:00 | 2024-11-26
        1002       | 李明 | 990101200002020011 | 正确 | 2024-12-12 09:00:00 | 2024-11-26
        1003       | 陈静 | 990101199903030043 | 正确 | 2024-12-12 09:00:00 | 2024-12-03
        """,
    "pinyin": """
        student_no | name | pinyin    | submitted           | by_college | confirmed
        1001       | 王芳 | Wang Fang | 2024-12-01 09:00:00 | 否         | 是
        1002       | 李明 | Li Ming   | 2024-12-01 09:00:00 | 否         | 是
        1003       | 陈静 | Chen Jing | 2024-12-01 09:00:00 | 否         | 是
        1004       | 赵磊 | Zhao Lei  | 2024-12-01 09:00:00 | 否         | 是
        """,
    "majors": """
        major_code | major    | major_en
        0825       | 航空宇航 | Aerospace Engineering
        0802       | 机械工程 | Mechanical Engineering
        0710Z1     | 计算生物 | Computational Biology
        """,
    "applications": """
        student_no | name | field | before | after | state
        1002       | 李明 | 民族  | 汉族   | 满族  | 研究生院已批
        """,
    "returned": """
        student_no | name | major_en               | confirmed
        1001       | 王芳 | Aerospace Engineering  | 是
        1002       | 李明 | Mechanical Engineering | 是
        1003       | 陈静 | Computational Biology  | 是
        1004       | 赵磊 | Aerospace Engineering  | 是
        """,
    "handovers": """
        college  | electronic_on | paper_on   | signed_handler | signed_dean | sealed
        宇航学院 | 2025-02-20    | 2025-02-21 | 是             | 是          | 是
        机电学院 | 2025-02-20    | 2025-02-28 | 是             | 是          | 是
        """,
}


def drawn(text: str) -> pd.DataFrame:
    """A frame of text from a table drawn with bars."""
    header, *rows = (
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    )
    return pd.DataFrame(rows, columns=header, dtype="str")


class World:
    """Sources that a test may change before asking what is found in them."""

    def __init__(self, cohort: cohorts.Cohort) -> None:
        self.cohort = cohort
        self.frames = {name: drawn(text) for name, text in PERFECT.items()}
        self.damages: dict[str, list[dict[str, object]]] = {}
        self.rejects: dict[str, list[dict[str, object]]] = {}

    def draw(self, source: str, text: str) -> World:
        """A source as drawn, in place of what was there."""
        self.frames[source] = drawn(text)
        return self

    def set(self, source: str, student_no: str, /, **cells: str) -> World:
        """Other values in a student's (or college's, major's) row."""
        frame = self.frames[source]
        frame.loc[frame.iloc[:, 0] == student_no, list(cells)] = list(cells.values())
        return self

    def add(self, source: str, **cells: str) -> World:
        """One more row at the end."""
        row = pd.DataFrame([cells], dtype="str")
        frame = self.frames.get(source, row.iloc[:0])
        self.frames[source] = pd.concat([frame, row], ignore_index=True).fillna("").astype("str")
        return self

    def drop(self, source: str, student_no: str = "") -> World:
        """Without a student's row, or without the source."""
        frame = self.frames.pop(source)
        if student_no:
            self.frames[source] = frame[frame.iloc[:, 0] != student_no].reset_index(drop=True)
        return self

    def damage(
        self, source: str, student_no: str, column: str, came: str, kind: str = "长数字被截断"
    ) -> World:
        """A cell ruined as Excel does it: empty, with a note of what came."""
        frame = self.frames[source]
        place = int((frame.iloc[:, 0] == student_no).to_numpy().argmax())
        frame.loc[place, column] = ""
        note = {"id": place, "column": column, "kind": kind, "came": came}
        self.damages.setdefault(source, []).append({**note, "read": "", "damage": True})
        return self

    def reject(self, source: str, student_no: str, reason: str) -> World:
        """A student's row that cannot be used."""
        frame = self.frames[source]
        place = int((frame.iloc[:, 0] == student_no).to_numpy().argmax())
        self.rejects.setdefault(source, []).append({"id": place, "reason": reason})
        return self

    def tables(self) -> dict[str, Table]:
        """The sources as if read from files named after them."""
        return {source.name: self._table(source.name) for source in SOURCES}

    def _table(self, name: str) -> Table:
        if name not in self.frames:
            return absent(BY_NAME[name])
        # A column of a few cells has nothing in the others: blank, as the reading leaves it.
        columns = self.frames[name].fillna("").to_dict("list")
        table = make(BY_NAME[name], columns, file=f"{name}.xlsx")
        notes = pd.DataFrame(self.damages.get(name, []), columns=no_notes().columns)
        rejects = pd.DataFrame(self.rejects.get(name, []), columns=no_rejected().columns)
        return Table(
            table.source,
            table.rows,
            table.parts,
            notes.astype(no_notes().dtypes),
            rejects.astype(no_rejected().dtypes),
        )

    def run(self, as_of: str = "2025-03-03") -> Run:
        """What the sources say together on that day."""
        return reconcile(self.cohort, self.tables(), as_of=date.fromisoformat(as_of))

    def found(self, as_of: str = "2025-03-03") -> set[tuple[str, str]]:
        """Every finding as (rule, student_no or else college or else cell)."""
        findings = self.run(as_of).findings
        who = findings["student_no"].where(findings["student_no"] != "", findings["college"])
        return set(zip(findings["rule"], who.where(who != "", findings["cell"]), strict=True))

    def one(self, rule: str, as_of: str = "2025-03-03") -> pd.Series:
        """The one finding of a rule."""
        findings = self.run(as_of).findings
        (finding,) = (row for _, row in findings[findings["rule"] == rule].iterrows())
        return finding


@pytest.fixture(scope="session")
def cohort() -> cohorts.Cohort:
    """The cohort of 2025."""
    return cohorts.load(PARAMS)


@pytest.fixture(scope="session")
def new_world(cohort: cohorts.Cohort) -> Callable[[], World]:
    """A maker of worlds, for properties that need a fresh one for each example."""
    return lambda: World(cohort)


@pytest.fixture
def world(cohort: cohorts.Cohort) -> World:
    """Four students about whom there is nothing to find."""
    return World(cohort)


@pytest.fixture
def link() -> Callable[[Path, Path], None]:
    """Makes a link to a file or folder; the test is skipped where a user may make none."""

    def make(where: Path, to: Path) -> None:
        try:
            where.symlink_to(to, target_is_directory=to.is_dir())
        except OSError:
            pytest.skip("links are not allowed here")

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser of this machine; without one the tests are skipped, except in CI."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "没有找到 Chromium，未在浏览器里测试"
        )
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found[0], args=FLAGS)
        yield opened
        opened.close()
