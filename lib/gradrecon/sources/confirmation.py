"""The sources of checking and confirming: CHSI, pinyin, majors, applications, returns (1.4, 2)."""

from __future__ import annotations

from dataclasses import replace

from gradrecon.sources import columns as c
from gradrecon.sources.source import Column, Kind, Source

CHSI = Source(
    "chsi",
    "学信网图像校对结果",
    "从学信网导出的图像校对情况，一人一行。",
    "chsi",
    (
        c.ID_NO,
        c.STUDENT_NO,
        c.NAME,
        Column(
            "word",
            "校对状态",
            "学信网原文，含义由参数文件的词表给出。",
            Kind.TEXT,
            ("校对结果", "图像校对", "图像校对状态", "校对情况", "图像校对结果", "确认状态"),
            required=True,
        ),
        Column("checked", "校对时间", "学生校对的时间。", Kind.TIME, ("校对日期", "确认时间")),
        Column(
            "captured_on",
            "采集日期",
            "学信网上这张图像的采集日期。",
            Kind.DATE,
            ("图像采集日期", "采集时间", "图像采集时间"),
        ),
        c.COLLEGE,
        c.BIRTH_DATE,
        c.MAJOR,
        c.LEVEL,
    ),
    when="checked",
)
PINYIN = Source(
    "pinyin",
    "姓名拼音填报",
    "学生填报的姓名拼音，一次填报一行。",
    "pinyin",
    (
        c.STUDENT_NO,
        c.NAME,
        replace(c.PINYIN, required=True),
        Column(
            "submitted",
            "提交时间",
            "填报的时间。",
            Kind.TIME,
            (
                *("填报时间", "提交日期", "填报日期", "答题时间", "填写时间", "提交答卷时间"),
                *("答卷提交时间", "收集时间"),
            ),
        ),
        Column(
            "by_college",
            "学院补全",
            "是否由学院代为补全。",
            Kind.FLAG,
            ("是否学院补全", "学院代填"),
        ),
        c.CONFIRMED,
        c.COLLEGE,
        c.ID_NO,
        c.BIRTH_DATE,
        c.MAJOR,
    ),
    repeats=True,
    record=("pinyin", "submitted"),
    when="submitted",
)
MAJORS = Source(
    "majors",
    "英文学科（专业）名称对照表（附件6）",
    "专业代码、中文名称与英文名称的对照，一个专业一行。",
    "major",
    (
        replace(c.MAJOR_CODE, required=True),
        replace(c.MAJOR, required=True),
        replace(c.MAJOR_EN, required=True),
    ),
    subject="major",
)
APPLICATIONS = Source(
    "applications",
    "更正申请与情况说明",
    "信息更正、英文专业名称变更和图像异议的书面申请，一件一行。",
    "info",
    (
        replace(c.STUDENT_NO, required=True),
        c.NAME,
        c.ID_NO,
        Column(
            "field",
            "申请事项",
            "要更正的字段，如姓名、民族、专业英文名称、图像。",
            Kind.TEXT,
            ("更正字段", "更正项目", "更正项", "更正事项", "字段", "事项"),
            required=True,
        ),
        Column("before", "原内容", "更正前的内容。", Kind.TEXT, ("更正前", "原值")),
        Column("after", "更正为", "更正后的内容。", Kind.TEXT, ("更正后", "新值", "申请内容")),
        Column("evidence", "证明材料", "随附的证明材料。", Kind.TEXT, ("材料", "附件材料")),
        Column(
            "state",
            "审核状态",
            "待提交、学院已审、研究生院已批或退回。",
            Kind.TEXT,
            ("状态", "办理状态", "院领导意见", "审批意见", "审核意见", "审批状态"),
        ),
        Column("filed", "提交日期", "提交的日期。", Kind.DATE, ("申请日期",)),
        c.COLLEGE,
    ),
    repeats=True,
    record=("field", "after"),
)
RETURNED = Source(
    "returned",
    "信息核对表（附件7，学院交回）",
    "学院核对完毕交回的信息核对表，一人一行，每院一个文件。",
    "return",
    (
        replace(c.STUDENT_NO, required=True),
        c.NAME,
        c.PINYIN,
        c.SEX,
        c.ETHNICITY,
        c.BIRTH_DATE,
        c.ID_NO,
        c.COLLEGE,
        c.MAJOR_CODE,
        c.MAJOR,
        c.MAJOR_EN,
        c.LEVEL,
        c.FORM,
        c.BATCH,
        c.CONFIRMED,
        c.REMARK,
    ),
)
HANDOVERS = Source(
    "handovers",
    "学院报送登记",
    "各学院报送信息核对表的登记，一院一行。",
    "return",
    (
        replace(c.COLLEGE, required=True, fill_down=False),
        Column(
            "electronic_on",
            "电子版报送日期",
            "收到电子版的日期。",
            Kind.DATE,
            ("电子版", "电子版日期", "电子版提交日期"),
        ),
        Column(
            "paper_on",
            "纸质版报送日期",
            "收到纸质版的日期。",
            Kind.DATE,
            ("纸质版", "纸质版日期", "纸质版提交日期"),
        ),
        Column("signed_handler", "经办人签字", "经办人是否签字。", Kind.FLAG, ("经办人",)),
        Column(
            "signed_dean", "主管院长签字", "主管院长是否签字。", Kind.FLAG, ("主管院长", "院长签字")
        ),
        Column("sealed", "学院公章", "是否加盖公章。", Kind.FLAG, ("公章", "盖章", "加盖公章")),
        Column("check_code", "核对码", "纸质版页脚上的核对码。", Kind.TEXT, ("纸质版核对码",)),
        c.REMARK,
    ),
    subject="college",
)
