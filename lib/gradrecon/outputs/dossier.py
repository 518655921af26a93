"""Everything that a Run knows of one student, as small frames to look at: Chinese titles.

For anybody who asks why a number is what it is, and for the newcomer's notebook. No identity number
is shown in full and no birth date at all (law 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pandas as pd
from pandas.io.formats.style import Styler

from gradrecon.cohort import colleges
from gradrecon.errors import Fault, UsageError
from gradrecon.outputs.tables.columns import CASES, RUNGS
from gradrecon.outputs.tables.tables import tables
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run
from gradrecon.sources.table import Table, letters
from gradrecon.values.masking import masked_text
from gradrecon.vocabulary import Settlement, Severity

_HIDDEN = "••••"
_NUMBERS = frozenset({"id_no", "exam_no"})


class Dossier:
    """One in-scope student of a Run; raise UsageError for a 学号 that the Run does not have."""

    def __init__(self, run: Run, student_no: str) -> None:
        own = run.cases[run.cases["student_no"] == student_no]
        if own.empty:
            wrong, mend = "范围内没有这个学号", "改用 cases.csv 里有的学号。"
            raise UsageError(Fault(student_no, wrong, mend))
        self.run = run
        self.student_no = student_no
        self._case = own.iloc[0]

    @property
    def rows(self) -> pd.DataFrame:
        """Every row of every source that is the student's: 来源, 位置, 内容.

        Of the rows about the student's college or major the first of each source.
        """
        told = [
            (table.source.title, _place(table, row, count), _content(table, row))
            for table, row, count in self._rows()
        ]
        return pd.DataFrame(told, columns=["来源", "位置", "内容"]).set_index("来源")

    @property
    def links(self) -> pd.DataFrame:
        """Why each row is this student's: 来源, 凭什么, 一致, 不一致, 不作数."""
        links = self.run.links
        links = links[links["student_no"] == self.student_no]
        told = [
            (
                self.run.tables[link.source].source.title,
                RUNGS[link.rung],
                _fields(self.run.tables[link.source], link.agreed),
                _fields(self.run.tables[link.source], link.differed),
                link.aside,
            )
            for link in links.itertuples()
        ]
        columns = ["来源", "凭什么", "一致", "不一致", "不作数"]
        return pd.DataFrame(told, columns=columns).set_index("来源")

    @property
    def case(self) -> pd.DataFrame:
        """What all sources say together: one line for each column of `cases.csv` that is filled."""
        cases = tables(self.run)["cases"]
        own = cases[cases["student_no"] == self.student_no].iloc[0]
        told = [(one.title, str(own[name])) for name, one in CASES.items() if own[name] != ""]
        return pd.DataFrame(told, columns=["项目", "内容"]).set_index("项目")

    @property
    def findings(self) -> pd.DataFrame:
        """What there is to look at: 问题, 轻重, 条款, 说明, 该谁办, 状态, 判定."""
        own = self.run.findings[self.run.findings["student_no"] == self.student_no]
        told = {
            "问题": own["rule"].map(lambda code: BY_CODE[code].title),
            "轻重": own["severity"].map(lambda word: Severity(word).label),
            "条款": own["clause"],
            "说明": own["message"],
            "该谁办": own["move"],
            "状态": own["state"].map(lambda word: Settlement(word).label),
            "判定": own["verdict"],
        }
        return pd.DataFrame(told).set_index("问题")

    @property
    def steps(self) -> pd.DataFrame:
        """How far each step is: 环节, 状态, 该谁办, 最晚."""
        own = self.run.progress[self.run.progress["student_no"] == self.student_no]
        titles = {"step": "环节", "state": "状态", "move": "该谁办", "last_day": "最晚"}
        return own[list(titles)].rename(columns=titles).set_index("环节")

    def _rows(self) -> Iterator[tuple[Table, pd.Series, int]]:
        """The rows to show, and how many each stands for."""
        for table in self.run.tables.values():
            rows = table.usable
            rows = rows[self._about(table, rows)]
            each = table.source.subject == "student"
            for _, row in (rows if each else rows.head(1)).iterrows():
                yield table, row, 1 if each else len(rows)

    def _about(self, table: Table, rows: pd.DataFrame) -> pd.Series:
        """Which rows of a table are about the student, the student's college or major."""
        if table.source.subject == "college":
            return colleges.resolve(rows["college"], self.run.cohort) == self._case["college"]
        if table.source.subject == "major":
            return rows["major_code"] == self._case["major_code"]
        return rows.index.to_series().isin(self._linked.get(table.source.name, []))

    @cached_property
    def _linked(self) -> dict[str, list[int]]:
        """The ids of the student's rows by source."""
        own = self.run.links[self.run.links["student_no"] == self.student_no]
        return {source: list(rows) for source, rows in own.groupby("source")["row_id"]}


def look(frame: pd.DataFrame) -> Styler:
    """A frame to look at in a notebook: text to the left, long sentences whole."""
    left = {"selector": "th, td", "props": "text-align: left; vertical-align: top"}
    return frame.rename_axis(None).style.set_table_styles([left])


def _place(table: Table, row: pd.Series, count: int) -> str:
    """File, sheet and row, as one finds them in the office's program."""
    part = table.parts[row["part"]]
    more = f"（共 {count} 行）" if count > 1 else ""
    return "，".join(filter(None, [part.file, part.sheet, f"第 {row['row']} 行{more}"]))


def _content(table: Table, row: pd.Series) -> str:
    """What a row says, each value with the letters of its column where it has one."""
    at = table.parts[row["part"]].columns
    told = [
        f"{letters(at[column.name]) + ' ' if column.name in at else ''}"
        f"{column.title}：{_discreet(column.name, value)}"
        for column in table.source.columns
        if not column.inner and (value := row[column.name])
    ]
    return "；".join(told)


def _discreet(column: str, value: str) -> str:
    if column == "birth_date":
        return _HIDDEN
    if column in _NUMBERS:
        return f"尾号{value[-4:]}"
    return masked_text(value)


def _fields(table: Table, names: str) -> str:
    columns = table.source.by_name
    return "、".join(columns[name].title for name in names.split())
