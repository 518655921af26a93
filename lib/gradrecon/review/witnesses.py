"""All sources side by side: which rows speak of a student, and what each says in which cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from gradrecon.cohort import colleges
from gradrecon.decisions.verdicts import CHANGEABLE
from gradrecon.review.case import FieldLine, Shown, Witness
from gradrecon.review.difference import Piece, pieces
from gradrecon.run.run import Run
from gradrecon.sources import SOURCES, TITLES
from gradrecon.sources.table import letters
from gradrecon.values.agreement import AGREES, agreement
from gradrecon.values.equivalent import meant_text
from gradrecon.values.folding import fold_label_text
from gradrecon.values.masking import masked_text

_FEW = 6  # rows of others beside one's own
HIDDEN = "••••"
# Fields that are shown in full only when asked for, each time logged (law 9).
SECRET = ("id_no", "birth_date")
# What people are shown, in the order of the sources.
_SAID = tuple(dict.fromkeys(c.name for source in SOURCES for c in source.columns if not c.inner))
_NUMBERS = frozenset({"id_no", "exam_no"})
# Of what differs in these the spelling matters; in other fields only what is said.
_TO_THE_LETTER = frozenset({"student_no", "name", "id_no", *CHANGEABLE})
_REFERENCE_TITLES = {"pinyin": "建议拼写", "major_en": "对照表"}

RowKey = tuple[str, int]


class Witnesses:
    """The rows of a Run by student; made once, asked for each case."""

    def __init__(self, run: Run) -> None:
        self._tables = run.tables
        self._cohort = run.cohort
        links = run.links
        self._sources = links["source"].tolist()
        self._row_ids = links["row_id"].to_numpy()
        self._students = links["student_no"].tolist()
        aside = links[links["aside"] != ""]
        keys = zip(aside["source"], aside["row_id"].tolist(), strict=True)
        self._aside = dict(zip(keys, aside["aside"], strict=True))
        self._of_student: Mapping[str, np.ndarray] = links.groupby("student_no").indices
        cases = run.cases
        self._suggested = {
            field: dict(zip(cases["student_no"], cases[column], strict=True))
            for field, column in (("pinyin", "suggestion"), ("major_en", "major_en"))
        }

    def keys(self, student_no: str) -> list[RowKey]:
        """The rows of all sources that are a student's, as (source, row id)."""
        places = self._of_student.get(student_no, ()) if student_no else ()
        return [(self._sources[place], int(self._row_ids[place])) for place in places]

    def same(self, key: RowKey, column: str) -> list[RowKey]:
        """The other rows of the same source that say the same in a column, the first few."""
        rows = self._tables[key[0]].rows
        said = rows[column].at[key[1]] if column in rows else ""
        places = np.flatnonzero((rows[column] == said).to_numpy()) if said else ()
        ids = [int(rows.index[place]) for place in places]
        return [(key[0], one) for one in ids if one != key[1]][:_FEW]

    def own(self, key: RowKey) -> str:
        """The 学号 that a row is linked to, "" for none."""
        return self._owners.get(key, "")

    @cached_property
    def _owners(self) -> Mapping[RowKey, str]:
        keys = zip(self._sources, self._row_ids.tolist(), strict=True)
        return dict(zip(keys, self._students, strict=True))

    @cached_property
    def _damaged(self) -> Mapping[tuple[str, int, str], tuple[str, str]]:
        """What stood in each damaged cell, and what is wrong with it."""
        found = {}
        for name, table in self._tables.items():
            notes = table.notes[table.notes["damage"]]
            columns = (notes[one].tolist() for one in ("id", "column", "came", "kind"))
            for row_id, column, came, kind in zip(*columns, strict=True):
                found[name, row_id, column] = (came, kind)
        return found

    def witness(self, key: RowKey, *, proposed: bool, concerned: bool, other: str = "") -> Witness:
        """Where a row stands."""
        table = self._tables[key[0]]
        row = table.rows.loc[key[1]]
        part = table.parts[row["part"]]
        why = self._aside.get(key, "")
        title = table.source.title + (f"（不作数：{why}）" if why else "")
        return Witness(
            key[0], title, part.file, part.sheet, int(row["row"]), proposed, concerned, other
        )

    def lines(
        self, keys: Sequence[RowKey], student_no: str, field: str, revealed: frozenset[str]
    ) -> tuple[FieldLine, ...]:
        """One line for each field that any of the rows says something of."""
        rows = [self._tables[source].rows.loc[row_id] for source, row_id in keys]
        held = self._held(keys, rows, student_no)
        lines = []
        for name in _SAID:
            values = [str(row.get(name, "")) for row in rows]
            damaged = any((*key, name) in self._damaged for key in keys)
            if any(values) or damaged or (name == field and held.get(name)):
                lines.append(self._line(name, field, values, keys, rows, held, revealed))
        return tuple(lines)

    def _held(
        self, keys: Sequence[RowKey], rows: Sequence[pd.Series], student_no: str
    ) -> dict[str, str]:
        """What each field is compared with: the roster's one row, what spellings should be."""
        roster = [row for (source, _), row in zip(keys, rows, strict=True) if source == "roster"]
        own = {n: str(v) for n, v in roster[0].items()} if len(roster) == 1 else {}
        return own | {name: known.get(student_no, "") for name, known in self._suggested.items()}

    def _line(
        self,
        name: str,
        field: str,
        values: Sequence[str],
        keys: Sequence[RowKey],
        rows: Sequence[pd.Series],
        held: Mapping[str, str],
        revealed: frozenset[str],
    ) -> FieldLine:
        reference = held.get(name, "")
        open_ = name in revealed
        shown = [
            _shown(name, value, "" if self._same(name, value, reference) else reference,
                   self._cell(key, name, row), open_) if value
            else self._ruined(key, name, row)
            for value, key, row in zip(values, keys, rows, strict=True)
        ]  # fmt: skip
        return FieldLine(
            field=name,
            title=CHANGEABLE.get(name, TITLES[name]),
            concerned=name == field,
            reference_title=_REFERENCE_TITLES.get(name, "学籍"),
            reference=_shown(name, reference, "", "", open_) if reference else None,
            values=tuple(shown),
        )

    def _ruined(self, key: RowKey, name: str, row: pd.Series) -> Shown | None:
        """What stood in a damaged cell, None for one that is simply blank."""
        if (*key, name) not in self._damaged:
            return None
        came, kind = self._damaged[*key, name]
        said = f"尾号{came[-4:]}" if came.isdigit() and name in _NUMBERS else discreet(name, came)
        return Shown((Piece(said, True), Piece(f"（{kind}）", False)), self._cell(key, name, row))

    def _same(self, name: str, value: str, reference: str) -> bool:
        """Whether two values say the same, though perhaps not to the letter."""
        if value == reference:
            return True
        if "*" in value:
            return agreement(pd.Series([value]), pd.Series([reference]))[0] == AGREES
        if name == "college":
            both = colleges.resolve(pd.Series([value, reference]), self._cohort)
            return bool(both[0] == both[1] != "")
        if name in _TO_THE_LETTER:
            return False
        value, reference = meant_text(name, value), meant_text(name, reference)
        return fold_label_text(value) == fold_label_text(reference)

    def _cell(self, key: RowKey, column: str, row: pd.Series) -> str:
        part = self._tables[key[0]].parts[row["part"]]
        where = part.columns.get(column)
        return f"{part.file}!{part.sheet}!{'' if where is None else letters(where)}{row['row']}"


def discreet(field: str, text: str) -> str:
    """A field's text as it may be shown and kept: no identity number, no birth date."""
    if field == "birth_date":
        return HIDDEN if text else ""
    return masked_text(text)


def _shown(field: str, value: str, reference: str, cell: str, revealed: bool) -> Shown:
    if revealed:
        return Shown(pieces(value, reference), cell)
    if field == "birth_date":
        return Shown((Piece(HIDDEN, value != reference != ""),), cell, hidden=True)
    if field in _NUMBERS:
        tail, other = value[-4:], reference[-4:]
        within = pieces(tail, other) if tail != other else (Piece(tail, bool(reference)),)
        return Shown((Piece("尾号", False), *within), cell, hidden=field in SECRET)
    if masked_text(value) != value:
        return Shown((Piece(masked_text(value), False),), cell)
    return Shown(pieces(value, reference), cell)
