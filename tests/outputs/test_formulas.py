"""Nothing that a file, the params or a reviewer says becomes a formula, whoever writes it out."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from gradrecon.checklist.sent import Sent
from gradrecon.cohort.cohort import SourceFiles
from gradrecon.decisions.entry import Draft, sealed
from gradrecon.decisions.log import Log
from gradrecon.drafts.proposal import NEEDED, propose
from gradrecon.drafts.workbooks import write_drafts
from gradrecon.errors import Fault
from gradrecon.outputs.safety import FORMULA_MARKS
from gradrecon.outputs.tables.tables import write_tables
from gradrecon.outputs.workbooks.audit import write_audit
from gradrecon.outputs.workbooks.books import COLLEGE_BOOKS, SCHOOL_BOOKS
from gradrecon.outputs.workbooks.checklist.workbook import write_checklist
from gradrecon.outputs.workbooks.intake import intake_workbook
from gradrecon.reading.intake import Intake
from gradrecon.samples.workbook import write_workbook

HEADER = "=1+1"
# A cell is a text written within itself, or a number of ours; a formula would be an element f.
FORMULA = re.compile(rb"<(\w+:)?f[ />]")
KINDS = {b"inlineStr", b"s", b"n"}


RISKY = st.builds(str.__add__, st.sampled_from(FORMULA_MARKS), st.text(max_size=12))


# Each example writes every file that there is: few of them, each with texts of many kinds.
@settings(max_examples=2, phases=[Phase.generate])
@given(st.lists(RISKY, min_size=20, max_size=20, unique=True))
def test_no_writer_makes_a_formula(new_world, texts):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_everything(new_world(), cycle(texts), folder)
        books = list(folder.rglob("*.xlsx"))
        tables = list(folder.rglob("*.csv"))
        assert len(books) >= len(COLLEGE_BOOKS) + len(SCHOOL_BOOKS) + 7 and len(tables) >= 7
        assert [path.name for path in books if _has_formula(path)] == []
        assert [path.name for path in tables if _would_run(path)] == []


def test_the_text_did_stand_in_the_files(new_world, tmp_path):
    _write_everything(new_world(), cycle(["=HYPERLINK(1)"]), tmp_path)
    page = load_workbook(tmp_path / "信息核对表.xlsx").worksheets[0]
    assert (page["B4"].value, page["B4"].data_type) == ("学号", "s")
    assert (page["C4"].value, page["C4"].data_type, page["C4"].quotePrefix) == (HEADER, "s", True)
    assert (page["C5"].value, page["C5"].quotePrefix) == ("=HYPERLINK(1)", True)
    filled = load_workbook(tmp_path / "模板.xlsx").worksheets[0]
    assert (filled["A1"].value, filled["A1"].data_type) == ("=HYPERLINK(1)", "s")
    assert filled["B1"].value == "=SUM(1,2)" and filled["B1"].data_type == "f"
    assert "'=HYPERLINK(1)" in (tmp_path / "findings.csv").read_text(encoding="utf-8-sig")


def _write_everything(world, texts: Iterator[str], folder: Path) -> None:
    """Every workbook and table that we write, of a cohort that says these texts all over."""
    _say(world, texts)
    text = next(texts)
    run = replace(world.run("2025-02-20"), sent=Sent("0123456789abcdef"))
    for name, write in COLLEGE_BOOKS:
        write(run, "01", folder / name)
    for name, write in SCHOOL_BOOKS:
        write(run, folder / name)
    write_tables(run, folder)
    tables = world.tables()
    write_drafts(propose({one.name: tables[one.name] for one in NEEDED}, world.cohort), folder)
    write_audit(_log(text), world.cohort, folder / "复核记录.xlsx")
    faults = (Fault(text, text, text, text),)
    intake_workbook(Intake(tables, (), faults), folder / "读取情况.xlsx")
    write_workbook(folder / "样本.xlsx", {"表": iter([[text]])}, [])
    _fill_template(run, text, folder)


def _say(world, texts: Iterator[str]) -> None:
    """A text as a name, a major, a college, a header, in every source that has such a thing."""
    for source, frame in world.frames.items():
        for column in frame.columns.intersection(["name", "major", "word", "major_en", "status"]):
            frame.loc[0, column] = next(texts)
        if "remark" not in frame:
            frame["remark"] = next(texts) if source in ("roster", "must_capture") else ""
    stray = {name: next(texts) for name in ("student_no", "name", "taken", "fee")}
    asked = {name: next(texts) for name in ("field", "before", "after", "state")}
    world.add("studio", **stray).add("applications", student_no="1001", **asked)
    form = world.cohort.checklist.model_copy(update={"titles": {"name": HEADER}})
    first, *others = world.cohort.colleges
    college = first.model_copy(update={"name": next(texts), "aliases": (first.name,)})
    changes = {"name": next(texts), "school": next(texts), "checklist": form}
    world.cohort = world.cohort.model_copy(update={**changes, "colleges": (college, *others)})
    for cached in ("college_by_code", "college_names"):
        world.cohort.__dict__.pop(cached, None)


def _log(text: str) -> Log:
    said = dict.fromkeys(("reviewer", "value", "note", "observed", "expected"), text)
    draft = Draft(finding="f", evidence="e", rule="pinyin.reading", verdict="填写为", **said)
    return Log([sealed(draft, 1, Log().head, datetime(2025, 1, 6, tzinfo=UTC))])


def _fill_template(run, text: str, folder: Path) -> None:
    """A school's own template, which may have formulas of its own: only its own stay."""
    book = Workbook()
    book.active.append(["{college}", "=SUM(1,2)" if text == "=HYPERLINK(1)" else ""])
    book.active.append(["学号", "姓名"])
    book.save(folder / "附件7.xlsx")
    form = run.cohort.checklist.model_copy(update={"template": str(folder / "附件7.xlsx")})
    cohort = run.cohort.model_copy(
        update={"checklist": form, "sources": {"returned": SourceFiles()}}
    )
    write_checklist(replace(run, cohort=cohort), "01", folder / "模板.xlsx")


def _has_formula(path: Path) -> bool:
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        pages = [archive.read(name) for name in names]
    kinds = {kind for page in pages for kind in re.findall(rb'<c [^>]*t="(\w+)"', page)}
    return any(FORMULA.search(page) for page in pages) or not kinds <= KINDS


def _would_run(path: Path) -> bool:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return any(cell.startswith(FORMULA_MARKS) for cell in _cells(csv.reader(file)))


def _cells(rows: Iterator[list[str]]) -> Iterator[str]:
    return (cell for row in rows for cell in row)
