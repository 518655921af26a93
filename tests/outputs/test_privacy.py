"""Law 9: nothing of any student is on a leaders' page, wherever in the files it stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gradrecon.checklist.sent import Sent
from gradrecon.errors import Fault, SourceError
from gradrecon.outputs.figures.small import FEW, withheld
from gradrecon.outputs.pages.report import CollegeReport, Report, SchoolReport
from gradrecon.run import earlier_runs
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run
from gradrecon.sources import BY_NAME
from gradrecon.values.id_number import check_digit
from gradrecon.vocabulary import Chapter

ID_SHAPED = re.compile(r"(?<!\d)\d{15,17}[\dXx]?(?!\d)")
# Characters that no word of ours has, letters that no word begins with.
NAMES = st.text(st.characters(min_codepoint=0x9F00, max_codepoint=0x9FA5), min_size=2, max_size=4)
LETTERS = st.text("qxzjvw", min_size=6, max_size=9).map(str.capitalize)
NUMBERS = st.integers(10**11, 10**12 - 1).map(str)
BIRTHS = st.dates(date(1960, 1, 1), date(1969, 12, 31))
MARKUP = st.sampled_from(["", "<script>", "</style><b>", '"><img src=x>', "{{ 7*7 }}"])
IDS = st.builds(
    lambda born, serial: _numbered(f"9901{serial:04d}", born), BIRTHS, st.integers(0, 9999)
)
PLANT = settings(
    max_examples=3,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _numbered(parts: str, born: date) -> str:
    first17 = f"{parts[:6]}{born:%Y%m%d}{parts[-3:]}"
    return first17 + check_digit(first17)


def filled(world: Any, by_kind: dict[str, str], otherwise: str) -> None:
    """In every source the first row, and one more row, say something secret in every column.

    Keys of the first row stay, so that it is still a student's; the other row is nobody's.
    """
    for name, frame in world.frames.items():
        columns = BY_NAME[name].names
        secret = {column: by_kind.get(column, otherwise) for column in columns}
        kept = {frame.columns[0], "college", "certificates"}
        for column in set(frame.columns) - kept:
            frame.loc[0, column] = secret[column]
        world.add(name, **{column: secret[column] for column in frame.columns})


def named_after(run_tables: dict[str, Any], file: str) -> dict[str, Any]:
    """The tables as if every file were called after a student."""
    return {
        name: replace(table, parts=tuple(replace(part, file=file) for part in table.parts))
        for name, table in run_tables.items()
    }


@PLANT
@given(name=NAMES, pinyin=LETTERS, number=NUMBERS, id_no=IDS, born=BIRTHS, markup=MARKUP)
def test_nothing_of_any_student_is_on_any_page(
    new_world: Callable[[], Any], sections_of: Callable[[Report], str], tmp_path_factory: Any,
    name: str, pinyin: str, number: str, id_no: str, born: date, markup: str,
) -> None:  # fmt: skip
    world = new_world()
    kinds = {"student_no": number, "id_no": id_no, "birth_date": str(born), "pinyin": pinyin}
    filled(world, kinds, name + markup)
    tables = named_after(world.tables(), f"{name}_{id_no}.xlsx")
    out: Path = tmp_path_factory.mktemp("out")
    first, run = (
        reconcile(world.cohort, tables, None, Sent("0123456789abcdef"), as_of=date(2025, 3, day))
        for day in (3, 5)
    )
    assert run.findings["observed"].str.contains(name).any(), "what was planted is seen"
    earlier_runs.keep(first, out, out)
    run = earlier_runs.with_past(run, out)
    for report in (SchoolReport(run), CollegeReport(run, "01")):
        shown = sections_of(report)
        for secret in (name, pinyin, number, id_no, str(born), f"{born:%Y%m%d}", "1002"):
            assert secret not in re.sub(r"#[0-9a-f]{6}", "", shown)
        assert not markup or markup not in shown
        assert ID_SHAPED.findall(shown) == []
    assert run.past.last is not None
    for file in (out / earlier_runs.FOLDER).iterdir():
        assert not any(secret in file.read_text("utf-8") for secret in (name, number, id_no))


@given(name=NAMES, id_no=IDS, number=NUMBERS)
def test_an_error_shows_no_identity_number(name: str, id_no: str, number: str) -> None:
    file = f"{name}_{id_no}.xlsx"
    error = SourceError([Fault(f"{file}!{id_no}!D17", f"“{id_no}”不是日期", f"打开{file}改正。")])
    assert id_no not in str(error)
    assert f"{name}_尾号{id_no[-4:]}.xlsx" in str(error)
    assert ID_SHAPED.findall(str(error)) == []


def test_few_findings_about_a_person_are_not_divided(
    world: Any, page_of: Callable[[Report], str]
) -> None:
    run: Run = world.set("roster", "1001", sex="男").run()
    told = CollegeReport(run, "01").findings.html
    assert re.search(r'学籍名册</th><td class="n none" colspan="3"><a [^>]*>少于 3</a>', told)
    assert "一个学院不足 3 个时不再按轻重分列" in page_of(CollegeReport(run, "01"))


@pytest.mark.parametrize("chapter", Chapter)
def test_only_few_and_only_what_is_sensitive_is_withheld(chapter: Chapter) -> None:
    sensitive = chapter in (Chapter.ROSTER, Chapter.CHSI, Chapter.INFO)
    told = [withheld(chapter, count) for count in (0, 1, FEW - 1, FEW, 100)]
    assert told == [False, sensitive, sensitive, False, False]
