"""What can go wrong, each kind with its exit code, and each fault with its mend.

The tree has one class per exit code. Everything in it is a sentence for a user in
Chinese; a traceback is only for what we did not foresee (exit code 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gradrecon.values.masking import masked_text

_LONGEST = 400


class Fault(NamedTuple):
    """One thing that is wrong, where it is, what would be right and what to do now.

    `where` is a file, `file!sheet`, `file!sheet!D17`, a params key or an option;
    `wrong` says what was seen, `allowed` what may stand there, `mend` what to do.
    """

    where: str
    wrong: str
    mend: str
    allowed: str = ""

    def __str__(self) -> str:
        lines = [f"✗ {_cut(self.where)}：{_cut(self.wrong)}"]
        if self.allowed:
            lines.append(f"    可用：{self.allowed}")
        lines.append(f"    处理：{self.mend}")
        # A file may be called after a student, and its error stay in a notebook.
        return masked_text("\n".join(lines))


def _cut(text: str) -> str:
    """A text from a file as a message may hold it: no cell of thousands of characters."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class GradreconError(Exception):
    """A foreseen failure: all its faults at once, and the exit code it ends the program with."""

    exit_code = 1
    headline = "出错了"

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__(str(self))

    def __str__(self) -> str:
        count = f"（{len(self.faults)} 处）" if len(self.faults) > 1 else ""
        return "\n".join([f"{self.headline}{count}：", *map(str, self.faults)])

    def __reduce__(self) -> tuple[type, tuple[tuple[Fault, ...]]]:
        # Exceptions cross process borders; the default would call __init__ with the text.
        return (type(self), (self.faults,))


class UsageError(GradreconError):
    """The command line or the params file cannot be followed."""

    exit_code = 2
    headline = "命令或参数有误"


class WriteError(UsageError):
    """The results cannot be written where they are wanted."""

    headline = "结果没有写成"


class SourceError(GradreconError):
    """A source file is missing, unreadable or lacks a required column."""

    exit_code = 3
    headline = "来源文件有误"


class DecisionsError(GradreconError):
    """The store of decisions cannot be read or written."""

    exit_code = 4
    headline = "复核记录库有误"


class BatchError(GradreconError):
    """One or more colleges failed; the others' outputs are there."""

    exit_code = 5
    headline = "部分学院未能生成"


class TotalsError(GradreconError):
    """Rows in do not equal rows accounted for, so nothing is published (law 1)."""

    exit_code = 6
    headline = "行数合计不闭合，未发布任何结果"
