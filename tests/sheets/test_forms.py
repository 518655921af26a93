"""The same table in every form of file reads to the same text."""

import html
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import hypothesis.strategies as st
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet

from gradrecon.samples.xls import write_xls
from gradrecon.sheets.process.sandbox import Sandbox

Rows = list[list[str]]

CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"])
    | st.sampled_from("𬱖䶮\ue863·ɡüǚ’\u200b"),
    min_size=1,
    max_size=8,
).filter(lambda text: text.isprintable() or "\ue863" in text)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)
)


def _xlsx(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            book.active.cell(row, column, value).data_type = "s"
    book.save(path)


def _xls(path: Path, rows: Rows) -> None:
    write_xls(path, {"Sheet1": rows})


def _text(encoding: str) -> Callable[[Path, Rows], None]:
    def write(path: Path, rows: Rows) -> None:
        quoted = ["\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
        path.write_bytes("\r\n".join(quoted).encode(encoding))

    return write


def _html(path: Path, rows: Rows) -> None:
    lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    path.write_text(f"<meta charset=utf-8><table>{table}</table>", encoding="utf-8")


def _spreadsheetml(path: Path, rows: Rows) -> None:
    data = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    lines = ("".join(data.format(escape(cell)) for cell in row) for row in rows)
    table = "".join(f"<Row>{line}</Row>" for line in lines)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="a"><Table>{table}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )


def _parquet(path: Path, rows: Rows) -> None:
    columns = [pa.array(column) for column in zip(*rows[1:], strict=True)]
    parquet.write_table(pa.Table.from_arrays(columns, rows[0]), path)


FORMS = {
    "xlsx": _xlsx,
    "xls": _xls,
    "utf-8-sig": _text("utf-8-sig"),
    "gb18030": _text("gb18030"),
    "utf-16": _text("utf-16"),
    "html": _html,
    "spreadsheetml": _spreadsheetml,
    "parquet": _parquet,
}


@pytest.fixture(scope="module")
def sandbox():  # type: ignore[no-untyped-def]
    with Sandbox() as one:
        yield one


@pytest.mark.parametrize("form", [form for form in FORMS if form != "gb18030"])
@given(rows=TABLES)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_every_form_says_the_same(form: str, rows: Rows, sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "表"
    FORMS[form](path, rows)
    assert sandbox.read(path).sheets[0].cells == rows


@given(rows=TABLES)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_gb18030_says_the_same_where_it_holds_chinese(
    rows: Rows, sandbox: Sandbox, tmp_path: Path
) -> None:
    # Chinese in GB18030 is never UTF-8 by chance; a few other characters may be.
    path, rows = tmp_path / "表", [["学号" for _ in rows[0]], *rows]
    FORMS["gb18030"](path, rows)
    assert sandbox.read(path).sheets[0].cells == rows
