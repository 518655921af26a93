"""Portraits of nobody: a coloured ground, a head and shoulders, grain, as small as can be."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

BLUE = (100, 197, 255)
Portrait = Callable[..., Image.Image]
Encode = Callable[..., bytes]


def _portrait(
    seed: int = 1, size: tuple[int, int] = (480, 640), ground: tuple[int, int, int] = BLUE
) -> Image.Image:
    """A figure that differs with the seed, with grain that makes the file as big as a photo's."""
    rng = np.random.default_rng(seed)
    image = Image.new("RGB", (480, 640), ground)
    draw = ImageDraw.Draw(image)
    left, top = rng.integers(120, 170), rng.integers(120, 180)
    for row in range(430, 640, 35):
        for column in range(40, 440, 50):
            tone = tuple(rng.integers(0, 255, 3).tolist())
            draw.rectangle((column, row, column + 50, row + 35), fill=tone)
    draw.ellipse((left, top, left + 190, top + 260), fill=(225, 180, 150))
    grain = rng.integers(-14, 15, (640, 480, 1))
    pixels = (np.asarray(image, dtype="int64") + grain).clip(0, 255).astype("uint8")
    return Image.fromarray(pixels).resize(size)


@pytest.fixture(scope="session")
def portrait() -> Portrait:
    """A maker of portraits."""
    return _portrait


@pytest.fixture(scope="session")
def encode() -> Encode:
    """An image as the bytes of a file, as specified unless said otherwise."""

    def made(image: Image.Image | None = None, form: str = "JPEG", **options: Any) -> bytes:
        usual = {"quality": 62, "dpi": (300, 300)} if form == "JPEG" else {}
        out = io.BytesIO()
        (_portrait() if image is None else image).save(out, form, **{**usual, **options})
        return out.getvalue()

    return made
