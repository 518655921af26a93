"""What a value of a field means, however it is written: 01 is 汉族, 2 is 女, 硕士生 is 硕士研究生.

For comparing only; what a file said is kept as it came. Names are none of this: how they are
written is what matters about them (see `text`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from gradrecon.columns.distinct import by_distinct
from gradrecon.values.dates import day_of
from gradrecon.values.folding import fold_label_text

# GB/T 2261.1, and the words of systems in English.
_SEXES = {
    "0": "未知",
    "1": "男",
    "2": "女",
    "9": "未说明",
    **dict.fromkeys(("m", "male", "man", "boy"), "男"),
    **dict.fromkeys(("f", "female", "woman", "girl"), "女"),
}
# GB/T 3304, in the order of its codes 01 to 56.
_ETHNICITIES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
    "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 "
    "怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_BY_CODE = dict(enumerate(_ETHNICITIES.split(), 1))
# What was written before 1985 and 1986, and 其他 in its other spelling.
_FORMER = {"毛难": "毛南", "崩龙": "德昂", "其它": "其他"}


def meant(field: str, values: pd.Series) -> pd.Series:
    """The values of a field as they are compared, index kept; of other fields as they are."""
    return by_distinct(values, _FOLDS[field]) if field in _FOLDS else values


def meant_text(field: str, text: str) -> str:
    """One value of a field as it is compared."""
    return _FOLDS[field](text) if field in _FOLDS else text


def _sex(text: str) -> str:
    folded = re.sub("(性(别)?|生|士)$|^[12][-.、:]?(?=[男女])", "", fold_label_text(text))
    return _SEXES.get(folded, folded)


def _ethnicity(text: str) -> str:
    """The name without 族; a code of one or two digits is the name that it stands for."""
    folded = fold_label_text(text)
    if re.fullmatch("[0-9]{1,2}", folded):
        return _BY_CODE.get(int(folded), folded)
    folded = re.sub("(?<=.)族$", "", folded)
    return _FORMER.get(folded, folded)


def _day(text: str) -> str:
    """A day as digits, however it is written: 2000年1月31日 → 20000131."""
    day = text if _ISO.fullmatch(text) else day_of(text)
    return day.replace("-", "") or text


def _without(pattern: str) -> Callable[[str], str]:
    """A fold that leaves out what says nothing: 研究生, 批次."""
    noise = re.compile(pattern)
    return lambda text: noise.sub("", fold_label_text(text))


_FOLDS: Mapping[str, Callable[[str], str]] = {
    "sex": _sex,
    "birth_date": _day,
    "id_no": str.upper,
    "ethnicity": _ethnicity,
    "major": fold_label_text,
    "level": _without("(学位)?(研究)?生$"),
    "form": _without("^普通"),
    "batch": _without("(季)?(毕业)?(批次?)?$"),
}
