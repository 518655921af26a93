"""`python -m gradrecon.panel NOTEBOOK [option …]`: the panel under Voilà."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gradrecon.errors import Fault, UsageError
from gradrecon.panel.serve import arguments, environment
from gradrecon.terminal import say


def main(words: list[str]) -> None:
    """Serve a notebook until stopped; further options are Voilà's."""
    if words[1:] and not words[1].startswith("-"):
        mend = f"不带参数运行；要复核另一届，改 {words[0]} 第一格里的参数文件。"
        say(str(UsageError(Fault(words[1], "复核面板不接受这个参数", mend))), sys.stderr)
        sys.exit(UsageError.exit_code)
    from voila.app import main as voila

    os.environ.update(environment())
    voila(arguments(Path(words[0]), words[1:]))


if __name__ == "__main__":
    main(sys.argv[1:])
