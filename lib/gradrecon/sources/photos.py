"""照片文件夹: the portraits themselves, one file a row (1.0)."""

from __future__ import annotations

from dataclasses import replace

from gradrecon.sources import columns as c
from gradrecon.sources.roster import ROSTER
from gradrecon.sources.source import Column, Source

PHOTOS = Source(
    "photos",
    "照片文件夹",
    "学生照片，一个文件一行；文件名写学号、证件号或考生号，可带姓名。",
    "capture",
    (
        c.STUDENT_NO,
        c.ID_NO,
        ROSTER.column("exam_no"),
        c.NAME,
        replace(c.COLLEGE, about="照片所在的子文件夹名，与学院同名时用作线索。", fill_down=False),
        Column("kb", "大小(KB)", "文件大小，1 KB 为 1024 字节。"),
        Column("width", "宽(像素)", "显示时的宽度。"),
        Column("height", "高(像素)", "显示时的高度。"),
        Column("turned", "旋转标记", "文件要求显示时再旋转或翻转；没有则为空。"),
        Column("dpi", "分辨率", "文件里写的每英寸点数。"),
        Column("format", "图像格式", "按内容认出的格式，与扩展名无关。"),
        Column("mode", "颜色模式", "RGB 即 24 位真彩色。"),
        Column("quality", "压缩质量", "由 JPEG 量化表推算，1 到 100。"),
        Column("background", "背景色", "两个上角的平均颜色：红,绿,蓝。"),
        Column("digest", "指纹", "文件内容的指纹，内容相同则相同。", inner=True),
        Column(
            "likeness", "灰度小样", "画面缩小后的灰度，用来比对两张照片是否同一画面。", inner=True
        ),
    ),
    repeats=True,
    pictures=True,
)
