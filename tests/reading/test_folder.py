"""The plain cases: what offices send every week, read whole."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from gradrecon.errors import SourceError

HEAD = ["学号", "姓名", "身份证号", "学院"]
ZHANG = ["2022180001", "张三", "990101199901011235", "计算机学院"]
LI = ["2022180002", "李四", "990101199901021230", "法学院"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_in_every_encoding_and_separator(folder, shown, encoding, separator) -> None:
    lines = [separator.join(row) for row in (HEAD, ZHANG, LI)]
    folder.text("学籍名册.csv", "\r\n".join(lines), encoding)
    assert shown(folder.table(), "student_no", "name", "id_no", "college") == [ZHANG, LI]


def test_title_above_and_foot_below_are_no_rows(folder, shown) -> None:
    rows = [
        ["2025届毕业生学籍名册"],
        ["请核对后于12月16日前交回"],
        HEAD,
        ZHANG,
        [],
        LI,
        ["合计：2人"],
        ["经办人：", "王五", "主管院长：", "赵六"],
        ["日期：2025年2月28日"],
    ]
    folder.xls("学籍名册.xls", rows)
    table = folder.table()
    assert shown(table, "student_no", "row") == [["2022180001", "4"], ["2022180002", "6"]]
    assert table.parts[0].header_row == 3
    assert list(table.cells([1], "id_no")) == ["学籍名册.xls!Sheet1!C6"]


def test_a_person_below_the_foot_is_read(folder, shown) -> None:
    rows = [HEAD, ZHANG, ["合计：1人"], LI]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": rows})
    assert shown(folder.table(), "student_no") == [["2022180001"], ["2022180002"]]


def test_headers_of_the_platform_in_either_case(folder, shown) -> None:
    folder.text("学籍.csv", "xh,XM,Sfzh,FY,XB\n2022180001,张三,990101199901011235,法学院,男\n")
    assert shown(folder.table(), "student_no", "name", "sex") == [["2022180001", "张三", "男"]]


def test_headers_with_marks_breaks_and_brackets(folder, shown) -> None:
    head = ["学 号*", "姓\n名", "身份证号（必填）", "学院："]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": [head, ZHANG]})
    assert shown(folder.table(), "student_no", "name", "id_no", "college") == [ZHANG]


def test_params_bring_a_new_header(folder, shown) -> None:
    folder.set("roster", student_no=("研究生编号",))
    folder.text("学籍.csv", "研究生编号,姓名,身份证号,学院\n" + ",".join(ZHANG))
    assert shown(folder.table(), "student_no") == [["2022180001"]]


def test_several_files_are_one_table_in_order_of_their_paths(folder, shown) -> None:
    # The bigger file is read first.
    folder.text("returned/05.csv", "学号,拼音\n2022180002,Li Si\n2022180003,Wang Wu\n")
    folder.text("returned/01.csv", "学号,拼音\n2022180001,Zhang San\n")
    table = folder.table("returned")
    numbers = ["2022180001", "2022180002", "2022180003"]
    assert shown(table, "student_no", "part") == list(map(list, zip(numbers, "011", strict=True)))
    assert [part.file for part in table.parts] == ["returned/01.csv", "returned/05.csv"]


def test_several_processes_read_the_same(folder) -> None:
    for number in range(6):
        folder.text(f"returned/{number}.csv", f"学号,姓名\n202218000{number},张三\n")
    one, three = folder.read(jobs=1), folder.read(jobs=3)
    assert one.tables["returned"].rows.equals(three.tables["returned"].rows)


def test_what_systems_leave_behind_is_not_read(folder) -> None:
    folder.text("学籍名册.csv", "学号,姓名,身份证号,学院\n" + ",".join(ZHANG))
    for name in ("~$学籍名册.xlsx", ".学籍", "__MACOSX/学籍.csv", "README.md", "desktop.ini"):
        folder.text(name, "x")
    folder.text("照片说明.txt", "x")
    intake = folder.read()
    assert [report.file for report in intake.files] == ["学籍名册.csv"]
    assert intake.unclaimed == ("照片说明.txt",)


def test_the_closest_pattern_has_the_file(folder) -> None:
    folder.text("附件1 未采集学籍名单.csv", "学号,姓名\n2022180001,张三\n")
    assert folder.read().tables["must_capture"].present


def test_a_file_of_two_sources_is_a_fault(folder) -> None:
    folder.text("附件1和附件2.csv", "学号,姓名\n2022180001,张三\n")
    assert "同时符合" in str(folder.read().faults[0])


def test_all_faults_are_told_at_once(folder) -> None:
    folder.text("学籍名册.csv", "编号,姓名\n1,张三\n")
    folder.text("附件1.pdf", "%PDF-1.4")
    folder.text("附件2.csv", "")
    with pytest.raises(SourceError) as error:
        folder.read().require()
    assert error.value.exit_code == 3
    said = str(error.value)
    for words in ("学籍名册.csv", "缺少必需的列", "附件1.pdf", "PDF", "附件2.csv", "空的"):
        assert words in said


def test_an_absent_column_tells_headers_aliases_guess_and_the_line_for_params(folder) -> None:
    folder.text("学籍名册.csv", "学籍编号,姓名,身份证号,学院\n" + ",".join(ZHANG))
    fault = folder.read().faults[0]
    assert fault.where == "学籍名册.csv!!1"
    assert "缺少必需的列：学号" in fault.wrong and "学籍编号" in fault.wrong
    assert "学籍号" in fault.allowed
    assert '[sources.roster.aliases] 下写：student_no = ["学籍编号"]' in fault.mend


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("序号", ["1", "2", "3"]),  # resembles 学号, and counts
        ("证号", ["党员", "群众", "党员"]),  # resembles 身份证号, and holds words
        ("ZZMM", ["01", "02", "03"]),
    ],
)
def test_no_column_is_proposed_whose_values_look_otherwise(folder, head, values) -> None:
    rows = [[value, "张三", "法学院"] for value in values]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": [[head, "姓名", "学院"], *rows]})
    fault = folder.read().faults[0]
    assert "缺少必需的列：学号、身份证号" in fault.wrong
    assert "也许" not in fault.mend and 'student_no = ["表中的列名"]' in fault.mend


def test_the_column_that_looks_right_is_proposed_beside_one_that_resembles_more(folder) -> None:
    rows = [[str(n), f"202218000{n}", "张三", f"99010119990101{n}235", "法学院"] for n in range(3)]
    head = ["序号", "学生号", "姓名", "身份证号", "学院"]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": [head, *rows]})
    assert "“学生号”也许就是学号" in folder.read().faults[0].mend


def test_no_folder_is_one_fault(folder) -> None:
    folder.path = folder.path / "没有"
    assert [fault.wrong for fault in folder.read().faults] == ["没有这个原始数据文件夹"]


def test_a_missing_required_source_and_a_missing_optional_one(folder) -> None:
    wrong = [fault.where for fault in folder.read().faults]
    assert wrong == ["学籍名册", "未采集图像名单（附件1）"]


def test_a_roster_without_rows_is_a_fault(folder) -> None:
    folder.text("学籍名册.csv", ",".join(HEAD))
    assert "一行数据也没有" in folder.read().faults[0].wrong


def test_a_roster_of_which_one_file_has_no_rows_is_a_fault(folder) -> None:
    folder.xlsx("学籍名册（博士）.xlsx", {"博士": [HEAD]})
    folder.xlsx("学籍名册（硕士）.xlsx", {"硕士": [HEAD, ZHANG]})
    fault = folder.read().faults[0]
    assert fault.where == "学籍名册（博士）.xlsx!博士" and "一行数据也没有" in fault.wrong


def test_a_list_with_nobody_beside_one_with_somebody_is_no_fault(folder, shown) -> None:
    head = ["学号", "姓名", "学院"]
    folder.xlsx("附件1 法学院.xlsx", {"Sheet1": [head]})
    folder.xlsx("附件1 计算机学院.xlsx", {"Sheet1": [head, [*ZHANG[:2], "计算机学院"]]})
    assert not any("一行数据也没有" in fault.wrong for fault in folder.read().faults)


@pytest.mark.parametrize(
    ("head", "title", "value"), [("XH", "学号", "2022180009"), ("XM", "姓名", "张四")]
)
def test_two_columns_of_one_key_that_contradict_are_a_fault(folder, head, title, value) -> None:
    own = dict(zip(HEAD, ZHANG, strict=True))[title]
    rows = [[*HEAD, head], [*ZHANG, own], [*LI, value]]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": rows})
    fault = folder.read().faults[0]
    assert fault.where == "学籍名册.xlsx!Sheet1!E3"
    place = "AB"[HEAD.index(title)]
    assert fault.wrong.startswith(f"{place} 列“{title}”和 E 列“{head}”都是{title}，有 ")
    assert value not in str(fault)


def test_two_columns_of_one_key_that_agree_are_read_as_one(folder, shown) -> None:
    rows = [[*HEAD, "XH", "XM"], [*ZHANG, ZHANG[0], " 张三"], [*LI, "", "李四"]]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": rows})
    assert shown(folder.table(), *("student_no", "name", "id_no", "college")) == [ZHANG, LI]


def test_two_columns_of_the_college_may_say_it_in_two_ways(folder, shown) -> None:
    folder.xlsx("学籍名册.xlsx", {"Sheet1": [[*HEAD, "学院代码"], [*ZHANG, "06"]]})
    assert shown(folder.table(), "college") == [["计算机学院"]]


def test_a_column_of_names_called_id_number_is_a_fault(folder) -> None:
    rows = [HEAD] + [[f"202218000{n}", "张三", name, "法学院"] for n, name in enumerate("甲乙丙丁")]
    rows = [[*row[:2], row[2] * 2 if row is not HEAD else row[2], row[3]] for row in rows]
    folder.xls("学籍名册.xls", rows)
    fault = folder.read().faults[0]
    assert fault.where == "学籍名册.xls!Sheet1!C2" and "身份证号" in fault.wrong


EXAMS = [f"99999{n}0000005" for n in range(100, 1000, 300)]


def test_exam_numbers_called_student_number_and_the_other_way_are_a_fault(folder) -> None:
    rows = [[f"2022{n}", exam, "张三", "", "法学院"] for n, exam in enumerate(EXAMS)]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": [["KSH", "XH", "XM", "SFZH", "FY"], *rows]})
    fault = folder.read().faults[0]
    assert fault.where == "学籍名册.xlsx!Sheet1!B2"
    assert "“学号”列里有 3 个值是考生号" in fault.wrong


def test_student_numbers_as_long_as_exam_numbers_are_no_fault(folder, shown) -> None:
    rows = [[exam, f"20220100000000{n}", "张三", "", "法学院"] for n, exam in enumerate(EXAMS)]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": [["KSH", "XH", "XM", "SFZH", "FY"], *rows]})
    assert shown(folder.table(), "student_no") == [[row[1]] for row in rows]


IDS = ["990101200001010022", "990101200002020011", "990101199903030043", "990101199904040059"]


def test_a_column_of_id_numbers_called_student_number_is_a_fault(folder) -> None:
    rows = [[f"202218000{n}", "张三", number, "法学院"] for n, number in enumerate(IDS)]
    folder.xls("学籍名册.xls", [["身份证号", "姓名", "学号", "学院"], *rows])
    fault = folder.read().faults[0]
    assert fault.where == "学籍名册.xls!Sheet1!C2"
    assert "“学号”列里有 4 个值是身份证号" in fault.wrong
    assert not any(number in str(fault) for number in IDS)


@pytest.mark.parametrize(
    "numbers",
    [
        ["BY2201001", "SY22A1002", "ZB2201X03", "LB2201004"],  # letters
        ["202201010000000001", "202201010000000002", "202201010000000003", "202201010000000004"],
        [*IDS[:2], "2022180003", "2022180004"],  # a few were pasted wrongly
    ],
)
def test_unusual_student_numbers_are_no_fault(folder, shown, numbers) -> None:
    rows = [[no, "张三", own, "法学院"] for no, own in zip(numbers, IDS, strict=True)]
    folder.xls("学籍名册.xls", [HEAD, *rows])
    assert shown(folder.table(), "student_no") == [[no] for no in numbers]


def test_a_row_that_names_nobody_is_rejected_and_stays_counted(folder, shown) -> None:
    folder.text("学籍名册.csv", "学号,姓名,身份证号,学院\n,张三,,法学院\n" + ",".join(LI))
    table = folder.table()
    assert len(table.rows) == 2
    assert table.rejected.to_dict("records") == [{"id": 0, "reason": "学号为空"}]


def test_a_heading_of_no_college_is_rejected_and_said(folder, shown) -> None:
    rows = [HEAD[:3], ["计算机学院（共1人）"], ZHANG[:3], ["火星系"], LI[:3]]
    folder.xlsx("学籍名册.xlsx", {"Sheet1": rows})
    table = folder.table()
    assert shown(table, "row", "college") == [["3", "计算机学院"], ["4", ""], ["5", ""]]
    assert table.parts[0].headings == 1 and table.has("college")
    (reason,) = table.rejected["reason"]
    assert "不是本届的学院" in reason and table.rejected["id"].tolist() == [1]


def test_headings_of_other_colleges_are_read_as_they_stand(folder, shown) -> None:
    folder.xlsx("附件1.xlsx", {"Sheet1": [HEAD[:2], ["火星学院"], ZHANG[:2]]})
    assert shown(folder.table("must_capture"), "college") == [["火星学院"]]


def test_a_name_alone_is_a_person_and_no_heading(folder, shown) -> None:
    rows = [HEAD[:2], ["法学院"], ["", "王五"], ZHANG[:2]]
    folder.xlsx("附件1.xlsx", {"Sheet1": rows})
    table = folder.table("must_capture")
    assert shown(table, "name", "college") == [["王五", "法学院"], ["张三", "法学院"]]
    assert table.rejected.empty


def test_a_list_without_colleges_at_all_still_lacks_its_column(folder) -> None:
    folder.xlsx("学籍名册.xlsx", {"Sheet1": [HEAD[:3], ZHANG[:3]]})
    assert "缺少必需的列：学院" in folder.read().faults[0].wrong


def test_damaged_keys_never_join(folder) -> None:
    folder.xls(
        "学籍名册.xls", [HEAD, [2.0221800011234567e16, "张三", 9.90101199901011e17, "法学院"], LI]
    )
    table = folder.table()
    assert table.rows.loc[0, ["student_no", "id_no"]].tolist() == ["", ""]
    assert table.notes["kind"].tolist() == ["长数字被截断", "长数字被截断"]
    assert table.notes["damage"].all()
    assert table.rejected["reason"].tolist() == ["学号已损坏（长数字被截断）"]


def test_numbers_in_key_columns_are_known_as_numbers(folder) -> None:
    columns = {
        "学号": [2022180001, 2022180002],
        "姓名": ["张三", "李四"],
        "身份证号": [990101199901011236, None],
        "学院": ["法学院", "法学院"],
    }
    parquet.write_table(pa.table(columns), folder.path / "学籍名册.parquet")
    table = folder.table()
    assert list(table.rows["student_no"]) == ["2022180001", "2022180002"]
    assert list(table.rows["id_no"]) == ["", ""]
    assert list(table.cells(table.notes["id"], "id_no")) == ["学籍名册.parquet!!C2"]
