"""The reference pages, generated from what the software itself declares.

`pages` gives every page's text; `tools/make_reference.py` writes them into docs/reference.
"""

from __future__ import annotations

from collections.abc import Mapping

from reference import commands, outputs, params, rules, sources, words


def pages(examples: Mapping[str, str]) -> dict[str, str]:
    """Every reference page by file name; `examples`: a real sentence of each rule, by code."""
    return {
        "sources.md": sources.page(),
        "rules.md": rules.page(examples),
        "words.md": words.page(),
        "params.md": params.page(),
        "commands.md": commands.page(),
        "outputs.md": outputs.page(),
    }
