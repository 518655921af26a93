"""A summary sheet is read once where it is a whole and equal copy, and only there."""

HEAD = ["学号", "姓名"]
ZHANG, LI, WANG = ["2022180001", "张三"], ["2022180002", "李四"], ["2022180003", "王五"]


def _sheets(folder, source: str, name: str, **sheets: list[list[str]]):  # type: ignore[no-untyped-def]
    folder.xlsx(name, sheets)
    intake = folder.read()
    report = next(one for one in intake.files if one.file == name)
    return intake.tables[source], report


def test_the_summary_is_left_out_and_the_report_says_so(folder) -> None:
    table, report = _sheets(
        folder,
        "must_capture",
        "附件1.xlsx",
        总表=[HEAD, WANG, LI, ZHANG],
        一=[HEAD, ZHANG, LI],
        二=[HEAD, WANG],
    )
    assert [part.sheet for part in table.parts] == ["一", "二"]
    assert report.left_out == {"总表": "与“一”“二”的行完全相同，只读一次"}
    assert report.rows_read == 3


def test_a_summary_that_says_more_is_read_instead_of_its_parts(folder, shown) -> None:
    table, report = _sheets(
        folder,
        "must_capture",
        "附件1.xlsx",
        汇总=[[*HEAD, "学院"], [*ZHANG, "计算机学院"], [*LI, "法学院"]],
        一=[HEAD, ZHANG],
        二=[HEAD, LI],
    )
    assert shown(table, "name", "college") == [["张三", "计算机学院"], ["李四", "法学院"]]
    assert set(report.left_out) == {"一", "二"}


def test_where_each_side_says_more_both_are_read(folder) -> None:
    table, report = _sheets(
        folder,
        "must_capture",
        "附件1.xlsx",
        汇总=[[*HEAD, "学院"], [*ZHANG, "计算机学院"], [*LI, "法学院"]],
        一=[[*HEAD, "备注"], [*ZHANG, "休学"]],
        二=[HEAD, LI],
    )
    assert len(table.rows) == 4 and report.left_out == {}


def test_a_summary_that_lacks_a_row_is_read_too(folder) -> None:
    table, report = _sheets(
        folder, "must_capture", "附件1.xlsx",
        汇总=[HEAD, ZHANG, LI], 一=[HEAD, ZHANG], 二=[HEAD, LI, WANG],
    )  # fmt: skip
    assert len(table.rows) == 5 and report.left_out == {}


def test_a_sheet_that_adds_to_the_summary_is_read_beside_it(folder, shown) -> None:
    table, report = _sheets(
        folder, "must_capture", "附件1.xlsx",
        汇总=[HEAD, ZHANG, LI], 一=[HEAD, ZHANG], 二=[HEAD, LI], 补报=[HEAD, WANG],
    )  # fmt: skip
    assert shown(table, "name") == [["张三"], ["李四"], ["王五"]]
    assert set(report.left_out) == {"汇总"}


def test_two_captures_of_one_student_stay_two(folder) -> None:
    sheets = {"第一次": [HEAD, ZHANG], "第二次": [HEAD, LI], "补采": [HEAD, ZHANG, LI]}
    table, report = _sheets(folder, "studio", "采集结果.xlsx", **sheets)
    assert len(table.rows) == 4 and report.left_out == {}
