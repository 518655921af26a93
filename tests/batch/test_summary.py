"""The last lines that the user of a batch reads."""

from pathlib import Path
from typing import Any

from gradrecon.batch import Batch, Outcome
from gradrecon.batch.summary import summary


def test_it_says_how_the_cohort_stands_how_the_batch_went_and_what_to_open(
    world: Any, tmp_path: Path
) -> None:
    (tmp_path / "tables").mkdir()
    world.set("pinyin", "1001", pinyin="Li Ming")
    good = Outcome("01", "宇航学院", 1.0)
    said = summary(Batch(world.run(), (Outcome("", "示例大学", 1.0), good), tmp_path))
    assert "2025届，截至 2025-03-03：学生 4 人，可报库 3 人（75.0%）。" in said
    assert "全校报告和 1 个学院的报告均已生成。" in said
    assert str(tmp_path / "tables") in said and "school.html" not in said

    failed = Outcome("02", "机电学院", 1.0, "笔记本出错")
    said = summary(Batch(world.run(), (good, failed), tmp_path))
    assert "1 个学院的报告已生成；未能生成：02 机电学院。" in said
