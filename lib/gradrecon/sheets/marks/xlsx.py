"""What an xlsx file says beside its values, found by a quick look at its XML.

A sheet is inflated once, in pieces, and only one in which a mark stands is looked at closely:
openpyxl, which knows all marks, takes twenty times as long as reading itself. Element names:
ECMA-376 part 1, 18.3.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import BinaryIO, NamedTuple
from xml.etree import ElementTree

from gradrecon.sheets.grid import CellType, Place, Region, Special, Value, number_text
from gradrecon.sheets.marks.marks import Extras, Marks
from gradrecon.sheets.marks.number_format import (
    BUILT_IN,
    changes_text,
    is_plain,
    look_of_number,
    look_of_text,
)

_PIECE = 1 << 20
_OVERLAP = 48
_TRIGGERS: tuple[bytes, ...] = (
    b"hidden=", b' t="e"', b"</f>", b"dataValidation", b"strike", b' ht="0',
)  # fmt: skip
_PREFIX = re.compile(rb"<(\w+:)worksheet\b")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_PLACED = re.compile(rb"<(?:\w+:)?(?:row|c)\s[^>]*\br=")
_ROW_OR_CELL = re.compile(rb"<((?:\w+:)?)(row|c)\b(?![^>]*\sr=)([^>]*)>")
_ROW = re.compile(rb"""<(?:\w+:)?row\b([^>]*\s(?:hidden=|ht=["']0(?:\.0*)?["'])[^>]*)>""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*\bhidden=[^>]*)>")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?v>([^<]*)<""", re.DOTALL
)
_HOLLOW = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHARED = re.compile(rb"""<(?:\w+:)?c\b([^>]*\bt=["']s["'][^>]*)>\s*<(?:\w+:)?v>\s*([^<]*?)\s*</""")
_INLINE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?is>(?:(?!</(?:\w+:)?is>).)*?"
    rb"<(?:\w+:)?strike\b(?![^>]*val=.(?:0|false))",
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*([^<]*?)\s*</")
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)</")
_STRUCK = re.compile(rb"<(?:\w+:)?strike\b(?![^>]*val=.(?:0|false))")
_ITEM = re.compile(rb"<(?:\w+:)?si\s*/>|<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
_LIST = re.compile(
    rb"""<(?:\w+:)?dataValidation\b([^>]*\btype=["']list["'][^>]*)>(.*?)</(?:\w+:)?dataValidation>""",
    re.DOTALL,
)
_FORMULA = re.compile(rb"<(?:\w+:)?(?:formula1>(?:\s*<xm:f>)?|f>)\s*([^<]*)<")
_SQREF = re.compile(rb"<(?:\w+:)?sqref>([^<]*)<")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*\bref=["'](\w+):(\w+)["']""")
_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_TRUE = (b"1", b"true")


class _Styles(NamedTuple):
    """Cell styles by number: formats that show other than is kept, and those struck through."""

    formats: Mapping[bytes, str]
    struck: frozenset[bytes]


class _Texts(NamedTuple):
    """The texts that sheets share: how many there are, and which hold something struck through."""

    number: int = 0
    struck: frozenset[bytes] = frozenset()


def look_at(file: Path | BinaryIO, closely: bool = False) -> Extras:
    """Find the marks of all sheets of an xlsx file; raise what a damaged one brings about.

    `closely`: look also for cells that the first reader refuses.
    """
    with zipfile.ZipFile(file) as archive:
        return _extras(archive, closely)


def _extras(archive: zipfile.ZipFile, closely: bool) -> Extras:
    parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
    book = _xml(archive, parts, "xl/workbook.xml")
    targets = {
        link.get("Id"): _target(link.get("Target", ""))
        for link in _xml(archive, parts, "xl/_rels/workbook.xml.rels")
    }
    styles, texts = _styles(archive, parts), _texts(archive, parts)
    marks = {}
    for sheet in _all(book, "sheet"):
        link = next((v for k, v in sheet.items() if k.endswith("}id")), None)
        part = targets.get(link, "")
        if part in parts:
            own = _marks(archive, parts[part], styles, texts, closely)
            comments = tuple(_comments(archive, parts, part))
            marks[sheet.get("name", "")] = own._replace(comments=comments)
    settings = next(_all(book, "workbookPr"), None)
    return Extras(marks, settings is not None and settings.get("date1904") in ("1", "true"))


def _xml(archive: zipfile.ZipFile, parts: Mapping[str, str], name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(parts[name]))


def _all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _target(target: str, folder: str = "xl/") -> str:
    target = target.replace("\\", "/").lower()
    while target.startswith("../"):
        target, folder = target[3:], folder.rstrip("/").rpartition("/")[0] + "/"
    return target[1:] if target.startswith("/") else folder + target.removeprefix("./")


def _styles(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> _Styles:
    if "xl/styles.xml" not in parts:
        return _Styles({}, frozenset())
    styles = _xml(archive, parts, "xl/styles.xml")
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in _all(styles, "numFmt")}
    fonts = [_is_struck(font) for font in next(_all(styles, "fonts"), ())]
    formats, struck = {}, set()
    for at, style in enumerate(next(_all(styles, "cellXfs"), ())):
        number, said = style.get("numFmtId", ""), style.get("fontId", "")
        code = codes.get(number, BUILT_IN.get(int(number), "") if number.isdigit() else "")
        if code and not (is_plain(code) and not changes_text(code)):
            formats[str(at).encode()] = code
        if said.isdigit() and int(said) < len(fonts) and fonts[int(said)]:
            struck.add(str(at).encode())
    return _Styles(formats, frozenset(struck))


def _is_struck(font: ElementTree.Element) -> bool:
    found = next(_all(font, "strike"), None)
    return found is not None and found.get("val", "1") not in ("0", "false")


def _texts(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> _Texts:
    """Look through the shared texts, closely only if something among them is struck through."""
    if "xl/sharedstrings.xml" not in parts:
        return _Texts()
    xml = archive.read(parts["xl/sharedstrings.xml"])
    items = _ITEM.finditer(xml) if b"strike" in xml else ()
    struck = (str(at).encode() for at, item in enumerate(items) if _STRUCK.search(item[0]))
    return _Texts(len(re.findall(rb"<(?:\w+:)?si[ />]", xml)), frozenset(struck))


def _comments(
    archive: zipfile.ZipFile, parts: Mapping[str, str], part: str
) -> Iterator[tuple[Place, str]]:
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    if links not in parts:
        return
    for link in _xml(archive, parts, links):
        target = _target(link.get("Target", ""), folder + "/")
        if link.get("Type", "").lower().endswith("/comments") and target in parts:
            for comment in _all(_xml(archive, parts, target), "comment"):
                place = _place(comment.get("ref", "").encode())
                if place:
                    yield place, "".join(text.text or "" for text in _all(comment, "t"))


def _marks(
    archive: zipfile.ZipFile, part: str, styles: _Styles, texts: _Texts, closely: bool
) -> Marks:
    if not closely and not _triggered(archive, part, styles, texts):
        return Marks()
    xml = archive.read(part)
    if not _PLACED.search(xml):
        xml = with_places(xml)
    specials, types, struck = _styled(xml, styles)
    specials |= {
        **dict(_found(xml, _HOLLOW, CellType.HOLLOW)),
        **dict(_found(xml, _ERROR, CellType.ERROR)),
        **dict(_lost(xml, texts) if closely else ()),
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


def _triggered(archive: zipfile.ZipFile, part: str, styles: _Styles, texts: _Texts) -> bool:
    wanted = [b' s="%s"' % style for style in (*styles.formats, *styles.struck)]
    triggers = (*_TRIGGERS, *wanted, *(b"<v>%s</v>" % one for one in texts.struck))
    with archive.open(part) as stream:
        end, own = b"", triggers
        while piece := stream.read(_PIECE):
            if not end:
                if not _PLACED.search(piece):
                    return True
                own = _own_way(piece[:2000], triggers)
            seen = end + piece
            if any(trigger in seen for trigger in own):
                return True
            end = piece[-_OVERLAP:]
    return False


def _own_way(head: bytes, triggers: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """What to look for in a sheet, in its own way of writing: its prefix and its quotes."""
    if prefix := _PREFIX.search(head):
        triggers = tuple(
            one.replace(b"</", b"</" + prefix[1]).replace(b"<v", b"<" + prefix[1] + b"v")
            for one in triggers
        )
    return tuple(one.replace(b'"', b"'") for one in triggers) if b"xmlns='" in head else triggers


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(text))


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for found in _ROW.finditer(xml):
        says = _attributes(found[1])
        hidden = says.get(b"hidden") in _TRUE or says.get(b"ht", b"1").strip(b"0.") == b""
        if hidden and says.get(b"r", b"").isdigit():
            yield int(says[b"r"]) - 1


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for found in _COLUMN.finditer(xml):
        says = _attributes(found[1])
        if says.get(b"hidden") in _TRUE:
            yield from range(int(says.get(b"min", b"1")) - 1, min(int(says[b"max"]), 16_384))


def _found(
    xml: bytes, pattern: re.Pattern[bytes], kind: CellType
) -> Iterator[tuple[Place, Special]]:
    """The cells that the pattern finds; a formula whose result is the empty text is none."""
    for found in pattern.finditer(xml):
        says = _attributes(found[1])
        place = _place(says.get(b"r", b""))
        if place and not (kind is CellType.HOLLOW and says.get(b"t") == b"str"):
            text = found[2].decode("utf-8", "replace") if pattern.groups > 1 else ""
            yield place, Special(text, kind)


def _lost(xml: bytes, texts: _Texts) -> Iterator[tuple[Place, Special]]:
    """The cells whose shared text is not there."""
    for found in _SHARED.finditer(xml):
        if not is_there(found[2], texts.number) and (place := _place_of(found[1])):
            yield place, Special("", CellType.LOST)


def is_there(number: bytes, count: int) -> bool:
    """Whether a shared text of that number is there."""
    return number.isdigit() and int(number) < count


def _styled(
    xml: bytes, styles: _Styles
) -> tuple[dict[Place, Value], dict[Place, CellType], set[Place]]:
    """The cells shown otherwise than they are kept, and those struck through as a whole."""
    specials, types, struck = dict[Place, Value](), dict[Place, CellType](), set[Place]()
    wanted = b"|".join({*styles.formats, *styles.struck})
    if not wanted:
        return specials, types, struck
    cell = rb"""<((?:\w+:)?)c\b([^>]*\bs=["'](?:%s)["'][^>]*)(?<!/)>(.*?)</\1c>"""
    for found in re.finditer(cell % wanted, xml, re.DOTALL):
        says = _attributes(found[2])
        place = _place(says.get(b"r", b""))
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


def _struck_in_part(xml: bytes, texts: _Texts) -> Iterator[Place]:
    """The cells of whose text some characters are struck through."""
    places = [_place_of(one[1]) for one in _INLINE.finditer(xml)] if b"strike" in xml else []
    if texts.struck:
        shared = _SHARED.finditer(xml)
        places += [_place_of(one[1]) for one in shared if one[2] in texts.struck]
    return (place for place in places if place)


def _merged(xml: bytes) -> Iterator[Region]:
    for found in _MERGED.finditer(xml):
        first, last = _place(found[1]), _place(found[2])
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
            corners = _place(first), _place(last or first)
            if corners[0] and corners[1]:
                yield (corners[0], corners[1]), words


def _place_of(attributes: bytes) -> Place | None:
    return _place(_attributes(attributes).get(b"r", b""))


def _place(reference: bytes) -> Place | None:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]) - 1, column - 1
