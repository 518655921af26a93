"""What is said of a returned table: which kind, at which cell, in which words."""

from __future__ import annotations

from datetime import date

import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

SENT_AGAIN = date(2025, 1, 10)


def _write(address: str, value: str):
    def edit(sheet: Worksheet) -> None:
        sheet[address].value = value

    return edit


def test_a_table_made_before_the_roster_changed(office):
    early = office.send()
    roster = office.frames["roster"]
    roster.loc[roster["student_no"] == "3120200001", "batch"] = "秋季"
    office.send(SENT_AGAIN)
    name = office.hand_in(early["01"])
    assert office.found() == {("return.outdated", f"{name}!信息核对表!O5")}


def test_a_blank_that_a_student_filled_in_meanwhile(office):
    early = office.send()
    pinyin = office.frames["pinyin"]
    pinyin.loc[pinyin["student_no"] == "3120200001", "pinyin"] = "Li Ming"
    name = office.hand_in(early["01"])
    assert office.found() == {("return.outdated", f"{name}!信息核对表!D5")}


def test_an_old_table_is_fine_while_nothing_in_it_has_changed(office):
    early = office.send()
    pinyin = office.frames["pinyin"]
    pinyin.loc[pinyin["student_no"] == "3120200001", "pinyin"] = "Li Ming"
    office.send(SENT_AGAIN)
    office.hand_in(early["02"])
    assert office.found() == set()


def test_a_code_that_we_never_sent(office):
    files = office.send()
    name = office.hand_in(files["01"], _write("A2", "核对码：ABCDE-12345"))
    assert office.found() == {("return.code", f"{name}!信息核对表!A2")}


def _without_code(sheet: Worksheet) -> None:
    sheet["A2"].value = ""
    sheet["E6"].value = "女"


def test_without_a_code_the_table_is_compared_with_nothing_and_that_is_said_once(office):
    files = office.send()
    name = office.hand_in(files["01"], _without_code)
    office.hand_in(files["01"], _without_code, name="z.xlsx")
    codes = {where for rule, where in office.found() if rule == "return.code"}
    assert len(codes) == 1 and codes <= {f"{name}!信息核对表!", "returned/z.xlsx!信息核对表!"}
    assert "return.locked" not in {rule for rule, _ in office.found()}


def test_what_goes_out_on_the_day_itself_is_nothing_to_compare_with(office):
    office.hand_in(office.send()["01"], _without_code)
    office.sent = type(office.sent)(office.sent.key)
    first = office.found()
    office.send(date(2025, 2, 20))
    assert office.found() == first == set()


def test_a_blank_that_no_source_fills_may_be_filled_in(office):
    office.frames["roster"]["batch"] = ""
    files = office.send()
    office.hand_in(files["01"], _write("O5", "夏季"))
    assert office.found() == set()


def test_a_blank_of_one_student_that_the_college_filled_in_is_no_change(office):
    office.frames["roster"].loc[1, "batch"] = ""
    files = office.send()
    name = office.hand_in(files["01"], _write("O5", "夏季"))
    assert office.found() == {("return.filled", f"{name}!信息核对表!O5")}


def test_a_table_of_their_own_before_anything_was_sent(office):
    files = office.send()
    office.sent = type(office.sent)(office.sent.key)

    def edit(sheet: Worksheet) -> None:
        sheet["A2"].value = ""
        sheet["E6"].value = "女"

    office.hand_in(files["01"], edit)
    assert office.found() == set()


def test_what_a_college_changed_is_said_once(office):
    files = office.send()

    def edit(sheet: Worksheet) -> None:
        sheet["C5"].value = "别人"
        sheet["H5"].value = "990101200001010065"

    name = office.hand_in(files["01"], edit)
    cells = {f"{name}!信息核对表!{column}5" for column in "CH"}
    assert office.found() == {("return.locked", cell) for cell in cells}


def test_another_name_in_a_table_of_their_own_is_said(office):
    files = office.send()
    office.sent = type(office.sent)(office.sent.key)

    def edit(sheet: Worksheet) -> None:
        sheet["A2"].value = ""
        sheet["C5"].value = "别人"

    name = office.hand_in(files["01"], edit)
    assert office.found() == {("return.name_differs", f"{name}!信息核对表!C5")}


def test_a_column_of_what_was_sent_is_gone(office):
    files = office.send()
    name = office.hand_in(files["01"], lambda sheet: sheet.delete_cols(8))
    assert office.found() == {("return.column_missing", f"{name}!信息核对表!5")}


def test_a_table_sent_again_that_differs_is_said_once(office):
    files = office.send()
    office.hand_in(files["01"], _write("P5", "是"))
    office.hand_in(files["01"], _write("P5", "否"), name="again.xlsx")
    told = {rule for rule, _ in office.found()}
    assert "return.row_added" in told and "return.two_rows" not in told


