"""A kernel's standard streams, which cost nothing while nothing is written to them."""

from __future__ import annotations

from ipykernel.iostream import OutStream


class Stream(OutStream):
    """Flushed only where something was written since.

    The kernel flushes both streams several times a cell and waits for another thread each time.
    """

    _written = True

    def write(self, string: str) -> int | None:  # type: ignore[override]
        """Write a text; how many characters that were."""
        self._written = True
        return super().write(string)

    def flush(self) -> None:
        """Send what was written, if anything was."""
        if self._written:
            self._written = False
            super().flush()
