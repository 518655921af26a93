"""What an OpenDocument sheet says beside its values, found by a quick look at its XML.

Only rows in which a mark stands are looked at cell by cell. Element names: OpenDocument 1.3
part 3, 9.1 and 19.749; errors are marked by LibreOffice's `calcext:value-type`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import NamedTuple

from gradrecon.sheets.grid import CellType, Place, Region, Special, Value, number_text
from gradrecon.sheets.marks.marks import Extras, Marks
from gradrecon.sheets.marks.number_format import is_plain, look_of_number

_TABLE = re.compile(rb"<table:table(?=[\s>])([^>]*)>")
_COLUMN = re.compile(rb"<table:table-column\b([^>]*)>")
_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_CELL = re.compile(
    rb"<table:(?P<kind>(?:covered-)?table-cell)\b(?P<says>[^>]*?)"
    rb"(?:/>|>(?P<inner>.*?)</table:(?P=kind)>)",
    re.DOTALL,
)
_PARAGRAPH = re.compile(rb"<text:p\b[^>]*?(?:/>|>(.*?)</text:p>)", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""([\w:-]+)\s*=\s*["']([^"']*)["']""")
_ANNOTATION = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
# What stands in a cell and is none of its text: guides, notes, drawings.
_FOREIGN = re.compile(
    rb"<(office:annotation|text:ruby-text|text:note|draw:[\w-]+)\b.*?</\1>", re.DOTALL
)
_SPACE = re.compile(rb"<text:s\b([^>]*)/>")
_TAG = re.compile(rb"<[^>]*>")
_TRIGGERS = (
    b"table:visibility=", b'calcext:value-type="error"', b"-spanned=", b"<office:annotation",
    b"<text:ruby", b"<text:note", b"<draw:", b"content-validation-name=", b"table:formula=",
    b"<text:line-break", b"<text:tab", b"<number:", b"line-through",
)  # fmt: skip
_CELL_TRIGGERS = _TRIGGERS[1:11]
_OWN_TEXT = (b"<office:annotation", b"<text:ruby", b"<text:note", b"<draw:", b"<text:line-break",
             b"<text:tab")  # fmt: skip
_NUMBERS = frozenset({"float", "percentage", "currency"})
_ERROR = re.compile(r"#(?:N/A|[A-Z]+[!?]|DIV/0!|\w+!)|(?:Err|错误)[:：]\d+", re.IGNORECASE)
_FILLED = (b"<text:p", b"office:value-type=")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# Styles of numbers: their elements, and the code of the same meaning.
_STYLE = re.compile(
    rb"<number:(number|percentage|currency)-style\b([^>]*)>(.*?)</number:\1-style>", re.DOTALL
)
_PIECE = re.compile(
    rb"<number:(number|text|currency-symbol|scientific-number|fraction)\b([^>]*?)"
    rb"(?:/>|>(.*?)</number:\1>)",
    re.DOTALL,
)
_MAP = re.compile(rb"<style:map\b([^>]*)/>")
_CELL_STYLE = re.compile(rb"<style:style\b([^>]*?)(?:/>|>(.*?)</style:style>)", re.DOTALL)
_STRIKE = re.compile(rb"""text-line-through-(?:style|type)=["'](?!none)""")
_VALIDATION = re.compile(rb"<table:content-validation\b([^>]*)>")
_WORDS = re.compile(r"cell-content-is-in-list\((.*)\)", re.DOTALL)


class _Styles(NamedTuple):
    """Cell styles by name: codes of formats that are not plain, and what is struck through."""

    formats: Mapping[str, str]
    struck: frozenset[str]
    choices: Mapping[str, str]

    def among(self, body: bytes) -> bool:
        """Whether the name of one stands in a piece of XML."""
        names = (*self.formats, *self.struck)
        return any(f'"{name}"'.encode() in body for name in names)


