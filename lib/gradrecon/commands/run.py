"""`gradrecon run`: the batch."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse

    from gradrecon.commands.arguments import Arguments

_ENDING = {"SIGTERM", "SIGHUP", "SIGQUIT"}  # what ends a run as an interrupt does, tidily
ABOUT = "读取并核对全部文件，生成各学院和全校的报告、问题清单和数据表"
USAGE = "run 参数文件 [选项]"


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    from gradrecon.commands import arguments

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
    add("--dask", metavar="地址", default="",
        help="交给这个 Dask 集群处理，如 tcp://10.0.0.8:8786；需要 gradrecon[dask]")  # fmt: skip
    add("--force", action="store_true",
        help="全部重做；不写则输入和结果都没有变的不重做")  # fmt: skip
    add("--publish", action="store_true",
        help="截至日早于已发布的结果（或还没到）时也作为正式结果发布；\n"
        "不写则只是试算，放在另一个文件夹，不动已发布的结果")  # fmt: skip
    add("--failed", action="store_true", help="只重做上次失败的学院")


def run(given: argparse.Namespace) -> int:
    """Make and publish every report; raise BatchError if a college failed."""
    import signal

    from gradrecon.batch import run_batch
    from gradrecon.batch.progress import progress_on
    from gradrecon.batch.summary import summary
    from gradrecon.clock import day_for, today

    for name in _ENDING & set(dir(signal)):
        signal.signal(getattr(signal, name), _interrupted)
    with _no_look_for_cycles():
        batch = run_batch(
            given.params,
            as_of=given.as_of or day_for(given.params),
            colleges=given.college,
            raw=given.raw,
            out=given.out,
            jobs=given.jobs,
            seconds=given.timeout,
            dask=given.dask,
            force=given.force,
            failed=given.failed,
            publish=given.publish,
            today=today(),
            progress=progress_on(sys.stderr),
        )
    say(summary(batch))
    batch.require()
    return 0


@contextmanager
def _no_look_for_cycles() -> Iterator[None]:
    """A batch leaves few cycles, and to look for them takes a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor is all that is there looked through when the process ends
        gc.enable()


def _interrupted(signum: int, frame: Any) -> None:
    raise KeyboardInterrupt
