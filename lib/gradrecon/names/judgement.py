"""What a judgement says: its classes, in the order of the college's work, and its parts."""

from dataclasses import dataclass
from enum import StrEnum

from gradrecon.names.letters import Deviation


class Kind(StrEnum):
    """The class of one name with one submitted spelling."""

    MATCH = "match"
    FORMAT = "format"
    OTHER_READING = "other_reading"
    ASK = "ask"
    SURNAME_DOUBTFUL = "surname_doubtful"
    GIVEN_DOUBTFUL = "given_doubtful"
    SYLLABLES = "syllables"
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
    Kind.SURNAME_DOUBTFUL: "姓氏读音存疑",
    Kind.GIVEN_DOUBTFUL: "名字读音存疑",
    Kind.SYLLABLES: "音节数不符",
    Kind.BLANK: "空白",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One name with one submitted spelling, judged.

    kind          the class
    deviations    how the form departs from the profile; also beside another class than FORMAT
    reason        why, in Chinese, for the person who has to decide
    suggestion    the spelling to put to the student, in the profile's form; "" where none is known
    alternatives  other spellings that a bearer may have
    """

    kind: Kind
    deviations: tuple[Deviation, ...]
    reason: str
    suggestion: str
    alternatives: tuple[str, ...]
