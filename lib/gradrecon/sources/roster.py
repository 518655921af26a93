"""学籍名册: the spine. Everyone in it is a student; everyone else is nobody's (1.1.1)."""

from __future__ import annotations

from dataclasses import replace

from gradrecon.sources import columns as c
from gradrecon.sources.source import Column, Kind, Source

ROSTER = Source(
    "roster",
    "学籍名册",
    "本届全部预毕业研究生的学籍信息，一人一行；可用学信网导出的字段名作表头。",
    "roster",
    (
        replace(c.STUDENT_NO, required=True),
        replace(c.NAME, required=True),
        replace(c.ID_NO, required=True),
        c.SEX,
        c.BIRTH_DATE,
        c.ETHNICITY,
        replace(c.COLLEGE, required=True),
        c.MAJOR_CODE,
        c.MAJOR,
        c.LEVEL,
        c.FORM,
        c.BATCH,
        Column(
            "exam_no",
            "考生号",
            "入学考试的考生编号。",
            Kind.NUMBER,
            ("KSH", "考生编号"),
            private=True,
        ),
        Column(
            "region",
            "国家地区",
            "国别或地区；港澳台和外国学生的姓名拼音以证件为准。",
            Kind.TEXT,
            ("国籍", "国别", "GJDQ", "国家/地区"),
        ),
        Column("grade", "年级", "所在年级。", Kind.TEXT, ("DQSZJ", "所在年级", "NJ")),
        Column("enrolled", "入学日期", "入学日期。", Kind.DATE, ("RXRQ", "入学时间")),
        Column(
            "graduation",
            "预计毕业日期",
            "预计毕业日期。",
            Kind.DATE,
            ("YJBYRQ", "预计毕业时间", "预计毕业", "毕业时间", "毕业日期"),
        ),
        Column(
            "status",
            "学籍状态",
            "注册学籍方可电子注册。",
            Kind.TEXT,
            ("ZCZT", "注册状态", "XJZT", "学籍注册状态"),
        ),
        Column(
            "certificates",
            "证书类型",
            "双证或单证；单证学生不在采集范围。",
            Kind.TEXT,
            ("双证单证", "证书类别", "是否双证", "学历学位类型"),
        ),
        Column(
            "image",
            "图像",
            "学籍中是否已有毕业图像。",
            Kind.FLAG,
            ("ZP", "照片", "图像信息", "是否有图像", "是否已采集"),
        ),
        c.REMARK,
    ),
    required=True,
)
