"""命令: from the commands' own arguments, the tasks of make.py and the exit codes."""

from __future__ import annotations

import argparse
import importlib.util
from types import ModuleType

from gradrecon.commands import COMMANDS, Command
from gradrecon.commands.arguments import Arguments
from gradrecon.commands.cli import INTERRUPTED, UNFORESEEN
from gradrecon.errors import GradreconError
from reference.markdown import code, section, table, whole
from reference.place import PROJECT

_ABOUT = """\
装好后，命令在 `.venv/bin/gradrecon`（Windows 为 `.venv\\Scripts\\gradrecon`）。每个命令加 `--help`
可看用法；写错的选项会提示最接近的一个。"""
_TASKS = "不必先装任何东西，有 Python 3.11 以上即可；第一次会自动安装。任务后面的参数原样交给它。"
_CODES = "命令结束时给出，供脚本判断；`echo $?`（Windows 为 `echo %ERRORLEVEL%`）可看。"


def page() -> str:
    """Every command with its options, every task, every exit code."""
    return whole(
        "命令",
        _ABOUT,
        *(_command(name, command) for name, command in COMMANDS.items()),
        section("make.py 的任务", _TASKS, _tasks(), anchor="make"),
        section("退出码", _CODES, _exit_codes(), anchor="exit-codes"),
    )


def parser_of(name: str) -> Arguments:
    """The arguments of a command as the command line reads them."""
    command = COMMANDS[name]
    parser = Arguments(name, command.usage, command.about)
    command.declare(parser)
    return parser


def make_py() -> ModuleType:
    """make.py as a module."""
    spec = importlib.util.spec_from_file_location("make", PROJECT / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _command(name: str, command: Command) -> str:
    actions = [one for one in parser_of(name)._actions if one.dest != "help"]
    usage = f"```text\ngradrecon {command.usage}\n```"
    rows = [[_written(action), _helped(action)] for action in actions]
    return section(
        f"gradrecon {name}",
        f"{command.about}。",
        usage,
        table(["参数", "说明"], rows),
        anchor=name,
    )


def _written(action: argparse.Action) -> str:
    metavar = str(action.metavar or "")
    if not action.option_strings:
        return code(metavar)
    several = " …" if action.nargs == "+" else ""
    return code(f"{action.option_strings[0]} {metavar}{several}".strip())


def _helped(action: argparse.Action) -> str:
    return " ".join((action.help or "").split("\n"))


def _tasks() -> str:
    tasks = make_py().TASKS
    rows = [[code(f"python3 make.py {name}"), task.does] for name, task in tasks.items()]
    return table(["命令", "做什么"], rows)


def _exit_codes() -> str:
    kinds = sorted(GradreconError.__subclasses__(), key=lambda kind: kind.exit_code)
    rows = [[str(kind.exit_code), kind.headline] for kind in kinds]
    foreseen = [["0", "正常"], [str(UNFORESEEN), "意外错误，详情在提示的日志里"], *rows]
    return table(["退出码", "意思"], [*foreseen, [str(INTERRUPTED), "被中断；原有结果未动"]])
