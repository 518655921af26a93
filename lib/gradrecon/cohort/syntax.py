"""What is wrong with a params file that is not TOML: the place and the likely cause, in Chinese."""

from __future__ import annotations

import re
import tomllib

from gradrecon.errors import Fault

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
# What the parser's sentences begin with, and what an office has mostly done then.
_CAUSES = {
    "Invalid value": "等号右边的值写法不对，文字要加英文引号",
    "Expected '='": "参数名后面应是英文等号，参数名里不能有空格",
    "Expected newline": "这里多出了文字：一行只能写一个参数，文字要加英文引号，日期写成 2024-12-16",
    "Expected ']": "方括号没有成对",
    "Unclosed array": "方括号没有成对，或各项之间缺逗号",
    "Unclosed inline table": "花括号没有成对，或各项之间缺逗号",
    "Unterminated string": "引号没有成对",
    "Expected \"'''\"": "引号没有成对",
    "Illegal character": "引号没有成对，或引号里有不能用的字符",
    "Unescaped '\\'": "引号里的反斜杠要写两个",
    "Cannot overwrite": "同一个参数写了两次",
    "Duplicate": "同一个参数写了两次",
    "Cannot declare": "同一节写了两次",
    "Invalid statement": "不是参数，参数名要用英文",
    "Invalid initial character": "参数名的写法不对",
}
_CHINESE_MARKS = re.compile("[“”‘’＂＝，、：［］【】｛｝（）　]")
_OPENING = re.compile(r"[\[{.]")
_NUMBER = re.compile(r"\d[\d_]*")
_QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|#.*")


def syntax_fault(error: ValueError | RecursionError, file: str, text: str) -> Fault:
    """The fault of a params file whose text the parser refused."""
    lines = text.splitlines() or [""]
    line, column = _place_of(error, lines)
    return Fault(
        f"{file}  第 {line} 行第 {column} 列",
        f"参数文件的写法不对：{_why(error, lines[min(line, len(lines)) - 1])}",
        "改好这一处后重新运行；写法可参照 params/2025.toml。",
    )


def _place_of(error: ValueError | RecursionError, lines: list[str]) -> tuple[int, int]:
    """The line and the column; what the parser gives up on without a place stands in the worst."""
    if isinstance(error, RecursionError):
        deepest = max(range(len(lines)), key=lambda at: len(_OPENING.findall(lines[at])))
        return deepest + 1, _column(_OPENING, lines[deepest])
    if place := _PLACE.search(str(error)):
        return int(place[1]), int(place[2])
    if isinstance(error, tomllib.TOMLDecodeError):
        return _end(lines)
    longest = max(range(len(lines)), key=lambda at: _longest_number(lines[at]))
    return longest + 1, _column(_NUMBER, lines[longest])


def _why(error: ValueError | RecursionError, line: str) -> str:
    if isinstance(error, RecursionError):
        return "括号套了太多层"
    if isinstance(error, tomllib.TOMLDecodeError):
        return _cause(str(error), line)
    return "数太长" if _longest_number(line) else "有不能识别的值"


def _longest_number(line: str) -> int:
    return max(map(len, _NUMBER.findall(line)), default=0)


def _column(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.search(line)
    return found.start() + 1 if found else 1


def _end(lines: list[str]) -> tuple[int, int]:
    """Behind the last thing written: there the parser still waits for something."""
    last = max((at for at, line in enumerate(lines, 1) if line.strip()), default=1)
    return last, len(lines[last - 1].rstrip()) + 1


def _cause(said: str, line: str) -> str:
    if marks := _CHINESE_MARKS.findall(_QUOTED.sub("", line)):
        return f"这一行有中文标点 {marks[0]} ，引号、等号、逗号和括号都要用英文的"
    causes = (cause for start, cause in _CAUSES.items() if said.startswith(start))
    return next(causes, f"不是合法的 TOML（{_PLACE.sub('', said).strip()}）")
