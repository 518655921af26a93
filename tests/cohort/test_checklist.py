"""What params may say of the 信息核对表's layout."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.errors import UsageError

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


def parsed(checklist: dict, aliases: dict | None = None) -> cohorts.Cohort:
    content = tomllib.loads(PARAMS.read_text(encoding="utf-8"))
    content["sources"]["returned"]["aliases"] = aliases or {}
    return cohorts.parse({**content, "checklist": checklist})


def test_columns_and_titles_of_a_schools_own():
    form = parsed({"columns": ["student_no", "name"], "titles": {"name": "学生姓名"}}).checklist
    assert [form.title_of(column) for column in form.columns] == ["学号", "学生姓名"]


@pytest.mark.parametrize(
    ("checklist", "wrong"),
    [
        ({"columns": ["name"]}, "缺少 student_no"),
        ({"columns": ["student_no", "phone"]}, "没有“phone”这一列"),
        ({"columns": ["student_no", "student_no"]}, "不止一次"),
        ({"titles": {"phone": "电话"}}, "没有这一列"),
        ({"titles": {"name": "尊姓大名"}}, "认不出“尊姓大名”"),
        ({"colour": "red"}, "没有这个参数"),
    ],
)
def test_faults_are_said(checklist, wrong):
    with pytest.raises(UsageError, match=wrong):
        parsed(checklist)


def test_a_title_of_ones_own_with_its_alias():
    form = parsed({"titles": {"name": "尊姓大名"}}, {"name": ["尊姓大名"]}).checklist
    assert form.title_of("name") == "尊姓大名"
