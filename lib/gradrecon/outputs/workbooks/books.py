"""The workbooks that each college and the school get, by file name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gradrecon.cohort.cohort import Cohort
from gradrecon.outputs.workbooks.applications import applications
from gradrecon.outputs.workbooks.call_sheets import write_call_sheets
from gradrecon.outputs.workbooks.checklist.contents import contents
from gradrecon.outputs.workbooks.checklist.outgoing import seals
from gradrecon.outputs.workbooks.checklist.report import listed as changes
from gradrecon.outputs.workbooks.checklist.report import write_changes
from gradrecon.outputs.workbooks.checklist.workbook import write_checklist
from gradrecon.outputs.workbooks.corrections import write_corrections
from gradrecon.outputs.workbooks.fees import write_fees
from gradrecon.outputs.workbooks.mail import mail
from gradrecon.outputs.workbooks.movers import write_desk, write_studio
from gradrecon.outputs.workbooks.release import dbf_files, rare_values, release, write_release
from gradrecon.outputs.workbooks.todo_lists import (
    everyone,
    other_matters,
    todo_lists,
    write_todo_lists,
)
from gradrecon.outputs.workbooks.workbook import listed as findings
from gradrecon.outputs.workbooks.workbook import write_college_workbook, write_school_workbook
from gradrecon.run.run import Run

# Writes a college's workbook: of which run, for which college's code, to which path.
WriteBook = Callable[[Run, str, Path], None]
WriteSchoolBook = Callable[[Run, Path], None]

CHECKLIST = "信息核对表.xlsx"
COLLEGE_BOOKS: tuple[tuple[str, WriteBook], ...] = (
    ("问题清单.xlsx", write_college_workbook),
    (CHECKLIST, write_checklist),
    ("核对表变更对照.xlsx", write_changes),
    ("待办名单.xlsx", write_todo_lists),
    ("采集点名表.xlsx", write_call_sheets),
    ("报库名单.xlsx", write_release),
)
SCHOOL_BOOKS: tuple[tuple[str, WriteSchoolBook], ...] = (
    ("全校问题清单.xlsx", write_school_workbook),
    ("采集费核对.xlsx", write_fees),
    ("研究生院待办.xlsx", write_desk),
    ("采集单位待办.xlsx", write_studio),
    ("退回更正清单.xlsx", write_corrections),
)
# A run may leave no other table for the platform behind than those it has made.
PLATFORM_TABLES = "报库名单*.dbf"


def college_files(cohort: Cohort) -> list[str]:
    """The name of every file that a college gets, its page and notebook aside."""
    return [*(name for name, _ in COLLEGE_BOOKS), *dbf_files(cohort).values()]


def precompute_books(run: Run) -> None:
    """Work out what every college's workbooks are taken from, to be kept in the Run."""
    for question in (
        *(contents, seals, release, rare_values, findings, changes),
        *(todo_lists, everyone, other_matters, applications, mail),
    ):
        question(run)
