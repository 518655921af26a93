"""What the 信息核对表 looks like: its columns, titles and foot, as params may change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Annotated

from pydantic import Field, field_validator

from gradrecon.cohort.faults import Problem, problems
from gradrecon.cohort.strict import Strict, Text
from gradrecon.sources.confirmation import RETURNED

NUMBER = "number"
# Every column there can be, in the working order; the first merely counts.
FIELDS = (
    "student_no", "name", "pinyin", "sex", "ethnicity", "birth_date", "id_no", "college",
    "major_code", "major", "major_en", "level", "form", "batch", "confirmed", "remark",
)  # fmt: skip
_TITLES = {NUMBER: "序号", **{field: RETURNED.column(field).title for field in FIELDS}}


class Form(Strict):
    """The layout of the table, section `[checklist]` of a params file.

    `title` may hold `{cohort}` and `{college}`. `columns` are our column names in the order
    wanted, `titles` other headers for some of them. `foot` is what is to be signed. `template`:
    a school's own .xlsx to fill in place instead, looked for in the current folder, then in the
    project.
    """

    title: Text = "{cohort}预毕业研究生信息核对表（{college}）"
    columns: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)] = (NUMBER, *FIELDS)
    titles: Mapping[str, Text] = Field(default_factory=dict)
    foot: Annotated[tuple[Text, ...], Field(strict=False)] = (
        "经办人（签字）：",
        "主管院长（签字）：",
        "学院（公章）：",
        "日期：",
    )
    template: Text | None = None

    @field_validator("columns")
    @classmethod
    def _columns_known(cls, columns: tuple[str, ...]) -> tuple[str, ...]:
        allowed = "、".join(_TITLES)
        found = [
            Problem("", f"没有“{name}”这一列", allowed) for name in columns if name not in _TITLES
        ]
        if "student_no" not in columns:
            found.append(Problem("", "缺少 student_no，交回后无法对应到人", allowed))
        if len(set(columns)) < len(columns):
            found.append(Problem("", "有的列出现了不止一次", allowed))
        if found:
            raise problems(*found)
        return columns

    @field_validator("titles")
    @classmethod
    def _titles_known(cls, titles: Mapping[str, str]) -> Mapping[str, str]:
        unknown = [name for name in titles if name not in _TITLES]
        if unknown:
            raise problems(*(Problem(name, "没有这一列", "、".join(_TITLES)) for name in unknown))
        return titles

    @field_validator("title")
    @classmethod
    def _title_filled(cls, title: str) -> str:
        if not _can_be_filled(title):
            raise problems(
                Problem("", f"“{title[:40]}”里的花括号无法填写", "{cohort}、{college} 或不带花括号")
            )
        return title

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that say something of a student, in the order of the table."""
        return tuple(column for column in self.columns if column != NUMBER)

    def title_of(self, column: str) -> str:
        """The header of a column."""
        return self.titles.get(column, _TITLES[column])

    def unread(self, aliases: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """The headers that neither the source nor these aliases know, by column."""
        return {
            column: title
            for column, title in self.titles.items()
            if column != NUMBER
            and title not in (*RETURNED.column(column).headers, *aliases.get(column, ()))
        }


# What a college and its students complete: a sheet with none of these is no returned table.
COMPLETED = frozenset({"pinyin", "major_en", "confirmed"})


def _can_be_filled(title: str) -> bool:
    """Whether a title has nothing in braces but the two words, just as they are."""
    try:
        parts = list(Formatter().parse(title))
    except ValueError:
        return False
    return all(
        word in (None, "cohort", "college") and not form and not conversion
        for _, word, form, conversion in parts
    )
