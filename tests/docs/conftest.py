"""A checkout in a folder with a blank and Chinese in its name, with a small cohort."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gradrecon import workspace
from gradrecon.commands import cli

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = "sample data/raw/2025 --for params/2025.toml --students 20 --colleges 1 --photos --seed 7"


class Checkout:
    """The project in another place: its own params and data, the same notebooks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("notebooks", "params"):
            shutil.copytree(PROJECT / name, folder / name)
        (folder / "data" / "raw").mkdir(parents=True)

    def run(self, program: str, *words: str) -> int:
        """What a command comes to, in the checkout's folder."""
        if program == "gradrecon":
            return cli.main(words)
        return subprocess.run([program, *words], cwd=self.folder, check=False).returncode


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A checkout with twenty students of one college, as the current folder."""
    folder = tmp_path / "毕业 生"
    folder.mkdir()
    made = Checkout(folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GRADRECON_DECISIONS", raising=False)
    monkeypatch.setattr(workspace, "project_root", lambda: folder)
    assert made.run("gradrecon", *SAMPLE.split()) == 0
    return made
