"""What a source is: a file that an office sends, declared once as data.

The declaration drives reading (which header is which column), validation (required
columns, shape of values), privacy (what may be shown) and the documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a column's values are; each kind has one way of being read and one of being shown.

    Every kind is read into text, blank as "". Dates become `2000-01-31`, times
    `2024-11-26 09:05:00`, clock times `09:05`, amounts `20` or `20.5`, flags `是` or `否`.
    A value that cannot be read stands as it came and is noted (see `table.Table.notes`).
    """

    TEXT = "文字"
    NAME = "姓名"
    STUDENT_NO = "学号"
    ID_NO = "证件号"
    CODE = "代码"
    NUMBER = "号码"
    PINYIN = "拼音"
    DATE = "日期"
    TIME = "时间"
    CLOCK = "钟点"
    AMOUNT = "金额"
    FLAG = "是否"


# Kinds that rows are joined by: a damaged cell of these is emptied, so that it never joins (law 3).
KEY_KINDS = frozenset({Kind.STUDENT_NO, Kind.ID_NO, Kind.CODE, Kind.NUMBER})


@dataclass(frozen=True)
class Column:
    """One column of a source.

    `name` is ours, `title` is what an office calls it, `aliases` are further headers met;
    `about` is one Chinese sentence for the reference. `fill_down`: a blank cell takes the
    value above it, as in lists grouped by college. `private`: never shown outside the
    machine (law 9). `inner`: only for comparing, it says nothing to a person.
    """

    name: str
    title: str
    about: str
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()
    required: bool = False
    private: bool = False
    fill_down: bool = False
    inner: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header this column goes by, its title first."""
        return (self.title, *self.aliases)


@dataclass(frozen=True)
class Source:
    """One kind of file: its columns, and what a row of it is about.

    `chapter` is where findings on its rows belong (roster, lists, capture, …).
    `subject` is what a row is about: a student, a college or a major. `repeats`: one
    subject may rightly stand in several rows (several captures, several submissions).
    `record`: what, beside the subject, makes a row a record of its own. `when`: the column that
    says which of two rows is the later; where it is part of the record, each is one event.
    `pictures`: its files are images and each is one row (see `gradrecon.photos`).
    """

    name: str
    title: str
    about: str
    chapter: str
    columns: tuple[Column, ...]
    required: bool = False
    subject: str = "student"
    repeats: bool = False
    record: tuple[str, ...] = ()
    when: str = ""
    pictures: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; raise KeyError if the source declares none."""
        return self.by_name[name]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their own names, in declared order."""
        return {column.name: column for column in self.columns}

    @property
    def names(self) -> list[str]:
        """The columns' own names, in declared order."""
        return [column.name for column in self.columns]
