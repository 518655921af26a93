"""Functions by their names: a process imports those that its files need, and no others."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def named(place: str) -> Any:
    """The function of that name, as `module:function`."""
    module, function = place.split(":")
    return getattr(import_module(module), function)
