"""What python-calamine leaves out of an xlsx file, found by a quick look at its XML.

Hidden rows and columns, error values, formulas without a stored result, and number formats
that show other digits than the value's. A sheet is inflated once, in pieces, and only one in
which something of this kind stands is looked at closely: openpyxl, which knows all this, takes
twenty times as long as reading itself. Element names: ECMA-376 part 1, 18.3.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from gradrecon.sheets.grid import CellType, Special
from gradrecon.sheets.marks.marks import Extras, Marks

_PIECE = 1 << 20
_OVERLAP = 32
_TRIGGERS: tuple[bytes, ...] = (b"hidden=", b' t="e"', b"</f>")
_PREFIX = re.compile(rb"<(\w+:)worksheet\b")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*\bhidden=[^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*\bhidden=[^>]*)>")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?v>([^<]*)<""", re.DOTALL
)
_HOLLOW = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_NUMBER = re.compile(rb"<(?:\w+:)?c\b([^>/]*)>\s*<(?:\w+:)?v>([\d.]+)<")
_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_PADDING = re.compile(r'(?:"(\d+)"|\\(\d))?(0{2,})')
_TRUE = (b"1", b"true")


def look_at(path: Path) -> Extras:
    """The marks of all sheets of an xlsx file; raises whatever a damaged one brings about."""
    with zipfile.ZipFile(path) as archive:
        return _extras(archive)


def _extras(archive: zipfile.ZipFile) -> Extras:
    parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
    book = _xml(archive, parts, "xl/workbook.xml")
    targets = {
        link.get("Id"): _target(link.get("Target", ""))
        for link in _xml(archive, parts, "xl/_rels/workbook.xml.rels")
    }
    padded = _padded_styles(archive, parts)
    marks = {}
    for sheet in _all(book, "sheet"):
        link = next((v for k, v in sheet.items() if k.endswith("}id")), None)
        part = parts.get(targets.get(link, ""))
        if part:
            marks[sheet.get("name", "")] = _marks(archive, part, padded)
    settings = next(_all(book, "workbookPr"), None)
    return Extras(marks, settings is not None and settings.get("date1904") in ("1", "true"))


def _xml(archive: zipfile.ZipFile, parts: Mapping[str, str], name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(parts[name]))


def _all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _target(target: str) -> str:
    target = target.replace("\\", "/").lower()
    return target[1:] if target.startswith("/") else "xl/" + target.removeprefix("./")


def _padded_styles(
    archive: zipfile.ZipFile, parts: Mapping[str, str]
) -> Mapping[bytes, tuple[str, int]]:
    """Style numbers whose format puts digits before the value: the literal ones, and the width."""
    if "xl/styles.xml" not in parts:
        return {}
    styles = _xml(archive, parts, "xl/styles.xml")
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in _all(styles, "numFmt")}
    used = next(_all(styles, "cellXfs"), ())
    padded = {}
    for number, style in enumerate(used):
        code = formats.get(style.get("numFmtId"), "")
        if found := _PADDING.fullmatch(code.split(";")[0]):
            padded[str(number).encode()] = (found[1] or found[2] or "", len(found[3]))
    return padded


def _marks(archive: zipfile.ZipFile, part: str, padded: Mapping[bytes, tuple[str, int]]) -> Marks:
    if not padded and not _triggered(archive, part):
        return Marks()
    xml = archive.read(part)
    specials = {
        **dict(_formatted(xml, padded)),
        **dict(_found(xml, _HOLLOW, CellType.HOLLOW)),
        **dict(_found(xml, _ERROR, CellType.ERROR)),
    }
    return Marks(frozenset(_hidden_rows(xml)), frozenset(_hidden_columns(xml)), specials)


def _triggered(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as stream:
        end, triggers = b"", _TRIGGERS
        while piece := stream.read(_PIECE):
            if not end:
                triggers = _triggers(piece[:2000])
            seen = end + piece
            if any(trigger in seen for trigger in triggers):
                return True
            end = piece[-_OVERLAP:]
    return False


def _triggers(head: bytes) -> tuple[bytes, ...]:
    """What to look for in a sheet, in its own way of writing: its prefix and its quotes."""
    prefix = _PREFIX.search(head)
    own = tuple(one.replace(b"</", b"</" + prefix[1]) for one in _TRIGGERS) if prefix else _TRIGGERS
    return tuple(one.replace(b'"', b"'") for one in own) if b"xmlns='" in head else own


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(text))


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for found in _ROW.finditer(xml):
        says = _attributes(found[1])
        if says.get(b"hidden") in _TRUE and says.get(b"r", b"").isdigit():
            yield int(says[b"r"]) - 1


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for found in _COLUMN.finditer(xml):
        says = _attributes(found[1])
        if says.get(b"hidden") in _TRUE:
            yield from range(int(says.get(b"min", b"1")) - 1, min(int(says[b"max"]), 16_384))


def _found(
    xml: bytes, pattern: re.Pattern[bytes], kind: CellType
) -> Iterator[tuple[tuple[int, int], Special]]:
    """The cells that the pattern finds; a formula whose result is the empty text is none."""
    for found in pattern.finditer(xml):
        says = _attributes(found[1])
        place = _place(says.get(b"r", b""))
        if place and not (kind is CellType.HOLLOW and says.get(b"t") == b"str"):
            text = found[2].decode("utf-8", "replace") if pattern.groups > 1 else ""
            yield place, Special(text, kind)


def _formatted(
    xml: bytes, padded: Mapping[bytes, tuple[str, int]]
) -> Iterator[tuple[tuple[int, int], Special]]:
    if not padded:
        return
    for found in _NUMBER.finditer(xml):
        says = _attributes(found[1])
        literal, width = padded.get(says.get(b"s", b""), ("", 0))
        value = found[2].decode()
        shown = literal + value.zfill(width) if says.get(b"t", b"n") == b"n" else value
        if shown != value and (place := _place(says.get(b"r", b""))):
            yield place, Special(value, CellType.FORMATTED)


def _place(reference: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]) - 1, column - 1
