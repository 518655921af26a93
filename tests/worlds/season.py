"""Students of every kind that the notice makes a difference between, through a whole season."""

from __future__ import annotations

from typing import Any

from gradrecon.values.id_number import check_digit

# Who: what is odd about them. All else is in order.
KINDS = {
    "2001": "必须采集，未采集",
    "2002": "良乡，必须采集，未采集",
    "2003": "待审核",
    "2004": "未经审核已采集",
    "2005": "审核同意，未采集",
    "2006": "自愿重采，未来",
    "2007": "已采集，未校对",
    "2008": "已采集，学信网无图像",
    "2009": "校对有误，未提交",
    "2010": "校对有误，学院已审",
    "2011": "未填拼音",
    "2012": "学院补全拼音，未确认",
    "2013": "拼音存疑",
    "2014": "专业没有英文",
    "2015": "没有未办的事",
    "2016": "学信网用词不认识",
    "2017": "学信网有图像，名单漏列",
    "2018": "采集在时段外",
}
_NAMES = "王芳 李明 陈静 赵磊 周敏 吴强 郑洁 孙勇 马丽 朱涛 胡军 郭伟 何杰 高洋 林娟 罗艳 梁超 宋鹏"


def season(world: Any) -> Any:
    """The world with these students in place of its own, as the sources tell of them."""
    for source in ("roster", "must_capture", "recapture", "images", "studio", "chsi", "pinyin",
                   "returned", "applications", "handovers"):  # fmt: skip
        world.frames[source] = world.frames[source].iloc[:0]
    spelt = _spellings()
    for place, (number, name) in enumerate(zip(KINDS, _NAMES.split(), strict=True)):
        _add(world, place, number, name, spelt[name])
    world.add("images", student_no="2006", name="吴强")
    world.add("recapture", student_no="2006", name="吴强", college="机电学院")
    world.add("approved", student_no="2005", name="周敏", approved_on="2024-11-22")
    world.set("chsi", "2007", word="未校对").set("chsi", "2008", word="未采集")
    world.set("chsi", "2009", word="有误").set("chsi", "2010", word="有误")
    world.set("chsi", "2016", word="校对中").set("studio", "2018", taken="2024-11-27 09:00:00")
    world.add("applications", student_no="2010", name="朱涛", field="图像", state="学院已审",
              filed="2024-12-16")  # fmt: skip
    world.drop("pinyin", "2011").set("pinyin", "2012", by_college="是", confirmed="")
    world.set("pinyin", "2013", pinyin="He Jei", confirmed="")
    world.add("majors", major_code="0999", major="无名专业", major_en="")
    world.set("roster", "2014", major_code="0999", major="无名专业")
    return world


def _spellings() -> dict[str, str]:
    told = (
        "Wang Fang|Li Ming|Chen Jing|Zhao Lei|Zhou Min|Wu Qiang|Zheng Jie|Sun Yong|Ma Li"
        "|Zhu Tao|Hu Jun|Guo Wei|He Jie|Gao Yang|Lin Juan|Luo Yan|Liang Chao|Song Peng"
    )
    return dict(zip(_NAMES.split(), told.split("|"), strict=True))


def _add(world: Any, place: int, number: str, name: str, spelling: str) -> None:
    first17 = f"99010120000101{place:03d}"
    college = "材料学院" if number == "2002" else "机电学院" if number == "2006" else "宇航学院"
    world.add(
        "roster", student_no=number, name=name, id_no=first17 + check_digit(first17),
        sex="男" if place % 2 else "女", birth_date="2000-01-01", ethnicity="汉族",
        college=college, major_code="0825", major="航空宇航", batch="夏季", status="注册学籍",
        certificates="双证",
    )  # fmt: skip
    world.add("pinyin", student_no=number, name=name, pinyin=spelling,
              submitted="2024-12-01 09:00:00", by_college="否", confirmed="是")  # fmt: skip
    if number not in ("2003", "2004", "2005", "2006"):
        world.add("must_capture", student_no=number, name=name, college=college)
    if number not in ("2001", "2002", "2003", "2005", "2006", "2017"):
        world.add("studio", student_no=number, name=name, code=f"A{number}", fee="20",
                  taken="2024-11-26 09:00:00")  # fmt: skip
    if number not in ("2001", "2002", "2003", "2005", "2006"):
        world.add("chsi", student_no=number, name=name, word="正确",
                  checked="2024-12-12 09:00:00", captured_on="2024-11-26")  # fmt: skip
