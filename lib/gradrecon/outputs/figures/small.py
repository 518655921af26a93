"""Small counts of what is sensitive: few is said, and how they divide is not (law 9).

Two findings about identity or a picture in a college may point to two students whom everybody
there knows; how grave each is then tells something about a person. What is merely still to do,
per college and step, is not sensitive.
"""

from __future__ import annotations

from gradrecon.vocabulary import Chapter

FEW = 3
SENSITIVE = frozenset({Chapter.ROSTER, Chapter.CHSI, Chapter.INFO})


def withheld(chapter: Chapter, count: int) -> bool:
    """Return whether a chapter has too few findings to be divided further."""
    return chapter in SENSITIVE and 0 < count < FEW
