"""`gradrecon check`: what is in the files, and what is wrong with them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.errors import Fault, SourceError, UsageError
from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from gradrecon.cohort.cohort import Cohort
    from gradrecon.commands.arguments import Arguments
    from gradrecon.reading import Intake

ABOUT = "只读取文件，说明有什么问题"
USAGE = "check 参数文件 [选项]"


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    parser.needed.add_argument("params", metavar="参数文件", help="如 params/2025.toml")
    parser.options.add_argument(
        "--raw", metavar="文件夹", default="", help="原始文件所在；不写则为 data/raw/<届>"
    )
    parser.options.add_argument(
        "--workbook", metavar="文件.xlsx", default="", help="另存为工作簿，逐个单元格列出"
    )
    parser.options.add_argument(
        "--since", metavar="文件夹", default="", help="上次的原始文件，说明行的增减和改动"
    )


def run(given: argparse.Namespace) -> int:
    """Read the files and say what they are; 3 where one must be mended."""
    from pathlib import Path

    from gradrecon.cohort import cohort
    from gradrecon.commands.target import require_new
    from gradrecon.outputs.workbooks.checklist.template import require_template
    from gradrecon.reading.report import intake_text
    from gradrecon.values.masking import masked_text

    params = workspace.found(given.params)
    settings = cohort.load(params)
    _require_before(given.since)
    if given.workbook:
        require_new(Path(given.workbook))
    require_template(settings)
    intake = _read(workspace.raw_folder(settings, params, given.raw), settings)
    say(masked_text(intake_text(intake)))
    if given.since:
        _say_changes(_read(Path(given.since), settings), intake)
    if given.workbook:
        _write(intake, Path(given.workbook))
    return SourceError.exit_code if intake.faults else 0


def _require_before(folder: str) -> None:
    """A folder of last time that is not there would make every row a new one."""
    from pathlib import Path

    if folder and not Path(folder).is_dir():
        wrong = "没有这个文件夹，无法与上次相比"
        raise UsageError(Fault(f"--since {folder}", wrong, "改成放着上次原始文件的文件夹。"))


def _read(raw: Path, settings: Cohort) -> Intake:
    from gradrecon.reading import read_folder

    return read_folder(raw, settings, jobs=os.cpu_count() or 1)


def _say_changes(before: Intake, after: Intake) -> None:
    from gradrecon.reading.since import changes

    found = changes(before, after)
    say("与上次相比：" + ("" if found else "没有变化。"))
    for change in found:
        say(f"  {change}")


def _write(intake: Intake, path: Path) -> None:
    from gradrecon.commands.target import new_workbook
    from gradrecon.outputs.workbooks.intake import intake_workbook

    with new_workbook(path):
        intake_workbook(intake, path)
    say(f"工作簿：{path}")
