"""A column of the studio's that says how far a capture is, known by its words, not its header.

Were it left unread, those who did not come would count as captured.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from gradrecon.reading.locate import Header
from gradrecon.sheets import Sheet
from gradrecon.sources.capture import STUDIO
from gradrecon.sources.source import Source
from gradrecon.values.flags import NO, YES
from gradrecon.values.folding import fold_label_text

STATE = "state"
_LOOKED_AT = 500  # rows below a header
_NO_STATE = re.compile("费|款|票|性别|补采|补拍|纸质|确认|学习|全日制")
_OF_CAPTURE = re.compile("拍|采|照|摄|到场|完成")


def with_states(source: Source, sheet: Sheet, header: Header, words: Container[str]) -> Header:
    """The header, with the column of states in its place where no header of it is known.

    `words` are the folded words for states. Of several such columns it is the one with the most
    different ones.
    """
    if source is not STUDIO or STATE in header.places:
        return header
    rows = sheet.first(header.below + _LOOKED_AT)[header.below :]
    found = {
        place: said
        for place, text in enumerate(header.texts)
        if text and place not in header.places.values() and not _NO_STATE.search(text)
        if _are_states(said := [row[place] for row in rows], text, words)
    }
    if not found:
        return header
    most = max(found, key=lambda place: len({*found[place]}))
    return replace(header, places={**header.places, STATE: most})


def known_by_words(header: Header) -> str:
    """What to say of a column that was read as states by its words, for people who check files."""
    return f"“{header.texts[header.places[STATE]]}”一列写的是采集状态，按采集状态读"


def _are_states(said: list[str], header: str, words: Container[str]) -> bool:
    """Whether most filled cells are words for states; 是 and 否 only under a header of capture."""
    filled = [folded for text in said if (folded := fold_label_text(text))]
    known = [word for word in filled if word in words]
    if not 2 * len(known) > len(filled):
        return False
    return bool({*known} - {YES, NO}) or _OF_CAPTURE.search(header) is not None