def look_at(path: Path) -> Extras:
    """Find the marks of all sheets of an ods file; raise what a damaged one brings about."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("content.xml")
        further = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b""
    return marks_in(xml, further)


def marks_in(xml: bytes, further: bytes = b"") -> Extras:
    """Find the marks in the XML of sheets; `further` are the styles that they share."""
    if not any(trigger in xml for trigger in _TRIGGERS):
        return Extras()
    styles = _styles(xml, further)
    tables = _split(_TABLE, xml)
    return Extras({unescape(says.get("table:name", "")): _marks(x, styles) for says, x in tables})


def _styles(xml: bytes, further: bytes) -> _Styles:
    codes = dict[str, str]()
    for kind, says, inner in (one for part in (further, xml) for one in _STYLE.findall(part)):
        codes[_attributes(says).get("style:name", "")] = _conditional(inner, codes) + _code(
            kind, inner
        )
    formats, struck = dict[str, str](), set[str]()
    for says, inner in (one for part in (further, xml) for one in _CELL_STYLE.findall(part)):
        style = _attributes(says)
        name, parent = style.get("style:name", ""), style.get("style:parent-style-name", "")
        own = style.get("style:data-style-name", "")
        code = codes.get(own, "") if own else formats.get(parent, "")
        if code and not is_plain(code):
            formats[name] = code
        if _STRIKE.search(inner) or (parent in struck and b"text-line-through" not in inner):
            struck.add(name)
    choices = {}
    for found in _VALIDATION.finditer(xml):
        rule = _attributes(found[1])
        if words := _WORDS.search(unescape(rule.get("table:condition", ""))):
            choices[rule.get("table:name", "")] = words[1].replace('"', "").replace(";", ",")
    return _Styles(formats, frozenset(struck), choices)


def _conditional(inner: bytes, codes: Mapping[str, str]) -> str:
    """The sections of a code for the styles that numbers of some size have instead."""
    sections = ""
    for says in map(_attributes, _MAP.findall(inner)):
        condition = unescape(says.get("style:condition", "")).removeprefix("value()")
        code = codes.get(says.get("style:apply-style-name", ""), "")
        sections += f"[{condition}]{code};" if code else ""
    return sections


def _code(kind: bytes, inner: bytes) -> str:
    """The code of a spreadsheet's format that means the same as an OpenDocument style."""
    code = ""
    for name, said, text in _PIECE.findall(inner):
        says = _attributes(said)
        if name in (b"text", b"currency-symbol"):
            literal = unescape(text.decode("utf-8", "replace"))
            code += "%" if kind == b"percentage" and literal.strip() == "%" else f'"{literal}"'
        else:
            code += _digits(says) + {b"scientific-number": "E+0", b"fraction": " ?/?"}.get(name, "")
    return code


def _digits(says: Mapping[str, str]) -> str:
    whole = "0" * min(_number(says, "number:min-integer-digits", 0), 40) or "#"
    if says.get("number:grouping") == "true":
        whole = "#,##" + whole
    decimals = min(_number(says, "number:decimal-places", 0), 40)
    return whole + ("." + "0" * decimals if decimals else "")


@dataclass
class _Found:
    """The marks of a sheet while its rows are walked through."""

    rows: set[int] = field(default_factory=set)
    specials: dict[Place, Value] = field(default_factory=dict)
    merged: list[Region] = field(default_factory=list)
    struck: set[Place] = field(default_factory=set)
    comments: list[tuple[Place, str]] = field(default_factory=list)
    choices: list[tuple[Region, str]] = field(default_factory=list)


def _marks(xml: bytes, styles: _Styles) -> Marks:
    found, at = _Found(), 0
    columns = [*_columns(xml)]
    by_column = any(style in styles.formats or style in styles.struck for _, style, _ in columns)
    for says, body in _split(_ROW, xml):
        again = _number(says, "table:number-rows-repeated")
        after = min(at + again, _LAST_ROW)
        if says.get("table:visibility") in ("collapse", "filter") and _any(_FILLED, body):
            found.rows.update(range(at, after))
        default = says.get("table:default-cell-style-name", "")
        own = default in styles.formats or default in styles.struck
        if own or by_column or _any(_CELL_TRIGGERS, body) or styles.among(body):
            shared = [(span, default or style) for span, style, _ in columns]
            _look_at_cells(body, range(at, after), shared, styles, found)
        at = after
    hidden = frozenset(place for span, _, hides in columns if hides for place in span)
    return Marks(
        frozenset(found.rows),
        hidden,
        found.specials,
        tuple(found.merged),
        struck=frozenset(found.struck),
        comments=tuple(found.comments),
        choices=tuple(found.choices),
    )


