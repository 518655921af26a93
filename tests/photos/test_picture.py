"""One image file: what it is, and why it cannot be used; nothing in it is believed or breaks us."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from gradrecon.photos.picture import READER, Picture, read_picture, read_thumbnail
from gradrecon.samples.portraits import Recipe, photo
from gradrecon.sheets import Limits, Unreadable
from gradrecon.sheets.process.sandbox import Sandbox


@pytest.fixture
def read(tmp_path: Path):
    def picture(data: bytes) -> Picture:
        path = tmp_path / "照片.jpg"
        path.write_bytes(data)
        return read_picture(path, Limits(), 0)

    return picture


def test_a_photo_as_specified(read, encode):
    data = encode()
    seen = read(data)
    assert (seen.wrong, seen.format, seen.mode, seen.turned) == ("", "JPEG", "RGB", "")
    assert (seen.width, seen.height, seen.dpi, seen.quality) == (480, 640, "300", 62)
    assert seen.size == len(data)
    assert all(
        abs(one - spec) < 8 for one, spec in zip(seen.background, (100, 197, 255), strict=True)
    )


@pytest.mark.parametrize("quality", [1, 30, 60, 75, 85, 95, 100])
def test_the_quality_is_read_from_the_tables(read, encode, quality):
    assert read(encode(quality=quality)).quality == quality


@pytest.mark.parametrize(
    ("form", "mode", "says"),
    [("PNG", "RGB", "PNG RGB"), ("JPEG", "CMYK", "JPEG CMYK"), ("JPEG", "L", "JPEG L"),
     ("BMP", "RGB", "BMP RGB"), ("GIF", "P", "GIF P"), ("PNG", "RGBA", "PNG RGBA")],
)  # fmt: skip
def test_a_format_is_known_by_its_bytes(read, encode, portrait, form, mode, says):
    seen = read(encode(portrait().convert(mode), form))
    assert f"{seen.format} {seen.mode}" == says
    assert not seen.wrong


def test_a_moving_picture_is_called_one(read, encode, portrait):
    frames = [portrait(seed, size=(48, 64)) for seed in (1, 2)]
    seen = read(encode(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert seen.format == "GIF 动图"


@pytest.mark.parametrize(("orientation", "stored"), [(6, (640, 480)), (3, (480, 640))])
def test_a_turned_photo_is_seen_as_it_is_shown(read, encode, portrait, orientation, stored):
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = portrait()
    turned = upright.rotate(90 if orientation == 6 else 180, expand=True)
    assert turned.size == stored
    seen, plain = read(encode(turned, exif=exif)), read(encode(upright))
    assert (seen.width, seen.height) == (480, 640)
    assert seen.turned.startswith("旋转")
    assert bin(int.from_bytes(seen.likeness) ^ int.from_bytes(plain.likeness)).count("1") <= 10


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "是空的"),
        (b"<!DOCTYPE html><html>404</html>", "网页或文本"),
        (b"PK\x03\x04 a workbook", "不是能读取的图像格式"),
        (b"\xff\xd8\xff\xe0 not much of a JPEG", "已损坏"),
        (photo(Recipe(1, ruin="bomb")), "像素多得不像照片"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "只是文件名像图像"),
    ],
)
def test_what_is_no_photo_is_told_and_not_tried(read, data, says):
    assert says in read(data).wrong


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_photo_cut_off_anywhere_is_incomplete(read, encode, share):
    data = encode()
    assert "不完整或已损坏" in read(data[: int(len(data) * share)]).wrong


def test_large_pixels_within_reason_are_measured_not_refused(read, encode, portrait):
    assert read(encode(portrait(size=(3000, 4000)))).width == 3000


def test_broken_bytes_anywhere_end_in_a_sentence(read, encode):
    data = encode(quality=10)
    for place in range(0, len(data), 97):
        seen = read(data[:place] + b"\xff\x00\xff" + data[place + 3 :])
        assert seen.wrong or seen.width


def test_it_is_read_in_a_process_of_its_own(tmp_path, encode):
    path = tmp_path / "照片.jpg"
    path.write_bytes(encode())
    with Sandbox(reader=READER) as sandbox:
        assert sandbox.ask(path) == read_picture(path, Limits(), 0)
        process = sandbox.start()
        process.kill()
        process.wait()
        assert sandbox.ask(path).width == 480
        with pytest.raises(Unreadable, match="打不开"):
            sandbox.ask(tmp_path / "没有.jpg")


def test_a_thumbnail_is_small_and_free_of_what_the_photo_carries(tmp_path, encode):
    path = tmp_path / "照片.jpg"
    exif = Image.Exif()
    exif[0x010E] = "secret"
    path.write_bytes(encode(exif=exif))
    data = read_thumbnail(path, Limits(), 0)
    with Image.open(io.BytesIO(data)) as small:
        assert small.size == (120, 160)
        assert not small.getexif()
    assert len(data) < 8000
    path.write_bytes(b"")
    assert read_thumbnail(path, Limits(), 0) == b""
