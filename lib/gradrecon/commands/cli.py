"""The command line: `gradrecon run`, `check` and the others of `commands`.

Only in `commands` is anything printed, and only there and in the panel is today known (law 6).
Heavy libraries are imported by the command that needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from gradrecon.commands import COMMANDS
from gradrecon.errors import Fault, GradreconError, UsageError
from gradrecon.terminal import say
from gradrecon.version import __version__

UNFORESEEN, INTERRUPTED = 1, 130


def main(words: Sequence[str] | None = None) -> int:
    """Carry out a command line; the exit code as in `errors`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _dispatch(list(sys.argv[1:] if words is None else words))
    except GradreconError as error:
        say(str(error), sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, BrokenPipeError):
        say("已中断；原有结果未动。", sys.stderr)
        return INTERRUPTED
    except Exception:
        say(_unforeseen(), sys.stderr)
        return UNFORESEEN


def _dispatch(words: list[str]) -> int:
    first, *rest = words or [""]
    if first in ("", "-h", "--help"):
        say(_overview())
        return 0 if first else UsageError.exit_code
    if first == "--version":
        say(f"gradrecon {__version__}")
        return 0
    from gradrecon.commands.arguments import Arguments, nearest

    if first not in COMMANDS:
        known = (*COMMANDS, "--help", "--version")
        wrong = f"没有这个命令{nearest(first, known)}"
        raise UsageError(Fault(first, wrong, "运行 gradrecon --help 查看命令。", "、".join(known)))
    command = COMMANDS[first]
    parser = Arguments(first, command.usage, command.about)
    command.declare(parser)
    try:
        return command.action(parser.read(rest))
    except SystemExit:  # argparse has shown the help
        return 0


def _overview() -> str:
    lines = [f"  gradrecon {one.usage}\n      {one.about}" for one in COMMANDS.values()]
    return "\n".join(
        [
            "毕业研究生图像采集与信息确认：核对各处文件，给出各学院和全校的报告。",
            "",
            *lines,
            "",
            "  gradrecon 命令 --help　　该命令的全部选项",
            "  gradrecon --version　　　版本",
        ]
    )


def _unforeseen() -> str:
    """Keep the traceback in a file for the maintainers; the sentence that names it."""
    import tempfile
    import traceback

    handle, name = tempfile.mkstemp(prefix="gradrecon-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(traceback.format_exc())
    return (
        f"程序出现意外错误，原有结果未动。请把这个日志发给维护者（可能含个人信息，勿公开）：{name}"
    )
