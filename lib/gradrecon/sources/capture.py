"""The sources of image capture: Attachments 1 and 2, approvals, slots, studio (1.1 to 1.5)."""

from __future__ import annotations

from dataclasses import replace

from gradrecon.sources import columns as c
from gradrecon.sources.source import Column, Kind, Source

_LISTED = (
    replace(c.STUDENT_NO, required=True),
    replace(c.NAME, required=True),
    c.COLLEGE,
    c.ID_NO,
    c.MAJOR,
    c.LEVEL,
    c.REMARK,
)

MUST_CAPTURE = Source(
    "must_capture",
    "未采集图像名单（附件1）",
    "从未采集过图像、必须参加采集的学生，一人一行。",
    "lists",
    _LISTED,
    required=True,
)
RECAPTURE = Source(
    "recapture",
    "申请重新采集名单（附件2）",
    "已有图像、自愿重新采集的学生，一人一行。",
    "lists",
    _LISTED,
)
APPROVED = Source(
    "approved",
    "审核同意采集名单",
    "两份名单之外、经研究生院审核同意采集的学生，一人一行。",
    "lists",
    (
        *_LISTED,
        Column(
            "approved_on", "审核日期", "研究生院同意的日期。", Kind.DATE, ("批准日期", "同意日期")
        ),
    ),
)
IMAGES = Source(
    "images",
    "已有图像名单",
    "学信网已有毕业图像的学生，一人一行；也可以用学籍名册中的图像列代替。",
    "lists",
    (
        c.STUDENT_NO,
        c.ID_NO,
        c.NAME,
        Column(
            "image",
            "图像",
            "是否已有图像；没有这一列时，列入即为已有。",
            Kind.FLAG,
            ("ZP", "照片", "是否有图像"),
        ),
        Column(
            "captured_on", "采集日期", "原图像的采集日期。", Kind.DATE, ("采集时间", "图像采集日期")
        ),
    ),
)
SLOTS = Source(
    "slots",
    "采集时间安排表（附件4）",
    "各学院的采集校区、日期和起止时间；一个学院可有多行。",
    "capture",
    (
        replace(c.COLLEGE, required=True),
        c.CAMPUS,
        Column(
            "day",
            "日期",
            "采集日期，如 2024-11-26、11月26日（周二）；后面可以接着写时间。",
            Kind.TEXT,
            ("采集日期",),
            fill_down=True,
        ),
        Column(
            "time",
            "时间",
            "起止时间写在一格的，如 8:30—12:00；也可以连同日期。",
            Kind.TEXT,
            ("时段", "采集时间", "采集时段", "起止时间", "时间段"),
        ),
        Column("start", "开始时间", "开始钟点。", Kind.CLOCK, ("起", "开始", "起始时间")),
        Column("end", "结束时间", "结束钟点。", Kind.CLOCK, ("止", "结束", "截止时间")),
    ),
    subject="college",
    repeats=True,
)
STUDIO = Source(
    "studio",
    "采集名单（采集单位返回）",
    "采集单位返回的已采集学生，一次采集一行；姓名和证件号可以是掩码。",
    "capture",
    (
        c.STUDENT_NO,
        c.NAME,
        c.ID_NO,
        Column("code", "采集码", "学生凭以采集的采集码，一人一码。", Kind.CODE, ("图像采集码",)),
        Column(
            "taken",
            "采集时间",
            "采集的日期和时间。",
            Kind.TIME,
            ("拍摄时间", "采集日期", "拍照时间", "拍摄日期", "拍照日期"),
        ),
        Column(
            "fee",
            "缴费金额",
            "现场缴费，单位元。",
            Kind.AMOUNT,
            ("金额", "费用", "收费", "收费金额", "缴费"),
        ),
        Column(
            "state",
            "采集状态",
            "采集单位写的状态，如已拍、未到、重拍、待审核；只有已采集的才算采集。",
            Kind.TEXT,
            (
                *("状态", "拍摄状态", "拍照状态", "采集情况", "拍摄情况", "照片状态", "采集结果"),
                *("当前状态", "审核状态", "审核结果", "照片审核", "照片审核状态", "图像状态"),
                *("图像采集状态", "采集进度", "拍摄进度", "完成情况", "完成状态", "处理状态"),
                *("制作状态", "订单状态", "到场情况", "拍摄结果", "是否拍摄", "是否已拍"),
                *("是否已拍摄", "是否采集", "是否已采集", "是否完成采集"),
            ),
        ),
        Column("makeup", "补采集", "是否为补采集。", Kind.FLAG, ("是否补采", "是否补采集", "补采")),
        Column(
            "paper_photo",
            "纸质照片",
            "补采集的学生是否已交纸质照片。",
            Kind.FLAG,
            ("纸质照片已交", "是否交纸质照片"),
        ),
        c.CAMPUS,
        c.COLLEGE,
        c.SEX,
        c.BIRTH_DATE,
        c.MAJOR,
        c.LEVEL,
    ),
    repeats=True,
    record=("code", "taken"),
    when="taken",
)
