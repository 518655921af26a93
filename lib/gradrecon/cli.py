"""The command line: `gradrecon run`, `check`, `sample`.

Only here is the clock read (law 6) and anything printed. Heavy libraries are imported by the
command that needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from gradrecon import arguments
from gradrecon.arguments import Arguments, nearest
from gradrecon.errors import Fault, GradreconError, SourceError, UsageError
from gradrecon.version import __version__

_UNFORESEEN, _INTERRUPTED = 1, 130


class Command(NamedTuple):
    """One command: what it does, how it is called, its arguments, its action → exit code."""

    about: str
    usage: str
    declare: Callable[[Arguments], None]
    action: Callable[[argparse.Namespace], int]


def main(words: Sequence[str] | None = None) -> int:
    """Carry out a command line; the exit code as in `errors`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _dispatch(list(sys.argv[1:] if words is None else words))
    except GradreconError as error:
        _say(str(error), sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, BrokenPipeError):
        _say("已中断；原有结果未动。", sys.stderr)
        return _INTERRUPTED
    except Exception:
        _say(_unforeseen(), sys.stderr)
        return _UNFORESEEN


def _dispatch(words: list[str]) -> int:
    first, *rest = words or [""]
    if first in ("", "-h", "--help"):
        _say(_overview())
        return 0 if first else UsageError.exit_code
    if first == "--version":
        _say(f"gradrecon {__version__}")
        return 0
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


def _declare_run(parser: Arguments) -> None:
    parser.needed.add_argument("params", metavar="参数文件", help="如 params/2025.toml")
    add = parser.options.add_argument
    add(
        "--college",
        metavar="代码",
        nargs="+",
        action="extend",
        default=[],
        help="只重做这些学院（写在参数文件之后）；全校报告和数据表总会重做",
    )
    add(
        "--as-of",
        metavar="日期",
        type=arguments.day,
        help="报告截至日，如 2024-12-17；不写则用参数文件里的 as_of，再不写则用今天",
    )
    add(
        "--jobs",
        metavar="N",
        type=arguments.count,
        default=0,
        help="同时处理几个学院；不写则与处理器核数相同",
    )
    add("--raw", metavar="文件夹", default="", help="原始文件所在；不写则为 data/raw/<届>")
    add("--out", metavar="文件夹", default="", help="结果放在哪里；不写则为 data/out/<届>")
    add("--timeout", metavar="秒", type=arguments.count, default=600,
        help="一个学院最多处理多少秒，默认 600")  # fmt: skip


def _run(given: argparse.Namespace) -> int:
    from gradrecon.batch import run_batch
    from gradrecon.batch.progress import progress_on
    from gradrecon.batch.summary import summary

    signal.signal(signal.SIGTERM, _interrupted)
    batch = run_batch(
        given.params,
        as_of=given.as_of or _day_of(given.params),
        colleges=given.college,
        raw=given.raw,
        out=given.out,
        jobs=given.jobs,
        seconds=given.timeout,
        progress=progress_on(sys.stderr),
    )
    _say(summary(batch))
    batch.require()
    return 0


def _declare_check(parser: Arguments) -> None:
    parser.needed.add_argument("params", metavar="参数文件", help="如 params/2025.toml")
    parser.options.add_argument(
        "--raw", metavar="文件夹", default="", help="原始文件所在；不写则为 data/raw/<届>"
    )


def _check(given: argparse.Namespace) -> int:
    from gradrecon import cohort, opening
    from gradrecon.reading import read_folder
    from gradrecon.reading.report import intake_text

    params = opening.found(given.params)
    settings = cohort.load(params)
    intake = read_folder(
        opening.raw_folder(settings, params, given.raw), settings, jobs=os.cpu_count() or 1
    )
    _say(intake_text(intake))
    return SourceError.exit_code if intake.faults else 0


