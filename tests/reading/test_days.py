"""The day that a file tells of itself, in its name or above its table."""

from datetime import date

import pytest

from gradrecon.reading.days import day_above, day_in_name

NEAR = date(2024, 11, 26)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("学信网图像校对情况20241213.xlsx", "2024-12-13"),
        ("导出2024-12-13.csv", "2024-12-13"),
        ("导出 2025.1.5.csv", "2025-01-05"),
        ("学信网导出0115.xlsx", "2025-01-15"),
        ("学信网图像校对结果1217.csv", "2024-12-17"),
        ("采集单位返回名单（11月26日）.csv", "2024-11-26"),
        ("2025届毕业研究生学籍信息（截至11.15）.xlsx", "2024-11-15"),
        ("名单（2月8日）.xlsx", "2025-02-08"),
        ("12月13日/名单.csv", "2024-12-13"),
        ("12月13日/名单1217.csv", "2024-12-17"),
        ("2025届学籍名册.xlsx", ""),
        ("附件1 未采集.xlsx", ""),
        ("v1.2 名单.xlsx", ""),
        ("名单1331.xlsx", ""),
        ("13800001126.xlsx", ""),
    ],
)
def test_the_day_in_a_name(name, day) -> None:
    assert day_in_name(name, NEAR) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("学院：法学院　数据截至：2025-01-20　核对码：", "2025-01-20"),
        ("导出时间 2024年12月17日 10:00", "2024-12-17"),
        ("采集日期：2024-11-26", ""),
        ("请于 2024-12-16 前截止填报", ""),
    ],
)
def test_the_day_above_a_table(line, day) -> None:
    assert day_above([line]) == day
