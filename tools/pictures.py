"""Make docs/pictures from the demo: ``.venv/bin/python tools/pictures.py [NAME …]``.

``python3 make.py demo`` first. Needs a browser of the Chromium family, a Chinese font and, for the
信息核对表, LibreOffice; loads nothing from a network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
RESULTS = PROJECT / "data" / "out" / "2025"
COLLEGE = RESULTS / "colleges" / "05"
PICTURES = PROJECT / "docs" / "pictures"
DAY, REVIEWER = "2025-03-04", "张老师"
MOST_BYTES = 300_000
COLOURS = 128  # enough for a page of text and flat colours, and a third of the size
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def program(*names: str) -> str:
    """Return the first of these programs that is installed; end with a sentence where none is."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or sys.exit(f"找不到程序，请安装其中之一：{'、'.join(names)}")


@contextmanager
def window(width: int, height: int) -> Iterator[Any]:
    """A browser's window of that size."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(*BROWSERS), args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        browser.close()


def page(path: Path, width: int, height: int) -> Callable[[Path], None]:
    """What a window of that size shows of a page."""

    def make(picture: Path) -> None:
        with window(width, height) as shown:
            shown.goto(path.as_uri())
            shown.screenshot(path=picture)

    return make


def panel(picture: Path) -> None:
    """The review panel with a case about a spelling open."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as address,
        window(1440, 900) as shown,
    ):
        shown.goto(address)
        shown.locator("input.search").fill("读音存疑", timeout=60_000)
        shown.wait_for_timeout(4000)
        shown.screenshot(path=picture)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The panel under Voilà on the demo's day, with decisions of its own; its address."""
    text = (PROJECT / "notebooks" / "review.ipynb").read_text(encoding="utf-8")
    text = text.replace('as_of = \\"\\"', f'as_of = \\"{DAY}\\"')
    text = text.replace('reviewer = \\"\\"', f'reviewer = \\"{REVIEWER}\\"')
    (folder / "review.ipynb").write_text(text, encoding="utf-8")
    settings = {**os.environ, "GRADRECON_DECISIONS": f"sqlite:///{folder.as_posix()}/d.db"}
    command = [sys.executable, "-m", "gradrecon.panel", str(folder / "review.ipynb")]
    options = ["--no-browser", "--port=8866"]
    with subprocess.Popen(
        [*command, *options], env=settings, stderr=subprocess.PIPE, encoding="utf-8"
    ) as server:
        lines = iter(server.stderr or ())
        try:
            yield next(at[0] for line in lines if (at := re.search(r"http://\S+token=\S+", line)))
        finally:
            server.terminate()


def checklist(picture: Path) -> None:
    """The top of a college's 信息核对表 as a spreadsheet program prints it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(COLLEGE / "信息核对表.xlsx", folder / "table.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = [
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
            str(folder / "table.xlsx"),
        ]
        office = program("soffice", "libreoffice")
        subprocess.run([office, profile, *convert], check=True, capture_output=True)
        with window(1240, 860) as shown:
            shown.goto((folder / "table.pdf").as_uri() + "#toolbar=0&navpanes=0&view=FitH")
            shown.wait_for_timeout(4000)  # the viewer draws in its own time and says nothing
            top = {"x": 24, "y": 30, "width": 1192, "height": 480}
            shown.screenshot(path=picture, clip=top)


MADE: dict[str, Callable[[Path], None]] = {
    "school-report": page(RESULTS / "school.html", 1120, 1240),
    "college-report": page(COLLEGE / "report.html", 1120, 900),
    "review-panel": panel,
    "checklist": checklist,
}


def shrunk(picture: Path) -> None:
    """Save a picture with few colours; end with a sentence where it is still too large."""
    Image.open(picture).convert("RGB").quantize(COLOURS).save(picture, optimize=True)
    if picture.stat().st_size > MOST_BYTES:
        sys.exit(f"{picture} 超过 {MOST_BYTES // 1000} KB，请缩小。")


def main(names: list[str]) -> None:
    """Make the named pictures, or all."""
    if not RESULTS.is_dir():
        sys.exit(f"没有 {RESULTS}，请先运行 python3 make.py demo。")
    for name in names or MADE:
        picture = PICTURES / f"{name}.png"
        MADE[name](picture)
        shrunk(picture)


if __name__ == "__main__":
    main(sys.argv[1:])