def _declare_sample(parser: Arguments) -> None:
    parser.needed.add_argument("folder", metavar="文件夹", help="样本放在哪里；须为空或还没有")
    add = parser.options.add_argument
    add("--students", metavar="N", type=arguments.count, default=2400, help="学生人数，默认 2400")
    add("--colleges", metavar="N", type=arguments.count, default=12, help="学院数，默认 12")
    add(
        "--seed",
        metavar="N",
        type=arguments.number,
        default=2025,
        help="随机种子，默认 2025；同一种子得到同样的文件",
    )
    add(
        "--trouble",
        metavar="比例",
        type=arguments.share,
        default=0.05,
        help="有问题的学生所占比例，0 到 1，默认 0.05",
    )
    add(
        "--as-of",
        metavar="日期",
        type=arguments.day,
        help="样本停在哪一天；不写则一切都已发生",
    )
    add("--params", metavar="参数文件", default="", help="按哪一届的日程，默认 params/2025.toml")
    add("--for", metavar="参数文件", dest="raw_for", default="",
        help="只生成原始文件，直接放进该文件夹，供这个参数文件使用")  # fmt: skip


def _sample(given: argparse.Namespace) -> int:
    from gradrecon import opening
    from gradrecon.samples import write_sample

    folder = Path(given.folder)
    _require_empty(folder)
    params = opening.found(given.raw_for or given.params or "params/2025.toml")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".sample-", dir=folder.parent) as name:
            made = Path(name) / folder.name
            write_sample(
                made,
                students=given.students,
                colleges=given.colleges,
                seed=given.seed,
                trouble=given.trouble,
                as_of=date.fromisoformat(given.as_of) if given.as_of else None,
                params=params,
                raw_only=bool(given.raw_for),
            )
            _move_in(made, folder)
    except OSError as error:
        wrong = f"写不进这个文件夹（{error.strerror or error}）"
        raise UsageError(Fault(str(folder), wrong, "检查路径和权限，或换一个文件夹。")) from None
    _say(f"样本已生成：{folder}（学生 {given.students} 人，学院 {given.colleges} 个）")
    if not given.raw_for:
        _say(f"接着可运行：gradrecon run {folder / 'params.toml'} --out {folder / 'out'}")
    return 0


def _require_empty(folder: Path) -> None:
    """Nothing where the folder holds no data: a sample must never mix with real files."""
    if not folder.exists():
        return
    held = list(folder.iterdir()) if folder.is_dir() else [folder]
    if any(one.name != "README.md" and not one.name.startswith(".") for one in held):
        raise UsageError(
            Fault(str(folder), "里面已有文件，样本不能和真实数据混在一起", "换一个空文件夹。")
        )


def _move_in(made: Path, folder: Path) -> None:
    """Put the sample in place only now that it is complete, in one step where that can be."""
    if not folder.exists():
        made.rename(folder)
        return
    for path in sorted(made.iterdir()):
        path.rename(folder / path.name)


def _day_of(params: str) -> str:
    """Today, unless the params name a day themselves."""
    from gradrecon import cohort, opening

    return "" if cohort.load(opening.found(params)).as_of else date.today().isoformat()


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
    handle, name = tempfile.mkstemp(prefix="gradrecon-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(traceback.format_exc())
    return (
        f"程序出现意外错误，原有结果未动。请把这个日志发给维护者（可能含个人信息，勿公开）：{name}"
    )


def _interrupted(signum: int, frame: Any) -> None:
    raise KeyboardInterrupt


def _say(text: str, stream: Any = None) -> None:
    """Print; into a pipe whose reader has left, nothing more."""
    stream = stream or sys.stdout
    try:
        stream.write(text + "\n")
        stream.flush()
    except BrokenPipeError:
        with Path(os.devnull).open("w") as nowhere:  # else Python complains as it exits
            os.dup2(nowhere.fileno(), stream.fileno())


COMMANDS = {
    "run": Command(
        "读取并核对全部文件，生成各学院和全校的报告、问题清单和数据表",
        "run 参数文件 [选项]",
        _declare_run,
        _run,
    ),
    "check": Command("只读取文件，说明有什么问题", "check 参数文件 [选项]", _declare_check, _check),
    "sample": Command(
        "生成虚构的样本数据，任意规模", "sample 文件夹 [选项]", _declare_sample, _sample
    ),
}
