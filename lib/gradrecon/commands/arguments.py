"""The command line's arguments, in Chinese: help, and every mistake with its mend.

argparse speaks English; its few messages are translated in one table.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NoReturn

from gradrecon.errors import Fault, UsageError

# argparse's messages, and how we say them; the last is for what our own types refuse.
_SAID = (
    (r"the following arguments are required: (.*)", "缺少{0}"),
    (r"argument (.*): expected one argument", "{0} 后面要写一个值"),
    (r"argument (.*): expected at least one argument", "{0} 后面至少要写一个值"),
    (r"argument (.*): ignored explicit argument .*", "{0} 后面不能写值"),
    (r"argument (.*?): (.*)", "{0}：{1}"),
)


class _Formatter(argparse.RawTextHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：")


class Arguments(argparse.ArgumentParser):
    """The arguments of one command, added to the groups `needed` and `options`."""

    def __init__(self, command: str, usage: str, about: str) -> None:
        super().__init__(
            prog=f"gradrecon {command}".strip(),
            usage=f"gradrecon {usage}",
            description=about,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.needed = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示本说明")

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments as given; raise UsageError for what is missing, wrong or unknown."""
        found, unknown = self.parse_known_args(words)
        if unknown:
            options = self._option_string_actions
            raise UsageError(
                Fault(
                    word,
                    f"没有这个选项{nearest(word.split('=')[0], options)}",
                    f"运行 {self.prog} --help 查看用法。",
                )
                for word in unknown
            )
        return found

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a UsageError in Chinese."""
        for pattern, said in _SAID:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = said.format(*found.groups())
                break
        raise UsageError(Fault(self.prog, message, f"运行 {self.prog} --help 查看用法。"))


def nearest(word: str, known: Iterable[str]) -> str:
    """A question for the nearest known word, "" where none is near."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1)
    return f"，是否想写 {near[0]}？" if near else ""


def day(text: str) -> str:
    """A date as the library takes it, as text."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2024-12-17 这样") from None


def count(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是 1 以上的整数")
    return int(text)


def number(text: str) -> int:
    """A whole number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}”不是 0 以上的整数")
    return int(text)


def share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是 0 到 1 的数")
    return value