def test_a_table_of_their_own_sent_again_that_differs(office):
    files = office.send()
    office.sent = type(office.sent)(office.sent.key)
    first = office.hand_in(files["01"], _write("A2", ""), name="1.xlsx")

    def edit(sheet: Worksheet) -> None:
        sheet["A2"].value, sheet["E6"].value = "", "女"

    office.hand_in(files["01"], edit, name="2.xlsx")
    assert office.found() == {("return.two_rows", f"{first}!信息核对表!B6")}


def test_paper_and_file_carry_the_same_code(office):
    files = office.send()
    for path in files.values():
        office.hand_in(path)
    codes = [issue.code for issue in office.sent.issues]
    days = {"electronic_on": "2025-02-18", "paper_on": "2025-02-18"}
    marks = dict.fromkeys(("signed_handler", "signed_dean", "sealed"), "是")
    rows = [
        {"college": college, **days, **marks, "check_code": code}
        for college, code in zip(("宇航学院", "机电学院"), codes, strict=True)
    ]
    office.frames["handovers"] = pd.DataFrame(rows, dtype="str")
    assert office.found() == set()
    office.frames["handovers"].loc[1, "check_code"] = codes[0]
    assert office.found() == {("return.paper_differs", "handovers.xlsx!Sheet1!G3")}


def test_a_row_of_the_other_college(office):
    files = office.send()

    def edit(sheet: Worksheet) -> None:
        sheet.append(["", "3120200000", "王芳"])

    name = office.hand_in(files["01"], edit)
    assert ("return.row_added", f"{name}!信息核对表!B159") in office.found()


def test_an_english_major_beyond_its_statement(office):
    roster = office.frames["roster"].iloc[[1]]
    office.frames["applications"] = roster[["student_no", "name"]].assign(
        field="专业英文名称", after="Space Science", state="研究生院已批"
    )
    files = office.send()
    assert office.found() == set()
    name = office.hand_in(files["01"], _write("L5", "Rocket Science"))
    assert office.found() == {("return.locked", f"{name}!信息核对表!L5")}


def test_a_spelling_that_the_student_confirmed_there_is_told_with_what_it_was(office):
    files = office.send()

    def edit(sheet: Worksheet) -> None:
        sheet["D6"].value, sheet["P6"].value = "Li Ming", "是"

    name = office.hand_in(files["01"], edit)
    assert office.found() == {("return.permitted", f"{name}!信息核对表!D6")}
    run = office.run()
    findings = run.findings.set_index("rule")
    assert "由“Wang Fang”改成了“Li Ming”" in findings.loc["return.permitted", "message"]
    assert findings.loc["pinyin.respelt", "student_no"] == "3120200003"
    cases = run.cases.set_index("student_no")
    assert cases.loc["3120200003", "confirmed_pinyin"] == "Li Ming"


def test_a_number_emptied_is_said_to_be_blank(office):
    files = office.send()
    office.hand_in(files["01"], _write("H5", ""))
    findings = office.run().findings
    finding = findings[findings["rule"] == "return.locked"].iloc[0]
    assert "改成了空白" in finding["message"]


def test_no_number_is_shown_in_full(office):
    files = office.send()
    office.hand_in(files["01"], _write("H5", "990101199001010019"))
    findings = office.run().findings
    finding = findings[findings["rule"] == "return.locked"].iloc[0]
    assert "尾号0019" in finding["message"]
    assert "没有更正申请" in finding["message"]
    assert not findings["observed"].str.contains(r"\d{17}").any()
    assert not findings["message"].str.contains(r"\d{17}").any()


def test_codes_are_the_words_that_they_stand_for(office):
    files = office.send()

    def edit(sheet: Worksheet) -> None:
        assert (sheet["E5"].value, sheet["F5"].value) == ("男", "汉族")
        sheet["E5"].value, sheet["F5"].value, sheet["F6"].value = "1", "01", "03"
        sheet["M5"].value, sheet["G5"].value = "硕士生", "1996年2月2日"

    name = office.hand_in(files["01"], edit)
    assert office.found() == {("return.locked", f"{name}!信息核对表!F6")}


def test_what_was_sent_blank_is_told_as_blank_whatever_it_has_become(office):
    files = office.send()
    pinyin = office.frames["pinyin"]
    pinyin.loc[pinyin["student_no"] == "3120200001", "pinyin"] = "Li Ming"
    office.hand_in(files["01"], _write("D5", "Li Min"))
    changes = office.run().changes
    (row,) = changes[changes["field"] == "pinyin"].itertuples()
    assert (row.sent, row.returned) == ("", "Li Min")
