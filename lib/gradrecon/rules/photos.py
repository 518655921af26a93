"""Chapter capture, the photos themselves: whose they are, and whether they are as specified (1.0).

The folder of photos is an optional source: without it nothing is said. A photo's look is judged
by `cohort.photos`; the width of the face is not, for it cannot be measured here.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import look_up, owners, take
from gradrecon.photos.pairs import resembling
from gradrecon.rules.finders import photo_looks
from gradrecon.rules.finders.differences import NO_HITS, differs
from gradrecon.rules.finders.photo_looks import looks
from gradrecon.rules.finders.unmatched import candidate_of, row_key
from gradrecon.rules.rule import Rule, about_others, about_rows, about_students, once, rule
from gradrecon.vocabulary import Matter, Move, Severity, Step

_NAMED = 3
_KEYS = ("student_no", "id_no", "exam_no")


@rule(
    code="capture.photo_missing", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, needs=("photos",),
    title="没有照片文件",
    message="照片文件夹里没有该生的照片。请向采集单位索取，或核对文件名中的号码。",
)  # fmt: skip
def _missing(facts: Facts) -> pd.DataFrame:
    everyone = facts.cohort.photos.expected == "everyone"
    expected = (facts.cases["captures"] > 0) | everyone
    here = facts.linked["photos"].has_students(len(facts.cases))
    unreadable = facts.cases["student_no"].isin(
        facts.shared(_unreadable.find).get("student_no", ())
    )
    return about_students(facts.cases[expected & ~here & ~unreadable])


@rule(
    code="capture.photo_unreadable", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, needs=("photos",),
    title="照片打不开",
    message="照片文件不能使用：{observed}。请向采集单位重新索取。",
)  # fmt: skip
def _unreadable(facts: Facts) -> pd.DataFrame:
    """The images that cannot be used, each as the student's whose number its name carries."""
    table = facts.tables["photos"]
    rows = Rows(table.rows, table.rejected["id"].to_numpy())
    if rows.empty:
        return NO_HITS
    whose = _whose(facts.students, rows)
    return about_others(
        table,
        rows,
        "",
        _subject(facts, rows),
        student_no=take(facts.students["student_no"], whose, rows.index),
        college=take(facts.students["college"], whose, rows.index),
        observed=table.rejected["reason"].to_numpy(),
    )


def _whose(students: pd.DataFrame, rows: Rows) -> np.ndarray:
    """The in-scope student whom a number in the name of each file is of, -1 for none."""
    found = np.full(len(rows), -1)
    for key in _KEYS:
        found = np.where(found < 0, owners(rows[key], students[key]), found)
    return np.where(students["in_scope"].to_numpy()[found], found, -1)


def _subject(facts: Facts, rows: Rows) -> pd.Series:
    keys = row_key("photos", rows)
    return keys + "|" + rows["exam_no"] + "|" + rows["digest"]


@rule(
    code="capture.photo_stray", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, about=Matter.UNMATCHED, field="student_no", needs=("photos",),
    title="照片对应不到学生",
    message="照片“{observed}”对应不到学生：{reason}。线索：{hint}。请核实后改正文件名。",
)  # fmt: skip
def _unmatched(facts: Facts) -> pd.DataFrame:
    table, stray = facts.tables["photos"], facts.matches["photos"].unkeyed
    if stray.empty:
        return NO_HITS
    rows = Rows(table.rows, stray.index.to_numpy())
    return about_others(
        table,
        rows,
        "student_no",
        _subject(facts, rows),
        observed=_files(facts, rows),
        **candidate_of(facts, stray),
    )


def _files(facts: Facts, rows: Rows) -> pd.Series:
    """The name of each row's file, as it may be shown."""
    names = [part.file.rpartition("/")[2] for part in facts.tables["photos"].parts]
    return take(pd.Series(names, dtype="str"), rows["part"].to_numpy(), rows.index)


@rule(
    code="capture.photo_same", clause="1.0", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDIO, field="digest", needs=("photos",),
    title="几名学生用同一张照片",
    message="同一个照片文件用于几名学生：{observed}。请采集单位核实照片各是谁的。",
)  # fmt: skip
def _same(facts: Facts) -> pd.DataFrame:
    rows = facts.linked["photos"].rows
    return _of_several(facts, rows, rows["digest"], "digest")


@rule(
    code="capture.photo_alike", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="likeness", needs=("photos",),
    title="与别人的照片几乎相同",
    message="该生的照片与别人的照片画面几乎相同：{observed}，括号内为相似程度。"
        "请在照片一览中并排比对，是同一张的由采集单位更正。",
)  # fmt: skip
def _alike(facts: Facts) -> pd.DataFrame:
    """Those whose pictures, not their files, are the same: who resembles whom, and how much."""
    photos, within = facts.linked["photos"], facts.cohort.photos.alike_within
    rows = photos.rows
    if rows.empty or not within:
        return NO_HITS
    owned = pd.DataFrame({name: rows[name] for name in ("digest", "likeness")})
    pairs = resembling(owned.assign(owner=facts.of_case(rows, "student_no")), within / 100)
    if pairs.empty:
        return NO_HITS
    share = (100 - 100 * pairs["apart"]).round().astype("int64").astype("str")
    said = (pairs["other"] + "（" + share + "%）").groupby(pairs["photo"]).agg(_first_few)
    rows = rows[rows.index.isin(said.index)]
    seen = said.astype("str").loc[rows.index]
    return once(about_rows(photos, rows, "likeness", facts, observed=seen))


