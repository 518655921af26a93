"""What a dossier shows of a student: every source's row, why it is theirs, no number in full."""

from __future__ import annotations

from typing import Any

import pytest

from gradrecon.errors import UsageError
from gradrecon.outputs.dossier import Dossier
from gradrecon.sources import BY_NAME


def test_every_source_that_speaks_of_the_student_is_shown(world: Any) -> None:
    rows = Dossier(world.run(), "1001").rows
    silent = {"recapture", "approved", "images", "applications"}
    wanted = [source.title for name, source in BY_NAME.items() if name in world.frames]
    assert list(rows.index) == [
        title for title in wanted if title not in {BY_NAME[name].title for name in silent}
    ]
    assert rows["位置"].iloc[0] == "roster.xlsx，Sheet1，第 2 行"


def test_numbers_are_shown_by_their_tail_and_birth_dates_not_at_all(world: Any) -> None:
    dossier = Dossier(world.run(), "1001")
    text = dossier.rows.to_string() + dossier.case.to_string()
    assert "C 身份证号：尾号0022" in text
    assert "990101200001010022" not in text and "2000-01-01" not in text


def test_it_says_why_a_row_is_the_students_and_what_contradicts(world: Any) -> None:
    world.set("chsi", "1002", name="李鸣")
    link = Dossier(world.run(), "1002").links.loc[BY_NAME["chsi"].title]
    assert (link["凭什么"], link["不一致"]) == ("学号", "姓名")


def test_findings_and_steps_are_the_runs(world: Any) -> None:
    world.set("studio", "1001", fee="25")
    dossier = Dossier(world.run(), "1001")
    assert dossier.findings["说明"].to_dict() == {
        "缴费金额不符": "缴费 25 元，应为 20 元。请与采集单位核对。"
    }
    assert set(dossier.steps["状态"]) == {"完成"}


def test_a_number_that_is_nobodys_is_refused(world: Any) -> None:
    with pytest.raises(UsageError, match="范围内没有这个学号"):
        Dossier(world.run(), "9999")
