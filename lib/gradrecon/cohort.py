"""One cohort: its calendar, clauses, colleges, sources and vocabularies, read from params/*.toml.

Next year's cohort is another file, not another version of the software. The file is read
strictly: all faults of a file are reported at once, each with its key and what is allowed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from gradrecon.checklist.form import Form
from gradrecon.codes import Code
from gradrecon.drafts.capacity import Capacity
from gradrecon.errors import Fault, UsageError
from gradrecon.fileerrors import reason
from gradrecon.names.profile import Profile, derive
from gradrecon.params_faults import Problem, faults_of, problems
from gradrecon.params_syntax import syntax_fault
from gradrecon.photos.specification import Photos
from gradrecon.sources import BY_NAME
from gradrecon.strict import Strict, Text
from gradrecon.text import fold_label_text
from gradrecon.words import ChsiState, Risk


class Span(Strict):
    """A span of days, both ends included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise problems(
                Problem("last", f"{self.last} 早于 first {self.first}", "不早于 first 的日期")
            )
        return self

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class Hours(Strict):
    """Opening hours within one day."""

    start: time
    end: time

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise problems(
                Problem(
                    "end", f"{self.end:%H:%M} 不晚于 start {self.start:%H:%M}", "晚于 start 的钟点"
                )
            )
        return self


class CaptureDay(Strict):
    """One day of capture on one campus (1.3.1, 1.3.2)."""

    campus: Text
    day: date
    hours: tuple[Hours, ...] = Field(min_length=1, strict=False)


class Calendar(Strict):
    """The notice's dates, in the order in which they come."""

    capture: tuple[CaptureDay, ...] = Field(min_length=1, strict=False)
    chsi_check: Span
    pinyin_due: date
    return_due: date
    makeup_due: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        found = []
        if self.chsi_check.first <= self.capture_last:
            found.append(
                Problem(
                    "chsi_check.first",
                    f"{self.chsi_check.first} 不晚于采集末日 {self.capture_last}",
                    "晚于采集末日的日期",
                )
            )
        if self.return_due < self.pinyin_due:
            found.append(
                Problem(
                    "return_due",
                    f"{self.return_due} 早于拼音填报截止 {self.pinyin_due}",
                    "不早于 pinyin_due 的日期",
                )
            )
        if self.makeup_due < self.capture_last:
            found.append(
                Problem(
                    "makeup_due",
                    f"{self.makeup_due} 早于采集末日 {self.capture_last}",
                    "不早于采集末日的日期",
                )
            )
        _raise_any(*found)
        return self

    @property
    def capture_first(self) -> date:
        """The first day of capture on any campus."""
        return min(day.day for day in self.capture)

    @property
    def capture_last(self) -> date:
        """The last day of capture on any campus; from the next day on only make-up remains."""
        return max(day.day for day in self.capture)


class Closure(Span):
    """Days on which the studio is shut, and why (1.5)."""

    reason: Text


