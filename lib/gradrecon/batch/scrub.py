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

from gradrecon.values.masking import masked_text

_MARKER = "papermill-error-cell-tag"
_PICTURES = ("image/png", "image/jpeg", "application/pdf")


def scrub(node: Any, template: str, notebook: Path, root: Path) -> None:
    """Take out of an executed notebook's node what is not to be kept.

    `template`, `notebook`: where it came from and where it goes to. `root`: the folder of results.
    """
    shortened = _shortener(root)
    _walk(node, lambda text: masked_text(shortened(text)))
    node.metadata.papermill.input_path = template
    node.metadata.papermill.output_path = notebook.name


def scrub_failed(notebook: Path, template: str, root: Path, error: str) -> None:
    """Rewrite what is left of a notebook that did not run to its end, if anything is."""
    import nbformat

    from gradrecon.kernels.engine import undated

    if not notebook.exists():
        return
    node = nbformat.read(notebook, as_version=4)
    node.cells = [cell for cell in node.cells if _MARKER not in cell.metadata.get("tags", [])]
    node.cells.insert(0, nbformat.v4.new_markdown_cell(f"**没有运行完：{error}**", id="failed"))
    scrub(node, template, notebook, root)
    nbformat.write(undated(node), notebook)


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
