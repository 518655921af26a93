"""A chart as clean SVG: text as text, colours as CSS variables, ids that never clash on a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import BytesIO
from typing import TYPE_CHECKING

from gradrecon.outputs.colours import EVERY

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONTS = (
    "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', "
    "'Noto Sans SC', sans-serif"
)
_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
# A style element in a page's SVG would be the whole page's.
_UNWANTED = {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}
_VARIABLES = {colour.light: colour.css for colour in EVERY}
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_FAMILY = re.compile(r"font(-family)?:[^;]*'Noto Sans SC'[^;]*;?\s*")
_SIZE = re.compile(r"font:\s*(?:\w+ )*?([\d.]+px)")
_REFERENCE = re.compile(r"#([\w-]+)")


def svg(figure: Figure, name: str, alt: str) -> str:
    """The SVG element of a figure, the same bytes for the same figure.

    `name` keeps its ids apart from those of other charts on the page; `alt` is what a reader
    hears who does not see it.
    """
    root = ET.fromstring(_drawn(figure, name))
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag in _UNWANTED]:
            parent.remove(child)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    for element in root.iter():
        _restyle(element)
    _rename_ids(root, name)
    root.set("role", "img")
    root.set("aria-label", alt)
    root.set("style", f"font-family: {FONTS}; stroke-linejoin: round")
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _LINK)
    return ET.tostring(root, encoding="unicode")


def _drawn(figure: Figure, name: str) -> bytes:
    """The figure as matplotlib writes it; `savefig` would lay it out and draw it twice."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = BytesIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _restyle(element: ET.Element) -> None:
    """Palette colours by their variables; the page's fonts instead of the drawing font."""
    for key in ("style", "fill", "stroke"):
        if key in element.attrib:
            value = element.attrib[key]
            value = _COLOUR.sub(lambda match: _VARIABLES.get(match[0], match[0]), value)
            element.set(key, _without_family(value))


def _without_family(style: str) -> str:
    size = _SIZE.search(style)
    bare = _FAMILY.sub("", style).strip()
    return f"font-size: {size[1]}; {bare}" if size and "font-size" not in bare else bare


def _rename_ids(root: ET.Element, name: str) -> None:
    """Only ids that something refers to stay, with the chart's name before them."""
    texts = [value for element in root.iter() for value in element.attrib.values() if "#" in value]
    used = {found for text in texts for found in _REFERENCE.findall(text)}
    for element in root.iter():
        own = element.attrib.pop("id", None)
        for key, value in element.attrib.items():
            for found in _REFERENCE.findall(value):
                if f"url(#{found})" in value or key.endswith("href"):
                    element.set(key, value.replace(f"#{found}", f"#{name}-{found}"))
        if own in used:
            element.set("id", f"{name}-{own}")