class Studio(Strict):
    """When the studio is open for make-up capture, and what it charges (1.2.4, 1.5)."""

    fee: float = Field(ge=0)
    open_weekdays: tuple[int, ...] = Field(min_length=1, strict=False)
    hours: tuple[Hours, ...] = Field(min_length=1, strict=False)
    closures: tuple[Closure, ...] = Field(default=(), strict=False)
    holidays: tuple[date, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _weekdays(self) -> Self:
        wrong = [day for day in self.open_weekdays if day not in range(1, 8)]
        if wrong:
            raise problems(
                Problem("open_weekdays", f"{wrong} 不是星期几", "1（星期一）到 7（星期日）")
            )
        return self

    def is_open(self, day: date) -> bool:
        """Whether the studio takes pictures on that day."""
        return (
            day.isoweekday() in self.open_weekdays
            and day not in self.holidays
            and not any(day in closure for closure in self.closures)
        )


class Clause(Strict):
    """One clause of the notice in our own words; `due` where it sets a day."""

    id: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$")]
    text: Text
    due: date | None = None


class College(Strict):
    """One college: its code, full name, other names it is written by, and its campus."""

    code: Code
    name: Text
    aliases: tuple[Text, ...] = Field(default=(), strict=False)
    campus: Text | None = None


class SourceFiles(Strict):
    """Where a source's files are found, and further headers that its columns go by.

    `files` are patterns like `*学籍*` or `returned/*`, matched without regard to case
    against the path below the raw folder. `aliases` maps our column names to headers.
    """

    files: tuple[Text, ...] = Field(default=(), strict=False)
    aliases: Mapping[str, Annotated[tuple[Text, ...], Field(strict=False)]] = Field(
        default_factory=dict
    )


class Reading(Strict):
    """Limits and choices of reading: megabytes, rows and seconds a file may take."""

    max_mb: int = Field(default=200, gt=0)
    max_rows: int = Field(default=2_000_000, gt=0)
    seconds: int = Field(default=60, gt=0)
    hidden_rows: bool = True


class Spelling(Strict):
    """The spelling of names that this school asks for: a base profile and what differs from it."""

    base: Literal["gb_title", "passport_caps", "degree_caps"] = "gb_title"
    case: Literal["title", "caps"] | None = None
    separator: Literal["space", "comma"] | None = None
    double_surname: Literal["hyphen", "solid", "capitals"] | None = None
    apostrophe: Literal["straight", "curly", "none"] | None = None
    u_umlaut: Literal["ü", "yu", "v"] | None = None
    u_umlaut_also: tuple[Literal["ü", "yu", "v", "u"], ...] | None = Field(None, strict=False)
    minority: Literal["space", "dot", "solid"] | None = None

    @property
    def profile(self) -> Profile:
        """The profile to judge and to render by."""
        differs = self.model_dump(exclude={"base"}, exclude_none=True)
        return derive(self.base, **differs)


class Review(Strict):
    """What needs a second reviewer, and how many minutes an opened case counts as somebody's."""

    risky: tuple[Annotated[Risk, Field(strict=False)], ...] = Field(
        default=(Risk.SAME, Risk.SURNAME), strict=False
    )
    claim_minutes: int = Field(default=10, gt=0)


class Decisions(Strict):
    """Where decisions are kept: a database URL; the cohort's own SQLite file where it is blank."""

    url: str = ""


class Cohort(Strict):
    """Everything that is particular to one cohort.

    `as_of`, where given, is the day the reports speak of unless the command line says another.
    """

    id: Code
    name: Text
    school: Text
    notice: Text
    as_of: date | None = None
    calendar: Calendar
    studio: Studio
    clauses: tuple[Clause, ...] = Field(min_length=1, strict=False)
    colleges: tuple[College, ...] = Field(min_length=1, strict=False)
    sources: Mapping[str, SourceFiles] = Field(strict=False)
    chsi_words: Mapping[str, Annotated[ChsiState, Field(strict=False)]] = Field(min_length=1)
    spelling: Spelling = Spelling()
    reading: Reading = Reading()
    review: Review = Review()
    decisions: Decisions = Decisions()
    checklist: Form = Form()
    photos: Photos = Photos()
    capacity: Capacity = Capacity()

    @field_validator("colleges")
    @classmethod
    def _colleges_differ(cls, colleges: tuple[College, ...]) -> tuple[College, ...]:
        names = [name for one in colleges for name in {one.name, *one.aliases}]
        _raise_any(
            *_twice("code", [one.code.upper() for one in colleges]),  # folders may know no case
            *_twice("name 或 aliases", names),
        )
        return colleges

    @field_validator("clauses")
    @classmethod
    def _clauses_differ(cls, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        _raise_any(*_twice("id", [one.id for one in clauses]))
        return clauses

    @field_validator("sources")
    @classmethod
    def _sources_known(cls, sources: Mapping[str, SourceFiles]) -> Mapping[str, SourceFiles]:
        _raise_any(*_unknown_sources(sources))
        return sources

    @model_validator(mode="after")
    def _titles_readable(self) -> Self:
        """A header of the 信息核对表 must be known again when the table comes back."""
        returned = self.sources.get("returned", SourceFiles())
        unread = self.checklist.unread(returned.aliases)
        _raise_any(
            *(
                Problem(
                    f"checklist.titles.{column}",
                    f"核对表交回时认不出“{title}”这个表头",
                    f'通用的列名，或在 [sources.returned.aliases] 写：{column} = ["{title}"]',
                )
                for column, title in unread.items()
            )
        )
        return self

    @cached_property
    def college_by_code(self) -> Mapping[str, College]:
        """The colleges by their codes."""
        return {college.code: college for college in self.colleges}

    @cached_property
    def college_names(self) -> Mapping[str, str]:
        """Every folded text that names a college, with its code: code, names, `05 name`."""
        names = [(one.code, name) for one in self.colleges for name in (one.name, *one.aliases)]
        return {
            **{fold_label_text(f"{code}{name}"): code for code, name in names},
            **{fold_label_text(name): code for code, name in names},
            **{fold_label_text(one.code): one.code for one in self.colleges},
        }

    @cached_property
    def clause_by_id(self) -> Mapping[str, Clause]:
        """The clauses by their ids."""
        return {clause.id: clause for clause in self.clauses}

    def college(self, code: str) -> College:
        """The college of that code; UsageError with the codes there are."""
        if code not in self.college_by_code:
            raise UsageError(
                Fault(
                    f"--college {code}",
                    "参数文件里没有这个学院代码",
                    "改用下列代码之一，或在 params 里补上这个学院。",
                    "、".join(f"{college.code} {college.name}" for college in self.colleges),
                )
            )
        return self.college_by_code[code]


def load(path: Path | str) -> Cohort:
    """The cohort of a params file; UsageError with every fault of the file."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except FileNotFoundError:
        raise UsageError(
            Fault(str(path), "没有这个参数文件", "检查路径；范例是 params/2025.toml。")
        ) from None
    except OSError as error:
        raise UsageError(
            Fault(str(path), f"参数文件打不开（{reason(error)}）", "检查路径和权限。")
        ) from None
    except UnicodeDecodeError:
        raise UsageError(
            Fault(str(path), "参数文件不是 UTF-8 编码", "另存为 UTF-8 后重试。")
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(syntax_fault(error, str(path), text)) from None
    return parse(content, str(path))


def parse(content: Mapping[str, Any], file: str = "params") -> Cohort:
    """The cohort of params already read from TOML; UsageError with every fault."""
    try:
        return Cohort.model_validate(content)
    except ValidationError as error:
        raise UsageError(faults_of(error, file, Cohort.model_json_schema())) from None


def _raise_any(*found: Problem) -> None:
    if found:
        raise problems(*found)


def _twice(key: str, values: list[str]) -> list[Problem]:
    repeated = sorted({value for value in values if values.count(value) > 1})
    return [
        Problem("", f"{key} “{value}”出现了不止一次", f"互不相同的 {key}") for value in repeated
    ]


def _unknown_sources(sources: Mapping[str, SourceFiles]) -> list[Problem]:
    found = [
        Problem(name, "没有这个来源", "、".join(BY_NAME)) for name in sources if name not in BY_NAME
    ]
    for name, files in sources.items():
        known = BY_NAME[name].names if name in BY_NAME else list(files.aliases)
        found += [
            Problem(f"{name}.aliases.{column}", "这个来源没有这一列", "、".join(known))
            for column in files.aliases
            if column not in known
        ]
    return found
