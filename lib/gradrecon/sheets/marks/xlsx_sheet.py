"""The marks in the XML of one sheet of an xlsx file. Element names: ECMA-376 part 1, 18.3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from gradrecon.sheets.grid import CellType, Failed, Place, Region, Special, Value, number_text
from gradrecon.sheets.marks.marks import Marks
from gradrecon.sheets.marks.number_format import changes_text, look_of_number, look_of_text

# Cells of which the first reader takes the text of another one, or nothing.
_MISREAD = re.compile(
    rb"""\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>\s|\bt=["']inlineStr["'][^>]*>\s*<(?:\w+:)?v>"""
)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
PLACED = re.compile(rb"<(?:\w+:)?(?:row|c)\s[^>]*\br=")
_ROW_OR_CELL = re.compile(rb"<((?:\w+:)?)(row|c)\b(?![^>]*\sr=)([^>]*)>")
_ROW = re.compile(rb"""<(?:\w+:)?row\b([^>]*\s(?:hidden=|ht=["']0(?:\.0*)?["'])[^>]*)>""")
_COLUMN = re.compile(rb"""<(?:\w+:)?col\b([^>]*\s(?:hidden=|width=["']0(?:\.0*)?["'])[^>]*)>""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?v>([^<]*)<""", re.DOTALL
)
_HOLLOW = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHARED = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt=["']s["'][^>]*)(?<!/)>\s*<(?:\w+:)?v>\s*([^<]*?)\s*</"""
)
_INLINE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?is>(?:(?!</(?:\w+:)?is>).)*?"
    rb"<(?:\w+:)?strike\b(?![^>]*val=.(?:0|false))",
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*([^<]*?)\s*</")
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)</")
STRUCK = re.compile(rb"<(?:\w+:)?strike\b(?![^>]*val=.(?:0|false))")
_LIST = re.compile(
    rb"""<(?:\w+:)?dataValidation\b([^>]*\btype=["']list["'][^>]*)>(.*?)</(?:\w+:)?dataValidation>""",
    re.DOTALL,
)
_FORMULA = re.compile(rb"<(?:\w+:)?(?:formula1>(?:\s*<xm:f>)?|f>)\s*([^<]*)<")
_SQREF = re.compile(rb"<(?:\w+:)?sqref>([^<]*)<")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*\bref=["'](\w+):(\w+)["']""")
_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_TRUE = (b"1", b"true")


class Styles(NamedTuple):
    """Cell styles by number: formats that show other than is kept, and those struck through."""

    formats: Mapping[bytes, str]
    struck: frozenset[bytes]


class Texts(NamedTuple):
    """The texts that sheets share: how many there are, and which hold something struck through."""

    number: int = 0
    struck: frozenset[bytes] = frozenset()


def marks_of(xml: bytes, styles: Styles, texts: Texts, closely: bool) -> Marks:
    """Find the marks of a sheet; raise Failed if the first reader takes a cell for another one.

    `closely`: for other readers, which leave out more.
    """
    if not closely and _MISREAD.search(xml):
        raise Failed("有单元格的写法不合规定", "用 Excel 打开，另存为新的 .xlsx。")
    if not PLACED.search(xml):
        xml = with_places(xml)
    specials, types, struck = _styled(xml, styles)
    specials |= {
        **dict(_found(xml, _HOLLOW, CellType.HOLLOW)),
        **dict(_found(xml, _ERROR, CellType.ERROR)),
        **dict(_lost(xml, texts)),
    }
    return Marks(
        frozenset(_hidden_rows(xml)),
        frozenset(_hidden_columns(xml)),
        specials,
        tuple(_merged(xml)) if closely else (),  # the first reader gives them itself
        types,
        struck=frozenset(struck | {*_struck_in_part(xml, texts)}),
        choices=tuple(_choices(xml)),
    )


def with_places(xml: bytes) -> bytes:
    """Write into a sheet where each row and cell stands, for one that says it of none."""
    row, column = 0, 0

    def placed(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        if found[2] == b"row":
            row, column = row + 1, 0
            place = str(row).encode()
        else:
            column += 1
            place = _letters(column) + str(row).encode()
        return b'<%s%s r="%s"%s>' % (found[1], found[2], place, found[3])

    return _ROW_OR_CELL.sub(placed, xml)


def _letters(column: int) -> bytes:
    name = b""
    while column:
        column, digit = divmod(column - 1, 26)
        name = bytes([65 + digit]) + name
    return name


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(text))


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for found in _ROW.finditer(xml):
        says = _attributes(found[1])
        hidden = says.get(b"hidden") in _TRUE or _is_zero(says, b"ht")
        if hidden and says.get(b"r", b"").isdigit():
            yield int(says[b"r"]) - 1


def _is_zero(says: Mapping[bytes, bytes], name: bytes) -> bool:
    return not says.get(name, b"1").strip(b"0.")


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for found in _COLUMN.finditer(xml):
        says = _attributes(found[1])
        if says.get(b"hidden") in _TRUE or _is_zero(says, b"width"):
            yield from range(int(says.get(b"min", b"1")) - 1, min(int(says[b"max"]), 16_384))


def _found(
    xml: bytes, pattern: re.Pattern[bytes], kind: CellType
) -> Iterator[tuple[Place, Special]]:
    """The cells that the pattern finds; a formula whose result is the empty text is none."""
    for found in pattern.finditer(xml):
        says = _attributes(found[1])
        place = place_at(says.get(b"r", b""))
        if place and not (kind is CellType.HOLLOW and says.get(b"t") == b"str"):
            text = found[2].decode("utf-8", "replace") if pattern.groups > 1 else ""
            yield place, Special(text, kind)


def _lost(xml: bytes, texts: Texts) -> Iterator[tuple[Place, Special]]:
    """The cells whose shared text is not there."""
    for found in _SHARED.finditer(xml):
        if not is_there(found[2], texts.number) and (place := _place_of(found[1])):
            yield place, Special("", CellType.LOST)


def is_there(number: bytes, count: int) -> bool:
    """Whether a shared text of that number is there."""
    return number.isdigit() and int(number) < count


def _styled(
    xml: bytes, styles: Styles
) -> tuple[dict[Place, Value], dict[Place, CellType], set[Place]]:
    """The cells shown otherwise than they are kept, and those struck through as a whole."""
    specials, types, struck = dict[Place, Value](), dict[Place, CellType](), set[Place]()
    wanted = b"|".join({*styles.formats, *styles.struck})
    if not wanted:
        return specials, types, struck
    cell = rb"""<((?:\w+:)?)c\b([^>]*\bs=["'](?:%s)["'][^>]*)(?<!/)>(.*?)</\1c>"""
    for found in re.finditer(cell % wanted, xml, re.DOTALL):
        says = _attributes(found[2])
        place = place_at(says.get(b"r", b""))
        if place is None:
            continue
        if says[b"s"] in styles.struck and (b"v>" in found[3] or b"is>" in found[3]):
            struck.add(place)
        code = styles.formats.get(says[b"s"])
        if code and (value := _VALUE.search(found[3])) and says.get(b"t", b"n") == b"n":
            if look := _look(code, value[1]):
                specials[place] = Special(_number(value[1]), look)
        elif code and says.get(b"t") in (b"s", b"str", b"inlineStr") and changes_text(code):
            inline = _TEXT.search(found[3])
            text = unescape(inline[1].decode("utf-8", "replace")) if inline else "文"
            if look := look_of_text(code, text):
                types[place] = look
    return specials, types, struck


def _look(code: str, value: bytes) -> CellType | None:
    try:
        return look_of_number(code, float(value))
    except (ValueError, ArithmeticError):
        return None


def _number(value: bytes) -> str:
    return number_text(float(value))


def _struck_in_part(xml: bytes, texts: Texts) -> Iterator[Place]:
    """The cells of whose text some characters are struck through."""
    places = [_place_of(one[1]) for one in _INLINE.finditer(xml)] if b"strike" in xml else []
    if texts.struck:
        shared = _SHARED.finditer(xml)
        places += [_place_of(one[1]) for one in shared if one[2] in texts.struck]
    return (place for place in places if place)


def _merged(xml: bytes) -> Iterator[Region]:
    for found in _MERGED.finditer(xml):
        first, last = place_at(found[1]), place_at(found[2])
        if first and last:
            yield first, last


def _choices(xml: bytes) -> Iterator[tuple[Region, str]]:
    """The lists of words that cells offer, each with the cells."""
    for found in _LIST.finditer(xml):
        formula = _FORMULA.search(found[2])
        ranges = _SQREF.search(found[2])
        said = ranges[1] if ranges else _attributes(found[1]).get(b"sqref", b"")
        words = unescape(formula[1].decode("utf-8", "replace")).strip('"') if formula else ""
        for one in said.split():
            first, _, last = one.replace(b"$", b"").partition(b":")
            corners = place_at(first), place_at(last or first)
            if corners[0] and corners[1]:
                yield (corners[0], corners[1]), words


def _place_of(attributes: bytes) -> Place | None:
    return place_at(_attributes(attributes).get(b"r", b""))


def place_at(reference: bytes) -> Place | None:
    """Give the row and column of a reference such as `B7`, None if it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]) - 1, column - 1
