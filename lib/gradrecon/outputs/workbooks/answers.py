"""The columns of 问题清单 in which a college answers, and what its answers go back with.

A row carries its finding and a mark of what it showed in a hidden column, and its drop-down is
looked up by a number in another; so rows may be sorted, filtered and copied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.columns.distinct import by_distinct
from gradrecon.decisions.possible import SEPARATOR, possible_on
from gradrecon.decisions.standing import grounds_of
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.run.run import Run
from gradrecon.vocabulary import Verdict

VERDICT, VALUE, NOTE, ID = "处理意见", "填写内容", "备注", "编号"
CHOICES = "选项"
COLUMNS = (
    Column(VERDICT, 14), Column(VALUE, 18), Column(NOTE, 24, True),
    Column(ID, 10, hidden=True), Column(CHOICES, 6, hidden=True),
)  # fmt: skip
# What a row shows of its finding; an answer beside other words is to another question.
SHOWN = ("学号", "姓名", "问题", "说明")
SHEET = "处理选项"
HOW_TO = (
    "“处理意见”从下拉列表中选；选“填写为”的在“填写内容”写上拼写，选“认定为同一人”的写上学号；依据写在"
    "“备注”。写好后交研究生院导入。行可以排序、筛选、复制，其他列请勿改动。"
)
# Nobody puts a finding aside by letter: that is one's own bookmark in the panel.
_NOT_OFFERED = (Verdict.LOOK_INTO,)
_LETTERS = str.maketrans("0123456789", "ghjkmnpqrs")  # so that no mark looks like a number


def answer_columns(run: Run, shown: pd.DataFrame) -> pd.DataFrame:
    """The findings of a run as rows show them, with the columns of answers; those are blank."""
    found = run.findings
    marks = pd.Series([mark_of(texts) for texts in zip(*map(shown.get, SHOWN), strict=True)])
    ids = found["finding"] + "." + found["evidence"] + "." + marks.set_axis(found.index)
    grounds = grounds_of(run.cohort, run.cases, run.tables["roster"].usable_rows)
    choices = by_distinct(possible_on(found, grounds), _offered)
    return shown.assign(**{VERDICT: "", VALUE: "", NOTE: "", ID: ids, CHOICES: choices})


def mark_of(texts: Iterable[str]) -> str:
    """What stands for the texts of a row, in letters; blanks around them do not matter."""
    told = "\x1f".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(told.encode()).hexdigest()[:12].translate(_LETTERS)


def numbered(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[list[str]]]:
    """The rows with the number of each one's list of choices, and the lists, from number 1 on."""
    numbers, lists = pd.factorize(rows[CHOICES])
    return rows.assign(**{CHOICES: numbers + 1}), [one.split(SEPARATOR) for one in lists]


def offer(page: Worksheet, columns: Sequence[Column], count: int) -> None:
    """Give each of `count` rows below the header its drop-down."""
    titles = [column.title for column in columns]
    answer, number = (get_column_letter(titles.index(one) + 1) for one in (VERDICT, CHOICES))
    list_ = f"OFFSET('{SHEET}'!$A$1,{{}},${number}2,{{}},1)"
    choices = DataValidation(
        type="list", formula1=list_.format(1, list_.format(0, 1)), allow_blank=True,
        showErrorMessage=True, errorTitle=VERDICT, error="请从下拉列表中选，或留空。",
    )  # fmt: skip
    choices.add(f"{answer}2:{answer}{count + 1}")
    page.data_validations.append(choices)


def add_choices(book: Workbook, lists: Sequence[Sequence[str]]) -> None:
    """A hidden sheet with what the drop-downs show: a column for each list, its length on top."""
    page = book.create_sheet(SHEET)
    page.sheet_state = "hidden"
    page.append([None, *(len(one) for one in lists)])
    for place in range(max(map(len, lists), default=0)):
        page.append([None, *(one[place] if place < len(one) else None for one in lists)])


def _offered(choices: str) -> str:
    return SEPARATOR.join(one for one in choices.split(SEPARATOR) if one not in _NOT_OFFERED)
