"""Portraits of nobody: shapes on a blue ground, unlike for each number, as files of any kind.

No real face is in them, nor anything learnt from one: an ellipse, hair, a knitted pullover.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import ExifTags, Image, ImageDraw

_SIZE = _ACROSS, _DOWN = 480, 640
_SKINS = ((241, 205, 178), (226, 182, 150), (205, 158, 124), (236, 192, 160))
_HAIR = ((34, 28, 26), (58, 42, 34), (20, 20, 24), (86, 66, 50))
_STITCH = 30  # pixels
_PULLOVER = 420


@dataclass(frozen=True)
class Recipe:
    """How one photo is made: whose face, on what ground, encoded how, and what then befell it.

    `face` numbers a portrait. `grain` is how coarse its noise is: it makes the file as big as a
    camera's. `size` in pixels. `orientation` is EXIF's: the picture is stored turned. `ruin`: ""
    or one of `RUINS`.
    """

    face: int
    ground: tuple[int, int, int] = (100, 197, 255)
    grain: int = 7
    size: tuple[int, int] = _SIZE
    form: str = "JPEG"
    mode: str = "RGB"
    quality: int = 75
    dpi: int = 300
    orientation: int = 1
    ruin: str = ""


def photo(recipe: Recipe) -> bytes:
    """The bytes of the file that a recipe makes, the same every time."""
    if recipe.ruin in _INSTEAD:
        return _INSTEAD[recipe.ruin]
    data = _encoded(drawn(recipe), recipe)
    return data[: len(data) * 3 // 5] if recipe.ruin == "cut" else data


def drawn(recipe: Recipe) -> Image.Image:
    """The portrait of a recipe, before it is encoded."""
    rng = np.random.default_rng(recipe.face)
    image = Image.new("RGB", _SIZE, recipe.ground)
    _dress(image, rng)
    _head(ImageDraw.Draw(image), rng)
    return _grained(image, recipe).resize(recipe.size)


def _dress(image: Image.Image, rng: np.random.Generator) -> None:
    """Shoulders in a pullover of a pattern that nobody else wears."""
    rows, columns = -(-(_DOWN - _PULLOVER) // _STITCH), _ACROSS // _STITCH
    shades = rng.integers(60, 200, (rows, columns, 1)) + rng.integers(-50, 50, 3)
    cloth = Image.fromarray(shades.clip(0, 255).astype("uint8"))
    cloth = cloth.resize((_ACROSS, rows * _STITCH), Image.Resampling.NEAREST)
    mask = Image.new("L", cloth.size)
    slope = int(rng.integers(10, 60))
    outline = [(0, rows * _STITCH), (0, slope + 40), (140, slope), (190, 0), (290, 0), (340, slope),
               (_ACROSS, slope + 40), (_ACROSS, rows * _STITCH)]  # fmt: skip
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    image.paste(cloth, (0, _PULLOVER), mask)


def _head(draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    half, middle = int(rng.integers(92, 118)), 240 + int(rng.integers(-12, 13))
    top, chin = int(rng.integers(150, 185)), int(rng.integers(400, 430))
    skin, hair = _SKINS[rng.integers(len(_SKINS))], _HAIR[rng.integers(len(_HAIR))]
    long = int(rng.integers(0, 190)) * int(rng.integers(0, 2))
    crown = (middle - half - 14, top - 34, middle + half + 14, top + 150)
    draw.rounded_rectangle((*crown[:3], top + 150 + long), 90, fill=hair)
    draw.rectangle((middle - 42, chin - 60, middle + 42, _PULLOVER + 30), fill=skin)
    draw.ellipse((middle - half, top, middle + half, chin), fill=skin)
    draw.chord((*crown[:3], top + 120), 180, 360, fill=hair)
    _face(draw, rng, middle, (top + chin) // 2, half)


def _face(
    draw: ImageDraw.ImageDraw, rng: np.random.Generator, middle: int, height: int, half: int
) -> None:
    glasses = rng.integers(0, 3) == 0
    for eye in (middle - half // 2, middle + half // 2):
        draw.line((eye - 18, height - 32, eye + 18, height - 36), fill=(60, 45, 40), width=5)
        draw.ellipse((eye - 8, height - 14, eye + 8, height + 2), fill=(40, 32, 30))
        if glasses:
            draw.ellipse(
                (eye - 32, height - 36, eye + 32, height + 20), outline=(30, 30, 34), width=4
            )
    draw.line(
        (middle, height, middle - 6, height + 36, middle + 6, height + 38), (190, 140, 115), 4
    )
    draw.arc((middle - 34, height + 40, middle + 34, height + 76), 20, 160, (170, 80, 80), 6)


def _grained(image: Image.Image, recipe: Recipe) -> Image.Image:
    """The image with the grain of a sensor, cut from one large sheet of it at the face's place."""
    if not recipe.grain:
        return image
    right, down = recipe.face * 37 % 200, recipe.face * 53 % 200
    grain = _sheet()[down : down + _DOWN, right : right + _ACROSS, None] * recipe.grain // 100
    pixels = np.asarray(image, dtype="int16") + grain
    return Image.fromarray(pixels.clip(0, 255).astype("uint8"))


@cache
def _sheet() -> np.ndarray:
    rng = np.random.default_rng(0)
    return rng.integers(-100, 101, (_DOWN + 200, _ACROSS + 200), dtype="int16")


def _encoded(image: Image.Image, recipe: Recipe) -> bytes:
    options: dict[str, Any] = {"dpi": (recipe.dpi, recipe.dpi)} if recipe.dpi else {}
    if recipe.form == "JPEG":
        options["quality"] = recipe.quality
    if recipe.orientation == 6:
        image = image.transpose(Image.Transpose.ROTATE_90)
        options["exif"] = _exif(recipe)
    out = io.BytesIO()
    image.convert(recipe.mode).save(out, recipe.form, **options)
    return out.getvalue()


def _exif(recipe: Recipe) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = recipe.orientation
    return exif


def _bomb() -> bytes:
    """A PNG of a hundred bytes that promises 3.6 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000)))


_INSTEAD = {
    "empty": b"",
    "page": b"<!DOCTYPE html><html><body><h1>404 Not Found</h1></body></html>",
    "bomb": _bomb(),
}
RUINS = ("cut", *_INSTEAD)
