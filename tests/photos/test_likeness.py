"""Copies of a picture are found however they were made; faces in one suit are told apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from PIL import Image, ImageDraw, ImageEnhance

from gradrecon.photos.likeness import alike, as_letters
from gradrecon.photos.pairs import resembling
from gradrecon.photos.picture import read_picture
from gradrecon.photos.size import ACROSS, DOWN
from gradrecon.sheets import Limits

WITHIN = 0.045
FACES = range(100, 140)
Change = Callable[[Image.Image], Image.Image]


@pytest.fixture(scope="module")
def suited(portrait) -> dict[int, Image.Image]:
    """Portraits on one ground, all in the same dark suit."""
    return {face: _in_suit(portrait(face)) for face in FACES}


def _in_suit(image: Image.Image) -> Image.Image:
    draw = ImageDraw.Draw(image)
    outline = [(0, 640), (0, 530), (140, 460), (190, 420), (290, 420), (340, 460), (480, 530),
               (480, 640)]  # fmt: skip
    draw.polygon(outline, fill=(28, 30, 44))
    draw.polygon([(200, 420), (280, 420), (240, 520)], fill=(235, 235, 240))
    return image


@pytest.fixture(scope="module")
def looks(tmp_path_factory) -> Callable[..., list[str]]:
    """How pictures are kept once they were encoded and read again."""
    path = tmp_path_factory.mktemp("likeness") / "照片.jpg"

    def read(images: list[Image.Image], quality: int = 75, form: str = "JPEG") -> list[str]:
        kept = []
        for image in images:
            out = io.BytesIO()
            image.save(out, form, quality=quality)
            path.write_bytes(out.getvalue())
            kept.append(as_letters(read_picture(path, Limits(), 0).likeness))
        return kept

    return read


def _moved(across: int, down: int) -> Change:
    def change(image: Image.Image) -> Image.Image:
        wide = np.pad(np.asarray(image), ((9, 9), (9, 9), (0, 0)), mode="edge")
        return Image.fromarray(wide[9 - down : 649 - down, 9 - across : 489 - across])

    return change


def _cropped(left: float, top: float, right: float, bottom: float) -> Change:
    box = (round(480 * left), round(640 * top), round(480 * (1 - right)), round(640 * (1 - bottom)))
    return lambda image: image.crop(box).resize((480, 640), Image.Resampling.LANCZOS)


CHANGES: dict[str, Change] = {
    "moved across": _moved(6, 0),
    "moved down": _moved(0, 6),
    "moved both ways": _moved(-6, -6),
    "cropped all round": _cropped(0.025, 0.025, 0.025, 0.025),
    "cropped 5 % on each side": _cropped(0.05, 0.05, 0.05, 0.05),
    "cropped on the left": _cropped(0.05, 0, 0, 0),
    "cropped at the foot": _cropped(0, 0, 0, 0.05),
    "cropped at a corner": _cropped(0.05, 0.05, 0, 0),
    "cropped and left small": lambda image: image.crop((12, 16, 468, 624)),
    "brightened": lambda image: ImageEnhance.Brightness(image).enhance(1.2),
    "darkened": lambda image: ImageEnhance.Brightness(image).enhance(0.8),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.2),
    "grey": lambda image: image.convert("L"),
    "half as large": lambda image: image.resize((240, 320)),
    "stretched": lambda image: image.resize((413, 626)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_copy_is_found(suited, looks, change) -> None:
    some = list(suited.values())[:10]
    before, after = looks(some), looks([change(image) for image in some], quality=80)
    found = alike(pd.Series([*before, *after]), WITHIN)
    pairs = set(zip(found["first"], found["second"], strict=True))
    same = [one == other or (one, other) in pairs for one, other in zip(before, after, strict=True)]
    assert all(same)


@pytest.mark.parametrize(("quality", "form"), [(20, "JPEG"), (95, "JPEG"), (0, "PNG")])
def test_a_copy_encoded_anew_is_found(suited, looks, quality, form) -> None:
    few = list(suited.values())[:3]
    before, after = looks(few), looks(few, quality, form)
    found = alike(pd.Series([*before, *after]), WITHIN)
    pairs = {frozenset(one) for one in zip(found["first"], found["second"], strict=True)}
    assert {frozenset(one) for one in zip(before, after, strict=True)} <= pairs


def test_of_forty_faces_in_one_suit_hardly_a_pair_is_taken_for_one(suited, looks) -> None:
    found = alike(pd.Series(looks(list(suited.values()))), WITHIN)
    assert len(found) <= len(list(combinations(FACES, 2))) // 100


def test_pictures_of_one_colour_and_of_another_size_are_like_nothing() -> None:
    grey = [as_letters(bytes([shade]) * (ACROSS * DOWN)) for shade in (90, 200)]
    assert alike(pd.Series([*grey, "bcdf", ""]), WITHIN).empty
    assert alike(pd.Series([], dtype="str"), WITHIN).empty


def _photos(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["owner", "digest", "likeness"], dtype="str")


def test_who_resembles_whom_the_likest_first(portrait, looks) -> None:
    one, other = portrait(1), portrait(2)
    first, (third,), (fourth,) = looks([one]), looks([_moved(6, 0)(one)]), looks([other])
    photos = _photos(
        ("A", "a", first[0]), ("B", "b", first[0]), ("C", "c", third), ("D", "d", fourth),
    )  # fmt: skip
    pairs = resembling(photos, WITHIN)
    assert pairs[pairs["photo"] == 0]["other"].tolist() == ["B", "C"]
    assert pairs[pairs["photo"] == 2]["other"].tolist() == ["A", "B"]
    assert pairs["apart"].iloc[0] == 0 < pairs["apart"].iloc[1] <= WITHIN
    assert 3 not in set(pairs["photo"])


def test_one_s_own_copies_and_the_very_file_are_no_resemblance(portrait, looks) -> None:
    (look,) = looks([portrait(1)])
    assert resembling(_photos(("A", "a", look), ("A", "b", look)), WITHIN).empty
    assert resembling(_photos(("A", "a", look), ("B", "a", look)), WITHIN).empty


def test_a_placeholder_of_thousands_names_a_few(portrait, looks) -> None:
    (look,) = looks([portrait(1)])
    photos = _photos(*((f"{n:05}", f"{n}", look) for n in range(20_000)))
    assert resembling(photos, WITHIN)["photo"].value_counts().max() <= 4
