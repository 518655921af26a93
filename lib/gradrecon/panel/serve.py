"""The panel under Voilà: this machine only, behind a token, without code cells.

Our own page template loads nothing from a network; Voilà's asks two hosts for icons.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

TEMPLATES = Path(__file__).parent / "jupyter"
_NAME = "gradrecon"
# A kernel ends with its page (see the template). One whose page went without a word, because the
# browser was killed or the computer slept, ends after so many seconds without anybody connected.
_ALONE = 600


def arguments(notebook: Path, further: Sequence[str] = ()) -> list[str]:
    """What Voilà is started with; a token is made up unless one is given."""
    alone = [f"--MappingKernelManager.cull_idle_timeout={_ALONE}",
             f"--MappingKernelManager.cull_interval={_ALONE // 10}"]  # fmt: skip
    # Voilà asks for a mark in what its pages send, and gives them none. Who may send is still known
    # by the cookie, and pages of other origins are refused.
    unmarked = "--Voila.tornado_settings=disable_check_xsrf=True"
    fixed = ["--Voila.ip=127.0.0.1", "--token", "--strip_sources=True", f"--template={_NAME}"]
    return [str(notebook), *alone, unmarked, *further, *fixed]


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment in which Voilà finds our page template."""
    paths = [str(TEMPLATES), *filter(None, [given.get("JUPYTER_PATH")])]
    return {**given, "JUPYTER_PATH": os.pathsep.join(paths)}
