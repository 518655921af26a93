"""Imports that wait until they are needed: a process loads what it uses, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def named(place: str) -> Any:
    """The function of that name, as `module:function`."""
    module, function = place.split(":")
    return getattr(import_module(module), function)


def attributes(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package some of whose names live in modules that are loaded late.

    `homes`: each name's module. Raise AttributeError for any other name.
    """

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return named(f"{homes[name]}:{name}")

    return get
