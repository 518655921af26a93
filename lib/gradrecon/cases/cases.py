"""One row per in-scope student: what every source says of them, side by side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from gradrecon.cases.confirmation import confirmed
from gradrecon.cases.majors import looked_up
from gradrecon.cases.objections import picture_application
from gradrecon.cases.reconfirmed import reconfirmed
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.arrow import column, texts
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import choose, look_up, pick, take
from gradrecon.linking.linked import (
    Linked,
    agreed,
    last_row,
    latest_row,
    rows_with_siblings,
    unsettled,
)
from gradrecon.sources.confirmation import RETURNED
from gradrecon.values.equivalent import meant
from gradrecon.values.flags import NO, YES
from gradrecon.values.folding import fold_label
from gradrecon.values.id_number import is_masked
from gradrecon.vocabulary import ChsiState, Obligation

# The roster's own facts, as a case carries them.
_FROM_ROSTER = (
    "student_no", "college", "name", "id_no", "sex", "birth_date", "ethnicity", "region",
    "major_code", "major", "level", "form", "batch", "graduation", "status", "certificates",
    "remark",
)  # fmt: skip


def cases(students: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort) -> pd.DataFrame:
    """One row per in-scope student, sorted by 学号; a row's place is what linked rows refer to.

    Columns: the roster's facts, then `obligation` and what it follows from, then what capture,
    CHSI, pinyin, majors and the returned table say; text, "" where unknown, counts as integers.
    """
    inside = in_scope(students)
    chapters = (
        _lists(inside, sources),
        _capture(inside, sources["studio"]),
        _chsi(inside, sources["chsi"], cohort),
        _pinyin(inside, sources["pinyin"]),
        _majors(inside, sources["majors"]),
        _returned(inside, sources["returned"]),
        {"returned_differs": returned_differs(inside, sources["returned"].rows)},
        _reconfirmed(inside, sources, cohort),
        picture_application(inside, sources["applications"], cohort),
    )
    frame = inside[[*_FROM_ROSTER]]
    for facts in chapters:
        frame = frame.assign(**facts)
    by_submission = cohort.confirmation.by_submission
    return frame.assign(confirmed=confirmed(frame, by_submission=by_submission))


def in_scope(students: pd.DataFrame) -> pd.DataFrame:
    """The students in scope, with what the roster says of them."""
    wanted = students["in_scope"].to_numpy()
    index, own = pd.RangeIndex(wanted.sum()), pa.array(wanted)
    names = (*_FROM_ROSTER, "image")
    columns = {name: column(texts(students[name]).filter(own), index) for name in names}
    return pd.DataFrame(columns, index)


Columns = dict[str, pd.Series]


def _lists(inside: pd.DataFrame, sources: Mapping[str, Linked]) -> Columns:
    """Who must, may or need not have a picture taken (1.1.2 to 1.1.4).

    Whoever has no picture must come, though he be on Attachment 2: it is for those who have one.
    """
    on = {
        name: pd.Series(sources[name].has_students(len(inside)), inside.index)
        for name in ("must_capture", "recapture", "approved")
    }
    image = image_on_record(inside, sources["images"])
    obligation = choose(
        [
            (on["must_capture"], Obligation.MUST),
            (on["recapture"] & (image == NO), Obligation.MUST),
            (on["recapture"], Obligation.VOLUNTARY),
            (image == YES, Obligation.NONE),
            (on["approved"], Obligation.APPROVED),
            (image == NO, Obligation.REVIEW),
        ],
        Obligation.UNKNOWN,
        inside.index,
    )
    return {
        "obligation": obligation,
        "image_on_record": image,
        **{f"on_{name}": pick(listed, YES, NO) for name, listed in on.items()},
    }


def image_on_record(inside: pd.DataFrame, images: Linked) -> pd.Series:
    """是, 否 or "" (nobody says): from the list of images, else from the roster's own column.

    `inside` are the students in scope. What the roster says and cannot be read stands as it came.
    """
    own = inside["image"]
    if not images.present:
        return own
    rows = images.rows
    listed = rows[rows["image"] == YES] if images.table.has("image") else rows
    return pick((last_row(listed, len(inside)) >= 0) | (own == YES), YES, NO)


def _capture(inside: pd.DataFrame, studio: Linked) -> Columns:
    """How often and when last a picture was taken."""
    rows = studio.rows
    last = latest_row(rows, "taken", "code", count=len(inside))
    return {
        "captures": pd.Series(np.bincount(rows["student"], minlength=len(inside)), inside.index),
        "taken": take(rows["taken"], last, inside.index),
        "capture_code": take(rows["code"], last, inside.index),
        "makeup": take(rows["makeup"], last, inside.index),
    }


def _chsi(inside: pd.DataFrame, chsi: Linked, cohort: Cohort) -> Columns:
    """CHSI's word and what it means; two rows that disagree mean nothing (law 4)."""
    rows = chsi.rows
    last = latest_row(rows, "checked", "captured_on", count=len(inside))
    words, owners = rows["word"], rows["student"].to_numpy()
    several = rows_with_siblings(rows, len(inside))
    disagrees = words.iloc[last[owners[several]]].array != words.iloc[several].array
    contradicted = np.bincount(owners[several][disagrees], minlength=len(inside)) > 0
    word = take(words, np.where(contradicted, -1, last), inside.index)
    known = pd.Series((last >= 0) & ~contradicted, inside.index)
    return {
        "chsi_rows": pd.Series(np.bincount(rows["student"], minlength=len(inside)), inside.index),
        "chsi_word": word,
        "chsi_state": chsi_states(word, cohort).where(known, ""),
        "chsi_checked": take(rows["checked"], last, inside.index),
        "chsi_captured_on": take(rows["captured_on"], last, inside.index),
    }


