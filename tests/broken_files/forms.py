"""Forms of files that are not what they are called, and workbooks of other writers."""

import re

from parts import (
    GOOD,
    HEAD,
    LI,
    MAIN,
    RELATIONS,
    TABLE,
    ZHANG,
    Case,
    archive,
    book,
    data,
    dbf,
    html,
    sheet,
    spreadsheetml,
    xlsx,
)

from gradrecon.samples.xls import xls_bytes

FIELDS = [("XH", "C", 10), ("XM", "C", 12), ("SFZH", "C", 18), ("FY", "C", 30)]
XLS = xls_bytes({"Sheet1": TABLE})
XLSX = xlsx(TABLE)
PARTS = book({"Sheet1": sheet(data(TABLE))})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def _shared(items: str, first: int = 0) -> bytes:
    """The table with its texts kept apart, as Excel does; `items` are the shared texts."""
    numbers = iter(range(first, first + 100))
    inner = re.sub(
        r't="inlineStr"><is><t xml:space="preserve">([^<]*)</t></is>',
        lambda found: f't="s"><v>{next(numbers)}</v>',
        data(TABLE),
    )
    return archive({**PARTS, "xl/worksheets/sheet1.xml": sheet(inner), **_strings(items)})


def _strings(items: str) -> dict[str, str]:
    link = f'<Relationship Id="rId98" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    links = str(PARTS["xl/_rels/workbook.xml.rels"])
    return {
        "xl/sharedStrings.xml": f"<sst {MAIN}>{items}</sst>",
        "xl/_rels/workbook.xml.rels": links.replace("</Relationships>", link + "</Relationships>"),
    }


def _renamed(old: str, new: str) -> bytes:
    """The table with another name for some of the parts."""
    parts = ((k, v.replace(old, new) if isinstance(v, str) else v) for k, v in PARTS.items())
    return archive({name.replace(old, new): content for name, content in parts})


def _changed(part: str, old: str, new: str) -> bytes:
    return archive({**PARTS, part: str(PARTS[part]).replace(old, new)})


SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "".join(f"<si><t>{value}</t></si>" for row in TABLE for value in row)
RICH = TEXTS.replace(
    "<t>张三</t>", '<r><t>张</t></r><r><t>三</t></r><rPh sb="0" eb="1"><t>チャン</t></rPh>'
)
CALLED = {"xlsx_called.xls": XLSX, "xls_called.xlsx": XLS}

