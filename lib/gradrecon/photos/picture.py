"""One image file → what it is; run apart from our own process, for no file can be trusted.

The bytes are read once. Only the header is believed before its promises are checked: an image of
too many pixels is refused undecoded. JPEGs are decoded at an eighth of their size, which still
passes over every byte, so that one that was cut off shows.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from gradrecon.photos.size import ACROSS, DOWN
from gradrecon.sheets.grid import Failed
from gradrecon.sheets.process.limits import Limits

READER = "gradrecon.photos.picture:read_picture"

# Formats that photos come in; others have no business here, and some run programs.
_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP")
_MOST_PIXELS = 50_000_000
_SMALL = 48  # decoded to no less than this in either direction
_CORNER = (0.12, 0.15)  # of width and height: the background beside the head
_TURNED = {2: "左右翻转", 3: "旋转180°", 4: "上下翻转", 5: "翻转并旋转", 6: "旋转90°",
           7: "翻转并旋转", 8: "旋转270°"}  # fmt: skip
_LYING = 5  # from this orientation on width and height change places

# The luminance table of quality 50 in the JPEG standard (T.81, K.1), from which the usual
# programs make all others.
_AT_50 = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """What an image file is; where it cannot be used `wrong` says why and the rest is blank.

    `size` in bytes. `width` and `height` as shown, after the `turned` that the file asks for.
    `dpi` as `300` or `300×72`, `quality` as the encoder's 1 to 100 (0 where there is none).
    `background`: mean red, green, blue of both upper corners. `likeness`: the picture in grey,
    one byte for each of 24 by 32 fields.
    """

    size: int
    sha256: str
    wrong: str = ""
    format: str = ""
    mode: str = ""
    width: int = 0
    height: int = 0
    turned: str = ""
    dpi: str = ""
    quality: int = 0
    background: tuple[int, int, int] = (0, 0, 0)
    likeness: bytes = b""


class _NoPicture(Exception):
    """Why a file's bytes are no picture that can be used."""


def read_picture(path: Path, limits: Limits, turn: int) -> Picture:
    """The picture in a file; raise Unreadable if the file itself cannot be had."""
    _first_turn(turn)
    limits.check_file(path)
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    try:
        with _opened(data) as image:
            return _described(image, len(data), digest)
    except _NoPicture as error:
        return Picture(len(data), digest, str(error))


def read_thumbnail(path: Path, limits: Limits, turn: int) -> bytes:
    """A picture as a JPEG of at most 120×160 pixels; b"" where it is none."""
    _first_turn(turn)
    limits.check_file(path)
    try:
        with _opened(path.read_bytes()) as image:
            small = _decoded(image, 160)
    except _NoPicture:
        return b""
    small.thumbnail((120, 160))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=70, optimize=True)
    return out.getvalue()


def _first_turn(turn: int) -> None:
    """Pictures have no second reader to be asked after the first one broke."""
    if turn:
        raise Failed("图像使读取程序出错", "用看图软件打开，另存为 JPEG。")


def _opened(data: bytes) -> Image.Image:
    """The image in these bytes, its header read; _NoPicture where there is none or too much."""
    if not data:
        raise _NoPicture("文件是空的")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _NoPicture("像素多得不像照片，未解开") from None
    except UnidentifiedImageError:
        text = data.lstrip()[:1] == b"<"
        seen = "内容是网页或文本" if text else "内容不是能读取的图像格式"
        raise _NoPicture(f"{seen}，只是文件名像图像") from None
    except Exception:  # malformed headers fail in any way
        raise _NoPicture("图像已损坏") from None
    if image.width * image.height > _MOST_PIXELS:
        raise _NoPicture(f"{image.width}×{image.height}，像素多得不像照片，未解开")
    return image


def _described(image: Image.Image, size: int, digest: str) -> Picture:
    moving = getattr(image, "n_frames", 1) > 1
    format_, mode = image.format or "", image.mode
    orientation, dpi, quality = _orientation(image), _dpi(image), _quality(image)
    width, height = image.size if orientation < _LYING else image.size[::-1]
    small = _decoded(image, _SMALL)
    return Picture(
        size=size, sha256=digest, format=f"{format_} 动图" if moving else format_, mode=mode,
        width=width, height=height, turned=_TURNED.get(orientation, ""), dpi=dpi, quality=quality,
        background=_background(small), likeness=_likeness(small),
    )  # fmt: skip


def _decoded(image: Image.Image, least: int) -> Image.Image:
    """The image in colours as it is shown, perhaps smaller, but no smaller than asked for."""
    try:
        image.draft(None, (least, least))
        image.load()
        return ImageOps.exif_transpose(image).convert("RGB")
    except Exception:  # whatever a decoder says of a cut or malformed stream
        raise _NoPicture("图像不完整或已损坏") from None


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # malformed notes beside a sound picture
        return 1


def _dpi(image: Image.Image) -> str:
    try:
        across, down = (round(float(value)) for value in image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ArithmeticError):
        return ""
    if not across:
        return ""
    return str(across) if across == down else f"{across}×{down}"


def _quality(image: Image.Image) -> int:
    """The quality whose table has the nearest sum: exact for the usual encoders."""
    tables = getattr(image, "quantization", None)
    if not tables:
        return 0
    total = sum(next(iter(tables.values())))
    return min(range(1, 101), key=lambda quality: abs(_SUMS[quality] - total))


def _sum_at(quality: int) -> int:
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return sum(min(255, max(1, (value * scale + 50) // 100)) for value in _AT_50)


_SUMS = {quality: _sum_at(quality) for quality in range(1, 101)}


def _background(small: Image.Image) -> tuple[int, int, int]:
    across, down = max(1, round(small.width * _CORNER[0])), max(1, round(small.height * _CORNER[1]))
    left = _mean(small, (0, 0, across, down))
    right = _mean(small, (small.width - across, 0, small.width, down))
    red, green, blue = ((one + other) // 2 for one, other in zip(left, right, strict=True))
    return red, green, blue


def _mean(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, ...]:
    pixel = image.resize((1, 1), Image.Resampling.BOX, box).getpixel((0, 0))
    assert isinstance(pixel, tuple)  # of three, for the image is in colours
    return pixel


def _likeness(small: Image.Image) -> bytes:
    """The picture in grey, as small as pictures are compared."""
    return small.convert("L").resize((ACROSS, DOWN), Image.Resampling.BICUBIC).tobytes()
