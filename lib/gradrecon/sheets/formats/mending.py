"""Cells for which calamine refuses a whole xlsx file, rewritten so that it reads all others."""

from __future__ import annotations

import re
import zipfile

from gradrecon.sheets.marks.xlsx_sheet import is_there

_TYPED = re.compile(
    rb"""<((?:\w+:)?)c\b([^>]*?)\s+t=["'](?!n["']|str["']|inlineStr["']|d["'])([^"']*)["']"""
    rb"([^>]*?)(/>|>(.*?)</\1c>)",
    re.DOTALL,
)
# A cell that says nothing: one in the last corner makes calamine lay out the whole sheet.
_BLANK = re.compile(
    rb"<((?:\w+:)?)c\s[^>]*\br=[^>]*(?:(?<=/)>|(?<!/)>\s*(?:<\1is>\s*<\1t\b[^>]*>\s*</\1t>\s*</\1is>"
    rb"|<\1v>\s*</\1v>|<\1v/>)?\s*</\1c>)"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*([^<]*?)\s*</")
_TRUTH = frozenset({b"0", b"1", b"true", b"false"})
_SIZE = re.compile(rb"<(?:\w+:)?dimension\b[^>]*>(?:\s*</(?:\w+:)?dimension>)?")
_FIXED_PLACE = re.compile(rb"""(<(?:\w+:)?c\b[^>]*\br=["'])\$?([A-Z]+)\$?(\d+["'])""")
# A text that calls itself a number, or a text of its own without the elements of one.
_NO_NUMBER = re.compile(
    rb"""<((?:\w+:)?)c\b((?:\s+(?!t=)[\w:]+=["'][^"']*["'])*)(?:\s+t=["']n["'])?"""
    rb"""((?:\s+(?!t=)[\w:]+=["'][^"']*["'])*)>(\s*<\1v>[^<]*[^\s\d.,eE+\-<][^<]*</)"""
)
_OWN_VALUE = re.compile(rb"""\bt=["']inlineStr["']([^>]*>\s*<(?:\w+:)?v>)""")
_BARE_TEXT = re.compile(
    rb"""(<((?:\w+:)?)c\b[^>]*\bt=["']inlineStr["'][^>]*>)\s*(<\2t\b[^>]*>[^<]*</\2t>)"""
)


def mended_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Give all parts of an xlsx file, with those cells of its sheets rewritten."""
    parts = {name: archive.read(name) for name in archive.namelist()}
    texts = next((xml for name, xml in parts.items() if _named(name, "sharedstrings.xml")), b"")
    count = len(re.findall(rb"<(?:\w+:)?si[ />]", texts))
    return {
        name: mended(xml, count) if "worksheets/" in name.lower().replace("\\", "/") else xml
        for name, xml in parts.items()
    }


def _named(name: str, ending: str) -> bool:
    return name.lower().endswith(ending)


def mended(xml: bytes, texts: int) -> bytes:
    """Rewrite the cells of a sheet that calamine refuses; `texts` is how many are shared.

    Blank cells are left out, and what the sheet says of its size. A text that is not there
    leaves a blank; what has an unknown type, or an error or truth value of an unknown name, is
    text, as is a number that is none.
    """

    def cell(found: re.Match[bytes]) -> bytes:
        prefix, before, kind, after, inner = found.group(1, 2, 3, 4, 6)
        value = _VALUE.search(inner or b"")
        if value is None:
            return found[0]
        if kind == b"s":
            head = b"<%sc%s%s" % (prefix, before, after)
            if not is_there(value[1], texts):
                return head + b"/>"
            return b'%s t="s"><%sv>%s</%sv></%sc>' % (head, prefix, value[1], prefix, prefix)
        if kind == b"b" and value[1] in _TRUTH:
            return found[0]
        return b'<%sc%s t="str"%s>%s</%sc>' % (prefix, before, after, inner, prefix)

    plain = _FIXED_PLACE.sub(rb"\1\2\3", _SIZE.sub(b"", xml))
    plain = _OWN_VALUE.sub(rb't="str"\1', _BARE_TEXT.sub(rb"\1<\2is>\3</\2is>", plain))
    plain = _NO_NUMBER.sub(rb'<\1c\2 t="str"\3>\4', plain)
    return _TYPED.sub(cell, _BLANK.sub(b"", plain))
