"""Papermill without what only costs: a grammar of web addresses that takes a second to compile."""

from __future__ import annotations

import sys
from threading import Lock
from typing import Any

_GRAMMAR = "rfc3987_syntax"
_one_at_a_time = Lock()


def papermill() -> Any:
    """The papermill package.

    jsonschema, on which notebooks' formats rest, compiles that grammar when it is imported and
    does without it where it is not installed; no notebook's schema asks for such an address.
    """
    with _one_at_a_time:
        if "jsonschema" not in sys.modules:
            known = sys.modules.setdefault(_GRAMMAR, None)  # type: ignore[arg-type]
            import jsonschema  # noqa: F401

            if known is None:
                del sys.modules[_GRAMMAR]
    import papermill

    return papermill
