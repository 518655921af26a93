"""What a person reads about the files: where, what kind, what to do, and never a name or number."""

from pathlib import Path

import openpyxl

from gradrecon.outputs.workbooks.intake import intake_workbook
from gradrecon.reading import intake_text

HEAD = ["学号", "姓名", "身份证号", "学院", "籍贯"]
ROWS = [
    HEAD,
    ["2022180001", "张 三", 9.90101199901011e17, "法学院", "北京"],
    ["", "李四", "", "法学院", "天津"],
]


def test_each_file_with_sheet_header_columns_rows_and_notes(folder) -> None:
    folder.xls("学籍名册.xls", ROWS)
    folder.text("照片.txt", "x")
    said = intake_text(folder.read())
    for words in (
        "1 个文件，2 行，其中 1 行不能使用，1 个单元格已损坏",
        "学籍名册.xls（xls，6 KB）",
        "工作表“Sheet1”：表头在第 1 行，2 行，其中 1 行不能使用",
        "读作：学号 A、姓名 B、身份证号 C、学院 D",
        "未读的列：籍贯",
        "损坏：长数字被截断 1 处（Sheet1!C2）",
        "备注：空格 1 处（Sheet1!B2）",
        "【不属于任何来源的文件】\n  照片.txt",
        "没有找到这个来源的文件",
    ):
        assert words in said
    assert "张" not in said and "9901" not in said


def test_the_workbook_says_the_same_by_cell(folder, tmp_path: Path) -> None:
    folder.xls("学籍名册.xls", ROWS)
    path = tmp_path / "读取报告.xlsx"
    intake_workbook(folder.read(), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["文件", "需要处理", "单元格", "不能使用的行"]
    cells = list(book["单元格"].iter_rows(min_row=2, values_only=True))
    assert ("学籍名册", "学籍名册.xls!Sheet1!C2", "身份证号", "长数字被截断", "是") in cells
    unusable = list(book["不能使用的行"].iter_rows(min_row=2, values_only=True))
    assert unusable == [("学籍名册", "学籍名册.xls!Sheet1!3", "学号为空")]
