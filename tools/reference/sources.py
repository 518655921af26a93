"""来源与列: from the declarations in `gradrecon.sources`."""

from __future__ import annotations

from gradrecon.cohort import cohort
from gradrecon.reading.cells import NoteKind
from gradrecon.sources import SOURCES
from gradrecon.sources.source import KEY_KINDS, Column, Kind, Source
from reference.markdown import code, codes, section, table, whole
from reference.place import PARAMS

_ABOUT = """\
每种来源文件有哪些列、各列认哪些表头。表头不分大小写和全半角；标了 `*`、`(必填)` 之类的也认得。
表中没有的表头，写进参数文件的 `[sources.<来源>.aliases]` 即可，不必改程序。"""

_KINDS = {
    Kind.TEXT: "照原样，只去掉首尾空白",
    Kind.NAME: "姓名；写法只为比对而统一，原文保留",
    Kind.STUDENT_NO: "学号；损坏的单元格清空，不参与对应",
    Kind.ID_NO: "身份证件号；损坏的单元格清空，不参与对应；显示时只留末四位",
    Kind.CODE: "代码，可含字母和前导零；损坏的单元格清空",
    Kind.NUMBER: "个人的其他号码；损坏的单元格清空，不参与对应",
    Kind.PINYIN: "汉语拼音",
    Kind.DATE: "各种日期写法，读成 `2000-01-31`；带有时刻的，略去并说明",
    Kind.TIME: "日期和时间，读成 `2024-11-26 09:05:00`",
    Kind.CLOCK: "钟点，读成 `09:05`",
    Kind.AMOUNT: "金额，读成 `20` 或 `20.5`",
    Kind.FLAG: "读成“是”或“否”",
}
_SUBJECTS = {"student": "学生", "college": "学院", "major": "专业"}


def page() -> str:
    """Every source with its columns; then what kinds of value there are, and of damage."""
    patterns = {name: one.files for name, one in cohort.load(PARAMS).sources.items()}
    overview = [
        [
            f"[{one.title}](#{one.name})",
            code(one.name),
            "必需" if one.required else "可缺",
            codes(patterns.get(one.name, ())),
        ]
        for one in SOURCES
    ]
    return whole(
        "来源文件与列",
        _ABOUT,
        table(["来源", "名称", "是否必需", "默认按文件名查找"], overview),
        *(_source(one) for one in SOURCES),
        section("值的种类", table(["种类", "怎么读"], [[k.value, _KINDS[k]] for k in Kind])),
        section("单元格的问题", _NOTES, table(["说法", "能否使用"], map(_note, NoteKind))),
    )


_NOTES = "`gradrecon check` 用下列说法指出单元格的问题。损坏的值不修复，也不猜，请来源单位重交。"


def _note(kind: NoteKind) -> list[str]:
    return [kind.value, "损坏，不能使用" if kind.damage else "已按能确定的读法读入"]


def _source(source: Source) -> str:
    facts = [f"名称 {code(source.name)}", f"一行说的是一个{_SUBJECTS[source.subject]}"]
    if source.repeats:
        facts.append("同一个可以有多行")
    if not source.required:
        facts.append("可以没有，缺了则相关环节为“无数据”")
    header = ["列", "列名", "种类", "也认这些表头", "说明"]
    return section(
        source.title,
        f"{source.about}（{'；'.join(facts)}。）",
        table(header, map(_column, source.columns)),
        anchor=source.name,
    )


def _column(column: Column) -> list[str]:
    about = column.about
    if column.fill_down:
        about += "空白的取上一行。"
    if column.private and column.kind not in KEY_KINDS:
        about += "不外流。"
    title = f"**{column.title}**（必需）" if column.required else column.title
    return [title, code(column.name), column.kind.value, "、".join(column.aliases), about]
