"""What is done to text from files before it is written out: no number in full, no formula.

Masking (law 9): anything shaped like an identity number becomes its last four characters,
wherever it stands. It is the last fence; what is declared as a number is masked long before.

Formulas (law 10): a spreadsheet program runs text that begins with one of `FORMULA_MARKS`. A CSV
cannot say that a cell is text, so there such text gets a leading apostrophe, the mark by which
those programs themselves say "text". A workbook can say it, so there the text stands as it is, in
a cell of type text with the quote prefix set (see `workbook`).
"""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.distinct import by_distinct
from gradrecon.values.masking import SUSPECT, masked_text

# Full-width marks too: programs set to Chinese take them for the plain ones.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def masked(texts: pd.Series) -> pd.Series:
    """The texts, with the last four characters (尾号) in place of every identity number."""
    suspect = texts.str.contains(SUSPECT)
    return texts.mask(suspect, by_distinct(texts[suspect], masked_text)) if suspect.any() else texts


def harmless(texts: pd.Series) -> pd.Series:
    """The texts as a CSV may hold them: an apostrophe before what would be run as a formula.

    A carriage return becomes a line feed: written as it is it would end the row, unquoted, and
    what follows it would begin the next.
    """
    risky = texts.str.startswith(FORMULA_MARKS)
    marked = texts.mask(risky, "'" + texts) if risky.any() else texts
    torn = marked.str.contains("\r", regex=False)
    return (
        marked.mask(torn, marked.str.replace("\r\n?", "\n", regex=True)) if torn.any() else marked
    )
