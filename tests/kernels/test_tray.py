"""What a killed batch leaves in the temporary folder is removed by the next one, which says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gradrecon.kernels.tray import new_tray, private_tray, sweep
from gradrecon.run import snapshot

KILLED = """
import os, pathlib, signal, sys
from gradrecon.kernels import tray as module
module._parent = lambda: pathlib.Path(sys.argv[1])
tray = module.new_tray()
print(tray.name, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the test's own."""
    monkeypatch.setattr("gradrecon.kernels.tray._parent", lambda: tmp_path)
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_only_what_nobody_uses_any_more_is_removed(temporary: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(temporary)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    left = Path(done.stdout.strip())
    (left / "run").write_bytes(b"x")
    (temporary / "gradrecon-another-program").mkdir()
    said: list[str] = []
    with private_tray() as mine:
        sweep(said.append)
        assert mine.is_dir() and not left.exists()
    assert len(said) == 1 and "1 份中间数据" in said[0]
    assert [path.name for path in temporary.iterdir()] == ["gradrecon-another-program"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the file has a name")
def test_the_run_has_no_name_on_the_disk_and_ends_with_its_batch(world: Any) -> None:
    tray = new_tray()
    path = Path(tray.name, snapshot.FILE)
    snapshot.write(path, world.run(), cohort="p", as_of="2025-03-03", raw="")
    assert path.is_symlink() and len(snapshot.read(path).cases)
    kept = path.readlink()
    tray.cleanup()
    assert not path.parent.exists() and not kept.exists()
