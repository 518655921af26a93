"""Photos of a sample: drawn the same each time, as specified, of nobody, only where asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from gradrecon.samples import Sample
from gradrecon.samples.portraits import RUINS, Recipe, photo

Make = Callable[..., Sample]


def test_no_photos_unless_asked_for_and_nothing_else_changes(make: Make) -> None:
    plain, with_photos = make(trouble=0.2), make(trouble=0.2, photos=True)
    assert not plain.photos
    assert with_photos.photos
    assert all(
        plain.files[name].rows.equals(sheet.rows) for name, sheet in with_photos.files.items()
    )
    others = with_photos.answers[~with_photos.answers["rule"].str.startswith("capture.photo_")]
    assert others.to_numpy().tolist() == plain.answers.to_numpy().tolist()


def test_a_recipe_makes_the_same_photo_and_a_face_is_ones_own() -> None:
    assert photo(Recipe(7)) == photo(Recipe(7)) != photo(Recipe(8))


@pytest.mark.parametrize("face", range(0, 2400, 200))
def test_photos_are_as_specified(face: int) -> None:
    data = photo(Recipe(face))
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (480, 640))
        assert image.info["dpi"] == (300, 300)
    assert 20 <= len(data) / 1024 <= 40


@pytest.mark.parametrize("ruin", RUINS)
def test_ruined_photos_cannot_be_opened(ruin: str) -> None:
    data = photo(replace(Recipe(1), ruin=ruin))
    with (
        pytest.raises((OSError, Image.DecompressionBombError)),
        Image.open(io.BytesIO(data)) as one,
    ):
        one.load()
