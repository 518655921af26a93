"""What a page shows in the cells of its tables, and what it only carries along."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gradrecon.sheets.grid import Place, Region, Special, Value, number_text
from gradrecon.sheets.marks.marks import Marks
from gradrecon.sheets.marks.number_format import NAMED, is_plain, look_of_number, look_of_shown

BREAK = "\x0b"
"""Stands where a page begins a new line within a cell."""

_WHITE = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"\s+")
_STYLES = 200_000  # characters in which a page's own style is looked for
_CLASS = re.compile(r"\.([\w-]+)[^{}]*\{([^}]*)\}")
# Pages without any of this hold nothing in their cells but text.
_SPECIAL = re.compile(
    r"<(?:script|style|template|r[tp]|datalist|noscript|button|select|input|s|strike|del)\b"
    r"|display\s*:|visibility\s*:|line-through|mso-|msocom|\shidden|\bx:num|\bx:str",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display:none|visibility:(?:hidden|collapse)")
_NO_HEIGHT = re.compile(r"(?:^|;)height:0(?:\.0*)?(?:pt|px|cm|in)?(?:;|$)")
_CODE = re.compile(r"""mso-number-format\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^;]+)""", re.I)
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{4} ?|.)", re.DOTALL)
_STRUCK = frozenset({"s", "strike", "del"})
_NO_TEXT = frozenset({"script", "style", "template", "rt", "rp", "datalist", "noscript", "button"})
_FIELDS = frozenset({"text", "number", "date", "tel", "search", "email", "datetime-local"})
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?")


@dataclass(frozen=True)
class Look:
    """What a page's own style says of classes: the hidden ones, and formats of numbers.

    `closely`: whether cells may hold anything but text.
    """

    unseen: frozenset[str]
    codes: Mapping[str, str]
    closely: bool

    @classmethod
    def of(cls, text: str) -> Look:
        """Read the style of a page."""
        said = _CLASS.findall(text[:_STYLES]) if "<style" in text[:_STYLES].lower() else []
        unseen = (name for name, style in said if _UNSEEN.search(_BLANKS.sub("", style).lower()))
        codes = {name: code for name, style in said if (code := _code(style))}
        return cls(frozenset(unseen), codes, _SPECIAL.search(text) is not None)

    def hides(self, node: LexborNode) -> bool:
        """Whether an element is not shown."""
        says = node.attributes
        return (
            "hidden" in says
            or _UNSEEN.search(_style(node)) is not None
            or not self.unseen.isdisjoint((says.get("class") or "").split())
        )

    def hides_row(self, line: LexborNode) -> bool:
        """Whether a row is not shown, or has no height."""
        return (
            self.hides(line)
            or (line.attributes.get("height") or "1").strip() == "0"
            or _NO_HEIGHT.search(_style(line)) is not None
        )

    def code(self, cell: LexborNode) -> str:
        """The format of a cell's number, "" if the page says none."""
        own = _code(cell.attributes.get("style") or "")
        names = (cell.attributes.get("class") or "").split()
        return own or next((self.codes[name] for name in names if name in self.codes), "")


def _code(style: str) -> str:
    found = _CODE.search(style)
    if found is None:
        return ""
    quoted = found[1].strip()
    said = quoted[1:-1] if quoted[:1] in "\"'" else quoted
    code = _ESCAPED.sub(_unescaped, said).strip()
    return NAMED.get(code, code)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if len(found[1]) > 1 else found[1]


@dataclass
class Found:
    """The cells and marks of the tables of a page while they are walked through."""

    look: Look
    page: LexborHTMLParser
    rows: list[dict[int, Value]] = field(default_factory=list)
    merged: list[Region] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unseen: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    comments: list[tuple[Place, str]] = field(default_factory=list)
    choices: list[tuple[Region, str]] = field(default_factory=list)

    def hide_columns(self) -> None:
        """Take columns of which no cell is shown for hidden; other unseen cells say nothing."""
        if not self.unseen:
            return
        filled = Counter(column for row in self.rows for column in row)
        unseen = Counter(column for _, column in self.unseen)
        hidden = {column for column in unseen if unseen[column] == filled[column]}
        for row, column in self.unseen:
            if column not in hidden:
                self.rows[row][column] = ""
        self.hidden_columns |= hidden

    def marks(self) -> Marks:
        """Give the marks as every reader does."""
        return Marks(
            frozenset(self.hidden),
            frozenset(self.hidden_columns),
            merged=tuple(self.merged),
            struck=frozenset(self.struck),
            comments=tuple(self.comments),
            choices=tuple(self.choices),
        )


