"""Text: encodings, separators, quotes, and the tricks that keep Excel from touching a number."""

from parts import GOOD, HEAD, LI, TABLE, ZHANG, Case, text

THIRD = ["2022180003", "王五", "990101199901031237", "法学院"]
RARE = ["2022180003", "䶮𬱖", "990101199901031237", "法学院"]
NO_TEXT = "内容不是表格，也不是 UTF-8、UTF-16 或 GB18030 编码的文本"


def _of(second: list[str]) -> bytes:
    return text([HEAD, second, LI]).encode()


CASES = {
    "utf8.csv": Case("UTF-8 without a mark", text(TABLE).encode(), GOOD),
    "utf8_mark.csv": Case("UTF-8 with a byte order mark", text(TABLE).encode("utf-8-sig"), GOOD),
    "gb18030.csv": Case(
        "GB18030, as Chinese Excel saves csv, with rare characters",
        text([*TABLE, RARE]).encode("gb18030"),
        [*GOOD, RARE],
    ),
    "utf16.csv": Case("UTF-16 with a mark", text(TABLE).encode("utf-16"), GOOD),
    "utf16_big_endian.csv": Case(
        "UTF-16 big-endian with a mark", b"\xfe\xff" + text(TABLE).encode("utf-16-be"), GOOD
    ),
    "utf16_no_mark.csv": Case("UTF-16 without a mark", text(TABLE).encode("utf-16-le"), GOOD),
    "tabs.xls": Case("tabs, called xls", text(TABLE, "\t").encode("gb18030"), GOOD),
    "semicolons.csv": Case("semicolons", text(TABLE, ";").encode(), GOOD),
    "bars.txt": Case("vertical bars", text(TABLE, "|").encode(), GOOD),
    "sep_line.csv": Case("Excel's own sep= line", b"sep=^\r\n" + text(TABLE, "^").encode(), GOOD),
    "old_mac_lines.csv": Case("lines end in CR only", text(TABLE, end="\r").encode(), GOOD),
    "break_in_cell.csv": Case(
        "a line break within quotes",
        _of([ZHANG[0], ZHANG[1], ZHANG[2], '"计算机\r\n学院"']),
        [[*ZHANG[:3], "计算机 学院"], LI],
        [("D2", "换行")],
    ),
    "open_quote.csv": Case(
        "a quote that nothing closes",
        text([HEAD, [ZHANG[0], '"张三', *ZHANG[2:]], LI, LI, LI]).encode(),
        [[ZHANG[0], '"张三', *ZHANG[2:]], LI, LI, LI],
        remark="引号没有成对",
    ),
    "ragged.csv": Case(
        "rows shorter and longer than the header",
        text([HEAD, ZHANG[:2], [*LI, "多", "余"], [*THIRD, "", ""]]).encode(),
        [[*ZHANG[:2], "", ""], ["", *LI[1:]], THIRD],
        [("A3", "单元格错位")],
        remark="第 3 行的单元格多于表头",
    ),
    "end_mark.csv": Case("a DOS end-of-file mark", text(TABLE).encode() + b"\x1a", GOOD),
    "empty.csv": Case("nothing at all", b"", wrong="文件是空的"),
    "blank.csv": Case("only blanks", b" \r\n\t\r\n" * 9, wrong="文件是空的"),
    "header_only.csv": Case("no rows", text([HEAD]).encode(), wrong="一行数据也没有"),
    "latin1.csv": Case("an encoding of elsewhere", b"\xe9t\xe9,No\xebl\n1,\xff\n", wrong=NO_TEXT),
    "zero_bytes.csv": Case("zero bytes among the text", b"a,b\n\x00\x00,1\n", wrong=NO_TEXT),
    "half_character.csv": Case(
        "UTF-8 by its mark, and not in its third line",
        text(TABLE).encode("utf-8-sig")[:-9] + b"\xff\r\n",
        [ZHANG, [*LI[:3], "\ufffd\ufffd"]],
        [("D3", "文字丢失")],
        remark="第 3 行有不能解码的字节",
    ),
    "scientific.csv": Case(
        "an ID number that Excel saved as 9.9E+17",
        _of([*ZHANG[:2], "9.90101E+17", ZHANG[3]]),
        [[*ZHANG[:2], "", ZHANG[3]], LI],
        [("C2", "科学计数法")],
    ),
    "zeros_at_the_end.csv": Case(
        "an ID number that ends in 000 and fails its check",
        _of([*ZHANG[:2], "990101199901011000", ZHANG[3]]),
        [[*ZHANG[:2], "", ZHANG[3]], LI],
        [("C2", "长数字被截断")],
    ),
    "equals_quote.csv": Case(
        'numbers kept as ="…"',
        _of(['"=""2022180001"""', ZHANG[1], '="990101199901011236"', ZHANG[3]]),
        GOOD,
        [("A2", "文本标记"), ("C2", "文本标记")],
    ),
    "apostrophes.csv": Case(
        "numbers kept with an apostrophe or a tab",
        _of(["'2022180001", ZHANG[1], "\t990101199901011236", ZHANG[3]]),
        GOOD,
        [("A2", "文本标记"), ("C2", "空格")],
    ),
    "hashes.csv": Case(
        "a number that was shown as ##### and saved so",
        _of([*ZHANG[:2], "########", ZHANG[3]]),
        [[*ZHANG[:2], "", ZHANG[3]], LI],
        [("C2", "只剩井号")],
    ),
    "na_is_a_name.csv": Case(
        "a family called NA; null stands for no name",
        text([HEAD, [ZHANG[0], "NA", *ZHANG[2:]], [LI[0], "null", *LI[2:]]]).encode(),
        [[ZHANG[0], "NA", *ZHANG[2:]], [LI[0], "", *LI[2:]]],
        [("B3", "占位文字")],
    ),
    "many_columns.csv": Case(
        "16,384 empty columns",
        text([[*row, *[""] * 16_380] for row in TABLE]).encode(),
        GOOD,
    ),
}
