"""How much reading a folder of photos costs beside bare Pillow decoding the same files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from figure import Figure, side_by_side
from PIL import Image

from gradrecon.cohort import cohort
from gradrecon.reading.photos import read_photos
from gradrecon.samples.portraits import Recipe, photo

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"
PHOTOS, DRAWN = 2000, 50


def measure() -> list[Figure]:
    """The figure: one process of ours, for bare Pillow has one."""
    settings = cohort.load(PARAMS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _write(folder)
        return [
            side_by_side(
                f"读取 {PHOTOS:,} 张照片",
                lambda: read_photos(folder, files, settings),
                "Pillow 逐张解码",
                lambda: _decode(folder, files),
                limit=1.5,
                times=3,
            )
        ]


def _write(folder: Path) -> list[str]:
    drawn = [photo(Recipe(face)) for face in range(DRAWN)]
    files = [f"{2022010001 + number}.jpg" for number in range(PHOTOS)]
    for number, file in enumerate(files):
        (folder / file).write_bytes(drawn[number % DRAWN])
    return files


def _decode(folder: Path, files: list[str]) -> None:
    for file in files:
        with Image.open(folder / file) as image:
            image.load()
