"""What a batch came to, in the few lines that its user reads last."""

from __future__ import annotations

from pathlib import Path

from gradrecon.batch.job import SCHOOL_PAGE, SCHOOL_WORKBOOK
from gradrecon.batch.run import Batch
from gradrecon.vocabulary import Severity

_FEW = 5


def summary(batch: Batch) -> str:
    """How the cohort stands, how the batch went, what to open."""
    lines = [_standing(batch), _findings(batch), _made(batch), *_why(batch)]
    lines += [*_still_failed(batch), *_unread(batch), *_told(batch), *_question(batch)]
    return "\n".join([*lines, *_places(batch)])


def _standing(batch: Batch) -> str:
    record = batch.record
    students, complete, done = (record[name] for name in ("students", "complete", "ready"))
    share = f"（{done / students:.1%}）" if students else ""
    return (
        f"{record['name']}，截至 {record['as_of']}：学生 {students} 人，"
        f"学生已齐 {complete} 人，可报库 {done} 人{share}。"
    )


def _findings(batch: Batch) -> str:
    counts = batch.record["findings"]["to_do_by_severity"]
    parts = "，".join(f"{each.label} {counts.get(each.value, 0)}" for each in Severity)
    return f"待处理问题 {sum(counts.values())} 个：{parts}。"


def _made(batch: Batch) -> str:
    colleges = [outcome for outcome in batch.outcomes if outcome.code]
    good = sum(outcome.ok and not outcome.current for outcome in colleges)
    current = sum(outcome.current for outcome in colleges)
    if all(outcome.current for outcome in batch.outcomes):
        return "输入和结果都没有变，没有重做；要全部重做请加 --force。"
    unchanged = f"，{current} 个没有变、不必重做" if current else ""
    if batch.failed:
        names = "、".join(f"{one.code} {one.name}".strip() for one in batch.failed)
        return f"{good} 个学院的报告已生成{unchanged}；未能生成：{names}。"
    if not good and current:
        return f"全校报告已生成；{current} 个学院的没有变、不必重做。"
    if unchanged:
        names = _few([f"{one.code} {one.name}" for one in colleges if not one.current])
        return f"{good} 个学院的报告已生成{names and f'（{names}）'}{unchanged}。"
    return f"全校报告和 {good} 个学院的报告均已生成。"


def _why(batch: Batch) -> list[str]:
    """What has changed since the run before, so that results were made again."""
    return [f"与上次运行相比：{'；'.join(batch.why)}。"] if batch.why else []


def _few(names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _FEW else ""
    return "、".join(names[:_FEW]) + more


def _still_failed(batch: Batch) -> list[str]:
    """The colleges that failed before and were not asked for this time."""
    tried = {outcome.code for outcome in batch.outcomes}
    names = [
        f"{code} {one['name']}"
        for code, one in batch.record["colleges"].items()
        if one["outcome"] == "failed" and code not in tried
    ]
    return [f"上次未能生成、这次没有重做：{'、'.join(names)}。用 --failed 补做。"] if names else []


def _unread(batch: Batch) -> list[str]:
    """The files that belong to no source: one of them may be what somebody waits for."""
    files = batch.record["unclaimed"]
    return [f"没有读取（不属于任何来源）：{_few(files)}。"] if files else []


def _told(batch: Batch) -> list[str]:
    """What is to be known of files: copies, lists of other people, what an unread one may be."""
    told = batch.record.get("notices", [])
    more = [f"……共 {len(told)} 条，见 gradrecon check。"] if len(told) > _FEW else []
    return ["请留意：", *(f"  {one}。" for one in told[:_FEW]), *more] if told else []


def _question(batch: Batch) -> list[str]:
    """That a run for another day than the published one has left everything as it was."""
    if not batch.plan.question:
        return []
    return [
        f"这是截至 {batch.record['as_of']} 的试算，结果在下面的文件夹；已发布的结果、"
        "核对表发出记录和历史都没有动。要作为正式结果，请加 --publish 重新运行。"
    ]


def _places(batch: Batch) -> list[str]:
    out, here = batch.out, Path.cwd()
    out = out.relative_to(here) if out.is_relative_to(here) else out
    places = {
        "全校报告": out / SCHOOL_PAGE,
        "全校问题": out / SCHOOL_WORKBOOK,
        "各学院　": out / "colleges",
        "数据表　": out / "tables",
    }
    there = [f"  {name}　　{path}" for name, path in places.items() if path.exists()]
    return ["请打开：", *there]
