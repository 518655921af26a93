"""What a reviewer asked for and cannot have."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was written; the text is a Chinese sentence for the reviewer.

    `note`: a note that says why would do.
    """

    def __init__(self, text: str, *, note: bool = False) -> None:
        super().__init__(text)
        self.note = note
