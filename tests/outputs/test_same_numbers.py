"""Page, workbooks and tables say the same numbers, of a cohort with every kind of trouble."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from gradrecon.cohort import cohort as cohorts
from gradrecon.outputs.pages.report import SchoolReport
from gradrecon.outputs.tables.tables import write_tables
from gradrecon.outputs.workbooks.release import LISTS, RELEASE, write_release
from gradrecon.outputs.workbooks.todo_lists import write_todo_lists
from gradrecon.reading import read_folder
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run
from gradrecon.samples import write_sample
from gradrecon.vocabulary import State, Step

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"
LATE, UNDONE = {State.OVERDUE, State.DISPUTED}, {State.DUE, State.OVERDUE}
# The sheets of 待办名单 that together list who has not done a step.
SHEETS = {
    Step.CAPTURE: ("未采集",),
    Step.CHSI: ("未校对",),
    Step.PINYIN: ("未填拼音", "待学院补全", "拼音待确认"),
    Step.INFO: ("待学生确认",),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Ninety students of three colleges, most of them in some trouble."""
    folder = tmp_path_factory.mktemp("样本") / "三院"
    write_sample(folder, students=90, colleges=3, seed=5, params=PARAMS, trouble=0.6)
    cohort = cohorts.load(folder / "params.toml")
    tables = read_folder(folder / "raw", cohort).require()
    return reconcile(cohort, tables, as_of=date(2025, 3, 3))


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, and each college's workbooks in a folder of its own."""
    folder = tmp_path_factory.mktemp("结果")
    write_tables(run, folder)
    for code in run.colleges:
        (folder / code).mkdir()
        write_release(run, code, folder / code / "报库名单.xlsx")
        write_todo_lists(run, code, folder / code / "待办名单.xlsx")
    return folder


@pytest.fixture(scope="module")
def steps(written: Path) -> pd.DataFrame:
    """progress.csv as another program reads it."""
    return pd.read_csv(written / "progress.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def on_page(run: Run) -> dict[str, list[str]]:
    """The cells of the school page's table of colleges, by name; 全校 is the total."""
    page = LexborHTMLParser(SchoolReport(run).colleges.html)
    rows = {row.css_first("th").text(): row.css("td") for row in page.css("tbody tr, tfoot tr")}
    late = {name: [cell.css("small") for cell in cells] for name, cells in rows.items()}
    return {
        name: [
            (small[0] if small else cell).text()
            for cell, small in zip(cells, late[name], strict=True)
        ]
        for name, cells in rows.items()
    }


def test_the_page_says_what_the_table_of_progress_does(run, written, steps, on_page):
    words = pd.read_csv(written / "readiness.csv", dtype=str, keep_default_na=False)
    for code in ["", *run.colleges]:
        own = steps[steps["college"] == code] if code else steps
        shown = on_page[run.cohort.college(code).name if code else "全校"]
        by_student = own.groupby("student_no")["state"]
        said = words[words["college"] == code] if code else words
        ready = (said["ready"] == "是").sum()
        at_risk = by_student.agg(lambda states: bool(set(states) & LATE)).sum()
        assert (shown[1], *shown[-2:]) == (str(at_risk), str(ready), str(by_student.ngroups))
        for step, text in zip(Step, shown[2:-2], strict=True):
            late = int(own[own["step"] == step]["state"].isin(LATE).sum())
            assert text == (str(late) if late else "—"), step


def test_release_and_hold_are_the_page_s_and_everybody(run, written, on_page):
    for code in run.colleges:
        book = load_workbook(written / code / "报库名单.xlsx")
        counts = [len(list(book[title].values)) - 1 for title in LISTS]
        total = next(row for row in book["说明"].values if row[0] == "合计")
        assert total[1:5] == tuple(str(count) for count in (*counts, sum(counts)))
        shown = on_page[run.cohort.college(code).name]
        assert shown[-2:] == [str(counts[0]), str(sum(counts))]
        text = pd.read_csv(written / "cases.csv", dtype=str, keep_default_na=False)
        assert (text["college"] == code).sum() == sum(counts)


def test_nobody_released_has_an_open_error(run, written):
    findings = pd.read_csv(written / "findings.csv", dtype=str, keep_default_na=False)
    wrong = findings[(findings["severity"] == "error") & (findings["state"] != "settled")]
    released = {
        row[0]
        for code in run.colleges
        for row in load_workbook(written / code / "报库名单.xlsx")[RELEASE].values
    }
    assert released and not released & set(wrong["student_no"])


def test_the_lists_to_act_on_hold_the_students_of_the_table(run, written, steps):
    for code in run.colleges:
        book = load_workbook(written / code / "待办名单.xlsx")
        listed = {page.title: [row[0] for row in list(page.values)[1:]] for page in book}
        for step, titles in SHEETS.items():
            own = steps[(steps["college"] == code) & (steps["step"] == step)]
            undone = set(own[own["state"].isin(UNDONE)]["student_no"])
            assert sorted(n for title in titles for n in listed[title]) == sorted(undone), step


def test_the_table_of_counts_closes(written):
    counts = pd.read_csv(written / "counts.csv").set_index("source")
    assert (counts["rows_in"] == counts.drop(columns="rows_in").sum(axis=1)).all()
