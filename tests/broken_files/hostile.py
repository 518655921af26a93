"""Files made to harm: bombs, entities, links out, sheets without end."""

from parts import (
    GOOD,
    PACKAGE,
    TABLE,
    Case,
    archive,
    book,
    cell,
    data,
    html,
    sheet,
    spreadsheetml,
)

PARTS = book({"Sheet1": sheet(data(TABLE))})
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
DOCTYPE = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def _with_name(text: str, prolog: str) -> bytes:
    return archive({**PARTS, SHEET: prolog + str(PARTS[SHEET]).replace("张三", text)})


CASES = {
    "bomb.xlsx": Case(
        "a sheet that inflates to 300 MB",
        archive({**PARTS, SHEET: sheet(data(TABLE) + " " * 300_000_000)}),
        wrong="解压后",
    ),
    "laughs.xlsx": Case("entities that multiply", _with_name("&l9;", DOCTYPE), wrong=""),
    "laughs.xls": Case(
        "the same in XML of Excel 2003", spreadsheetml(TABLE, DOCTYPE).encode(), wrong="声明了实体"
    ),
    "outside_entity.xls": Case(
        "an entity that names a file", spreadsheetml(TABLE, OUTSIDE).encode(), wrong="声明了实体"
    ),
    "outside_link.xlsx": Case(
        "a link to another workbook: not fetched",
        archive(
            {
                **PARTS,
                "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}'
                '/relationships"><Relationship Id="rId1" TargetMode="External" Target="http://'
                'invalid.invalid/a.xlsx"/></Relationships>',
            }
        ),
        GOOD,
    ),
    "climbing_names.xlsx": Case(
        "a part whose name climbs out of the folder",
        archive({**PARTS, "../../evil.txt": "a"}),
        GOOD,
    ),
    "million_rows.xlsx": Case(
        "1,048,576 rows, of which three are filled",
        archive({**PARTS, SHEET: sheet(data(TABLE) + "<row/>" * 1_048_573)}),
        GOOD,
    ),
    "far_corner.xlsx": Case(
        "a blank in the last cell of all",
        archive(
            {
                **PARTS,
                SHEET: sheet(data(TABLE) + f'<row r="1048576">{cell("XFD1048576", " ")}</row>'),
            }
        ),
        GOOD,
        remark="第二种",
    ),
    "endless_span.xls": Case(
        "a title over a thousand million columns",
        html([["名册"], *TABLE]).replace("<td>", "<td colspan=999999999>", 1).encode(),
        GOOD,
    ),
    "deep.xls": Case(
        "tables within tables, two hundred deep",
        b"<table><tr><td>" * 200 + html(TABLE).encode(),
        GOOD,
    ),
    "abyss.xls": Case(
        "the same, twenty thousand deep",
        b"<table><tr><td>" * 20_000 + html(TABLE).encode(),
        GOOD,
    ),
    "long_line.csv": Case("one line of 200,000 commas", b"," * 200_000 + b"x", wrong="列"),
}
