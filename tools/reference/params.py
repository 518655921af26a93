"""参数: from the models that params files are read into, and what each key is for."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo

from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.strict import Strict
from reference.markdown import code, section, table, whole

_ABOUT = """\
一届一个参数文件，如 `params/2025.toml`，格式是 [TOML](https://toml.io/cn/)。多写、少写、写错的参数会一次
全部列出，注明位置和可用的写法；不会按默认值悄悄运行。明年的一届是另一个文件，不必改程序。"""

# What each key is for; generation fails where one is missing here.
MEANINGS: Mapping[str, str] = {
    "id": "这一届的代号，决定 `data/raw/<代号>` 和 `data/out/<代号>`",
    "name": "这一届的名称，用在标题里",
    "school": "学校名称",
    "notice": "通知文号",
    "as_of": "报告截至日；不写则取运行当天，命令行 `--as-of` 优先",
    "studio_words": "采集单位状态用语的含义，补充或更改通用的词（见[用语](words.md)）",
    "chsi_words": "学信网校对用语的含义：左边原词，右边五种含义之一（见[用语](words.md)）",
    "calendar.pinyin_due": "学生填报姓名拼音的截止日",
    "calendar.return_due": "学院交回信息核对表的截止日",
    "calendar.makeup_due": "补采集的截止日",
    "calendar.chsi_check.first": "学信网图像校对的第一天",
    "calendar.chsi_check.last": "学信网图像校对的最后一天",
    "calendar.capture.campus": "校区",
    "calendar.capture.venue": "校区里的地点，写进通知；空白的不写",
    "calendar.capture.day": "集中采集的日期",
    "calendar.capture.hours.start": "从几点",
    "calendar.capture.hours.end": "到几点",
    "studio.fee": "每人每次的采集费，单位元",
    "studio.open_weekdays": "采集单位每周开放的日子，1 是星期一，7 是星期日",
    "studio.holidays": "不开放的节假日；停办期内的不必再写",
    "studio.hours.start": "从几点",
    "studio.hours.end": "到几点",
    "studio.closures.first": "停办的第一天",
    "studio.closures.last": "停办的最后一天",
    "studio.closures.reason": "停办的原因",
    "contacts.studio.name": "采集单位的名称；这一节写进给学生和学院的通知，空白的不写",
    "contacts.studio.address": "地址",
    "contacts.studio.way": "怎么去",
    "contacts.studio.telephone": "电话",
    "contacts.studio.payment": "怎么付采集费",
    "contacts.office.mail": "电子版信息核对表发到哪个邮箱",
    "contacts.office.window": "纸质版交到哪个窗口",
    "contacts.office.hours": "窗口的办公时间",
    "contacts.office.person": "联系人",
    "contacts.office.telephone": "电话",
    "clauses.id": "条款编号，规则按它引用",
    "clauses.text": "条款内容，用自己的话",
    "colleges.code": "学院代码，也是结果文件夹的名称",
    "colleges.name": "学院全称",
    "colleges.aliases": "来源文件里还会怎么写",
    "colleges.campus": "所在校区",
    "sources.files": "按文件名查找，`*` 代表任意文字，如 `*学籍*`、`returned/*`",
    "sources.aliases": "另认的表头：左边列名，右边表头（列名见[来源](sources.md)）",
    "confirmation.by_submission": "填报系统里学生确认的是否全部信息；否则以交回的核对表为准",
    "words.certificates": "证书类型的其他写法：`双证`、`单证` 各写一列；末尾的 `*` 代表任意文字",
    "words.status": "学籍状态的其他写法：`注册学籍`、`未注册` 各写一列",
    "words.applications": "申请审核状态的其他写法，含义见[用语](words.md)",
    "words.yes": "是否类的列里，另外哪些词算“是”（学生确认、签字、盖章等）",
    "words.no": "是否类的列里，另外哪些词算“否”",
    "words.leaving": "学籍备注里，另外哪些词表示本届不毕业",
    "batches.name": "批次名称，按一年的先后写",
    "batches.words": "这个批次的其他写法",
    "batches.graduation.first": "预计毕业日期从哪天起属于这个批次",
    "batches.graduation.last": "预计毕业日期到哪天为止",
    "batches.return_due": "这个批次自己的核对表交回期限，不写的按日程",
    "batches.registration": "这个批次的报库日；在此之前补采集才赶得上这个批次",
    "spelling.base": "以哪种已知写法为底：`gb_title` 国标 Wang Fang，`gb_caps` 国标全大写，"
    "`surname_caps` 姓全大写 WANG Fang，`passport_caps` 护照，`passport_until_2012` 旧护照（LU），"
    "`degree_caps` 学位授予信息。例子见[姓名拼音](../names.zh-CN.md)",
    "spelling.case": "姓、名和外文姓名的大小写：`title` 首字母大写，`caps` 全大写，`lower` 全小写",
    "spelling.surname_case": "姓的大小写，与名不同时写",
    "spelling.given_case": "名的大小写，与姓不同时写",
    "spelling.order": "`surname_first` 姓在前，`given_first` 名在前",
    "spelling.separator": "姓和名之间：`space` 空格，`comma` 逗号加空格，`none` 不分开",
    "spelling.given_name": "名的各字：`solid` Xiaofang，`capitals` XiaoFang，`hyphen` Xiao-Fang，"
    "`hyphen_small` Xiao-fang，`space` Xiao Fang",
    "spelling.compound_surname": "复姓的各字：`solid` Ouyang，`capitals` OuYang，其余同上",
    "spelling.double_surname": "双姓：`hyphen` Zheng-Li，`solid` Zhengli，`capitals` ZhengLi，"
    "其余同上",
    "spelling.apostrophe": "隔音符号：`straight` 直撇，`curly` 弯撇，`full_width` 全角直撇，"
    "`none` 不用",
    "spelling.u_umlaut": "吕、女的 ü：`ü` Lü，`yu` Lyu，`v` Lv，`u` Lu，"
    "`yu_in_caps` 大写作 YU、小写作 ü",
    "spelling.u_umlaut_also": "ü 另外认可的写法",
    "spelling.umlaut_e": "略、虐的 üe：`üe`、`ue`、`yue`、`ve`；不写时 ü 作 ü 则为 üe，否则为 ue",
    "spelling.umlaut_case": "`caps`：名字里有 ü 而不写作 ü 的，整个姓名大写：LYU DONGBIN",
    "spelling.tone_marks": "`none` 不带声调，`allowed` 带声调符号也可以",
    "spelling.minority": "带间隔号的姓名，各段之间：`space` 空格，`dot` 间隔号，其余同名的各字",
    "spelling.minority_by": "带间隔号的姓名按什么核对：`document` 本人证件，"
    "`characters` 汉字的普通话读音",
    "spelling.foreign_case": "外文姓名：`as_written` 照学籍，`caps` 全大写",
    "spelling.longest": "最多多少个字符，0 为不限；已知写法都是 60",
    "spelling.also": "另外认可哪些已知写法",
    "reading.max_mb": "一个文件最多多少兆字节",
    "reading.max_rows": "一个文件最多多少行",
    "reading.seconds": "读一个文件最多用多少秒",
    "reading.hidden_rows": "隐藏或筛选掉的行是否也读",
    "review.risky": "判定改变其中任一项的，须两人一致才算数",
    "review.claim_minutes": "打开一条后，多少分钟内向别人显示“正在处理”",
    "results.group": "结果是否让同一用户组的人也能读（放在组内共享的文件夹时用）；"
    "不写则只有运行的人能读",
    "decisions.url": "复核记录放在哪里，SQLite 或 PostgreSQL 地址；不写则为 "
    "`data/decisions/<代号>.db`。环境变量 `GRADRECON_DECISIONS` 优先",
    "checklist.title": "信息核对表的标题，可含 `{cohort}`、`{college}`",
    "checklist.columns": "有哪些列，按什么次序；须含 `student_no`",
    "checklist.titles": "改用别的表头：左边列名，右边表头",
    "checklist.foot": "表尾要签的各项",
    "photos.named_by": "照片文件名里的号码是什么：`auto` 按形状认，或 `student_no` 学号、"
    "`id_no` 证件号、`exam_no` 考生号",
    "photos.expected": "谁应有照片：`captured` 本次已采集的，`everyone` 全体",
    "photos.width": "照片宽多少像素；脸宽无法可靠测量，不查",
    "photos.height": "照片高多少像素",
    "photos.dpi": "每英寸多少点，0 表示不查",
    "photos.min_kb": "文件最少多少 KB，1 KB 为 1024 字节",
    "photos.max_kb": "文件最多多少 KB",
    "photos.min_quality": "JPEG 质量最低多少，由量化表推算；0 表示不查",
    "photos.background": "背景色的红、绿、蓝，0 到 255；看两个上角",
    "photos.background_within": "背景色每个分量最多差多少",
    "photos.alike_within": "对齐后画面最多相差百分之几，才算几乎相同；0 为不比对",
    "capacity.per_hour": "每台相机每小时拍多少人；本节供 `gradrecon draft` 拟时间安排",
    "capacity.stations": "同时有几台相机",
    "capacity.minutes": "一段多少分钟，一个学院占若干整段",
    "capacity.volunteers": "附件2 的学生估计有多大比例来重采，0 到 1",
    "capacity.order": "先排谁：`largest` 人多的学院，`code` 代码小的学院",
    "checklist.template": "学校自己的 .xlsx 模板，按表头填写，不另排版",
}

_WORDS: Mapping[Any, str] = {
    str: "文字", bool: "true 或 false", int: "整数", float: "数", date: "日期", time: "钟点",
}  # fmt: skip


class Key(NamedTuple):
    """One key: its section's path, its name, what it is."""

    section: str
    name: str
    field: FieldInfo

    @property
    def path(self) -> str:
        """The whole path, as `MEANINGS` names it."""
        return f"{self.section}.{self.name}".removeprefix(".")


def page() -> str:
    """Every section of a params file with its keys."""
    sections: dict[str, list[Key]] = {}
    for key in keys(Cohort):
        sections.setdefault(key.section, []).append(key)
    lists = repeated(Cohort)
    parts = [_section(name, own, lists.get(name, "")) for name, own in sections.items()]
    return whole("参数", _ABOUT, *parts)


def keys(model: type[Strict], path: str = "") -> Iterator[Key]:
    """Every key of a model and of the models within it, own keys first."""
    inner = {name: _model_in(field.annotation) for name, field in model.model_fields.items()}
    yield from (Key(path, name, model.model_fields[name]) for name, sub in inner.items() if not sub)
    for name, sub in inner.items():
        if sub:
            yield from keys(sub, f"{path}.{name}".removeprefix("."))


def repeated(model: type[Strict], path: str = "") -> dict[str, str]:
    """How each section is headed where it may come several times: by path `list` or `named`."""
    found = {}
    for name, field in model.model_fields.items():
        sub = _model_in(field.annotation)
        if sub:
            here = f"{path}.{name}".removeprefix(".")
            kind = get_origin(_plain(field.annotation))
            found[here] = {tuple: "list", Mapping: "named"}.get(kind, "")
            found |= repeated(sub, here)
    return found


def _section(name: str, own: list[Key], kind: str) -> str:
    heading = {"list": f"[[{name}]]", "named": f"[{name}.<名称>]", "": f"[{name}]"}[kind]
    title = code(heading) if name else "最前面"
    header = ["参数", "类型", "默认", "说明"]
    rows = [[code(k.name), _type(k.field), _default(k.field), MEANINGS[k.path]] for k in own]
    return section(title, table(header, rows), anchor=name.replace(".", "-"))


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "必填"
    value = field.get_default(call_default_factory=True)
    if value in (None, "", (), {}):
        return "不写"
    return "、".join(map(str, value)) if isinstance(value, tuple) else code(_toml(value))


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _type(field: FieldInfo) -> str:
    bounds = [f"大于 {one.gt}" for one in field.metadata if isinstance(one, Gt)]
    bounds += [f"不小于 {one.ge}" for one in field.metadata if isinstance(one, Ge)]
    bounds += [f"不大于 {one.le}" for one in field.metadata if isinstance(one, Le)]
    return "，".join([_said(field.annotation), *bounds])


def _said(kind: Any) -> str:
    """A type in words."""
    kind = _plain(kind)
    if get_origin(kind) is tuple:
        return f"一组：{_said(get_args(kind)[0])}"
    if get_origin(kind) is Literal:
        return "、".join(map(code, get_args(kind)))
    if get_origin(kind) is not None:
        return f"若干行：名称 = {_said(get_args(kind)[1])}"
    if issubclass(kind, StrEnum):
        return "、".join(map(code, kind))
    return _WORDS[kind]


def _plain(kind: Any) -> Any:
    """A type without its constraints and without None."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        return _plain(next(one for one in get_args(kind) if one is not type(None)))
    return kind


def _model_in(kind: Any) -> type[Strict] | None:
    """The model that a field holds, one or several of it; None for a plain value."""
    kind = _plain(kind)
    held = [kind, *get_args(kind)]
    return next((one for one in held if isinstance(one, type) and issubclass(one, Strict)), None)
