"""Cells: numbers that Excel has ruined, formulas, errors, dates, and characters that deceive."""

from parts import GOOD, HEAD, LI, TABLE, ZHANG, Case, archive, book, data, sheet, xlsx
from parts import MAIN as SPACE

from gradrecon.samples.xls import xls_bytes

DATES = ["20000101", "2000-1-1", "2000/1/1", "2000.01.01", "2000年1月1日", 36526, 20000101]
STYLES = (
    f'<styleSheet {SPACE}><numFmts count="1"><numFmt numFmtId="164" formatCode="0000000000"/>'
    '</numFmts><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def _with(column: int, value: object) -> bytes:
    """The table with another value in a column of its first row."""
    return xlsx([HEAD, [*ZHANG[:column], value, *ZHANG[column + 1 :]], LI])


def _styled(value: str, row: list[object]) -> bytes:
    parts = book({"Sheet1": sheet(data([HEAD, [value, *row[1:]], LI]))})
    return archive({**parts, "xl/styles.xml": STYLES, **_style_link(parts)})


def _style_link(parts: dict[str, str | bytes]) -> dict[str, str]:
    links = str(parts["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="styles.xml"/></Relationships>'
    return {"xl/_rels/workbook.xml.rels": links.replace("</Relationships>", link)}


def _dated(values: list[object], settings: str = "") -> bytes:
    rows = [[f"20221800{n:02d}", "张三", ZHANG[2], "法学院", v] for n, v in enumerate(values)]
    return archive(book({"Sheet1": sheet(data([[*HEAD, "出生日期"], *rows]))}, settings))


def _people(count: int) -> list[list[str]]:
    return [[f"20221800{n:02d}", "张三", ZHANG[2], "法学院"] for n in range(count)]


NO_ID = [[*ZHANG[:2], "", ZHANG[3]], LI]
NO_NUMBER = [["", *ZHANG[1:]], LI]


def _named(name: str) -> list[list[str]]:
    return [[ZHANG[0], name, *ZHANG[2:]], LI]


CASES = {
    "id_as_number.xlsx": Case(
        "an ID number kept as a number",
        _with(2, 990101199901011236),
        NO_ID,
        [("C2", "长数字被截断")],
    ),
    "id_as_number.xls": Case(
        "the same in the old format",
        xls_bytes({"Sheet1": [HEAD, [*ZHANG[:2], 990101199901011236.0, ZHANG[3]], LI]}),
        NO_ID,
        [("C2", "长数字被截断")],
    ),
    "number_as_number.xlsx": Case(
        "a student number of ten digits kept as a number is good", _with(0, 2022180001), GOOD
    ),
    "fraction.xlsx": Case(
        "a student number with a fraction",
        _with(0, 2022180001.5),
        NO_NUMBER,
        [("A2", "号码带小数")],
    ),
    "lost_zeros.xlsx": Case(
        "numbers that begin with 0, one of which has lost it",
        xlsx(
            [HEAD]
            + [[number, *LI[1:]] for number in ("0218001", "0218002", "0218003", 218004)]
            + [[f"02180{n:02d}", *LI[1:]] for n in range(10, 20)]
        ),
        [[number, *LI[1:]] for number in ("0218001", "0218002", "0218003", "")]
        + [[f"02180{n:02d}", *LI[1:]] for n in range(10, 20)],
        [("A5", "丢失前导零")],
    ),
    "hollow_formula.xlsx": Case(
        "a formula without a stored result",
        _with(2, '<c r="{r}"><f>VLOOKUP(A2,Sheet2!A:C,3,0)</f></c>'),
        NO_ID,
        [("C2", "公式无结果")],
    ),
    "formula.xlsx": Case(
        "a formula with its result",
        _with(2, f'<c r="{{r}}" t="str"><f>"x"</f><v>{ZHANG[2]}</v></c>'),
        GOOD,
    ),
    "error_value.xlsx": Case(
        "#N/A where a number should be",
        _with(0, '<c r="{r}" t="e"><v>#N/A</v></c>'),
        NO_NUMBER,
        [("A2", "错误值")],
    ),
    "padded_by_format.xlsx": Case(
        "a number that only its format shows with leading zeros",
        _styled('<c r="{r}" s="1"><v>22180001</v></c>', list(ZHANG)),
        NO_NUMBER,
        [("A2", "显示与值不同")],
    ),
    "number_became_date.xlsx": Case(
        "a number that Excel made a date",
        _styled('<c r="{r}" s="2"><v>45000</v></c>', list(ZHANG)),
        NO_NUMBER,
        [("A2", "号码变成日期")],
    ),
    "true_as_number.xlsx": Case(
        "TRUE where a number should be",
        _with(0, '<c r="{r}" t="b"><v>1</v></c>'),
        [["TRUE", *ZHANG[1:]], LI],
    ),
    "full_width.xlsx": Case(
        "full-width digits", _with(0, "２０２２１８０００１"), GOOD, [("A2", "文本标记")]
    ),
    "zero_width.xlsx": Case(
        "a zero-width space in a number", _with(0, "2022\u200b180001"), GOOD, [("A2", "不可见字符")]
    ),
    "spaces_in_number.xlsx": Case(
        "an ID number in groups", _with(2, "990101 19990101 1236"), GOOD, [("C2", "空格")]
    ),
    "x_of_another_script.xlsx": Case(
        "Х U+0425 for X",
        xlsx([HEAD, ZHANG, [*LI[:2], LI[2][:-1] + "Х", LI[3]]]),
        GOOD,
        [("C3", "形近字符")],
    ),
    "no_break_space.xlsx": Case(
        "a no-break space in a name", _with(1, "张\u00a0三"), GOOD, [("B2", "空格")]
    ),
    "wide_space.xlsx": Case(
        "an ideographic space in a name", _with(1, "张\u3000三"), GOOD, [("B2", "空格")]
    ),
    "break_in_name.xlsx": Case(
        "a line break in a name", _with(1, "张\n三"), GOOD, [("B2", "换行")]
    ),
    "radicals.xlsx": Case(
        "radicals U+2F42 and U+2EE2", _with(1, "⻢⽂"), _named("马文"), [("B2", "部首字符")]
    ),
    "middle_dot.xlsx": Case(
        "another dot in a name", _with(1, "阿里•买买提"), _named("阿里·买买提"), [("B2", "间隔号")]
    ),
    "emoji.xlsx": Case(
        "an emoji in a name", _with(1, "张三😀"), _named("张三😀"), [("B2", "表情符号")]
    ),
    "private_use.xlsx": Case(
        "䶮 as U+E863 of an old system",
        _with(1, "张\ue863"),
        _named("张\ue863"),
        [("B2", "私用区字符")],
    ),
    "question_mark.xlsx": Case(
        "? in place of a character", _with(1, "张?"), _named("张?"), [("B2", "存疑字符")]
    ),
    "dates.xlsx": Case(
        "seven kinds of date",
        _dated(DATES),
        _people(7),
        more={"birth_date": ["2000-01-01"] * 7},
    ),
    "dates_of_1904.xlsx": Case(
        "serials of the date system of 1904",
        _dated([35064], '<workbookPr date1904="1"/>'),
        _people(1),
        more={"birth_date": ["2000-01-01"]},
    ),
    "no_dates.xlsx": Case(
        "what is no date stands as it came",
        _dated(["2000-02-30", "不详"]),
        _people(2),
        [("E2", "日期无法识别"), ("E3", "占位文字")],
        more={"birth_date": ["2000-02-30", ""]},
    ),
    "plain.xls": Case("the old format", xls_bytes({"Sheet1": TABLE}), GOOD),
}
