"""Make the README's picture of the school report, from the demo's page.

``python3 make.py demo`` first, then ``python3 tools/pictures.py``. Needs a browser of the
Chromium family and a Chinese font; loads nothing from a network.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "data" / "out" / "2025" / "school.html"
PICTURE = PROJECT / "docs" / "pictures" / "school-report.png"
SIZE = (1120, 1240)
MOST_BYTES = 300_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def browser() -> str:
    """Return the first browser that is installed; end with a sentence where none is."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or sys.exit(f"找不到浏览器，请安装其中之一：{'、'.join(BROWSERS)}")


def photograph(page: Path, picture: Path, size: tuple[int, int]) -> None:
    """Write what a window of that size shows of a page."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        options = [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}",
            f"--screenshot={picture}",
        ]  # fmt: skip
        subprocess.run([browser(), *options, page.as_uri()], check=True, capture_output=True)


def main(arguments: list[str]) -> None:
    """Photograph the demo's page, or the page that is named."""
    page = Path(arguments[0]).resolve() if arguments else PAGE
    if not page.is_file():
        sys.exit(f"没有 {page}，请先运行 python3 make.py demo。")
    photograph(page, PICTURE, SIZE)
    if PICTURE.stat().st_size > MOST_BYTES:
        sys.exit(f"{PICTURE} 超过 {MOST_BYTES // 1000} KB，请缩小 SIZE。")


if __name__ == "__main__":
    main(sys.argv[1:])