def chsi_states(words: pd.Series, cohort: Cohort) -> pd.Series:
    """What each of CHSI's words means by the cohort's table; blank is unchecked, unknown is ""."""
    known = {word: state.value for word, state in cohort.chsi_words.items()}
    return look_up(words, pd.Series({**known, "": ChsiState.UNCHECKED.value}))


def _pinyin(inside: pd.DataFrame, pinyin: Linked) -> Columns:
    """The latest spelling that the student confirmed, else the latest; blank ones left out (2.3.1).

    With it whose act it was, and whether it is confirmed. Of different spellings at one time, or
    at no time that is told, none is taken.
    """
    rows = pinyin.rows[pinyin.rows["pinyin"] != ""]
    sure = (rows["confirmed"] == YES).to_numpy()
    has_sure = np.bincount(rows["student"][sure], minlength=len(inside)) > 0
    rows = rows[sure | ~has_sure[rows["student"].to_numpy()]]
    last = latest_row(rows, "submitted", "pinyin", count=len(inside))
    last[unsettled(rows, "pinyin", last, "submitted")] = -1
    return {
        "pinyin": take(rows["pinyin"], last, inside.index),
        "pinyin_submitted": take(rows["submitted"], last, inside.index),
        "pinyin_by_college": take(rows["by_college"], last, inside.index),
        "pinyin_confirmed": pick(pd.Series(has_sure, inside.index), YES, NO),
        "pinyin_row": pd.Series(np.append(rows.index, -1)[last], inside.index),
    }


def _majors(inside: pd.DataFrame, majors: Linked) -> Columns:
    """What the table of English majors says of the student's major (Attachment 6)."""
    said = looked_up(majors.rows.frame, inside["major_code"], inside["major"])
    return {
        "major_known": pick(said["known"], YES, NO),
        "major_in_table": said["major"],
        "major_en": said["major_en"],
    }


def _returned(inside: pd.DataFrame, returned: Linked) -> Columns:
    """What the college's returned table says; see `confirmation` for what follows from it.

    Of rows that contradict, and do not say which is later, none is taken.
    """
    rows = returned.rows
    last = last_row(rows, len(inside))
    return {
        "returned_row": pd.Series(np.append(rows.index, -1)[last], inside.index),
        "returned": pick(pd.Series(last >= 0, inside.index), YES, NO),
        **{
            f"returned_{name}": agreed(rows, name, inside.index)
            for name in ("pinyin", "major_en", "confirmed", "remark")
        },
    }


def _reconfirmed(inside: pd.DataFrame, sources: Mapping[str, Linked], cohort: Cohort) -> Columns:
    pinyin, returned, handovers = (sources[name] for name in ("pinyin", "returned", "handovers"))
    said = reconfirmed(pinyin, returned, handovers, inside["college"], cohort)
    return {"reconfirmed": said}


# What the returned table says again of the roster; who somebody is, is asked elsewhere.
_SAID_AGAIN = (
    "sex", "ethnicity", "birth_date", "major_code", "major", "level", "form", "batch",
)  # fmt: skip


def returned_differs(inside: pd.DataFrame, rows: Rows) -> pd.Series:
    """The titles of the fields in which the returned table contradicts the roster, as one text.

    What either leaves blank, or hides, contradicts nothing.
    """
    last = last_row(rows, len(inside))
    said = pd.Series("", inside.index, dtype="str")
    for field in _SAID_AGAIN:
        other = _contradicts(inside[field], take(rows[field], last, inside.index), field)
        title = RETURNED.column(field).title
        said[other] = said[other] + pick(said[other] != "", "、", "") + title
    return said


def _contradicts(own: pd.Series, came: pd.Series, field: str) -> np.ndarray:
    unlike = (own != came) & (own != "") & (came != "") & ~is_masked(came)
    unlike = unlike.to_numpy(copy=True)
    if unlike.any():
        known, seen = (meant(field, values[unlike]).to_numpy() for values in (own, came))
        unlike[unlike] = known != seen
    return unlike


def same_label(left: pd.Series, right: pd.Series) -> pd.Series:
    """Whether two columns of labels say the same, widths and spaces aside."""
    return fold_label(left) == fold_label(right)
