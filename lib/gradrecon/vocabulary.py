"""The closed vocabularies: every word that a table, a screen or a report uses for a state."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """What must be done for a student, in the notice's order."""

    CAPTURE = "图像采集"
    CHSI = "学信网校对"
    PINYIN = "姓名拼音"
    MAJOR = "英文专业"
    INFO = "信息复核"


class State(StrEnum):
    """How far a student's step is.

    Overdue: the step's regular day is past (what can still be done by when is another
    column). Disputed: there is something that people must settle first.
    """

    DONE = "完成"
    DUE = "待办"
    OVERDUE = "逾期"
    DISPUTED = "存疑"
    NOT_NEEDED = "不适用"
    NO_DATA = "无数据"


class Move(StrEnum):
    """Whose turn it is."""

    STUDENT = "学生"
    COLLEGE = "学院"
    SCHOOL = "研究生院"
    STUDIO = "采集单位"
    NOBODY = ""


class Severity(StrEnum):
    """How much a finding weighs: an error stops registration, a warning may, a notice does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The word that users see."""
        return {"error": "错误", "warning": "警告", "notice": "提示"}[self.value]


class Settlement(StrEnum):
    """Where a finding stands between the facts and what people decided."""

    OPEN = "open"
    SETTLED = "settled"
    STALE = "stale"
    RESOLVED = "resolved"

    @property
    def label(self) -> str:
        """The word that users see."""
        return {"open": "待处理", "settled": "已处理", "stale": "情况有变", "resolved": "已消除"}[
            self.value
        ]


class Awaits(StrEnum):
    """What a finding that was decided and is still open waits for."""

    NOTHING = ""
    SECOND = "second"
    CONFLICT = "conflict"
    MOVED = "moved"
    PENDING = "pending"

    @property
    def label(self) -> str:
        """The word that users see."""
        return {"": "", "second": "待第二人复核", "conflict": "意见不一", "moved": "已转交",
                "pending": "待查"}[self.value]  # fmt: skip


class Verdict(StrEnum):
    """What a reviewer may say of a finding (what each does: `decisions.verdicts`)."""

    ROSTER = "采用学籍"
    SUBMITTED = "采用填报"
    FILL = "填写为"
    SAME = "认定为同一人"
    NOT_SAME = "不是同一人"
    NO_ACTION = "无需处理"
    TO_STUDENT = "退回学生"
    TO_SCHOOL = "提交研究生院"
    LOOK_INTO = "待查"
    EXPLAINED = "学生已说明"
    TO_COLLEGE = "退回学院"
    TO_STUDIO = "转采集单位"
    TO_SOURCE = "退回来源单位"


class Risk(StrEnum):
    """What a verdict changes, as far as it may need a second reviewer."""

    WHOSE = "是谁的记录"
    SPELLING = "证书拼写"
    ERROR = "关闭错误"


class Turn(StrEnum):
    """Where a finding lies for one reviewer; every finding lies in one place."""

    TODO = "todo"
    OTHERS = "others"
    MOVED = "moved"
    ASIDE = "aside"
    DONE = "done"

    @property
    def label(self) -> str:
        """The word that users see."""
        return {"todo": "待我处理", "others": "等他人", "moved": "已转交", "aside": "待查",
                "done": "已处理"}[self.value]  # fmt: skip


class Obligation(StrEnum):
    """Whether a student must have a picture taken (1.1.2 to 1.1.4)."""

    MUST = "必须采集"
    APPROVED = "审核同意"
    VOLUNTARY = "自愿重采"
    NONE = "已有图像"
    REVIEW = "待审核"
    UNKNOWN = "无数据"


class ChsiState(StrEnum):
    """What a word of CHSI's image check means (1.4)."""

    RIGHT = "正确"
    WRONG = "有误"
    UNCHECKED = "未校对"
    NO_IMAGE = "无图像"
    IN_WORK = "处理中"


class CaptureState(StrEnum):
    """What a word of the studio means for one of its rows (1.2, 1.5)."""

    DONE = "已采集"
    NOT_DONE = "未采集"
    AGAIN = "须重拍"
    IN_WORK = "处理中"


class ApplicationState(StrEnum):
    """How far a written application is (2.2.4)."""

    DRAFT = "待提交"
    COLLEGE = "学院已审"
    APPROVED = "研究生院已批"
    APPLIED = "已更改"
    REFUSED = "退回"


class Certificates(StrEnum):
    """What a word in the column of certificates means (1.1.1)."""

    BOTH = "双证"
    ONE = "单证"


class Enrolment(StrEnum):
    """What a word for somebody's 学籍 means (1.0)."""

    REGISTERED = "注册学籍"
    NOT = "未注册"


class Chapter(StrEnum):
    """The chapters that rules are kept in; a rule's code begins with one."""

    ROSTER = "roster"
    LISTS = "lists"
    CAPTURE = "capture"
    CHSI = "chsi"
    PINYIN = "pinyin"
    MAJOR = "major"
    INFO = "info"
    RETURN = "return"

    @property
    def label(self) -> str:
        """The word that users see."""
        return _CHAPTER_LABELS[self.value]


_CHAPTER_LABELS = {
    "roster": "学籍名册",
    "lists": "采集名单",
    "capture": "图像采集",
    "chsi": "学信网校对",
    "pinyin": "姓名拼音",
    "major": "英文专业",
    "info": "信息更正",
    "return": "学院报送",
}


class Matter(StrEnum):
    """What a finding is about, as far as verdicts go."""

    UNMATCHED = "a row that is matched to nobody"
    IDENTITY = "a source that contradicts the roster about who somebody is"
    SPELLING = "a spelling"
    RECORD = "the roster's own record of a student"
    UNDONE = "something still to be done"
    OTHER = "anything else"


FINISHED = (State.DONE, State.NOT_NEEDED)

LATE = (State.OVERDUE, State.DISPUTED)
