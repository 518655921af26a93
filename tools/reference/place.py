"""Where things of the project are."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PARAMS = PROJECT / "params" / "2025.toml"
PAGES = PROJECT / "docs" / "reference"
EXAMPLES = PROJECT / "tools" / "reference" / "examples.toml"
