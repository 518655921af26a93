"""The panel under Voilà: this machine only, behind a token, without code cells.

Our own page template loads nothing from a network; Voilà's asks two hosts for icons.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

TEMPLATES = Path(__file__).parent / "jupyter"
_NAME = "gradrecon"


def arguments(notebook: Path, further: Sequence[str] = ()) -> list[str]:
    """What Voilà is started with; a token is made up unless one is given."""
    fixed = ["--Voila.ip=127.0.0.1", "--token", "--strip_sources=True", f"--template={_NAME}"]
    return [str(notebook), *further, *fixed]


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment in which Voilà finds our page template."""
    paths = [str(TEMPLATES), *filter(None, [given.get("JUPYTER_PATH")])]
    return {**given, "JUPYTER_PATH": os.pathsep.join(paths)}
