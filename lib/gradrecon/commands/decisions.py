"""`gradrecon decisions`: the log of decisions counted, exported, verified, its conflicts listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.errors import Fault, UsageError
from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from gradrecon.cohort.cohort import Cohort
    from gradrecon.commands.arguments import Arguments
    from gradrecon.decisions.log import Log

ABOUT = "复核记录：统计、导出、校验、列出意见不一的、登记恢复"
USAGE = "decisions 参数文件 [export 文件 | verify | conflicts | restored --by 姓名]"
_TASKS = ("export", "verify", "conflicts", "restored")


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    add = parser.needed.add_argument
    add("params", metavar="参数文件", help="如 params/2025.toml")
    add("task", metavar="任务", nargs="?", default="",
        help="export 导出为工作簿；verify 校验记录是否被改动；conflicts 列出意见不一的；\n"
        "restored 登记这个库是有意恢复备份或重建的；不写则给出条数和存放位置")  # fmt: skip
    add("file", metavar="文件", nargs="?", default="", help="export 写到哪个 .xlsx 文件")
    parser.options.add_argument("--by", metavar="姓名", default="", help="restored 由谁登记")
    parser.options.add_argument("--note", metavar="文字", default="", help="restored 的原因")


def run(given: argparse.Namespace) -> int:
    """Carry out the task; 4 where the log was tampered with."""
    from pathlib import Path

    from gradrecon.cohort import cohort
    from gradrecon.decisions.engine import shown
    from gradrecon.decisions.location import decided, store_url

    _require_task(given)
    params = workspace.found(given.params)
    settings = cohort.load(params)
    where = shown(store_url(settings, params))
    if given.task == "restored":
        return _restored(settings, params, given.by, given.note)
    log = decided(settings, params)
    if given.task == "export":
        _export(log, settings, Path(given.file))
    elif given.task == "verify":
        _verify(log, where)
    elif given.task == "conflicts":
        _conflicts(log)
    else:
        say(f"复核记录：{where}\n共 {len(log)} 条，涉及 {len(log.findings)} 个问题。")
    return 0


def _require_task(given: argparse.Namespace) -> None:
    if given.task not in ("", *_TASKS):
        mend = "运行 gradrecon decisions --help 查看用法。"
        raise UsageError(Fault(given.task, "没有这个任务", mend, "、".join(_TASKS)))
    if given.task == "export" and not given.file:
        raise UsageError(
            Fault("export", "没有写导出到哪个文件", "在后面写上文件名。", "以 .xlsx 结尾")
        )
    if given.task != "export" and given.file:
        raise UsageError(Fault(given.file, "这里不需要文件名", "去掉它。"))
    if given.task == "restored" and not given.by.strip():
        raise UsageError(Fault("restored", "没有写由谁登记", "加上 --by 姓名。"))


def _export(log: Log, settings: Cohort, path: Path) -> None:
    from gradrecon.commands.target import new_workbook
    from gradrecon.outputs.workbooks.audit import write_audit

    with new_workbook(path):
        write_audit(log, settings, path)
    say(f"已导出 {len(log)} 条：{path}")


def _verify(log: Log, where: str) -> None:
    say(f"校验通过：{len(log)} 条记录首尾相接，没有改动，也没有缺少。\n复核记录：{where}")
    say(f"库编号：{log.store or '无'}　条数：{len(log)}　末条校验值：{log.head}")
    say("可打印此页，签字存档，以后据此核对。")


def _restored(settings: Cohort, params: Path, reviewer: str, note: str) -> int:
    from gradrecon.clock import now
    from gradrecon.decisions.location import store_url
    from gradrecon.decisions.store import make_store

    store = make_store(store_url(settings, params), settings.id, now)
    try:
        entry = store.restore(reviewer.strip(), note)
    finally:
        store.close()
    say(f"已登记：复核记录库由{entry.reviewer}有意恢复，记为第 {entry.seq} 条。")
    return 0


def _conflicts(log: Log) -> None:
    from gradrecon.decisions.conflicts import conflicts
    from gradrecon.decisions.times import shown
    from gradrecon.rules import BY_CODE

    found = conflicts(log)
    say(f"意见不一的问题：{len(found)} 个。" + ("" if found else "没有需要协调的。"))
    for votes in found:
        first = votes[0]
        title = BY_CODE[first.rule].title if first.rule in BY_CODE else first.rule
        say(f"\n{first.student_no or '（无学号）'}　{title}　{first.observed}")
        for vote in votes:
            value = f"“{vote.value}”" if vote.value else ""
            say(f"  {shown(vote.time)}　{vote.reviewer}：{vote.verdict}{value}")
    if found:
        say("\n请第三人判定，或由其中一人撤销自己的判定。")
