"""Rows that say nothing new are read once, wherever they stand; what a file repeats is told."""

import pytest

HEAD = "学号,姓名,采集码,采集时间,缴费金额\n"
DAY = "2022180001,张*,A1,2024-11-26 09:00,20\n2022180002,李*,A2,2024-11-26 09:01,20\n"
NEXT = "2022180003,王*,A3,2024-11-27 09:00,20\n"
ROSTER = "学号,姓名,身份证号,学院\n"
PEOPLE = [f"202218000{n},张三{n},,法学院" for n in range(1, 6)]


def _roster(*rows: str) -> str:
    return ROSTER + "\n".join(rows) + "\n"


def test_a_list_of_today_beside_that_of_all_days_is_read_once(folder, shown) -> None:
    folder.text("采集单位1126.csv", HEAD + DAY)
    folder.text("采集单位汇总.csv", HEAD + DAY + NEXT)
    table = folder.table("studio")
    assert shown(table, "student_no") == [["2022180001"], ["2022180002"], ["2022180003"]]
    assert table.repeats[["file", "row", "of"]].to_numpy().tolist() == [
        ["采集单位1126.csv", 2, 0],
        ["采集单位1126.csv", 3, 1],
    ]


def test_a_row_with_fewer_columns_repeats_one_that_says_more(folder) -> None:
    folder.text("采集单位.csv", "学号,姓名,采集码\n2022180001,张*,A1\n")
    folder.text("采集单位汇总.csv", HEAD + DAY)
    table = folder.table("studio")
    assert [part.file for part in table.parts] == ["采集单位汇总.csv"]
    assert len(table.rows) == 2 and len(table.repeats) == 1


def test_a_row_that_says_something_else_stays(folder) -> None:
    folder.text("采集单位1.csv", HEAD + DAY)
    folder.text(
        "采集单位2.csv", HEAD + DAY.replace("A2,2024-11-26 09:01,20", "A2,2024-11-26 09:01,0")
    )
    table = folder.table("studio")
    assert len(table.rows) == 3 and len(table.repeats) == 1


def test_captures_without_time_and_code_are_no_records_to_be_known_again(folder) -> None:
    folder.text("采集单位1.csv", "学号,姓名\n2022180001,张*\n")
    folder.text("采集单位2.csv", "学号,姓名\n2022180001,张*\n")
    assert len(folder.table("studio").rows) == 2


def test_rows_of_one_file_are_never_taken_for_each_other(folder) -> None:
    folder.text("采集单位.csv", HEAD + DAY + DAY)
    folder.text("采集单位（副本）.csv", HEAD + DAY)
    table = folder.table("studio")
    assert len(table.rows) == 4 and len(table.repeats) == 2


def test_damaged_numbers_are_one_only_where_the_same_came(folder) -> None:
    for name, number in (("a", "1.1E+17"), ("b", "1.2E+17"), ("cc", "1.1E+17")):
        folder.text(f"附件1{name}.csv", f"学号,姓名,学院\n{number},张三,法学院\n")
    table = folder.table("must_capture")
    assert table.notes["came"].tolist() == ["1.1E+17", "1.2E+17"]
    assert table.notes["id"].tolist() == [0, 1]


def test_rejected_rows_are_renumbered_with_the_rest(folder) -> None:
    folder.text("学籍名册.csv", _roster(*PEOPLE))
    folder.text("学籍名册（2）.csv", _roster(PEOPLE[0], ",无名,,法学院"))
    table = folder.table()
    assert table.rejected["id"].tolist() == [5]
    assert table.rows["name"][5] == "无名"


@pytest.mark.parametrize("again", ["学籍名册 - 副本.csv", "备份/学籍名册.csv"])
def test_a_file_that_is_there_twice_counts_once_and_is_told(folder, again) -> None:
    folder.text("学籍名册.csv", _roster(*PEOPLE))
    folder.text(again, _roster(*PEOPLE))
    intake = folder.read()
    (one,) = intake.overlaps
    assert one.file == again and "完全相同" in str(one)
    assert len(intake.tables["roster"].rows) == 5


def test_a_changed_copy_is_named_with_what_it_lacks_and_changes(folder) -> None:
    folder.text("学籍名册.csv", _roster(*PEOPLE))
    changed = PEOPLE[0].replace("法学院", "理学院")
    folder.text("学籍名册 - 副本.csv", _roster(changed, *PEOPLE[1:4]))
    (one,) = folder.read().overlaps
    assert str(one) == "像是“学籍名册.csv”改过的副本：3 行相同，改动 1 行，少 1 行"


def test_a_longer_list_says_what_it_adds(folder) -> None:
    folder.text("采集单位1126.csv", HEAD + DAY)
    folder.text("采集单位1127.csv", HEAD + DAY + NEXT)
    (one,) = folder.read().overlaps
    assert str(one) == "与“采集单位1126.csv”大多相同：2 行相同，多 1 行"


def test_files_of_different_people_overlap_in_nothing(folder) -> None:
    folder.text("returned/01.csv", "学号,姓名\n2022180001,张三\n")
    folder.text("returned/02.csv", "学号,姓名\n2022180002,李四\n")
    folder.text("returned/03.csv", "学号,姓名\n")
    assert not folder.read().overlaps


def test_a_repeated_row_keeps_the_day_on_which_it_was_said_again(folder) -> None:
    for day in ("1212", "1217"):
        folder.text(f"学信网图像校对{day}.csv", "学号,姓名,校对状态\n2022180001,张三1,正确\n")
    assert folder.table("chsi").repeats["day"].tolist() == ["2024-12-17"]
