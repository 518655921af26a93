"""How each office lays its files out: names, formats, headers, title rows and feet, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pandas as pd

from gradrecon.samples import forms
from gradrecon.samples.students import DOCTOR
from gradrecon.samples.workbook import Cell


class Field(NamedTuple):
    """One column of a file: its header, our column ("" for a running number), how it is written."""

    header: str
    column: str = ""
    form: forms.Form = forms.as_it_is


Format = Literal["xlsx", "xls", "utf-8-sig", "gb18030", "parquet"]
Filter = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class Layout:
    """One file: which rows of its source it holds, in which order, and how it looks.

    `above` stands before the header, `below` after the rows. `grouped`: the column is filled in
    the first row of each group only, the cells below are merged.
    """

    source: str
    path: str
    format: Format
    fields: tuple[Field, ...]
    sheet: str = "Sheet1"
    above: tuple[tuple[Cell, ...], ...] = ()
    below: tuple[tuple[Cell, ...], ...] = ()
    only: Filter | None = None
    order: tuple[str, ...] = ("place",)
    grouped: str = ""


_NUMBER = Field("序号")
_SIGNED = (("经办人：", "", "", "主管院长：", "", "", "公章", "", "日期："),)

ROSTER_MASTERS = Layout(
    "roster",
    "学籍名册（硕士）.xlsx",
    "xlsx",
    (
        Field("KSH", "exam_no"),
        Field("XH", "student_no"),
        Field("XM", "name"),
        Field("XB", "sex"),
        Field("CSRQ", "birth_date", forms.day_compact),
        Field("SFZH", "id_no"),
        Field("ZZMM", "politics"),
        Field("MZ", "ethnicity"),
        Field("ZYDM", "major_code"),
        Field("ZYMC", "major"),
        Field("FY", "college", forms.cut_to_16_bytes),
        Field("CC", "level"),
        Field("XXXS", "form"),
        Field("DQSZJ", "grade"),
        Field("RXRQ", "enrolled", forms.day_compact),
        Field("YJBYRQ", "graduation", forms.day_compact),
        Field("ZCZT", "status"),
        Field("GJDQ", "region"),
        Field("证书类型", "certificates"),
        Field("BZ", "remark"),
    ),
    sheet="在校生",
    only=lambda rows: rows["level"] != DOCTOR,
)
ROSTER_DOCTORS = Layout(
    "roster",
    "学籍名册（博士）.csv",
    "gb18030",
    (
        _NUMBER,
        Field("学号", "student_no"),
        Field("姓名", "name"),
        Field("性别", "sex"),
        Field("出生日期", "birth_date", forms.day_dashed),
        Field("证件号码", "id_no"),
        Field("民族", "ethnicity"),
        Field("政治面貌", "politics"),
        Field("国籍", "region"),
        Field("院系名称", "college"),
        Field("专业代码", "major_code"),
        Field("专业名称", "major"),
        Field("培养层次", "level"),
        Field("学习形式", "form"),
        Field("毕业批次", "batch"),
        Field("预计毕业日期", "graduation", forms.day_dashed),
        Field("学籍状态", "status"),
        Field("证书类型", "certificates"),
        Field("是否有图像", "image"),
        Field("考生编号", "exam_no"),
        Field("备注", "remark"),
    ),
    only=lambda rows: rows["level"] == DOCTOR,
)
MUST_CAPTURE = Layout(
    "must_capture",
    "附件1 未采集图像名单.xlsx",
    "xlsx",
    (
        _NUMBER,
        Field("学院", "college"),
        Field("学号", "student_no"),
        Field("姓名", "name"),
        Field("专业名称", "major"),
        Field("层次", "level"),
        Field("备注"),
    ),
    sheet="未采集",
    above=(("附件1", *[""] * 6), ("未采集图像学生名单", *[""] * 6)),
    grouped="college",
)
RECAPTURE = Layout(
    "recapture",
    "附件2 申请重新采集名单.xls",
    "xls",
    (
        _NUMBER,
        Field("学号*", "student_no"),
        Field("姓名*", "name"),
        Field("学院", "college"),
        Field("专业", "major"),
        Field("联系电话"),
    ),
    sheet="重新采集",
    above=(
        ("申请重新采集图像学生名单",),
        ("填表说明：已有图像、自愿重新采集的学生填写，带*为必填项。",),
    ),
    below=(("", "", "", "", "经办人：", ""),),
)
APPROVED = Layout(
    "approved",
    "审核同意采集名单.xlsx",
    "xlsx",
    (
        _NUMBER,
        Field("学院", "college"),
        Field("学号", "student_no"),
        Field("姓名", "name"),
        Field("审核日期", "approved_on", forms.day_true),
    ),
)
IMAGES = Layout(
    "images",
    "已有图像名单.xlsx",
    "xlsx",
    (
        Field("学号", "student_no"),
        Field("姓名", "name"),
        Field("证件号码", "id_no"),
        Field("采集日期", "captured_on", forms.day_slashed),
    ),
)
SLOTS = Layout(
    "slots",
    "附件4 采集时间安排表.xlsx",
    "xlsx",
    (
        Field("采集校区", "campus"),
        Field("采集日期", "day", forms.day_chinese),
        Field("学院", "college"),
        Field("开始时间", "start", forms.clock),
        Field("结束时间", "end", forms.clock),
    ),
    sheet="时间安排",
    above=(("毕业研究生图像采集时间安排表", *[""] * 4),),
    below=(("注：请按安排的时间到场，自带采集码。",),),
    order=("day", "start"),
)
_STUDIO_FIELDS = (
    _NUMBER,
    Field("采集码", "code"),
    Field("学号", "student_no"),
    Field("姓名", "name", forms.name_masked),
    Field("身份证号", "id_no", forms.number_masked),
    Field("采集时间", "taken", forms.time_slashed),
    Field("采集地点", "campus"),
    Field("缴费金额", "fee"),
    Field("是否补采", "makeup"),
    Field("纸质照片", "paper_photo"),
    Field("采集状态", "state"),
)
_STUDIO_FOOT = (("合计", *[""] * 10),)
STUDIO_DAYS = Layout(
    "studio",
    "采集单位返回名单（集中采集）.csv",
    "gb18030",
    _STUDIO_FIELDS,
    below=_STUDIO_FOOT,
    only=lambda rows: rows["makeup"] != "是",
    order=("taken", "place"),
)
STUDIO_MAKEUP = Layout(
    "studio",
    "采集单位返回名单（补采集）.xlsx",
    "xlsx",
    _STUDIO_FIELDS,
    sheet="补采集",
    above=(("毕业生图像补采集名单", *[""] * 10),),
    below=_STUDIO_FOOT,
    only=lambda rows: rows["makeup"] == "是",
    order=("taken", "place"),
)
CHSI_MASTERS = Layout(
    "chsi",
    "学信网图像校对结果（硕士）.xls",
    "xls",
    (
        Field("学号", "student_no"),
        Field("姓名", "name"),
        Field("证件号码", "id_no"),
        Field("院系", "college"),
        Field("校对状态", "word"),
        Field("校对时间", "checked", forms.time_dashed),
        Field("图像采集日期", "captured_on", forms.day_compact),
    ),
    sheet="图像校对",
    only=lambda rows: rows["level"] != DOCTOR,
)
CHSI_DOCTORS = Layout(
    "chsi",
    "学信网图像校对结果（博士）.csv",
    "utf-8-sig",
    (
        Field("姓名", "name"),
        Field("证件号码", "id_no"),
        Field("院系", "college"),
        Field("专业", "major"),
        Field("出生日期", "birth_date", forms.day_compact),
        Field("校对结果", "word"),
        Field("校对时间", "checked", forms.time_dashed),
        Field("采集日期", "captured_on", forms.day_compact),
    ),
    only=lambda rows: rows["level"] == DOCTOR,
)
PINYIN = Layout(
    "pinyin",
    "姓名拼音填报结果.csv",
    "utf-8-sig",
    (
        _NUMBER,
        Field("提交时间", "submitted", forms.time_slashed),
        Field("学号", "student_no"),
        Field("姓名", "name"),
        Field("证件号码", "id_no", forms.number_masked),
        Field("学院", "college"),
        Field("专业", "major"),
        Field("姓名拼音(全拼)", "pinyin"),
        Field("手机型号"),
        Field("学院补全", "by_college"),
        Field("学生确认", "confirmed"),
    ),
    order=("submitted", "place"),
)
MAJORS = Layout(
    "majors",
    "附件6 英文学科（专业）名称对照表.xlsx",
    "xlsx",
    (
        _NUMBER,
        Field("专业代码", "major_code"),
        Field("专业名称", "major"),
        Field("英文学科（专业）名称", "major_en"),
    ),
    sheet="对照表",
    above=(("英文学科（专业）名称对照表", "", "", ""),),
    below=(("制表：培养办公室", "", "", ""),),
    order=("major_code",),
)
APPLICATIONS = Layout(
    "applications",
    "更正申请汇总.xlsx",
    "xlsx",
    (
        _NUMBER,
        Field("学院", "college"),
        Field("学号", "student_no"),
        Field("姓名", "name"),
        Field("身份证号", "id_no", forms.number_masked),
        Field("申请事项", "field"),
        Field("更正前", "before"),
        Field("更正后", "after"),
        Field("证明材料", "evidence"),
        Field("审核状态", "state"),
        Field("提交日期", "filed", forms.day_dotted),
    ),
    order=("filed", "place"),
)
HANDOVERS = Layout(
    "handovers",
    "学院报送登记.xlsx",
    "xlsx",
    (
        Field("学院", "college"),
        Field("电子版报送日期", "electronic_on", forms.day_dotted),
        Field("纸质版报送日期", "paper_on", forms.day_dotted),
        Field("经办人签字", "signed_handler"),
        Field("主管院长签字", "signed_dean"),
        Field("公章", "sealed"),
        Field("备注", "remark"),
    ),
    sheet="登记",
    above=(("信息核对表报送登记", *[""] * 6), ("收件人：研究生院学籍办公室", *[""] * 6)),
    order=(),
)
RETURNED_FIELDS = (
    _NUMBER,
    Field("学号", "student_no"),
    Field("姓名", "name"),
    Field("姓名拼音(全拼)", "pinyin"),
    Field("性别", "sex"),
    Field("民族", "ethnicity"),
    Field("出生日期", "birth_date", forms.day_dashed),
    Field("身份证号", "id_no"),
    Field("学院", "college"),
    Field("专业代码", "major_code"),
    Field("专业名称", "major"),
    Field("专业英文名称", "major_en"),
    Field("层次", "level"),
    Field("学习形式", "form"),
    Field("毕业批次", "batch"),
    Field("学生确认", "confirmed"),
    Field("备注", "remark"),
)

FIXED: tuple[Layout, ...] = (
    ROSTER_MASTERS,
    ROSTER_DOCTORS,
    MUST_CAPTURE,
    RECAPTURE,
    APPROVED,
    IMAGES,
    SLOTS,
    STUDIO_DAYS,
    STUDIO_MAKEUP,
    CHSI_MASTERS,
    CHSI_DOCTORS,
    PINYIN,
    MAJORS,
    APPLICATIONS,
    HANDOVERS,
)


def columns_of(source: str) -> set[str]:
    """The columns that the files of a source need: what they show and what they are laid out by."""
    found = {"who", "place", "level", "makeup", "home"}
    for layout in (*FIXED, returned("", "")):
        if layout.source == source:
            found.update(layout.order, (field.column for field in layout.fields))
    return found


def select(layout: Layout, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of its source that a file holds, in its order."""
    if layout.only is not None and len(rows):
        rows = rows[layout.only(rows)]
    return rows.sort_values(list(layout.order), kind="stable") if layout.order else rows


def returned(cohort_name: str, college: str) -> Layout:
    """The confirmed table that one college sends back."""
    title = (f"{cohort_name}预毕业研究生信息核对表", *[""] * (len(RETURNED_FIELDS) - 1))
    return Layout(
        "returned",
        f"returned/{college}信息核对表.xlsx",
        "xlsx",
        RETURNED_FIELDS,
        sheet="信息核对表",
        above=(title,),
        below=_SIGNED,
        only=lambda rows: rows["home"] == college,
    )
