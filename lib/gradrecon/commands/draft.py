"""`gradrecon draft`: who is to be captured and when, from the roster and the images on record."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.errors import Fault, UsageError
from gradrecon.files import reason
from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from gradrecon.commands.arguments import Arguments
    from gradrecon.drafts.proposal import Proposal

LACKING = 5

ABOUT = "由学籍名册和已有图像拟出附件1、附件2 名单和附件4 时间安排的草稿"
USAGE = "draft 参数文件 [选项]"


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    parser.needed.add_argument("params", metavar="参数文件", help="如 params/2026.toml")
    add = parser.options.add_argument
    add("--raw", metavar="文件夹", default="", help="原始文件所在；不写则为 data/raw/<届>")
    add("--out", metavar="文件夹", default="",
        help="草稿放在哪里；不写则为 data/out/<届>/drafts")  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Write the drafts, never over earlier ones; 5 if a college found no room."""
    from pathlib import Path

    from gradrecon.cohort import cohort
    from gradrecon.drafts.proposal import NEEDED, propose
    from gradrecon.drafts.wording import arrangement, totals
    from gradrecon.reading import read_folder

    params = workspace.found(given.params)
    settings = cohort.load(params)
    folder = Path(given.out) if given.out else workspace.out_folder(settings) / "drafts"
    _require_free(folder)
    raw = workspace.raw_folder(settings, params, given.raw)
    intake = read_folder(raw, settings, jobs=os.cpu_count() or 1, sources=NEEDED)
    proposal = propose(intake.require(), settings)
    _write(proposal, folder)
    for line in (totals(proposal), *arrangement(proposal), f"草稿：{folder}"):
        say(line)
    return LACKING if proposal.timetable.left else 0


def _require_free(folder: Path) -> None:
    from gradrecon.drafts.workbooks import names

    there = [name for name in names() if (folder / name).exists()]
    if there:
        wrong = f"已有草稿（{'、'.join(there)}），可能有人改过，未覆盖"
        raise UsageError(Fault(str(folder), wrong, "移走原有草稿，或用 --out 另选文件夹。"))


def _write(proposal: Proposal, folder: Path) -> None:
    """Put the drafts in place only once all of them are written."""
    import tempfile
    from pathlib import Path

    from gradrecon.drafts.workbooks import names, write_drafts

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".draft-", dir=folder) as made:
            write_drafts(proposal, Path(made))
            for name in names():
                (Path(made) / name).rename(folder / name)
    except OSError as error:
        wrong = f"写不进这个文件夹（{reason(error)}）"
        raise UsageError(Fault(str(folder), wrong, "检查路径和权限，或换一个文件夹。")) from None
