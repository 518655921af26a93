"""What a reviewer asked for and cannot have."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was written; the text is a Chinese sentence for the reviewer."""
