"""`gradrecon decisions`: the log counted, exported, verified, added to from a 问题清单."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.commands import arguments
from gradrecon.errors import Fault, SourceError, UsageError
from gradrecon.terminal import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from gradrecon.cohort.cohort import Cohort
    from gradrecon.commands.arguments import Arguments
    from gradrecon.decisions.log import Log

ABOUT = "复核记录：统计、导出、校验、导入问题清单里的处理意见、列出意见不一的、登记恢复"
USAGE = (
    "decisions 参数文件 "
    "[export 文件 | verify | conflicts | import 文件 --by 姓名 | restored --by 姓名]"
)
_TASKS = ("export", "verify", "conflicts", "import", "restored")
_WITH_FILE = ("export", "import")
_WITH_NAME = ("import", "restored")

_MISSING = {
    "export": ("没有写导出到哪个文件", "在后面写上文件名，以 .xlsx 结尾。"),
    "import": ("没有写导入哪个文件", "在后面写上填好处理意见的问题清单。"),
}


def declare(parser: Arguments) -> None:
    """Declare the arguments."""
    add = parser.needed.add_argument
    add("params", metavar="参数文件", help="如 params/2025.toml")
    add("task", metavar="任务", nargs="?", default="",
        help="export 导出为工作簿；verify 校验记录是否被改动；conflicts 列出意见不一的；\n"
        "import 导入填好处理意见的问题清单，只记新的，可重复导入；\n"
        "restored 登记这个库是有意恢复备份或重建的；不写则给出条数和存放位置")  # fmt: skip
    add(
        "file",
        metavar="文件",
        nargs="?",
        default="",
        help="export 写到哪个 .xlsx 文件；import 读哪个问题清单",
    )
    option = parser.options.add_argument
    option("--by", metavar="姓名", default="", help="import 是谁的处理意见；restored 由谁登记")
    option("--note", metavar="文字", default="", help="restored 的原因")
    option(
        "--as-of",
        metavar="日期",
        type=arguments.day,
        help="import 按哪一天的结果核对，不写则用今天",
    )
    option("--raw", metavar="文件夹", default="", help="import 时原始文件所在")


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
    if given.task == "import":
        return _import(settings, params, given)
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
    if given.task in _WITH_FILE and not given.file:
        what, mend = _MISSING[given.task]
        raise UsageError(Fault(given.task, what, mend))
    if given.task not in _WITH_FILE and given.file:
        raise UsageError(Fault(given.file, "这里不需要文件名", "去掉它。"))
    if given.task in _WITH_NAME and not given.by.strip():
        raise UsageError(Fault(given.task, "没有写是谁", "加上 --by 姓名。"))


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


def _import(settings: Cohort, params: Path, given: argparse.Namespace) -> int:
    """Take in the answers of a 问题清单; 3 where some were refused."""
    from pathlib import Path

    from gradrecon.clock import day_to_show, now
    from gradrecon.decisions.location import store_url
    from gradrecon.decisions.store import open_store
    from gradrecon.review.answered import answers_in
    from gradrecon.review.importing import import_answers, signed_as
    from gradrecon.review.reviewer import login_name, tidy
    from gradrecon.run.opening import open_run

    file, who = Path(given.file), tidy(given.by)
    answers = answers_in(file)
    run = open_run(params, as_of=given.as_of or day_to_show(params, given.raw), raw=given.raw)
    store = open_store(store_url(settings, params), settings.id, now)
    try:
        signed = signed_as(who, login_name(), file.name)
        came = import_answers(answers, run, store, who, signed)
    finally:
        store.close()
    second = f"（其中 {came.second} 条待第二人复核）" if came.second else ""
    known = f"，已记过 {came.known} 条" if came.known else ""
    say(f"{who}：新记 {came.written} 条{second}{known}，未收 {len(came.refused)} 条。")
    for cell, why in came.refused:
        say(f"✗ {cell}：{why}")
    return SourceError.exit_code if came.refused else 0


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
