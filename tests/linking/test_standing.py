"""Of rows on one thing the one that says the latest counts; of those that do not say when, all."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from gradrecon.columns.lazy_rows import Rows
from gradrecon.linking.linked import Linked, agreed, counting, latest_row, unsettled
from gradrecon.sources import BY_NAME
from gradrecon.sources.table import Part, make


@pytest.fixture
def counted(cohort):
    """The row ids that count, of rows given with the file that each is of and its student."""

    def count(source: str, rows: list[dict[str, str]], days: tuple[str, ...] = ("", "")) -> Linked:
        names = {name for row in rows for name in row} - {"file", "of"}
        table = make(BY_NAME[source], {n: [row.get(n, "") for row in rows] for n in sorted(names)})
        columns = {name: place for place, name in enumerate(sorted(names))}
        parts = tuple(Part(f"{n}.xlsx", "", "xlsx", 1, columns, day=d) for n, d in enumerate(days))
        frame = table.rows.assign(part=[int(row.get("file", 0)) for row in rows])
        table = replace(table, rows=frame, parts=parts)
        student = np.array([int(row.get("of", 0)) for row in rows])
        return counting(Linked(table, Rows(frame.assign(student=student, differed=0))), cohort)

    return count


def _ids(linked: Linked) -> list[int]:
    return linked.rows.index.tolist()


EARLY = {"word": "未校对", "file": "0"}
RIGHT = {"word": "正确", "checked": "2024-12-12 10:00:00", "file": "1"}
WRONG = {"word": "有误", "checked": "2024-12-13 10:00:00", "file": "0"}


@pytest.mark.parametrize(
    ("rows", "days", "counting"),
    [
        ([EARLY, RIGHT], ("", ""), [1]),
        ([EARLY, RIGHT], ("2024-12-13", ""), [1]),
        ([EARLY, RIGHT], ("2024-12-20", "2024-12-13"), [0]),
        ([WRONG, RIGHT], ("", ""), [0]),
        ([WRONG, RIGHT], ("2024-12-13", "2024-12-17"), [1]),
        ([{"word": "有误"}, RIGHT], ("", ""), [0, 1]),
        ([{"word": "有误"}, RIGHT], ("2024-12-17", ""), [0]),
        ([{"word": "有误"}, {"word": "正确", "file": "1"}], ("", ""), [0, 1]),
        ([RIGHT, {**EARLY, "of": "1"}], ("", ""), [0, 1]),
    ],
)
def test_the_latest_result_of_the_check_counts(counted, rows, days, counting) -> None:
    assert _ids(counted("chsi", rows, days)) == counting
    backwards = [{**row, "file": str(1 - int(row.get("file", 0)))} for row in rows]
    assert _ids(counted("chsi", backwards, days[::-1])) == counting


def test_the_row_that_counts_instead_is_told(counted) -> None:
    aside = counted("chsi", [{**EARLY, "of": "3"}, {**RIGHT, "of": "3"}]).aside
    assert aside.to_dict("records") == [{"why": "另有为准的", "by": 1, "student": 3}]


SHOT = {"code": "A1", "taken": "2024-11-26 09:00:00", "fee": "20"}


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({"fee": "0"}, 1),
        ({"taken": "2024-11-26 09:00:40"}, 1),
        ({"taken": "2024-11-26"}, 1),
        ({"taken": ""}, 1),
        ({"code": ""}, 1),
        ({"taken": "2024-11-26 09:10:00"}, 2),
        ({"code": "A2"}, 2),
        ({"of": "1"}, 2),
    ],
)
def test_one_capture_in_two_lists_is_one(counted, other, count) -> None:
    rows = [SHOT, {**SHOT, **other, "file": "1"}]
    assert len(counted("studio", rows).rows) == count
    assert len(counted("studio", rows[::-1]).rows) == count


def test_of_one_capture_the_fuller_row_counts_unless_another_is_later(counted) -> None:
    bare = {**SHOT, "fee": ""}
    assert _ids(counted("studio", [bare, {**SHOT, "file": "1"}])) == [1]
    days = ("2024-11-27", "2024-11-26")
    assert _ids(counted("studio", [bare, {**SHOT, "file": "1"}], days)) == [0]


@pytest.mark.parametrize("word", ["驳回", "未到", "重拍", "待审核", "已缴费未拍", "已登记"])
def test_what_is_no_finished_capture_does_not_count(counted, word) -> None:
    done = {**SHOT, "state": "已拍", "of": "1"}
    linked = counted("studio", [{**SHOT, "state": word}, done])
    assert _ids(linked) == [1]
    unknown = word == "已登记"
    assert linked.aside["why"].tolist() == ["状态不认识" if unknown else "未完成采集"]


def test_a_blank_state_is_finished_only_where_nothing_else_is_marked_so(counted) -> None:
    blank, other = {**SHOT, "state": ""}, {**SHOT, "of": "1"}
    assert _ids(counted("studio", [blank, {**other, "state": "驳回"}])) == [0]
    assert _ids(counted("studio", [blank, {**other, "state": "已拍"}])) == [1]


@pytest.mark.parametrize(
    ("states", "count"), [(("待审核", "已拍"), 1), (("驳回", "已拍"), 0), (("已拍", "已拍摄"), 1)]
)
def test_two_lists_on_one_capture_must_agree_unless_one_is_only_waiting(
    counted, states, count
) -> None:
    rows = [{**SHOT, "state": word, "file": str(at)} for at, word in enumerate(states)]
    assert len(counted("studio", rows).rows) == len(counted("studio", rows[::-1]).rows) == count


def test_a_later_row_that_is_not_confirmed_replaces_none_that_is(counted) -> None:
    sure, later = {"confirmed": "是", "pinyin": "Li Ming"}, {"pinyin": "Li Min", "file": "1"}
    days = ("2025-02-20", "2025-02-25")
    assert _ids(counted("returned", [sure, later], days)) == [0]
    assert _ids(counted("returned", [sure, {**later, "confirmed": "否"}], days)) == [1]


def test_a_later_list_replaces_what_an_earlier_says_of_the_same_student(counted) -> None:
    rows = [{"name": "张山"}, {"name": "张三", "file": "1"}, {"name": "李四", "of": "1"}]
    assert _ids(counted("must_capture", rows, ("2024-11-20", "2024-11-22"))) == [1, 2]
    assert _ids(counted("must_capture", rows)) == [0, 1, 2]


def test_one_major_told_again_counts_as_the_later_table_has_it(counted) -> None:
    old = {"major_code": "0802", "major": "机械工程", "major_en": "Mechanics"}
    new = {**old, "major": "机械 工程", "major_en": "Mechanical Engineering", "file": "1"}
    other = {**old, "major": "机械"}
    rows = [old, new, other]
    assert _ids(counted("majors", rows, ("2024-11-20", "2024-12-22"))) == [1, 2]


def test_of_rows_at_one_time_that_differ_neither_is_the_latest() -> None:
    table = make(
        BY_NAME["pinyin"],
        {
            "pinyin": ["Li Ming", "Li Min", "Wu Bo", "Wu Bo", "He Xi", "He Yi"],
            "submitted": ["2024-12-01", "2024-12-01", "", "", "2024-12-01", "2024-12-02"],
        },
    )
    rows = Rows(table.rows.assign(student=[0, 0, 1, 1, 2, 2]))
    last = latest_row(rows, "submitted", "pinyin", count=3)
    assert last.tolist() == [0, 3, 5]
    assert unsettled(rows, "pinyin", last, "submitted").tolist() == [0]
    assert agreed(rows, "pinyin", rows.index[:3]).tolist() == ["", "Wu Bo", ""]


def test_a_result_that_came_back_is_as_late_as_the_file_that_repeats_it(cohort) -> None:
    table = make(BY_NAME["chsi"], {"word": ["正确", "有误"]})
    parts = (Part("1212.csv", "", "csv", 1, {"word": 0}, day="2024-12-12"),
             Part("1214.csv", "", "csv", 1, {"word": 0}, day="2024-12-14"))  # fmt: skip
    again = pd.DataFrame(
        {"file": ["1217.csv"], "sheet": "", "day": "2024-12-17", "row": 2, "of": 0}
    )
    frame = table.rows.assign(part=[0, 1])
    table = replace(table, rows=frame, parts=parts, repeats=again)
    rows = Rows(frame.assign(student=0, differed=0))
    assert _ids(counting(Linked(table, rows), cohort)) == [0]
