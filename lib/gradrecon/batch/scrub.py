"""Make an executed notebook fit to keep: no folder of this machine, no number in full.

Where it failed, a Chinese sentence at its head says why in place of Papermill's English ones.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gradrecon.outputs.safety import masked_text

_MARKER = "papermill-error-cell-tag"
_PICTURES = ("image/png", "image/jpeg", "application/pdf")


def scrub(notebook: Path, template: str, root: Path, error: str = "") -> None:
    """Rewrite an executed notebook in place; nothing where there is none."""
    import nbformat

    if not notebook.exists():
        return
    node = nbformat.read(notebook, as_version=4)
    node.cells = [cell for cell in node.cells if _MARKER not in cell.metadata.get("tags", [])]
    if error:
        head = nbformat.v4.new_markdown_cell(f"**没有运行完：{error}**", id="failed")
        node.cells.insert(0, head)
    shortened = _shortener(root)
    node = _walk(node, lambda text: masked_text(shortened(text)))
    node.metadata.papermill.input_path = template
    node.metadata.papermill.output_path = notebook.name
    nbformat.write(node, notebook)


def _shortener(root: Path) -> Callable[[str], str]:
    """A function that takes the folders of this machine out of a text."""
    folders = {
        str(root): "",
        sys.prefix: "python",
        sys.base_prefix: "python",
        tempfile.gettempdir(): "temp",
        str(Path.home()): "~",
    }
    names = sorted((name for name in folders if len(name) > 1), key=len, reverse=True)

    def shortened(text: str) -> str:
        for name in names:
            short = folders[name] + os.sep if folders[name] else ""
            text = text.replace(name + os.sep, short).replace(name, folders[name] or ".")
        return text

    return shortened


def _walk(node: Any, change: Callable[[str], str]) -> Any:
    """A notebook's node with every text changed, pictures left alone."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [_walk(item, change) for item in node]
    if isinstance(node, dict):
        for key, item in node.items():
            if key not in _PICTURES:
                node[key] = _walk(item, change)
    return node
