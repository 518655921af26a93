"""What is otherwise in one run's results than in another's: by student, step and finding.

Folders of results are read from their published tables, so that runs of any age can be compared,
with each other or with a Run of the files as they are now. No name stands in it: a student is told
by the 学号, a cell by its address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from gradrecon.errors import Fault, UsageError
from gradrecon.outputs.tables.tables import tables
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run
from gradrecon.vocabulary import FINISHED, Settlement, State

DONE, BROKEN, OTHER = "办成", "退回", "变动"
NEW, MENDED, BACK, STALE, SETTLED = "新问题", "已改好", "又回来", "判定失效", "已处理"
_FEW = 20


@dataclass(frozen=True)
class Comparison:
    """The differences between two runs, from the earlier folder to the later.

    `steps`: 学号, 学院, 环节, 原状态, 现状态, 变化, 起因 (the cell that a new finding names).
    `findings`: 变化, 学号, 学院, 问题, 说明, 单元格.
    """

    then: str
    now: str
    steps: pd.DataFrame
    findings: pd.DataFrame

    def lines(self) -> Iterator[str]:
        """What has changed, for a terminal: the counts, then the first of each kind."""
        yield f"与截至 {self.then} 的结果相比（现在截至 {self.now}）："
        if self.steps.empty and self.findings.empty:
            yield "  没有变化。"
            return
        yield f"  环节：{_counts(self.steps)}。问题：{_counts(self.findings)}。"
        for row in self.steps.head(_FEW).itertuples():
            cause = f"（{row.起因}）" if row.起因 else ""
            yield f"  {row.变化}：{row.学号} {row.环节} {row.原状态}→{row.现状态}{cause}"
        for row in self.findings.head(_FEW).itertuples():
            yield f"  {row.变化}：{row.学号 or row.学院} {row.问题} {row.单元格}".rstrip()
        if max(len(self.steps), len(self.findings)) > _FEW:
            yield f"  以上每类最多列 {_FEW} 条，全部见工作簿（--workbook）。"


def _counts(rows: pd.DataFrame) -> str:
    counts = rows["变化"].value_counts(sort=False)
    return "，".join(f"{word} {count:,}" for word, count in counts.items()) or "没有变化"


@dataclass(frozen=True)
class _Side:
    """One of the two: which cohort on which day, and its tables as they are published."""

    cohort: str
    name: str
    as_of: str
    findings: pd.DataFrame
    progress: pd.DataFrame


def compare(then: str | Path | Run, now: str | Path | Run) -> Comparison:
    """Return the differences between a folder of results, or a Run, and a later one.

    Raise UsageError if a folder is none of results, or if they are of two cohorts.
    """
    before, after = (
        _of_run(one) if isinstance(one, Run) else _of_folder(Path(one)) for one in (then, now)
    )
    if before.cohort != after.cohort:
        wrong = f"两个结果不是同一届的：{before.name}、{after.name}"
        raise UsageError(Fault(before.name, wrong, "换成同一届的两个结果文件夹。"))
    found = _findings(before.findings, after.findings)
    steps = _steps(before.progress, after.progress, found)
    return Comparison(before.as_of, after.as_of, steps, found.drop(columns=["step"]))


def _of_folder(folder: Path) -> _Side:
    record = _record(folder)
    return _Side(**record, findings=_table(folder, "findings"), progress=_table(folder, "progress"))


def _of_run(run: Run) -> _Side:
    shown = tables(run)
    about = run.cohort
    return _Side(about.id, about.name, run.as_of.isoformat(), shown["findings"], shown["progress"])


def _record(folder: Path) -> dict[str, str]:
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return {key: str(record[key]) for key in ("cohort", "name", "as_of")}
    except (OSError, ValueError, KeyError, TypeError):
        wrong, mend = "不是一次运行的结果，或结果不完整", "改成放着 run.json 和 tables 的文件夹。"
        raise UsageError(Fault(str(folder), wrong, mend)) from None


def _table(folder: Path, name: str) -> pd.DataFrame:
    path = folder / "tables" / f"{name}.csv"
    try:
        return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        mend = "重新运行 gradrecon run，生成完整的结果。"
        raise UsageError(Fault(str(path), "读不出这个数据表", mend)) from error


def _findings(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The findings that are new, gone, or in another state; the later text of each."""
    both = then.merge(now, on="finding", how="outer", suffixes=("_then", "_now")).fillna("")
    change = [_changed(*pair) for pair in zip(both["state_then"], both["state_now"], strict=True)]
    both = both.assign(change=change)
    both = both[both["change"] != ""]

    def last(name: str) -> pd.Series:
        return both[f"{name}_now"].where(both["state_now"] != "", both[f"{name}_then"])

    titles = {code: rule.title for code, rule in BY_CODE.items()}
    frame = pd.DataFrame(
        {
            "变化": both["change"],
            "学号": last("student_no"),
            "学院": last("college"),
            "问题": last("rule").map(titles).fillna(last("rule")),
            "说明": last("message"),
            "单元格": last("cell"),
            "step": last("step"),
        },
        dtype="str",
    )
    return frame.sort_values(["变化", "学院", "学号", "问题"], ignore_index=True)


def _changed(then: str, now: str) -> str:
    """The word for a finding that was in one state and is in another, "" where it is the same."""
    if then == now:
        return ""
    if not then:
        return NEW if now != Settlement.SETTLED else SETTLED
    if not now:
        return MENDED
    if now == Settlement.SETTLED:
        return SETTLED
    return STALE if now == Settlement.STALE else BACK


def _steps(then: pd.DataFrame, now: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The steps of students in both runs whose state is another, each with the cell behind it."""
    both = then.merge(now, on=["student_no", "step"], suffixes=("_then", "_now"))
    both = both[both["state_then"] != both["state_now"]]
    was, is_ = both["state_then"].isin(FINISHED), both["state_now"].isin(FINISHED)
    fell = (both["state_then"] == State.DONE) & ~is_  # what was not needed yet breaks nothing
    change = pd.Series(OTHER, both.index).mask(is_ & ~was, DONE).mask(fell, BROKEN)
    fresh = found[found["变化"].isin((NEW, BACK, STALE)) & (found["单元格"] != "")]
    cause = fresh.drop_duplicates(["学号", "step"]).set_index(["学号", "step"])["单元格"]
    keys = pd.MultiIndex.from_frame(both[["student_no", "step"]])
    frame = pd.DataFrame(
        {
            "变化": change,
            "学号": both["student_no"],
            "学院": both["college_now"],
            "环节": both["step"],
            "原状态": both["state_then"],
            "现状态": both["state_now"],
            "起因": cause.reindex(keys).fillna("").to_numpy(),
        },
        dtype="str",
    )
    return frame.sort_values(["变化", "学院", "学号", "环节"], ignore_index=True)
