"""The last lines that the user of a batch reads."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from gradrecon.batch import Batch, Outcome
from gradrecon.batch.record import record
from gradrecon.batch.summary import summary
from gradrecon.reading import Intake

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


def test_it_says_how_the_cohort_stands_how_the_batch_went_and_what_to_open(
    world: Any, tmp_path: Path
) -> None:
    (tmp_path / "tables").mkdir()
    world.set("pinyin", "1001", pinyin="Li Ming")
    good, failed = Outcome("01", "宇航学院", 1.0), Outcome("02", "机电学院", 1.0, "笔记本出错")
    school, same = Outcome("", "示例大学", 1.0), Outcome("02", "机电学院", 0.0, current=True)

    def said(*outcomes: Outcome, before: dict[str, Any] | None = None) -> str:
        plan: Any = SimpleNamespace(out=tmp_path, question=False)
        told = record(world.run(), Intake({}, (), ()), PARAMS, outcomes, before or {})
        return summary(Batch(plan, told, outcomes))

    first = said(school, good)
    assert "2025届，截至 2025-03-03：学生 4 人，学生已齐 3 人，可报库 3 人（75.0%）。" in first
    assert "全校报告和 1 个学院的报告均已生成。" in first
    assert str(tmp_path / "tables") in first and "school.html" not in first
    assert "1 个学院的报告已生成；未能生成：02 机电学院。" in said(good, failed)
    assert "1 个学院的报告已生成（01 宇航学院），1 个没有变、不必重做。" in said(school, good, same)
    assert "没有重做；要全部重做请加 --force。" in said(same)
    assert "不属于任何来源" not in first
    unread = Intake({}, (), (), tuple(f"{number}.txt" for number in range(7)))
    told = record(world.run(), unread, PARAMS, (school, good), {})
    said_of = summary(Batch(SimpleNamespace(out=tmp_path, question=False), told, (school, good)))  # type: ignore[arg-type]
    assert "没有读取（不属于任何来源）：0.txt、1.txt、2.txt、3.txt、4.txt等 7 个。" in said_of
    before = {"colleges": {"02": {"outcome": "failed", "error": "笔记本出错"}}}
    assert "上次未能生成、这次没有重做：02 机电学院。" in said(school, good, before=before)
    assert "上次未能生成" not in said(good, failed, before=before)
