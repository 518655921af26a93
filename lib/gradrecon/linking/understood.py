"""Yes-and-no columns as the cohort means them: its own words, and a name that is a signature.

Reading knows the usual words; what is left stands as it came. In a column that a student signs the
student's own name says yes (2.2.3), in the register of returns any name does (2.3.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.words import fold
from gradrecon.columns.distinct import by_distinct, which_distinct
from gradrecon.sources.source import Kind
from gradrecon.sources.table import Table
from gradrecon.values.flags import NO, YES
from gradrecon.values.folding import fold_name

# Where a student confirms, by signing or otherwise; where handler and dean have signed.
_BY_STUDENT = "confirmed"
_BY_COLLEGE = ("signed_handler", "signed_dean")
# What tells a word from a name, and who signs for another.
_NO_NAME = re.compile(
    "[签章代补待未无否缺没不空已将要等寄取送领差假休病院处办的了在去来请可同意齐]"
    "|周[一二三四五六日末]|[上下本这]周|[今明后昨]天|月底|完成|安排|进行|尚|收到|负责|老师"
)
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
# Nearly everybody is called one of these; a rarer name is shown as a word that is not known.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于董余苏叶吕魏"
    "蒋田杜丁沈姜范江傅付钟卢汪戴崔任陆廖姚方金邱丘夏谭韦贾邹石熊孟秦阎闫薛侯雷白龙段郝孔邵史毛"
    "常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关"
    "焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单"
    "冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳费冀隋晏穆宫佟苟池柏桂卓丛仇娄褚巩臧艾满宗应原边冷"
    "司郎楚敖储桑占"
)
_COMPOUND = (
    "欧阳", "上官", "司马", "司徒", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "夏侯", "端木", "公孙",
    "宇文", "长孙", "东方", "南宫",
)  # fmt: skip
# Common words that begin as a name does.
_WORDS = re.compile(
    "马上|路上|成功|成套|文件|文档|何时|何人|万一|程序|方便|常规|单独|单位|时间|原件|原本|关于|应该"
    "|管理|向上|安心|高校"
)


def understood(tables: Mapping[str, Table], cohort: Cohort) -> dict[str, Table]:
    """The tables with the cohort's words in their yes-and-no columns read as 是 and 否."""
    words = {fold(word): YES for word in cohort.words.yes}
    words |= {fold(word): NO for word in cohort.words.no}
    return {name: _understood(table, words) for name, table in tables.items()}


def _understood(table: Table, words: Mapping[str, str]) -> Table:
    flags = [column.name for column in table.source.columns if column.kind is Kind.FLAG]
    changed = {
        name: values for name in flags if (values := _read(table.rows, name, words)) is not None
    }
    return replace(table, rows=table.rows.assign(**changed)) if changed else table


def _read(rows: pd.DataFrame, name: str, words: Mapping[str, str]) -> pd.Series | None:
    """A column with what is meant in place of what is not known; None if nothing changes."""
    places = np.flatnonzero(~rows[name].isin(("", YES, NO)))
    if not len(places):
        return None
    came = rows[name].iloc[places]
    meant = by_distinct(came, lambda word: words.get(fold(word), ""))
    if name == _BY_STUDENT and "name" in rows:
        meant = meant.mask(fold_name(came) == fold_name(rows["name"].iloc[places]), YES)
    if name in _BY_COLLEGE:
        meant = meant.mask(which_distinct(came, is_signature), YES)
    values = rows[name].copy()
    values.iloc[places] = meant.where(meant != "", came)
    return values


def is_signature(text: str) -> bool:
    """Return whether a text is somebody's name, rather than a word about a signature."""
    named = text[:1] in _SURNAMES or text.startswith(_COMPOUND)
    word = _NO_NAME.search(text) or _WORDS.match(text)
    return bool(_HAN_NAME.fullmatch(text)) and named and not word
