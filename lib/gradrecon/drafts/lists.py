"""Who must be captured, who may, and of whom it cannot be told (1.1.1 to 1.1.3)."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from gradrecon.cases.cases import NO, YES, image_on_record
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import look_up, take
from gradrecon.linking.linked import linked
from gradrecon.linking.matches import Matches
from gradrecon.sources.table import Table
from gradrecon.values.folding import fold_label

_REGISTERED = ("", "注册学籍")
# Never blank: read back, a blank would take the college above it.
_NO_COLLEGE = "学院未填"


class Place(StrEnum):
    """Where a student of the roster stands."""

    MUST = "附件1 必须采集"
    MAY = "附件2 自愿重采"
    UNKNOWN = "无法判断"
    OUTSIDE = "不在采集范围"


def placed(everyone: pd.DataFrame, images: Table, match: Matches, cohort: Cohort) -> pd.DataFrame:
    """One row per student, by college in the cohort's order, then by 学号.

    `everyone`: the roster's students (see `students.students`); `match`: whose the rows of
    `images` are. Columns: `place` (a `Place`), `student_no`, `name`, `major`, `level`, `college`
    (a code, "" where unknown), `college_name`, and `why`: the reason for which nothing can be
    told or somebody is out of scope, else what is worth knowing.
    """
    inside = everyone[everyone["in_scope"]].reset_index(drop=True)
    rows = linked(images, match.links, everyone)
    image = image_on_record(inside, rows)
    doubt = _doubt(inside, image, rows.rows, _suspected(everyone, images, match))
    status = ("学籍状态：" + inside["status"]).mask(
        fold_label(inside["status"]).isin(_REGISTERED), ""
    )
    within = inside.assign(
        place=np.select([doubt != "", image == YES], [Place.UNKNOWN, Place.MAY], Place.MUST),
        why=doubt.where(doubt != "", status),
    )
    outside = everyone[~everyone["in_scope"]]
    without = outside.assign(
        place=Place.OUTSIDE.value, why="证书类型为“" + outside["certificates"] + "”"
    )
    return _by_college(pd.concat([within, without]), cohort)


def _suspected(everyone: pd.DataFrame, images: Table, match: Matches) -> pd.Series:
    """The rows of images that may be a student's and are nobody's: their cells, by 学号."""
    strays = match.strays[match.strays["proposed"] >= 0]
    numbers = take(everyone["student_no"], strays["proposed"].to_numpy(), strays.index)
    return images.cells(strays.index).groupby(numbers).first()


def _doubt(inside: pd.DataFrame, image: pd.Series, rows: Rows, suspected: pd.Series) -> pd.Series:
    """Why it cannot be told whether a student has an image, "" where it can."""
    numbers = inside["student_no"]
    unread = rows[~rows["image"].isin([YES, NO, ""])].first("student")
    words = unread["image"].set_axis(numbers.to_numpy()[unread["student"]])
    listed, likely = look_up(numbers, words), look_up(numbers, suspected)
    doubt = np.select(
        [image == YES, listed != "", likely != "", image == NO, image == ""],
        [
            "",
            "已有图像名单写的是“" + listed + "”，看不出有无图像",
            "已有图像名单里有一行疑似该生而未能对应：" + likely,
            "",
            "学籍名册没有写明有无图像，也没有已有图像名单",
        ],
        "学籍名册的图像一栏写的是“" + image + "”，看不出有无图像",
    )
    return pd.Series(doubt, inside.index, dtype="str")


def _by_college(rows: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    names = pd.Series({one.code: one.name for one in cohort.colleges})
    known = look_up(rows["college"], names)
    order = {one.code: place for place, one in enumerate(cohort.colleges)}
    frame = rows[["place", "student_no", "name", "major", "level", "college", "why"]].assign(
        college_name=known.where(known != "", rows["college_text"].replace("", _NO_COLLEGE)),
        rank=rows["college"].map(order).fillna(len(order)),
    )
    by = ["rank", "college_name", "student_no"]
    return frame.sort_values(by, ignore_index=True).drop(columns="rank")
