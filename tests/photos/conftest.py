"""Portraits of nobody, and the files that they are kept in."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from gradrecon.samples.portraits import Recipe, drawn

Portrait = Callable[..., Image.Image]
Encode = Callable[..., bytes]


@pytest.fixture(scope="session")
def portrait() -> Portrait:
    """A maker of portraits: the face, and what a recipe may say of its looks."""

    def made(face: int = 1, **looks: Any) -> Image.Image:
        return drawn(Recipe(face, **looks))

    return made


@pytest.fixture(scope="session")
def encode(portrait: Portrait) -> Encode:
    """An image as the bytes of a file, as specified unless said otherwise."""

    def made(image: Image.Image | None = None, form: str = "JPEG", **options: Any) -> bytes:
        usual = {"quality": 62, "dpi": (300, 300)} if form == "JPEG" else {}
        out = io.BytesIO()
        (portrait() if image is None else image).save(out, form, **{**usual, **options})
        return out.getvalue()

    return made
