"""What a batch came to, in the few lines that its user reads last."""

from __future__ import annotations

from pathlib import Path

from gradrecon.batch.job import SCHOOL_PAGE, SCHOOL_WORKBOOK
from gradrecon.batch.run import Batch
from gradrecon.progress import ready
from gradrecon.words import Settlement, Severity


def summary(batch: Batch) -> str:
    """How the cohort stands, how the batch went, what to open."""
    return "\n".join([_standing(batch), _findings(batch), _made(batch), *_places(batch)])


def _standing(batch: Batch) -> str:
    run = batch.run
    students, done = len(run.cases), int(ready(run.progress).sum())
    share = f"（{done / students:.1%}）" if students else ""
    return (
        f"{run.cohort.name}，截至 {run.as_of.isoformat()}："
        f"学生 {students} 人，可报库 {done} 人{share}。"
    )


def _findings(batch: Batch) -> str:
    found = batch.run.findings
    to_do = found[found["state"] != Settlement.SETTLED]
    counts = to_do["severity"].value_counts()
    parts = "，".join(f"{each.label} {counts.get(each.value, 0)}" for each in Severity)
    return f"待处理问题 {len(to_do)} 个：{parts}。"


def _made(batch: Batch) -> str:
    colleges = [outcome for outcome in batch.outcomes if outcome.code]
    good = sum(outcome.ok for outcome in colleges)
    if not batch.failed:
        return f"全校报告和 {good} 个学院的报告均已生成。"
    names = "、".join(f"{one.code} {one.name}".strip() for one in batch.failed)
    return f"{good} 个学院的报告已生成；未能生成：{names}。"


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
