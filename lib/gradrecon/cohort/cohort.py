"""One cohort: its calendar, clauses, colleges, sources and vocabularies, read from params/*.toml.

Next year's cohort is another file, not another version of the software. The file is read
strictly: all faults of a file are reported at once, each with its key and what is allowed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
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

from gradrecon.cohort.batches import Batch, usual
from gradrecon.cohort.calendar import Calendar, Studio
from gradrecon.cohort.capacity import Capacity
from gradrecon.cohort.checklist import Form
from gradrecon.cohort.codes import Code
from gradrecon.cohort.contacts import Contacts
from gradrecon.cohort.faults import Problem, faults_of, raise_any
from gradrecon.cohort.photos import Photos
from gradrecon.cohort.strict import Strict, Text
from gradrecon.cohort.studio_words import STUDIO_WORDS
from gradrecon.cohort.syntax import syntax_fault
from gradrecon.cohort.words import Words
from gradrecon.errors import Fault, UsageError
from gradrecon.files import reason
from gradrecon.names.presets import derive
from gradrecon.names.profile import Profile
from gradrecon.sources import BY_NAME
from gradrecon.values.folding import fold_label_text
from gradrecon.vocabulary import CaptureState, ChsiState, Risk


class Clause(Strict):
    """One clause of the notice in our own words; its days stand in the calendar alone."""

    id: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$")]
    text: Text

    @model_validator(mode="before")
    @classmethod
    def _without_day(cls, told: object) -> object:
        """Leave out `due`, which params of before repeat."""
        return (
            {name: told[name] for name in told if name != "due"} if isinstance(told, dict) else told
        )


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


_Case = Literal["title", "caps", "lower"]
_Join = Literal["solid", "capitals", "hyphen", "hyphen_small", "space"]
_Umlaut = Literal["ü", "yu", "v", "u", "yu_in_caps"]
_Preset = Literal[
    "gb_title", "gb_caps", "surname_caps", "passport_caps", "passport_until_2012", "degree_caps"
]


class Spelling(Strict):
    """The spelling of names that this school asks for: a known profile and what differs from it.

    `case` stands for the cases of surname, given name and foreign names that are not said apart.
    """

    base: _Preset = "gb_title"
    case: _Case | None = None
    surname_case: _Case | None = None
    given_case: _Case | None = None
    order: Literal["surname_first", "given_first"] | None = None
    separator: Literal["space", "comma", "none"] | None = None
    given_name: _Join | None = None
    compound_surname: _Join | None = None
    double_surname: _Join | None = None
    apostrophe: Literal["straight", "curly", "full_width", "none"] | None = None
    u_umlaut: _Umlaut | None = None
    u_umlaut_also: tuple[_Umlaut, ...] | None = Field(None, strict=False)
    umlaut_e: Literal["üe", "ue", "yue", "ve"] | None = None
    umlaut_case: Literal["caps"] | None = None
    tone_marks: Literal["none", "allowed"] | None = None
    minority: Literal["space", "dot", "solid", "capitals", "hyphen", "hyphen_small"] | None = None
    minority_by: Literal["document", "characters"] | None = None
    foreign_case: Literal["as_written", "caps"] | None = None
    longest: int | None = Field(None, ge=0)
    also: tuple[_Preset, ...] | None = Field(None, strict=False)

    @property
    def profile(self) -> Profile:
        """The profile to judge and to render by."""
        differs = self.model_dump(exclude={"base"}, exclude_none=True)
        return derive(self.base, **differs)


# What params of before said, each a verdict, and what it comes to.
_RISKY_BEFORE = {
    **dict.fromkeys(("认定为同一人", "不是同一人"), Risk.WHOSE),
    **dict.fromkeys(("姓氏拼音", "采用学籍", "采用填报", "填写为"), Risk.SPELLING),
    "无需处理": Risk.ERROR,
}


class Review(Strict):
    """What needs a second reviewer, and how many minutes an opened case counts as somebody's."""

    risky: tuple[Annotated[Risk, Field(strict=False)], ...] = Field(
        default=tuple(Risk), strict=False
    )
    claim_minutes: int = Field(default=10, gt=0)

    @field_validator("risky", mode="before")
    @classmethod
    def _as_said_now(cls, words: Any) -> Any:
        """Params with old words said nothing of errors; one reviewer alone closes none then."""
        if not isinstance(words, list | tuple) or not any(
            isinstance(word, str) and word in _RISKY_BEFORE for word in words
        ):
            return words
        known = [_RISKY_BEFORE.get(word, word) for word in words if isinstance(word, str)]
        return list(dict.fromkeys([*known, Risk.ERROR]))


