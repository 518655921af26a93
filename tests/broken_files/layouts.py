"""Where the table is and which column is which: titles, feet, merged cells, hidden things."""

from parts import (
    GOOD,
    HEAD,
    LI,
    TABLE,
    ZHANG,
    Case,
    archive,
    book,
    data,
    sheet,
    text,
    xlsx,
)

WANG = ["2022180003", "王五", "990101199901031237", "法学院"]
TITLE = ["2025届毕业研究生学籍名册"]
FOOT = [["合计：2人"], ["经办人：", "王五", "主管院长："], ["（公章）"], ["2025年2月28日"]]


def _merged(*places: str) -> str:
    listed = "".join(f'<mergeCell ref="{place}"/>' for place in places)
    return f'<mergeCells count="{len(places)}">{listed}</mergeCells>'


CASES = {
    "title.xlsx": Case("a title and instructions", xlsx([TITLE, ["请核对"], [], *TABLE]), GOOD),
    "foot.xlsx": Case("a foot to be signed", xlsx([*TABLE, [], *FOOT]), GOOD),
    "below_the_foot.xlsx": Case(
        "a name added by hand below the foot", xlsx([*TABLE, FOOT[0], WANG]), [*GOOD, WANG]
    ),
    "pages.xlsx": Case(
        "title and header again on each page",
        xlsx([TITLE, *TABLE, TITLE, HEAD, WANG]),
        [*GOOD, WANG],
    ),
    "two_line_header.xlsx": Case(
        "a header of two lines, merged across and down",
        xlsx(
            [["学号", "姓名", "证件", "", "学院"], ["", "", "类型", "身份证号", ""]]
            + [[row[0], row[1], "身份证", row[2], row[3]] for row in GOOD],
            after=_merged("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
        ),
        GOOD,
    ),
    "blank_lines.xlsx": Case(
        "blank rows and columns between",
        xlsx(
            [[], ["", *HEAD[:2], "", *HEAD[2:]], []]
            + [line for row in GOOD for line in (["", *row[:2], "", *row[2:]], [])]
        ),
        GOOD,
    ),
    "merged_college.xlsx": Case(
        "one merged cell of college for its students",
        xlsx([HEAD, ZHANG, [*LI[:3], ""], [*WANG[:3], ""]], after=_merged("D2:D4")),
        [ZHANG, [*LI[:3], ZHANG[3]], [*WANG[:3], ZHANG[3]]],
    ),
    "grouped_college.xlsx": Case(
        "the college only in the first row of its group",
        xlsx([HEAD, ZHANG, [*LI[:3], ""], WANG]),
        [ZHANG, [*LI[:3], ZHANG[3]], WANG],
    ),
    "missing_college.xlsx": Case(
        "colleges written out row by row, one missing",
        xlsx([HEAD, LI, WANG, [*ZHANG[:3], ""]]),
        [LI, WANG, [*ZHANG[:3], ""]],
    ),
    "headings.xlsx": Case(
        "colleges in rows of their own, merged and not, and no column of them",
        xlsx(
            [
                HEAD[:3],
                ["计算机学院（共1人）"],
                ZHANG[:3],
                ["二、法学院", "", "2人"],
                LI[:3],
                WANG[:3],
            ],
            after=_merged("A2:C2"),
        ),
        [ZHANG, LI, WANG],
    ),
    "headings_again.xlsx": Case(
        "the college above a header that comes again for each",
        xlsx([["计算机学院"], HEAD, [*ZHANG[:3], ""], ["【法学院】"], HEAD, [*LI[:3], ""]]),
        GOOD,
    ),
    "headings_and_column.xlsx": Case(
        "a row that says another college than its heading: the blank below may mean either",
        xlsx([HEAD, ["计算机学院"], [*ZHANG[:3], ""], LI, [*WANG[:3], ""], ["共3人"]]),
        [ZHANG, LI, [*WANG[:3], ""]],
    ),
    "heading_of_nobody.xlsx": Case(
        "a heading that is no college ends the one above and is none itself",
        xlsx([HEAD, ["计算机学院"], [*ZHANG[:3], ""], ["", "", "以下为补报"], LI[:3]]),
        [ZHANG, ["", "", "以下为补报", ""], [*LI[:3], ""]],
    ),
    "decorated_header.xlsx": Case(
        "headers with marks, breaks, spaces and brackets",
        xlsx([["*学 号", "姓\n名：", "身份证号（必填）", "1. 学院"], *GOOD]),
        GOOD,
    ),
    "platform_header.csv": Case(
        "the platform's field names, in lower case",
        text([["xh", "xm", "sfzh", "fy"], *GOOD]).encode(),
        GOOD,
    ),
    "two_of_one_meaning.xlsx": Case(
        "学籍号 beside 学号: the title has it",
        xlsx([["学籍号", *HEAD], ["G1", *ZHANG], ["G2", *LI]]),
        GOOD,
    ),
    "sheet_for_each.xlsx": Case(
        "a sheet for each college, and one of instructions",
        archive(
            book(
                {
                    "说明": sheet(data([["填表说明"], ["请如实填写"]])),
                    "计算机": sheet(data([HEAD, ZHANG])),
                    "法学": sheet(data([TITLE, HEAD, LI])),
                }
            )
        ),
        GOOD,
    ),
    "summary.xlsx": Case(
        "a sheet for each college, and a summary of them in another order",
        archive(
            book(
                {
                    "汇总": sheet(data([["序号", *HEAD], ["1", *LI], ["2", *ZHANG], ["3", *WANG]])),
                    "计算机": sheet(data([HEAD, ZHANG])),
                    "法学": sheet(data([HEAD, LI, WANG])),
                }
            )
        ),
        [ZHANG, LI, WANG],
    ),
    "summary_differs.xlsx": Case(
        "a summary that does not say the same: both are read",
        archive(
            book(
                {
                    "汇总": sheet(data([HEAD, ZHANG, [LI[0], "李四四", *LI[2:]]])),
                    "计算机": sheet(data([HEAD, ZHANG])),
                    "法学": sheet(data([HEAD, LI])),
                }
            )
        ),
        [ZHANG, [LI[0], "李四四", *LI[2:]], ZHANG, LI],
    ),
    "hidden_copy.xlsx": Case(
        "an old copy in a hidden sheet",
        archive(
            book(
                {"名册": sheet(data(TABLE)), "旧": sheet(data([HEAD, WANG]))},
                states={"旧": 'state="hidden"'},
            )
        ),
        GOOD,
    ),
    "hidden_rows.xlsx": Case(
        "a filter hides a row: read and counted",
        xlsx(TABLE, attributes={3: 'hidden="1"'}),
        GOOD,
        hidden=1,
    ),
    "no_header.csv": Case("no header", text(GOOD).encode(), wrong="没有找到表头"),
    "absent_column.csv": Case(
        "a required column is not there",
        text([["学号", "姓名", "学院"], ["2022180001", "张三", "法学院"]]).encode(),
        wrong="缺少必需的列：身份证号",
        where="!1",
    ),
    "wrong_column.csv": Case(
        "names in the column of ID numbers",
        text([HEAD, *[[row[0], row[1], row[3], row[3]] for row in (ZHANG, LI, WANG)]]).encode(),
        wrong="“身份证号”列里有 3 个值是汉字",
        where="!C2",
    ),
    "nobody.csv": Case(
        "a row without a number",
        text([HEAD, ["", "张三", "", "法学院"], LI]).encode(),
        [["", "张三", "", "法学院"], LI],
    ),
}
