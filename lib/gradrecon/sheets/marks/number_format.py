"""What an office sees of a number or text: format codes of spreadsheets, interpreted.

A code has up to four sections, for positive, negative and zero numbers and for text; each holds
placeholders for digits and characters that are shown as they are (ECMA-376 part 1, 18.8.31).
Formats of dates are not shown here: readers know such cells as dates.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal, NamedTuple

from gradrecon.sheets.grid import CellType, number_text

BUILT_IN = {
    3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00', 8: '"¥"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: '"¥"#,##0', 43: "#,##0.00", 44: '"¥"#,##0.00', 48: "##0.0E+0",
}  # fmt: skip
"""Formats that workbooks name by a number alone; the others show digits as they are, or dates."""

NAMED = {
    "General Number": "General", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
    "Scientific": "0.00E+00", "Currency": '"¥"#,##0.00', "Euro Currency": '"€"#,##0.00',
    "Short Date": "yyyy/m/d", "Medium Date": "d-mmm-yy", "Long Date": "yyyy/m/d",
    "Short Time": "h:mm", "Medium Time": "h:mm AM/PM", "Long Time": "h:mm:ss",
    "General Date": "yyyy/m/d h:mm",
}  # fmt: skip
"""Formats that pages and XML workbooks call by a name."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<room>.)|\*(?P<fill>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>(?:G/)?General|G/通用格式|通用格式|Standard)"
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>E[+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?", re.DOTALL)
_DATE_LETTERS = frozenset("yYmMdDhHsSbBaAeEgG")
_DIGITS = "0#?"
# What may be added to a number's digits without another number being meant.
_DRESS = re.compile(r"[\s,，¥￥$€£₩]|RMB|CNY|USD|人民币|元", re.IGNORECASE)
_POWER = re.compile(r"[+-]?\d(?:\.\d+)?[Ee][+-]?\d+")
_DATE = re.compile(r"\d\s*[-/:年月时]\s*\d")
_TESTS = {
    "<": lambda value, limit: value < limit, ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit, ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit, "<>": lambda value, limit: value != limit,
}  # fmt: skip


class _Section(NamedTuple):
    """One section: its tokens as (kind, text), the condition for it, and what it is for."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, float] | None = None
    is_date: bool = False
    is_native: bool = False

    def has(self, kind: str) -> bool:
        """Whether a token of this kind is there."""
        return any(one == kind for one, _ in self.tokens)


def shown_number(code: str, value: float) -> str | None:
    """Give a number as its format shows it, None for a date or in digits of another script."""
    sections = _sections(code)
    section, value = _chosen(sections, value)
    if section.is_date or section.is_native:
        return None
    return _filled(section, value)


def shown_text(code: str, text: str) -> str:
    """Give a text as the format of its cell shows it."""
    sections = _sections(code)
    last = sections[-1]
    if len(sections) < 4 and not last.has("text"):
        return text
    return "".join(text if kind == "text" else said for kind, said in last.tokens)


def look_of_number(code: str, value: float) -> CellType | None:
    """Tell how a number looks: as it is (None), dressed, or with other digits or letters."""
    if is_plain(code):
        return None
    sections = _sections(code)
    section, amount = _chosen(sections, value)
    if section.is_date:
        return None
    if section.is_native:
        return CellType.FORMATTED
    kept = number_text(value)
    shown = _filled(section, amount)
    if shown.strip() == kept or section.has("power"):
        return None if shown.strip() == kept else CellType.DRESSED
    bare = _DRESS.sub("", shown)
    if _same(bare, kept):
        return CellType.DRESSED if _DRESS.sub("", shown) != shown.strip() else None
    return CellType.FORMATTED


def look_of_text(code: str, text: str) -> CellType | None:
    """Tell how a text looks: as it is (None), or with other characters."""
    return None if shown_text(code, text).strip() == text.strip() else CellType.FORMATTED


def look_of_shown(shown: str, kept: str) -> CellType | Literal[""] | None:
    """Tell how a number looks by the text that a file shows for it; "" if that is a date."""
    text = shown.strip()
    if text == kept:
        return None
    if _DATE.search(text):
        return ""
    power = _POWER.fullmatch(text)
    same = _same(_DRESS.sub("", text), kept)
    return CellType.DRESSED if power or same else CellType.FORMATTED


@cache
def is_plain(code: str) -> bool:
    """Whether a format shows every number by its digits alone: `0`, `0_ `, `0.00`, `General`."""
    sections = _sections(code)
    return all(_is_plain(section) for section in sections[:1]) and not any(
        said.strip() or kind in ("percent", "group", "power", "slash", "scale")
        for section in sections[1:3]
        for kind, said in section.tokens
        if not (kind == "literal" and said in "-()") and kind not in ("digit", "point", "general")
    )


@cache
def changes_text(code: str) -> bool:
    """Whether a format shows text otherwise than it is."""
    return shown_text(code, "文") != "文"


def _is_plain(section: _Section) -> bool:
    if section.is_date:
        return True
    kinds = [kind for kind, said in section.tokens if kind != "literal" or said.strip()]
    whole = "".join(said for kind, said in section.tokens if kind == "digit").count("0")
    decimals = sum(1 for kind, _ in section.tokens[_point(section) :] if kind == "digit")
    return (
        not section.is_native
        and section.condition is None
        and set(kinds) <= {"digit", "point", "general", "text"}
        and bool({"digit", "general", "text"} & set(kinds))
        and whole - decimals <= 1
    )


def _point(section: _Section) -> int:
    """The place of the decimal point among the tokens, their number if there is none."""
    kinds = [kind for kind, _ in section.tokens]
    return kinds.index("point") if "point" in kinds else len(kinds)


def _same(shown: str, kept: str) -> bool:
    """Whether the same digits are shown that are kept, those after the point rounded or not."""
    whole, _, rest = shown.partition(".")
    own, _, more = kept.partition(".")
    return (whole or "0") == (own or "0") and (bool(more) or not rest.strip("0"))


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    """Split a code at its semicolons, and each section into tokens."""
    sections, tokens, flags = [], list[tuple[str, str]](), dict[str, object]()
    for found in _TOKEN.finditer(code):
        if found["other"] == ";":
            sections.append(_section(tokens, flags))
            tokens, flags = [], {}
        else:
            tokens += _tokens(found, flags)
    return (*sections, _section(tokens, flags))


def _section(tokens: list[tuple[str, str]], flags: dict[str, object]) -> _Section:
    condition = flags.get("condition")
    is_date = bool(flags.get("date"))
    return _Section(tuple(tokens), condition, is_date, bool(flags.get("native")))  # type: ignore[arg-type]


def _tokens(found: re.Match[str], flags: dict[str, object]) -> list[tuple[str, str]]:
    kind, text = found.lastgroup, found[found.lastgroup or 0]
    if kind in ("quoted", "escaped"):
        return [("literal", text)]
    if kind == "room":
        return [("literal", " ")]
    if kind == "fill":
        return []
    if kind == "bracket":
        return _bracket(text, flags)
    if kind == "half":
        flags["date"] = True
        return []
    if kind in ("general", "power"):
        return [(kind, text)]
    return _other(text, flags)


def _bracket(text: str, flags: dict[str, object]) -> list[tuple[str, str]]:
    """What stands in brackets: a condition, a currency, elapsed time, a script, or a colour."""
    if condition := _CONDITION.fullmatch(text.strip()):
        flags["condition"] = condition[1], float(condition[2])
    elif currency := _CURRENCY.fullmatch(text):
        return [("literal", currency[1])] if currency[1] else []
    elif _ELAPSED.fullmatch(text):
        flags["date"] = True
    elif text.lower().startswith("dbnum"):
        flags["native"] = True
    return []


def _other(text: str, flags: dict[str, object]) -> list[tuple[str, str]]:
    if text in _DIGITS:
        return [("digit", text)]
    if text in _DATE_LETTERS:
        flags["date"] = True
        return []
    kinds = {".": "point", ",": "comma", "%": "percent", "@": "text", "/": "slash"}
    return [(kinds.get(text, "literal"), text)]


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section, float]:
    """The section for a number, and the number that it shows: without a sign if it gives one."""
    for section in sections[:3]:
        if section.condition:
            test, limit = section.condition
            if _TESTS[test](value, limit):
                return section, value
    if any(section.condition for section in sections[:2]):
        return next((s for s in sections[:3] if not s.condition), sections[0]), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _filled(section: _Section, value: float) -> str:
    """The section's text with the digits of a number in its placeholders."""
    tokens = section.tokens
    if not any(kind in ("digit", "general", "text") for kind, _ in tokens):
        return "".join(said for _, said in tokens)
    if not section.has("digit"):
        kept = number_text(abs(value))
        shown = "".join(kept if kind in ("general", "text") else said for kind, said in tokens)
        return ("-" if value < 0 else "") + shown
    if section.has("power") or (section.has("slash") and _is_fraction(tokens)):
        return number_text(value) if section.has("slash") else f"{value:.2E}"
    return _placed(tokens, value)


def _is_fraction(tokens: tuple[tuple[str, str], ...]) -> bool:
    kinds = [kind for kind, _ in tokens]
    at = kinds.index("slash")
    return "digit" in kinds[:at] and kinds[at + 1 : at + 2] == ["digit"]


def _placed(tokens: tuple[tuple[str, str], ...], value: float) -> str:
    point = next((at for at, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    digits = [at for at, (kind, _) in enumerate(tokens) if kind == "digit"]
    decimals = sum(at > point for at in digits)
    last = max((at for at in digits if at < point), default=-1)
    commas = [at for at, (kind, _) in enumerate(tokens) if kind == "comma"]
    scale = sum(last < at and not any(last < d < at for d in digits) for at in commas)
    grouped = any(at < last for at in commas)
    amount = Decimal(repr(abs(value))) * Decimal(100) ** sum(k == "percent" for k, _ in tokens)
    amount = (amount / Decimal(1000) ** scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, rest = f"{amount:f}".partition(".")
    shown = _whole_part(tokens[:point], whole.lstrip("0"), grouped) + _decimals(
        tokens[point:], rest
    )
    return ("-" if value < 0 else "") + shown


def _whole_part(tokens: tuple[tuple[str, str], ...], whole: str, grouped: bool) -> str:
    """The digits before the point, from the right; what is left over stands at the first place."""
    first = next((at for at, (kind, _) in enumerate(tokens) if kind == "digit"), -1)
    parts, taken = list[str](), 0
    for at in range(len(tokens) - 1, -1, -1):
        kind, said = tokens[at]
        if kind != "digit":
            parts.append("" if kind == "comma" else said)
            continue
        own = whole if at == first else whole[-1:]
        whole = "" if at == first else whole[:-1]
        for digit in reversed(own or ("0" if said == "0" else " " if said == "?" else "")):
            parts.append("," if grouped and taken and taken % 3 == 0 else "")
            parts.append(digit)
            taken += 1
    return "".join(reversed(parts))


def _decimals(tokens: tuple[tuple[str, str], ...], rest: str) -> str:
    parts = list[str]()
    for kind, said in tokens:
        if kind == "digit":
            digit, rest = rest[:1], rest[1:]
            parts.append("" if said == "#" and digit == "0" and not rest.strip("0") else digit)
        else:
            parts.append("" if kind == "comma" else said)
    return "".join(parts)