CASES = {
    **{name: Case("called what it is not", content, GOOD) for name, content in CALLED.items()},
    "page_gb2312.xls": Case(
        "HTML in GBK, called xls",
        html(TABLE).replace("<html>", "<html><meta charset=gb2312>").encode("gb18030"),
        GOOD,
    ),
    "page_wrong_charset.xls": Case(
        "HTML that is UTF-8 and claims GB2312",
        ("<meta charset=gb2312>" + html(TABLE)).encode(),
        GOOD,
    ),
    "page_with_spans.xls": Case(
        "HTML with a title over all columns and a college over two rows",
        f"<table><tr><td colspan=4>名册</td></tr>{html([HEAD])[21:-22]}"
        f"<tr><td>{ZHANG[0]}<td>张三<td>{ZHANG[2]}<td rowspan=2>法学院"
        f"<tr><td>{LI[0]}<td>李四<td>{LI[2]}</table>".encode(),
        [[*ZHANG[:3], "法学院"], LI],
    ),
    "page_without_table.xls": Case(
        "HTML without a table", b"<html>a</html>", wrong="网页里没有表格"
    ),
    "web_archive.xls": Case(
        "a web page in one file",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html; charset=utf-8\n\n" + html(TABLE).encode() + b"\n--x--\n",
        GOOD,
    ),
    "spreadsheetml.xls": Case("XML of Excel 2003", spreadsheetml(TABLE).encode(), GOOD),
    "spreadsheetml_comment.xls": Case(
        "a comment on a number, in an element of the same name as the value",
        spreadsheetml(TABLE)
        .replace(
            f"{ZHANG[0]}</Data>",
            f"{ZHANG[0]}</Data><Comment><ss:Data><B>王老师：</B>已核</ss:Data></Comment>",
        )
        .encode(),
        GOOD,
        [("A2", "批注")],
    ),
    "spreadsheetml_control.xls": Case(
        "a character that XML may not hold",
        spreadsheetml(TABLE).replace("张三", "张&#2;三\x03").encode(),
        GOOD,
        remark="控制字符",
    ),
    "spreadsheetml_gb2312.xls": Case(
        "the same in GB18030, which it says",
        spreadsheetml(TABLE)
        .replace('version="1.0"', 'version="1.0" encoding="gb2312"')
        .encode("gb18030"),
        GOOD,
    ),
    "spreadsheetml_cut.xls": Case(
        "the same, cut", spreadsheetml(TABLE).encode()[:-60], wrong="XML 不完整或已损坏"
    ),
    "other_xml.xls": Case("another XML", b"<?xml version='1.0'?><a/>", wrong="不是 Excel 的 XML"),
    "gb18030.dbf": Case("DBF without a code page", dbf(FIELDS, GOOD), GOOD),
    "utf8.dbf": Case("DBF in UTF-8", dbf(FIELDS, GOOD, encoding="utf-8"), GOOD),
    "deleted.dbf": Case(
        "a deleted record", dbf(FIELDS, [ZHANG, LI], deleted=[0]), [LI], remark="1 条已删除"
    ),
    "cut_value.dbf": Case(
        "a field too narrow by half a character",
        dbf([*FIELDS[:3], ("FY", "C", 7)], GOOD),
        [[*ZHANG[:3], "计算机"], LI],
        [("D2", "超长被截")],
    ),
    "full_value.dbf": Case(
        "a value that fills its field",
        dbf([*FIELDS[:3], ("FY", "C", 10)], GOOD),
        GOOD,
        [("D2", "占满字段宽度")],
    ),
    "count_lies.dbf": Case(
        "a header that claims more records than there are",
        dbf(FIELDS, GOOD, count=99),
        GOOD,
        remark="文件可能不完整",
    ),
    "count_too_small.dbf": Case(
        "a header that counts fewer records than there are",
        dbf(FIELDS, GOOD, count=1),
        GOOD,
        remark="文件头说有 1 条记录，实有 2 条",
    ),
    "memo_missing.dbf": Case(
        "texts that stand in a file of their own, which is not there",
        dbf([*FIELDS, ("BZ", "M", 10)], [[*ZHANG, "1"], [*LI, ""]]),
        GOOD,
        remark="备注型字段 BZ",
    ),
    "mixed_encodings.dbf": Case(
        "a record in UTF-8 among others in GB18030",
        dbf(FIELDS, [ZHANG, ZHANG, LI]).replace(
            "李四".encode("gb18030").ljust(12), "李四".encode().ljust(12)
        ),
        [ZHANG, ZHANG, LI],
        remark="第 3 条记录有文字不是 GB18030 编码",
    ),
    "no_terminator.dbf": Case(
        "field descriptors without an end", dbf(FIELDS, GOOD, terminator=b""), GOOD
    ),
    "unknown_type.dbf": Case(
        "a field of a type that nobody knows",
        dbf([*FIELDS, ("XX", "?", 3)], [[*row, "abc"] for row in GOOD]),
        GOOD,
    ),
    "bad_date.dbf": Case(
        "a date that is none",
        dbf([*FIELDS, ("CSRQ", "D", 8)], [[*ZHANG, "2000134x"], [*LI, ""]]),
        GOOD,
        [("E2", "日期无法识别")],
        more={"birth_date": ["2000134x", ""]},
    ),
    "password.xlsx": Case(
        "a workbook with a password",
        OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900,
        wrong="打开密码",
    ),
    "old_word.xls": Case(
        "an old Word document", OLE + "WordDocument".encode("utf-16-le"), wrong="旧版 Word"
    ),
    "new_word.xlsx": Case(
        "a Word document", archive({"word/document.xml": "<a/>"}), wrong="Word 文档"
    ),
    "other_office.xls": Case("no workbook in it", OLE + b"\0" * 900, wrong="没有工作簿"),
    "document.xlsx": Case("a PDF", b"%PDF-1.4\n", wrong="PDF"),
    "picture.xls": Case("a picture", b"\xff\xd8\xff\xe0" + bytes(range(256)), wrong="图片"),
    "packed.xlsx": Case("a zip file of something else", archive({"a.txt": "a"}), wrong="压缩包"),
    "cut.xlsx": Case("cut in half", XLSX[: len(XLSX) // 2], wrong="不完整或已损坏"),
    "cut.xls": Case("cut in half", XLS[:1200], wrong="损坏"),
    "no_styles_no_places.xlsx": Case(
        "cells and rows that do not say where they are",
        archive({**PARTS, SHEET: re.sub(r' r="\w+"', "", str(PARTS[SHEET]))}),
        GOOD,
    ),
    "prefixed.xlsx": Case(
        "elements with a prefix",
        archive(
            {
                **PARTS,
                SHEET: re.sub(r"<(/?)(\w)", r"<\1x:\2", str(PARTS[SHEET])).replace(
                    "xmlns=", "xmlns:x="
                ),
            }
        ),
        GOOD,
    ),
    "utf16_parts.xlsx": Case(
        "a sheet's XML in UTF-16",
        archive(
            {
                **PARTS,
                SHEET: ('<?xml version="1.0" encoding="UTF-16"?>' + str(PARTS[SHEET])).encode(
                    "utf-16"
                ),
            }
        ),
        GOOD,
        remark="第二种",
    ),
    "shared_texts.xlsx": Case("texts kept apart", _shared(TEXTS), GOOD),
    "rich_text.xlsx": Case("a name in two fonts, with its reading", _shared(RICH), GOOD),
    "texts_missing.xlsx": Case(
        "texts that the sheet refers to and that are not there",
        _shared(TEXTS, first=99),
        wrong="",
    ),
    "absolute_targets.xlsx": Case(
        "parts named from the root",
        _changed("xl/_rels/workbook.xml.rels", 'Target="', 'Target="/xl/'),
        GOOD,
    ),
    "other_names.xlsx": Case(
        "a workbook part by another name",
        _renamed("workbook.xml", "book.xml"),
        GOOD,
        remark="第二种",
    ),
    "backslashes.xlsx": Case(
        "parts named with backslashes",
        archive({name.replace("/", "\\"): content for name, content in PARTS.items()}),
        GOOD,
    ),
    "capitals.xlsx": Case(
        "parts named in capitals",
        archive({name.replace("worksheets", "WorkSheets"): v for name, v in PARTS.items()}),
        GOOD,
    ),
    "strict.xlsx": Case(
        "the strict variant of the standard",
        archive(
            {
                name: str(content)
                .replace(
                    "schemas.openxmlformats.org/spreadsheetml/2006",
                    "purl.oclc.org/ooxml/spreadsheetml",
                )
                .replace(
                    "schemas.openxmlformats.org/officeDocument/2006",
                    "purl.oclc.org/ooxml/officeDocument",
                )
                for name, content in PARTS.items()
            }
        ),
        GOOD,
    ),
    "other_bytes_first.xlsx": Case("other bytes before the workbook", b"junk" * 10 + XLSX, GOOD),
    "other_bytes_last.xlsx": Case("other bytes after the workbook", XLSX + b"junk" * 10, GOOD),
    "escapes.xlsx": Case(
        "characters written by their numbers",
        archive({**PARTS, SHEET: str(PARTS[SHEET]).replace("张三", "&#24352;&#x4e09;")}),
        GOOD,
    ),
    "no_sheets.xlsx": Case("a workbook without sheets", archive(book({})), wrong="没有工作表"),
    "sheet_missing.xlsx": Case(
        "a sheet that is listed and not there",
        archive({name: content for name, content in PARTS.items() if name != SHEET}),
        wrong="损坏",
    ),
    "wrong_dimension.xlsx": Case(
        "a dimension that claims one cell", xlsx(TABLE, '<dimension ref="A1"/>'), GOOD
    ),
    "huge_dimension.xlsx": Case(
        "a dimension that claims seventeen thousand million cells",
        xlsx(TABLE, '<dimension ref="A1:XFD1048576"/>'),
        GOOD,
    ),
    "macros.xlsm": Case("macros: not run", archive({**PARTS, "xl/vbaProject.bin": OLE}), GOOD),
}
