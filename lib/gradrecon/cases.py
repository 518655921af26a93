"""One row per in-scope student: what every source says of them, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gradrecon.cohort import Cohort
from gradrecon.lookup import look_up
from gradrecon.table import Table
from gradrecon.text import fold_label
from gradrecon.words import ChsiState, Obligation

YES, NO = "是", "否"

# The roster's own facts, as a case carries them.
_FROM_ROSTER = (
    "student_no", "college", "name", "id_no", "sex", "birth_date", "ethnicity", "region",
    "major_code", "major", "level", "form", "batch", "status", "certificates", "remark",
)  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """The rows of one source that are in-scope students', each with its student.

    `rows`: the table's columns, index = row id, `student` = whose row it is, `differed` =
    the columns that contradict the roster.
    """

    table: Table
    rows: pd.DataFrame

    @property
    def present(self) -> bool:
        """Whether the source is there at all."""
        return self.table.present


def linked(table: Table, links: pd.DataFrame) -> Linked:
    """The linked rows of a table, in the order of its files."""
    rows = table.rows.loc[links.index].assign(
        student=links["student_no"], differed=links["differed"]
    )
    return Linked(table, rows.sort_index())


def cases(students: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort) -> pd.DataFrame:
    """One row per in-scope student, index = `student_no`, sorted.

    Columns: the roster's facts, then `obligation` and what it follows from, then what capture,
    CHSI, pinyin, majors and the returned table say; text, "" where unknown, counts as integers.
    """
    frame = students.loc[students["in_scope"], list(_FROM_ROSTER)].copy()
    frame["name_key"] = students["name_key"]
    for add in (_lists, _capture, _chsi, _pinyin, _majors, _returned):
        frame = add(frame, sources, cohort, students)
    return frame


def _lists(
    frame: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort, students: pd.DataFrame
) -> pd.DataFrame:
    """Who must, may or need not have a picture taken (1.1.2 to 1.1.4)."""
    on = {
        name: frame.index.isin(sources[name].rows["student"])
        for name in ("must_capture", "recapture", "approved")
    }
    image = _image_on_record(frame.index, sources["images"], students)
    obligation = np.select(
        [on["approved"], on["must_capture"], on["recapture"], image == YES, image == NO],
        [
            Obligation.APPROVED,
            Obligation.MUST,
            Obligation.VOLUNTARY,
            Obligation.NONE,
            Obligation.REVIEW,
        ],
        Obligation.UNKNOWN,
    )
    flags = {f"on_{name}": np.where(listed, YES, NO) for name, listed in on.items()}
    return frame.assign(obligation=obligation, image_on_record=image, **flags).astype(
        {"obligation": "str", **dict.fromkeys(flags, "str")}
    )


def _image_on_record(index: pd.Index, images: Linked, students: pd.DataFrame) -> pd.Series:
    """是, 否 or "" (nobody says): from the list of images, else from the roster's own column."""
    own = students["image"].reindex(index)
    if not images.present:
        return own
    said = images.rows["image"] if images.table.has("image") else pd.Series(YES, images.rows.index)
    listed = images.rows.loc[said == YES, "student"]
    return pd.Series(np.where(index.isin(listed) | (own == YES), YES, NO), index=index, dtype="str")


def _capture(
    frame: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort, students: pd.DataFrame
) -> pd.DataFrame:
    """How often and when last a picture was taken."""
    rows = sources["studio"].rows.sort_values("taken", kind="stable")
    last = rows.drop_duplicates("student", keep="last").set_index("student").reindex(frame.index)
    count = rows["student"].value_counts().reindex(frame.index, fill_value=0)
    return frame.assign(
        captures=count.astype("int64"),
        taken=last["taken"].fillna(""),
        capture_code=last["code"].fillna(""),
        makeup=last["makeup"].fillna(""),
    )


def _chsi(
    frame: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort, students: pd.DataFrame
) -> pd.DataFrame:
    """CHSI's word and what it means; two rows that disagree mean nothing (law 4)."""
    rows = sources["chsi"].rows
    rows = rows.assign(state=chsi_states(rows["word"], cohort))
    words = rows.groupby("student")["word"].nunique()
    rows = rows[~rows["student"].isin(words.index[words > 1])]
    own = rows.drop_duplicates("student").set_index("student").reindex(frame.index)
    counted = sources["chsi"].rows["student"].value_counts().reindex(frame.index, fill_value=0)
    return frame.assign(
        chsi_rows=counted.astype("int64"),
        chsi_word=own["word"].fillna(""),
        chsi_state=own["state"].fillna(""),
        chsi_checked=own["checked"].fillna(""),
        chsi_captured_on=own["captured_on"].fillna(""),
    )


def chsi_states(words: pd.Series, cohort: Cohort) -> pd.Series:
    """What each of CHSI's words means by the cohort's table; blank is unchecked, unknown is ""."""
    known = {word: state.value for word, state in cohort.chsi_words.items()}
    return look_up(words, pd.Series({**known, "": ChsiState.UNCHECKED.value}))


def _pinyin(
    frame: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort, students: pd.DataFrame
) -> pd.DataFrame:
    """The latest spelling that is not blank, whose act it was, and whether it is confirmed."""
    rows = sources["pinyin"].rows
    rows = rows[rows["pinyin"] != ""].sort_values("submitted", kind="stable")
    last = rows.drop_duplicates("student", keep="last")
    own = last.set_index("student").reindex(frame.index)
    confirmed = rows.loc[rows["confirmed"] == YES, "student"]
    return frame.assign(
        pinyin=own["pinyin"].fillna(""),
        pinyin_submitted=own["submitted"].fillna(""),
        pinyin_by_college=own["by_college"].fillna(""),
        pinyin_confirmed=np.where(frame.index.isin(confirmed), YES, NO),
        pinyin_row=pd.Series(last.index, last["student"])
        .reindex(frame.index)
        .fillna(-1)
        .astype("int64"),
    ).astype({"pinyin_confirmed": "str"})


def _majors(
    frame: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort, students: pd.DataFrame
) -> pd.DataFrame:
    """What the table of English majors says of the student's major code (Attachment 6)."""
    table = sources["majors"].table.usable
    table = table[table["major_code"] != ""].drop_duplicates("major_code").set_index("major_code")
    own = table.reindex(frame["major_code"]).set_axis(frame.index)
    return frame.assign(
        major_known=np.where(own["major"].notna(), YES, NO),
        major_in_table=own["major"].fillna(""),
        major_en=own["major_en"].fillna(""),
    ).astype({"major_known": "str"})


def _returned(
    frame: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort, students: pd.DataFrame
) -> pd.DataFrame:
    """What the college's returned table says; a confirmation there counts as the student's."""
    last = sources["returned"].rows.drop_duplicates("student", keep="last")
    own = last.set_index("student").reindex(frame.index)
    row = pd.Series(last.index, last["student"]).reindex(frame.index)
    frame = frame.assign(
        returned_row=row.fillna(-1).astype("int64"),
        returned=np.where(row.notna(), YES, NO),
        returned_pinyin=own["pinyin"].fillna(""),
        returned_major_en=own["major_en"].fillna(""),
    ).astype({"returned": "str"})
    confirmed = (own["confirmed"] == YES) | (frame["pinyin_confirmed"] == YES)
    return frame.assign(confirmed=np.where(confirmed, YES, NO)).astype({"confirmed": "str"})


def same_label(left: pd.Series, right: pd.Series) -> pd.Series:
    """Whether two columns of labels say the same, widths and spaces aside."""
    return fold_label(left) == fold_label(right)
