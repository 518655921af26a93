"""`python -m gradrecon`, and the `gradrecon` command."""

from __future__ import annotations

import sys

from gradrecon.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
