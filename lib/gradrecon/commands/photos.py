"""`gradrecon photos`: the photos of each college on one page, which stays on this machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.errors import Fault, UsageError
from gradrecon.files import reason
from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse

    from gradrecon.commands.arguments import Arguments

ABOUT = "各学院的照片一览，供人眼核对；含个人照片，仅限本机"
USAGE = "photos 参数文件 [选项]"


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    from gradrecon.commands import arguments

    parser.needed.add_argument("params", metavar="参数文件", help="如 params/2025.toml")
    add = parser.options.add_argument
    add("--college", metavar="代码", nargs="+", action="extend", default=[],
        help="只做这些学院（写在参数文件之后）")  # fmt: skip
    add("--as-of", metavar="日期", type=arguments.day,
        help="截至哪一天，如 2024-12-17；不写则用参数文件里的 as_of，再不写则用今天")  # fmt: skip
    add("--raw", metavar="文件夹", default="", help="原始文件所在；不写则为 data/raw/<届>")
    add("--out", metavar="文件夹", default="",
        help="结果文件夹，页面放在其下的 local；不写则为 data/out/<届>")  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Write the pages and say where they are; 3 where there are no photos."""
    from pathlib import Path

    from gradrecon.clock import day_for
    from gradrecon.cohort import cohort
    from gradrecon.outputs.pages.contact import write_contact_sheets
    from gradrecon.run import opening

    params = workspace.found(given.params)
    settings = cohort.load(params)
    for code in given.college:
        settings.college(code)
    raw = workspace.raw_folder(settings, params, given.raw)
    day = given.as_of or day_for(given.params)
    found = opening.open_run(params, as_of=day, raw=str(raw), jobs=os.cpu_count() or 1)
    out = Path(given.out) if given.out else workspace.out_folder(settings)
    try:
        made = write_contact_sheets(found, raw, out, given.college)
    except OSError as error:
        wrong = f"写不进这个文件夹（{reason(error)}）"
        raise UsageError(Fault(str(out), wrong, "检查路径和权限，或换一个文件夹。")) from None
    say("照片一览（含个人照片，仅限本机查看，不得外传；看完可删）：")
    for path in made:
        say(f"  {path}")
    return 0
