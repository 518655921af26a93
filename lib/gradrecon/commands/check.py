"""`gradrecon check`: what is in the files, and what is wrong with them."""

from __future__ import annotations

import argparse
import os

from gradrecon.arguments import Arguments
from gradrecon.errors import SourceError
from gradrecon.terminal import say

ABOUT = "只读取文件，说明有什么问题"
USAGE = "check 参数文件 [选项]"


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    parser.needed.add_argument("params", metavar="参数文件", help="如 params/2025.toml")
    parser.options.add_argument(
        "--raw", metavar="文件夹", default="", help="原始文件所在；不写则为 data/raw/<届>"
    )


def run(given: argparse.Namespace) -> int:
    """Read the files and say what they are; 3 where one must be mended."""
    from gradrecon import cohort, opening
    from gradrecon.reading import read_folder
    from gradrecon.reading.report import intake_text

    params = opening.found(given.params)
    settings = cohort.load(params)
    intake = read_folder(
        opening.raw_folder(settings, params, given.raw), settings, jobs=os.cpu_count() or 1
    )
    say(intake_text(intake))
    return SourceError.exit_code if intake.faults else 0
