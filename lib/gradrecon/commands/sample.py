"""`gradrecon sample`: a made-up cohort, any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.errors import Fault, UsageError
from gradrecon.files import reason
from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from gradrecon.commands.arguments import Arguments

ABOUT = "生成虚构的样本数据，任意规模"
USAGE = "sample 文件夹 [选项]"


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    from gradrecon.commands import arguments

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
    add("--photos", action="store_true", help="另画虚构的照片，每名已采集的学生一张")
    add("--params", metavar="参数文件", default="", help="按哪一届的日程，默认 params/2025.toml")
    add("--for", metavar="参数文件", dest="raw_for", default="",
        help="只生成原始文件，直接放进该文件夹，供这个参数文件使用")  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Make a sample and put it in place whole; raise UsageError if there are files already."""
    import tempfile
    from datetime import date
    from pathlib import Path

    from gradrecon.samples import write_sample

    folder = Path(given.folder).resolve()
    _require_empty(folder)
    params = workspace.found(given.raw_for or given.params or "params/2025.toml")
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
                photos=given.photos,
            )
            _move_in(made, folder)
    except OSError as error:
        wrong = f"写不进这个文件夹（{reason(error)}）"
        raise UsageError(Fault(str(folder), wrong, "检查路径和权限，或换一个文件夹。")) from None
    say(f"样本已生成：{given.folder}（学生 {given.students} 人，学院 {given.colleges} 个）")
    if not given.raw_for:
        shown = Path(given.folder)
        say(f"接着可运行：gradrecon run {shown / 'params.toml'} --out {shown / 'out'}")
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
