"""What stands in the tables that colleges returned: rows, columns and changes (2.2.4, 2.3.2)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.checklist.content import comparable
from gradrecon.cohort.checklist import COMPLETED
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.returns.basis import most_common_colleges
from gradrecon.returns.compare import Change
from gradrecon.rules.finders.differences import NO_HITS, differs, first_difference
from gradrecon.rules.rule import Find, about_rows, once
from gradrecon.sources.confirmation import RETURNED
from gradrecon.sources.table import Part
from gradrecon.values.id_number import shown

# What two rows of a student must say alike.
_SAID_ONCE = [one for one in RETURNED.columns if one.name not in ("student_no", "remark")]


def two_rows(facts: Facts) -> pd.DataFrame:
    """Students with several rows that do not say the same, unless the comparison says it."""
    returned, said = facts.linked["returned"], facts.changes
    rows = facts.with_siblings(returned.rows)
    if len(rows) and len(said):
        told = rows["student"][rows.index.isin(said["id"][said["kind"] == Change.ADDED])]
        rows = rows[~rows["student"].isin(told)]
    if rows.empty:
        return NO_HITS
    fields = _unlike_fields(facts, rows)
    rows = rows[rows["student"].isin(fields.index)]
    cells = returned.table.cells(rows.index).groupby(rows["student"].to_numpy())
    return once(
        about_rows(
            returned,
            rows,
            "student_no",
            facts,
            observed=fields[rows["student"]].to_numpy(),
            where=cells.agg("、".join)[rows["student"]].to_numpy(),
        )
    )


def _unlike_fields(facts: Facts, rows: Rows) -> pd.Series:
    """The titles of the fields in which a row differs from its student's first, by student."""
    parts, students = facts.tables["returned"].parts, rows["student"].to_numpy()
    _, starts, of = np.unique(students, return_index=True, return_inverse=True)
    first, found = starts[of], [pd.Series(dtype="str")]
    for column in _SAID_ONCE:
        has = np.array([part.has(column.name) for part in parts])[rows["part"]]
        unlike = _say_otherwise(rows[column.name], first, column.name, facts.cohort)
        if np.any(unlike & has & has[first]):
            own = np.unique(students[unlike & has & has[first]])
            found.append(pd.Series(column.title, index=own, dtype="str"))
    titles = pd.concat(found)
    return titles.groupby(titles.index).agg("、".join).astype("str")


def _say_otherwise(values: pd.Series, first: np.ndarray, field: str, cohort: Cohort) -> np.ndarray:
    """Whether each value says something else than the one at the place given for it."""
    other = values.iloc[first]
    unlike: np.ndarray = values.to_numpy() != other.to_numpy()
    if unlike.any():
        own, others = (comparable(field, one[unlike], cohort) for one in (values, other))
        unlike[unlike] = own.to_numpy() != others.to_numpy()
    return unlike


def column_missing(facts: Facts) -> pd.DataFrame:
    """Sheets without what is to be completed or confirmed in them, at their first row.

    A school's own template may have fewer columns than the form: then nobody knows.
    """
    table, form = facts.tables["returned"], facts.cohort.checklist
    lacking = {
        place: names
        for place, part in enumerate(table.parts)
        if not form.template and (names := _lacking(form.fields, part))
    }
    rows = table.usable_rows
    rows = rows[rows["part"].isin(lacking)].first("part")
    if rows.empty:
        return NO_HITS
    colleges = most_common_colleges(facts)
    titles = {
        place: "、".join(RETURNED.column(name).title for name in names)
        for place, names in lacking.items()
    }
    return pd.DataFrame(
        {
            "subject": [f"{table.parts[at].file}|{table.parts[at].sheet}" for at in rows["part"]],
            "college": [colleges.get(at, "") for at in rows["part"]],
            "source": "returned",
            "id": rows.index,
            "column": [lacking[at][0] for at in rows["part"]],
            "field": [lacking[at][0] for at in rows["part"]],
            "observed": [titles[at] for at in rows["part"]],
        }
    )


def _lacking(fields: Sequence[str], part: Part) -> list[str]:
    """The columns of the table that goes out which a sheet lacks, where it surely is that table.

    That is, it has the check code, or lacks only what is to be completed in it.
    """
    lacks = [name for name in fields if not part.has(name) and name != "remark"]
    return lacks if part.code or COMPLETED.issuperset(lacks) else []


def changed(*kinds: Change) -> Find:
    """A finder of what colleges changed in these ways (see `checklist.compare`)."""

    def find(facts: Facts) -> pd.DataFrame:
        if facts.changes.empty:
            return facts.changes
        hits = facts.changes[facts.changes["kind"].isin(kinds)]
        titles = {column.name: column.title for column in RETURNED.columns}
        private = hits["field"] == "id_no"
        where = first_difference(hits["returned"].where(private, ""), hits["sent"])
        hits = hits.assign(
            subject=hits["cell"],
            source="returned",
            column=hits["field"],
            title=hits["field"].map(titles),
            observed=hits["returned"].mask(private, shown(hits["returned"]) + where),
            expected=hits["sent"].mask(private, shown(hits["sent"])),
        )
        return hits.assign(
            seen=_said(hits, "observed", "空白"), was=_said(hits, "expected", "空白")
        )

    return find


def unlike(*fields: str) -> Find:
    """A finder of what contradicts the roster where no comparison with what was sent says it."""
    contradicting = differs(fields, "returned")

    def find(facts: Facts) -> pd.DataFrame:
        hits, said = contradicting(facts), facts.changes
        if hits.empty or said.empty:
            return hits
        cells, told = (pd.MultiIndex.from_frame(one[["id", "field"]]) for one in (hits, said))
        return hits[~cells.isin(told)]

    return find


def _said(hits: pd.DataFrame, column: str, blank: str) -> pd.Series:
    """The values as a sentence may say them; a birth date is only in the cell itself."""
    said = ("“" + hits[column] + "”").where(hits[column] != "", blank)
    return said.mask((hits["field"] == "birth_date") & (hits[column] != ""), "（见单元格）")
