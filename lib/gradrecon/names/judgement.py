"""What a judgement says: its classes and its parts."""

from dataclasses import dataclass
from enum import StrEnum

from gradrecon.names.letters import Deviation


class Kind(StrEnum):
    """The class of one name with one submitted spelling."""

    MATCH = "match"
    FORMAT = "format"
    OTHER_READING = "other_reading"
    ASK = "ask"
    NATIVE = "native"
    SURNAME_DOUBTFUL = "surname_doubtful"
    GIVEN_DOUBTFUL = "given_doubtful"
    SYLLABLES = "syllables"
    WADE_GILES = "wade_giles"
    CANTONESE = "cantonese"
    HOKKIEN = "hokkien"
    OTHER_LANGUAGE = "other_language"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CHINESE = "chinese"
    OTHER_SCRIPT = "other_script"
    DIGITS = "digits"
    NUMBER = "number"
    EMAIL = "email"
    BLANK = "blank"

    @property
    def label(self) -> str:
        """The words a user reads."""
        return _LABELS[self]


_LABELS = {
    Kind.MATCH: "一致",
    Kind.FORMAT: "格式不符",
    Kind.OTHER_READING: "允许的另一读音",
    Kind.ASK: "需本人确认",
    Kind.NATIVE: "民族语拼写",
    Kind.SURNAME_DOUBTFUL: "姓氏读音存疑",
    Kind.GIVEN_DOUBTFUL: "名字读音存疑",
    Kind.SYLLABLES: "音节数不符",
    Kind.WADE_GILES: "威妥玛拼写",
    Kind.CANTONESE: "粤语拼写",
    Kind.HOKKIEN: "闽南语拼写",
    Kind.OTHER_LANGUAGE: "其他语言的拼写",
    Kind.TOO_SHORT: "太短",
    Kind.TOO_LONG: "太长",
    Kind.CHINESE: "填了汉字",
    Kind.OTHER_SCRIPT: "不是拉丁字母",
    Kind.DIGITS: "夹有数字",
    Kind.NUMBER: "填了号码",
    Kind.EMAIL: "填了邮箱",
    Kind.BLANK: "空白",
}

DOUBTFUL = (Kind.SURNAME_DOUBTFUL, Kind.GIVEN_DOUBTFUL, Kind.SYLLABLES)
"""Pinyin, but of no reading that the name has."""
FROM_ELSEWHERE = (Kind.WADE_GILES, Kind.CANTONESE, Kind.HOKKIEN, Kind.OTHER_LANGUAGE)
"""The name, in the spelling of another language or scheme: the person's document decides."""
NO_SPELLING = (
    Kind.TOO_SHORT,
    Kind.TOO_LONG,
    Kind.CHINESE,
    Kind.OTHER_SCRIPT,
    Kind.DIGITS,
    Kind.NUMBER,
    Kind.EMAIL,
)
"""Something else than the spelling of a name, or less or more than one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One name with one submitted spelling, judged.

    kind          the class
    deviations    how the form departs from the profile; also beside another class than FORMAT
    reason        why, in Chinese, for the person who has to decide
    suggestion    the spelling to put to the student, in the profile's form; "" if none is known
    alternatives  every other spelling that would be accepted, the likeliest first; none where the
                  submitted one agrees
    """

    kind: Kind
    deviations: tuple[Deviation, ...]
    reason: str
    suggestion: str
    alternatives: tuple[str, ...]