def read_cell(cell: LexborNode, place: Place, found: Found) -> Value:
    """What a page shows in a cell; what else stands there is remembered or left out."""
    if not found.look.closely:
        return shown_text(cell)
    if found.look.hides(cell):
        found.unseen.add(place)
    gone: set[int] = {cell.mem_id}
    for node in cell.css("*"):
        if node.mem_id in gone:  # it went with the one around it
            continue
        style = _style(node)
        if node.tag in _STRUCK or "line-through" in style:
            found.struck.add(place)
        elif (instead := _instead(node, style, place, found)) is not None:
            gone.update(one.mem_id for one in node.css("*"))
            node.replace_with(instead)
    if "line-through" in _style(cell):
        found.struck.add(place)
    return _value(cell, shown_text(cell), found.look)


def _value(cell: LexborNode, shown: str, look: Look) -> Value:
    """A number that the page keeps beside what it shows, or shows by a format; else the text."""
    says = cell.attributes
    said = says.get("x:num") or (shown if "x:num" in says else "")
    code = look.code(cell)
    if _NUMBER.fullmatch(said):
        kept = _kept(said)
        kind = look_of_shown(shown, kept)
        return shown if kind == "" else Special(kept, kind) if kind else float(said)
    if code and "x:str" not in says and _NUMBER.fullmatch(shown) and not is_plain(code):
        kind = look_of_number(code, float(shown))
        return Special(_kept(shown), kind) if kind else shown
    return shown


def _kept(said: str) -> str:
    return said if said.isdigit() else number_text(float(said))


def _style(node: LexborNode) -> str:
    return _BLANKS.sub("", node.attributes.get("style") or "").lower()


def _instead(node: LexborNode, style: str, place: Place, found: Found) -> str | None:
    """What a page shows in place of the text of an element; None if it shows that text."""
    if node.tag == "select":
        options = [option.text(strip=True) for option in node.css("option")]
        found.choices.append(((place, place), ",".join(options)))
        return _selected(node)
    if node.tag == "input":
        return _typed(node)
    if "mso-element:comment" in style or node.attributes.get("class") == "msocomtxt":
        found.comments.append((place, shown_text(node)))
        return ""
    if (node.attributes.get("href") or "").startswith("#_msocom_"):
        found.comments.append((place, _comment(node.attributes["href"] or "", found.page)))
        return ""
    return "" if node.tag in _NO_TEXT or found.look.hides(node) else None


def _comment(target: str, page: LexborHTMLParser) -> str:
    """The comment that a mark in a cell leads to: Excel sets them all at the end of its pages."""
    number = target.removeprefix("#_msocom_")
    if not number.isdigit():
        return ""
    for box in page.css(f"#_com_{number}"):
        for back in box.css("a"):
            back.replace_with("")
        return shown_text(box)
    return ""


def _selected(node: LexborNode) -> str:
    """The option that a list of choices shows: the one that is selected, else the first."""
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes]
    return next((option.text() for option in chosen or options), "")


def _typed(node: LexborNode) -> str:
    """What a field of a form shows; boxes and buttons show no text."""
    kind = (node.attributes.get("type") or "text").lower()
    return node.attributes.get("value") or "" if kind in _FIELDS else ""


def shown_text(cell: LexborNode) -> str:
    """The text of an element, on the lines that a page gives it."""
    lines = (_WHITE.sub(" ", line).strip(" ") for line in cell.text().split(BREAK))
    return "\n".join(line for line in lines if line)
