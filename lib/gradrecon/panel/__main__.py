"""`python -m gradrecon.panel NOTEBOOK [option …]`: the panel under Voilà."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gradrecon.panel.serve import arguments, environment


def main(words: list[str]) -> None:
    """Serve a notebook until stopped; further options are Voilà's."""
    from voila.app import main as voila

    os.environ.update(environment())
    voila(arguments(Path(words[0]), words[1:]))


if __name__ == "__main__":
    main(sys.argv[1:])
