"""Columns that several sources share, so that one header means one thing everywhere."""

from __future__ import annotations

from gradrecon.sources.source import Column, Kind

STUDENT_NO = Column(
    "student_no",
    "学号",
    "学生在校的唯一编号，各来源据此对应到人。",
    Kind.STUDENT_NO,
    ("XH", "学生学号", "学籍号", "研究生学号", "研究生编号", "Student ID", "Student No"),
)
NAME = Column(
    "name",
    "姓名",
    "学生姓名，以学籍为准。",
    Kind.NAME,
    ("XM", "学生姓名", "中文姓名", "Chinese Name", "Name in Chinese"),
    private=True,
)
ID_NO = Column(
    "id_no",
    "身份证号",
    "身份证件号码；只用于比对，显示时只留末四位。",
    Kind.ID_NO,
    (
        "SFZH",
        "ZJH",
        "ZJHM",
        "身份证号码",
        "身份证",
        "证件号",
        "证件号码",
        "身份证件号",
        "身份证件号码",
    ),
    private=True,
)
SEX = Column("sex", "性别", "男或女。", Kind.TEXT, ("XB",))
BIRTH_DATE = Column(
    "birth_date",
    "出生日期",
    "出生年月日。",
    Kind.DATE,
    ("CSRQ", "出生年月日", "出生年月", "生日"),
    private=True,
)
ETHNICITY = Column("ethnicity", "民族", "民族名称或代码。", Kind.TEXT, ("MZ", "MZM"))
COLLEGE = Column(
    "college",
    "学院",
    "所在学院，写名称、简称或代码均可。",
    Kind.TEXT,
    ("FY", "学院名称", "院系", "院系名称", "所在学院", "培养单位", "分院", "单位", "学院代码"),
    fill_down=True,
)
MAJOR_CODE = Column(
    "major_code",
    "专业代码",
    "学科（专业）代码，可含字母和前导零。",
    Kind.CODE,
    ("ZYDM", "学科代码", "学科专业代码"),
)
MAJOR = Column(
    "major",
    "专业名称",
    "学科（专业）中文名称。",
    Kind.TEXT,
    ("ZYMC", "专业", "学科专业", "学科(专业)名称"),
)
MAJOR_EN = Column(
    "major_en",
    "专业英文名称",
    "学科（专业）英文名称，印在英文证书上。",
    Kind.TEXT,
    ("英文名称", "专业英文名", "英文专业名称", "英文学科(专业)名称", "英文学科（专业）名称"),
)
LEVEL = Column(
    "level",
    "层次",
    "硕士研究生或博士研究生。",
    Kind.TEXT,
    ("CC", "培养层次", "学历层次", "学历类别"),
)
FORM = Column("form", "学习形式", "全日制或非全日制。", Kind.TEXT, ("XXXS",))
BATCH = Column("batch", "毕业批次", "春季、夏季、秋季或冬季。", Kind.TEXT, ("批次", "预计毕业批次"))
PINYIN = Column(
    "pinyin",
    "姓名拼音(全拼)",
    "姓名的汉语拼音全拼，印在英文证书上。",
    Kind.PINYIN,
    ("姓名拼音", "XMPY", "拼音", "拼音姓名", "姓名全拼", "英文姓名", "Name in Pinyin"),
    private=True,
)
CONFIRMED = Column(
    "confirmed",
    "学生确认",
    "学生本人是否已复核确认。",
    Kind.FLAG,
    ("复核确认", "学生复核确认", "是否确认", "确认情况"),
)
REMARK = Column("remark", "备注", "备注文字。", Kind.TEXT, ("BZ", "说明"))
CAMPUS = Column("campus", "校区", "校区名称。", Kind.TEXT, ("采集校区", "采集地点"))