class Confirmation(Strict):
    """Where students confirm what stands about them (2.2.3, 2.2.4).

    `by_submission`: the system in which spellings are submitted shows every field and records the
    confirmation of all of them; else only the returned table does.
    """

    by_submission: bool = False


class Decisions(Strict):
    """Where decisions are kept: a database URL; the cohort's own SQLite file where it is blank."""

    url: str = ""


class Results(Strict):
    """Who may read the results beside their owner: with `group`, the others of the group."""

    group: bool = False


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
    contacts: Contacts = Contacts()
    clauses: tuple[Clause, ...] = Field(min_length=1, strict=False)
    colleges: tuple[College, ...] = Field(min_length=1, strict=False)
    sources: Mapping[str, SourceFiles] = Field(strict=False)
    chsi_words: Mapping[str, Annotated[ChsiState, Field(strict=False)]] = Field(min_length=1)
    studio_words: Mapping[str, Annotated[CaptureState, Field(strict=False)]] = Field(
        default_factory=dict
    )
    spelling: Spelling = Spelling()
    reading: Reading = Reading()
    review: Review = Review()
    confirmation: Confirmation = Confirmation()
    words: Words = Words()
    batches: tuple[Batch, ...] = Field(default=(), strict=False)
    decisions: Decisions = Decisions()
    results: Results = Results()
    checklist: Form = Form()
    photos: Photos = Photos()
    capacity: Capacity = Capacity()

    @field_validator("colleges")
    @classmethod
    def _colleges_differ(cls, colleges: tuple[College, ...]) -> tuple[College, ...]:
        names = [name for one in colleges for name in {one.name, *one.aliases}]
        raise_any(
            *_twice("code", [one.code.upper() for one in colleges]),  # folders may know no case
            *_twice("name 或 aliases", names),
        )
        return colleges

    @field_validator("clauses")
    @classmethod
    def _clauses_differ(cls, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        raise_any(*_twice("id", [one.id for one in clauses]))
        return clauses

    @field_validator("sources")
    @classmethod
    def _sources_known(cls, sources: Mapping[str, SourceFiles]) -> Mapping[str, SourceFiles]:
        raise_any(*_unknown_sources(sources))
        return sources

    @model_validator(mode="after")
    def _titles_readable(self) -> Self:
        """A header of the 信息核对表 must be known again when the table comes back."""
        returned = self.sources.get("returned", SourceFiles())
        unread = self.checklist.unread(returned.aliases)
        raise_any(
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
    def capture_words(self) -> Mapping[str, CaptureState]:
        """What the studio's words mean, by the folded word: the usual ones, and the params' own."""
        known = {**STUDIO_WORDS, **self.studio_words}
        return {fold_label_text(word): state for word, state in known.items()}

    @cached_property
    def year_batches(self) -> tuple[Batch, ...]:
        """The batches in the year's order: those of the params, else the usual four."""
        return self.batches or usual(self.calendar.return_due.year)

    @cached_property
    def batch_by_name(self) -> Mapping[str, Batch]:
        """The batches by their names."""
        return {batch.name: batch for batch in self.year_batches}

    @cached_property
    def clause_by_id(self) -> Mapping[str, Clause]:
        """The clauses by their ids."""
        return {clause.id: clause for clause in self.clauses}

    def college(self, code: str) -> College:
        """The college of that code; raise UsageError with the codes there are."""
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
    """The cohort of a params file; raise UsageError with every fault of the file."""
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
    except (ValueError, RecursionError) as error:
        raise UsageError(syntax_fault(error, str(path), text)) from None
    return parse(content, str(path))


def parse(content: Mapping[str, Any], file: str = "params") -> Cohort:
    """The cohort of params already read from TOML; raise UsageError with every fault."""
    try:
        return Cohort.model_validate(content)
    except ValidationError as error:
        raise UsageError(faults_of(error, file, Cohort.model_json_schema())) from None


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