def _split(element: re.Pattern[bytes], xml: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Each such element: what it says of itself, and all that follows up to the next."""
    starts = [*element.finditer(xml)]
    ends = [one.start() for one in starts[1:]]
    for start, end in zip(starts, [*ends, len(xml)], strict=False):
        yield _attributes(start[1]), xml[start.end() : end]


def _look_at_cells(
    body: bytes,
    rows: range,
    shared: list[tuple[range, str]],
    styles: _Styles,
    found: _Found,
) -> None:
    """Look at the cells of a row; one that stands for several rows is looked at once."""
    column = 0
    for cell in _CELL.finditer(body):
        says, inner = _attributes(cell["says"]), cell["inner"] or b""
        again = _number(says, "table:number-columns-repeated")
        first = (rows.start, column)
        style = says.get("table:style-name", "") or _style_of(column, shared)
        places = range(column, min(column + again, _LAST_COLUMN))
        if (value := _value(says, inner, styles.formats.get(style, ""))) is not None:
            found.specials.update({(row, at): value for row in rows for at in places})
        if inner and (style in styles.struck or _holds(inner, styles.struck)):
            found.struck.update((row, at) for row in rows for at in places)
        if comment := _ANNOTATION.search(inner):
            found.comments.append((first, own_text(comment[0], within=False)))
        if words := styles.choices.get(says.get("table:content-validation-name", "")):
            found.choices.append(((first, (rows[-1], places[-1])), words))
        down = _number(says, "table:number-rows-spanned")
        across = _number(says, "table:number-columns-spanned")
        if down > 1 or across > 1:
            found.merged.append((first, (rows.start + down - 1, column + across - 1)))
        column += again


def _holds(inner: bytes, names: frozenset[str]) -> bool:
    return any(f'text:style-name="{name}"'.encode() in inner for name in names)


def _style_of(column: int, shared: list[tuple[range, str]]) -> str:
    return next((style for span, style in shared if column in span), "")


def _value(says: Mapping[str, str], inner: bytes, code: str) -> Value | None:
    """What a cell holds, if that is not what a reader gives."""
    kind = says.get("office:value-type", "")
    formula = "table:formula" in says
    text = own_text(inner) if formula or _any(_OWN_TEXT, inner) else ""
    if says.get("calcext:value-type") == "error":
        return Special(own_text(inner) or "#N/A", CellType.ERROR)
    if formula and _ERROR.fullmatch(text):
        return Special(text, CellType.ERROR)
    if formula and not kind and not text:
        return Special("", CellType.HOLLOW)
    if kind in _NUMBERS and code:
        return _number_shown(says.get("office:value", ""), code)
    if kind in ("", "string") and _any(_OWN_TEXT, inner):
        return text
    return None


def _number_shown(said: str, code: str) -> Value | None:
    try:
        value = float(said)
        look = look_of_number(code, value)
    except (ValueError, ArithmeticError):
        return None
    return Special(number_text(value), look) if look else None


def own_text(inner: bytes, *, within: bool = True) -> str:
    """Give the text of a cell: its paragraphs, without guides, notes, comments and drawings."""
    own = _FOREIGN.sub(b"", inner) if within else inner
    return "\n".join(_paragraph(found[1] or b"") for found in _PARAGRAPH.finditer(own))


def _paragraph(xml: bytes) -> str:
    spaced = _SPACE.sub(lambda found: b" " * _number(_attributes(found[1]), "text:c"), xml)
    spaced = spaced.replace(b"<text:line-break/>", b"\n").replace(b"<text:tab/>", b"\t")
    return unescape(_TAG.sub(b"", spaced).decode("utf-8", "replace"))


def _columns(xml: bytes) -> Iterator[tuple[range, str, bool]]:
    """Runs of columns: their places, the style of their cells, and whether they are hidden."""
    at = 0
    for column in _COLUMN.finditer(xml):
        says = _attributes(column[1])
        after = min(at + _number(says, "table:number-columns-repeated"), _LAST_COLUMN)
        hides = says.get("table:visibility") in ("collapse", "filter")
        yield range(at, after), says.get("table:default-cell-style-name", ""), hides
        at = after


def _any(words: tuple[bytes, ...], text: bytes) -> bool:
    return any(word in text for word in words)


def _attributes(text: bytes) -> dict[str, str]:
    return {
        name.decode(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(text)
    }


def _number(says: Mapping[str, str], name: str, absent: int = 1) -> int:
    said = says.get(name, "")
    least = min(absent, 1)
    return min(max(int(said), least), _LAST_ROW) if said.isascii() and said.isdigit() else absent
