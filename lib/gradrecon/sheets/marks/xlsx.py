"""What an xlsx file says beside its values, found by a quick look at its XML.

A sheet is inflated once, in pieces, and only one in which a mark stands is looked at closely:
openpyxl, which knows all marks, takes twenty times as long as reading itself.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from gradrecon.sheets.grid import Place
from gradrecon.sheets.marks.marks import Extras, Marks
from gradrecon.sheets.marks.number_format import BUILT_IN, changes_text, is_plain
from gradrecon.sheets.marks.xlsx_sheet import (
    PLACED,
    STRUCK,
    Styles,
    Texts,
    marks_of,
    place_at,
)

_PIECE = 1 << 20
_OVERLAP = 48
_TRIGGERS: tuple[bytes, ...] = (
    b"hidden=", b' t="e"', b"</f>", b"dataValidation", b"strike", b' ht="0', b' width="0',
    b"<v>-", b"<v>+", b"<v> ", b"<v>\n", b"<v>\r", b"<v>\t", b'"inlineStr"><v>',
)  # fmt: skip
_PREFIX = re.compile(rb"<(\w+:)worksheet\b")
_ITEM = re.compile(rb"<(?:\w+:)?si\s*/>|<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)


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
            own = _of_sheet(archive, parts[part], styles, texts, closely)
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


def _styles(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> Styles:
    if "xl/styles.xml" not in parts:
        return Styles({}, frozenset())
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
    return Styles(formats, frozenset(struck))


def _is_struck(font: ElementTree.Element) -> bool:
    found = next(_all(font, "strike"), None)
    return found is not None and found.get("val", "1") not in ("0", "false")


def _texts(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> Texts:
    """Look through the shared texts, closely only if something among them is struck through."""
    if "xl/sharedstrings.xml" not in parts:
        return Texts()
    xml = archive.read(parts["xl/sharedstrings.xml"])
    items = _ITEM.finditer(xml) if b"strike" in xml else ()
    struck = (str(at).encode() for at, item in enumerate(items) if STRUCK.search(item[0]))
    return Texts(len(re.findall(rb"<(?:\w+:)?si[ />]", xml)), frozenset(struck))


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
                place = place_at(comment.get("ref", "").encode())
                if place:
                    yield place, "".join(text.text or "" for text in _all(comment, "t"))


def _of_sheet(
    archive: zipfile.ZipFile, part: str, styles: Styles, texts: Texts, closely: bool
) -> Marks:
    if not closely and not _triggered(archive, part, styles, texts):
        return Marks()
    return marks_of(archive.read(part), styles, texts, closely)


def _triggered(archive: zipfile.ZipFile, part: str, styles: Styles, texts: Texts) -> bool:
    wanted = [b' s="%s"' % style for style in (*styles.formats, *styles.struck)]
    triggers = (*_TRIGGERS, *wanted, *(b"<v>%s</v>" % one for one in texts.struck))
    with archive.open(part) as stream:
        end, own = b"", triggers
        while piece := stream.read(_PIECE):
            if not end:
                if not PLACED.search(piece):
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
