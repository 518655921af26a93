"""`gradrecon compare`: what is otherwise in a run's results than in later ones, or in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from gradrecon.commands.arguments import Arguments
    from gradrecon.outputs.comparison import Comparison
    from gradrecon.run.run import Run

ABOUT = "比较两次运行的结果：谁办成了，谁退回了，哪些问题新出现、改好、判定失效"
USAGE = "compare 上次结果 这次结果或参数文件 [选项]"


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    from gradrecon.commands import arguments

    parser.needed.add_argument("then", metavar="上次结果", help="较早的结果文件夹，内有 run.json")
    parser.needed.add_argument(
        "now", metavar="这次结果", help="较晚的结果文件夹；写参数文件则与现在的原始文件相比"
    )
    parser.options.add_argument(
        "--as-of", metavar="日期", type=arguments.day,
        help="与现在的文件相比时的截至日；不写则同 gradrecon run",
    )  # fmt: skip
    parser.options.add_argument(
        "--raw", metavar="文件夹", default="", help="现在的原始文件所在；不写则为 data/raw/<届>"
    )
    parser.options.add_argument(
        "--workbook", metavar="文件.xlsx", default="", help="另存为工作簿，列出全部变化"
    )


def run(given: argparse.Namespace) -> int:
    """Say what has changed; 0."""
    from pathlib import Path

    from gradrecon.commands.target import require_new
    from gradrecon.outputs.comparison import compare

    if given.workbook:
        require_new(Path(given.workbook))
    found = compare(given.then, _now(given))
    for line in found.lines():
        say(line)
    if given.workbook:
        _write(found, Path(given.workbook))
        say(f"工作簿：{given.workbook}")
    return 0


def _now(given: argparse.Namespace) -> Path | Run:
    """The later results: those of a folder, or what the files come to for a params file."""
    from pathlib import Path

    from gradrecon.clock import day_for
    from gradrecon.run.opening import open_run

    params = workspace.found(given.now)
    if params.suffix != ".toml":
        return Path(given.now)
    day = given.as_of or day_for(params)
    return open_run(params, as_of=day, raw=given.raw, out=given.then)


def _write(found: Comparison, path: Path) -> None:
    from gradrecon.commands.target import new_workbook
    from gradrecon.outputs.workbooks import sheet, undated

    with new_workbook(path):
        book = sheet.new_book()
        for title, rows in (("环节", found.steps), ("问题", found.findings)):
            columns = [
                sheet.Column(name, 50 if name in ("说明", "单元格", "起因") else 16, name == "说明")
                for name in rows
            ]
            sheet.add_sheet(book, title, columns, rows)
        undated.save(book, path)