def _first_few(names: pd.Series) -> str:
    more = len(names) > _NAMED
    return "、".join(names.head(_NAMED)) + (f"等{len(names)}人" if more else "")


def _of_several(facts: Facts, rows: Rows, shared: pd.Series, column: str) -> pd.DataFrame:
    """The students who share something with others, once each, with who they are."""
    if rows.empty:
        return NO_HITS
    sharers = _named(shared, facts.of_case(rows, "student_no"))
    rows = rows[shared.isin(sharers.index)]
    whose = look_up(shared[rows.index], sharers)
    return once(about_rows(facts.linked["photos"], rows, column, facts, observed=whose))


def _named(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The keys with more than one distinct value, each with its first values and their number."""
    pairs = pd.DataFrame({"key": keys, "value": values}).drop_duplicates()
    pairs = pairs[pairs["key"].duplicated(keep=False)].sort_values(["key", "value"])
    first = pairs.groupby("key").head(_NAMED).groupby("key")["value"].agg("、".join).astype("str")
    count = pairs.groupby("key").size()
    return first.mask(count > _NAMED, first + "等" + count.astype("str") + "人")


@rule(
    code="capture.photo_twice", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, field="digest", needs=("photos",),
    title="一名学生有几张不同的照片",
    message="该生有几张不同的照片：{observed}。请确认以哪一张为准，移走其余的。",
)  # fmt: skip
def _twice(facts: Facts) -> pd.DataFrame:
    photos = facts.linked["photos"]
    rows = photos.rows
    unlike = rows[~rows[["student", "digest"]].duplicated()]
    unlike = unlike[unlike["student"].duplicated(keep=False)]
    if unlike.empty:
        return NO_HITS
    files = _files(facts, unlike).groupby(unlike["student"]).agg("、".join).astype("str")
    own = take(files, pd.Index(files.index).get_indexer(unlike["student"]), unlike.index)
    return once(about_rows(photos, unlike, "digest", facts, observed=own))


_photo_name = rule(
    code="capture.photo_name", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, about=Matter.IDENTITY, field="name", needs=("photos",),
    title="照片文件名中的姓名与学籍不一致",
    message="照片文件名中的姓名为“{observed}”，学籍为“{expected}”{where}。请核实照片是否本人。",
)(differs(("name",), "photos"))  # fmt: skip

_photo_form = rule(
    code="capture.photo_form", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="format", needs=("photos",),
    title="照片不是 24 位 JPEG",
    message="照片实际是 {observed}，应为 {expected}（真彩色）。请重新导出，只改扩展名无效。",
)(looks("format", photo_looks.form))  # fmt: skip

_photo_turned = rule(
    code="capture.photo_turned", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="turned", needs=("photos",),
    title="照片靠旋转标记摆正",
    message="照片文件带旋转标记（{observed}），不认这种标记的程序会显示成横的或倒的。"
    "请摆正后另存。",
)(looks("turned", photo_looks.turned))  # fmt: skip

_photo_pixels = rule(
    code="capture.photo_pixels", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="width", needs=("photos",),
    title="照片像素不符",
    message="照片为 {observed} 像素，应为 {expected}。请按规格重新制作，不要拉伸。",
)(looks("width", photo_looks.pixels))  # fmt: skip

_photo_dpi = rule(
    code="capture.photo_dpi", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="dpi", needs=("photos",),
    title="照片分辨率不符",
    message="照片文件的分辨率{observed}，应为 {expected} dpi。请重新导出。",
)(looks("dpi", photo_looks.dpi))  # fmt: skip

_photo_size = rule(
    code="capture.photo_size", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="kb", needs=("photos",),
    title="照片文件大小不符",
    message="照片文件为 {observed} KB，应为 {expected} KB。请按规格重新导出。",
)(looks("kb", photo_looks.size))  # fmt: skip

_photo_quality = rule(
    code="capture.photo_quality", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="quality", needs=("photos",),
    title="照片压缩过度",
    message="照片的 JPEG 质量约为 {observed}，应不低于 {expected}。请从原片重新导出。",
)(looks("quality", photo_looks.quality))  # fmt: skip

_photo_background = rule(
    code="capture.photo_background", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="background", needs=("photos",),
    title="照片背景色不符",
    message="照片上角的背景色为 RGB({observed})，应接近 RGB({expected})。请按规格重新制作。",
)(looks("background", photo_looks.background))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _missing,
    _unmatched,
    _unreadable,
    _same,
    _alike,
    _twice,
    _photo_name,
    _photo_form,
    _photo_turned,
    _photo_pixels,
    _photo_dpi,
    _photo_size,
    _photo_quality,
    _photo_background,
)
