"""Who must be captured, who may be, and who cannot be told (1.1.1 to 1.1.3)."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from gradrecon.cases.cases import image_on_record
from gradrecon.cases.images import image_doubt
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lookup import look_up, take
from gradrecon.linking.linked import linked
from gradrecon.linking.matches import Matches
from gradrecon.sources.table import Table
from gradrecon.values.flags import NO, YES
from gradrecon.values.folding import fold_label

_REGISTERED = ("", "注册学籍")
_DAY, _PUT_OFF = r"\d{4}-\d{2}-\d{2}", "(?<!不)(?:延期|延毕)"
# Never blank: read back, a blank would take the college above it.
_NO_COLLEGE = "学院未填"


class Place(StrEnum):
    """Where a student of the roster stands."""

    MUST = "附件1 必须采集"
    MAY = "附件2 自愿重采"
    UNKNOWN = "无法判断"
    OUTSIDE = "不在采集范围"


def placed(
    roster: Table, everyone: pd.DataFrame, images: Table, match: Matches, cohort: Cohort
) -> pd.DataFrame:
    """One row per student, by college in the cohort's order, then by 学号.

    `everyone`: the roster's students (see `linking.students`); `match`: whose the rows of
    `images` are. Columns: `place` (a `Place`), `student_no`, `name`, `major`, `level`, `college`
    (a code, "" where unknown), `college_name`, and `why`: the reason for which nothing can be
    told or somebody is out of scope, else what is worth knowing.
    """
    inside = everyone[everyone["in_scope"]].reset_index(drop=True)
    rows = linked(images, match.links, everyone)
    image = image_on_record(inside, rows)
    likely = look_up(inside["student_no"], _suspected(everyone, images, match))
    doubt = _first_of(
        _deferred(inside, cohort),
        look_up(inside["student_no"], _contradictory_rows(roster)),
        _of_one_person(inside),
        image_doubt(inside["image"], rows),
        _doubt(image, likely),
    )
    status = ("学籍状态：" + inside["status"]).mask(
        fold_label(inside["status"]).isin(_REGISTERED), ""
    )
    within = inside.assign(
        place=np.select([doubt != "", image == YES], [Place.UNKNOWN, Place.MAY], Place.MUST),
        why=doubt.where(doubt != "", _joined(status, _unsaid(roster, inside, image))),
    )
    outside = everyone[~everyone["in_scope"]]
    without = outside.assign(
        place=Place.OUTSIDE.value, why="证书类型为“" + outside["certificates"] + "”"
    )
    return _by_college(pd.concat([within, without]), roster, cohort)


def _unsaid(roster: Table, inside: pd.DataFrame, image: pd.Series) -> pd.Series:
    """A remark on those whom only their absence from the list of images says to have none."""
    blank = (inside["image"] == "") & (image == NO) & roster.has("image")
    remark = pd.Series("学籍名册的图像一栏没有写明，请查明有无图像", inside.index, dtype="str")
    return remark.where(blank, "")


def _joined(first: pd.Series, second: pd.Series) -> pd.Series:
    return (first + "；" + second).str.strip("；")


def _suspected(everyone: pd.DataFrame, images: Table, match: Matches) -> pd.Series:
    """The rows of images that may be a student's and are nobody's: their cells, by 学号."""
    unmatched = match.unmatched[match.unmatched["candidate"] >= 0]
    numbers = take(everyone["student_no"], unmatched["candidate"].to_numpy(), unmatched.index)
    return images.cells(unmatched.index).groupby(numbers).first()


def _first_of(*reasons: pd.Series) -> pd.Series:
    first = reasons[0]
    for reason in reasons[1:]:
        first = first.where(first != "", reason)
    return first


def _deferred(inside: pd.DataFrame, cohort: Cohort) -> pd.Series:
    """Why a student seems to leave with a later cohort."""
    last = f"{cohort.calendar.return_due.year}-12-31"
    day, said = inside["graduation"], inside["status"] + " " + inside["remark"]
    late = day.str.fullmatch(_DAY) & (day > last)
    put_off = said.str.contains(_PUT_OFF)
    reason = ("预计毕业日期为" + day).where(late, "学籍名册写的是“" + said.str.strip() + "”")
    return (reason + f"，不像是{cohort.name}毕业").where(late | put_off, "").astype("str")


def _contradictory_rows(roster: Table) -> pd.Series:
    """Return in what and where the roster's rows of one student differ, by 学号."""
    rows = roster.usable[list(roster.source.names)]
    several = rows[(rows["student_no"] != "") & rows["student_no"].duplicated(keep=False)]
    found = {}
    for number, own in several.groupby("student_no"):
        unlike = [roster.source.column(name).title for name in own if own[name].nunique() > 1]
        if unlike:
            where = "、".join(roster.cells(own.index))
            found[number] = f"学籍名册里该学号有 {len(own)} 行，{'、'.join(unlike)}不一致：{where}"
    index = pd.Index(list(found), dtype="str")
    return pd.Series(list(found.values()), index, dtype="str")


def _of_one_person(inside: pd.DataFrame) -> pd.Series:
    """Why a student seems to be in the roster under another 学号 too."""
    owners = inside[inside["id_no"] != ""].groupby("id_no")["student_no"].agg("、".join)
    owners = owners[owners.str.contains("、")].astype("str")
    shared = look_up(inside["id_no"], owners)
    return ("学号 " + shared + " 的证件号相同，像是同一人").where(shared != "", "").astype("str")


def _doubt(image: pd.Series, likely: pd.Series) -> pd.Series:
    """Why it cannot be told for whom nobody says, or a row of the images may be."""
    doubt = np.select(
        [image == YES, likely != "", image == ""],
        [
            "",
            "已有图像名单里有一行疑似该生而未能对应：" + likely,
            "学籍名册没有写明有无图像，也没有已有图像名单",
        ],
        "",
    )
    return pd.Series(doubt, image.index, dtype="str")


def _by_college(rows: pd.DataFrame, roster: Table, cohort: Cohort) -> pd.DataFrame:
    names = pd.Series({one.code: one.name for one in cohort.colleges})
    known = look_up(rows["college"], names)
    written = look_up(rows["student_no"], _colleges_written(roster))
    order = {one.code: place for place, one in enumerate(cohort.colleges)}
    frame = rows[["place", "student_no", "name", "major", "level", "college", "why"]].assign(
        college_name=known.where(known != "", written.where(written != "", _NO_COLLEGE)),
        rank=rows["college"].map(order).fillna(len(order)),
    )
    by = ["rank", "college_name", "student_no"]
    return frame.sort_values(by, ignore_index=True).drop(columns="rank")


def _colleges_written(roster: Table) -> pd.Series:
    """What the roster calls the college of each student; both names, where two rows differ."""
    rows = roster.usable[["student_no", "college"]].drop_duplicates()
    rows = rows[rows["college"] != ""]
    return rows.groupby("student_no")["college"].agg("、".join).astype("str")
