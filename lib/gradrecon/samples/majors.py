"""The made-up school's majors: what each of its colleges trains, with official-looking codes."""

from __future__ import annotations

from typing import NamedTuple


class Major(NamedTuple):
    """One discipline: code, Chinese and English name, and whether its degree is professional."""

    code: str
    name: str
    english: str
    professional: bool = False


MAJORS: tuple[tuple[Major, ...], ...] = (
    (
        Major(
            "0825", "航空宇航科学与技术", "Aeronautical and Astronautical Science and Technology"
        ),
        Major("0801", "力学", "Mechanics"),
        Major("085504", "航天工程", "Aerospace Engineering", True),
    ),
    (
        Major("0826", "兵器科学与技术", "Armament Science and Technology"),
        Major("085509", "智能制造技术", "Intelligent Manufacturing Technology", True),
    ),
    (
        Major("0802", "机械工程", "Mechanical Engineering"),
        Major("080204", "车辆工程", "Vehicle Engineering"),
        Major("0855", "机械", "Mechanical Engineering (Professional)", True),
    ),
    (
        Major("0803", "光学工程", "Optical Engineering"),
        Major("0804", "仪器科学与技术", "Instrument Science and Technology"),
    ),
    (
        Major("0810", "信息与通信工程", "Information and Communication Engineering"),
        Major("0809", "电子科学与技术", "Electronic Science and Technology"),
        Major("085402", "通信工程", "Communication Engineering", True),
    ),
    (
        Major("0811", "控制科学与工程", "Control Science and Engineering"),
        Major("085406", "控制工程", "Control Engineering", True),
    ),
    (
        Major("0812", "计算机科学与技术", "Computer Science and Technology"),
        Major("0835", "软件工程", "Software Engineering"),
        Major("085404", "计算机技术", "Computer Technology", True),
    ),
    (
        Major("0805", "材料科学与工程", "Materials Science and Engineering"),
        Major("0805Z1", "新能源材料与器件", "New Energy Materials and Devices"),
        Major("0856", "材料与化工", "Materials and Chemical Engineering", True),
    ),
    (
        Major("0703", "化学", "Chemistry"),
        Major("0817", "化学工程与技术", "Chemical Engineering and Technology"),
    ),
    (
        Major("0710", "生物学", "Biology"),
        Major("0710Z1", "生物信息学", "Bioinformatics"),
        Major("0831", "生物医学工程", "Biomedical Engineering"),
    ),
    (
        Major("0701", "数学", "Mathematics"),
        Major("0714", "统计学", "Statistics"),
    ),
    (
        Major("0702", "物理学", "Physics"),
        Major("070205", "凝聚态物理", "Condensed Matter Physics"),
    ),
    (
        Major("1201", "管理科学与工程", "Management Science and Engineering"),
        Major("1202", "工商管理学", "Business Administration"),
        Major("1251", "工商管理", "Master of Business Administration", True),
    ),
    (
        Major("0202", "应用经济学", "Applied Economics"),
        Major("0251", "金融", "Finance", True),
    ),
    (
        Major("0101", "哲学", "Philosophy"),
        Major("0303", "社会学", "Sociology"),
    ),
    (Major("0305", "马克思主义理论", "Marxist Theory"),),
    (
        Major("0301", "法学", "Law"),
        Major("0351", "法律", "Juris Master", True),
    ),
    (
        Major("0502", "外国语言文学", "Foreign Languages and Literatures"),
        Major("0551", "翻译", "Translation and Interpreting", True),
    ),
    (
        Major("1403", "设计学", "Design Studies"),
        Major("1357", "设计", "Design", True),
    ),
    (
        Major("0839", "网络空间安全", "Cyberspace Security"),
        Major("0832J1", "数字安全与治理", "Digital Security and Governance"),
        Major("14", "交叉学科", "Interdisciplinary Studies"),
    ),
)
"""One tuple per college in the order of params; further colleges begin again with the first."""


def of_college(place: int) -> tuple[Major, ...]:
    """The majors of the college at that place in the list of colleges."""
    return MAJORS[place % len(MAJORS)]
