"""Which names are, or may be, those of a people that spells them as its own language sounds."""

from functools import cache
from importlib import resources

# As GB/T 3304 names them, without 族. Others bear Chinese names as a rule.
_PEOPLES = (
    "蒙古 藏 维吾尔 哈萨克 柯尔克孜 塔吉克 乌孜别克 塔塔尔 俄罗斯 朝鲜 彝 傣 景颇 佤 哈尼 拉祜 "
    "傈僳 怒 独龙 门巴 珞巴 东乡 撒拉 保安 裕固 土 达斡尔 鄂温克 鄂伦春 阿昌 德昂 布朗 基诺 普米"
)
_OWN_NAMES = frozenset(_PEOPLES.split())


def has_own_names(ethnicity: str) -> bool:
    """Say whether a people (藏 or 藏族) gives names in its own language."""
    return ethnicity.strip().removesuffix("族") in _OWN_NAMES


@cache
def is_of_native_words(text: str) -> bool:
    """Say whether a name is made of such words alone: 扎西次仁, 乌兰其其格, 古丽."""
    if not text:
        return True
    return any(text.startswith(word) and is_of_native_words(text[len(word) :]) for word in _words())


@cache
def _words() -> tuple[str, ...]:
    text = resources.files(__package__).joinpath("data", "native.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(dict.fromkeys(word for line in lines for word in line.split()[1:]))
