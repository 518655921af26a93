"""Every source that is read, in the order in which the notice speaks of them."""

from __future__ import annotations

from gradrecon.sources.capture import APPROVED, IMAGES, MUST_CAPTURE, RECAPTURE, SLOTS, STUDIO
from gradrecon.sources.confirmation import APPLICATIONS, CHSI, HANDOVERS, MAJORS, PINYIN, RETURNED
from gradrecon.sources.photos import PHOTOS
from gradrecon.sources.roster import ROSTER
from gradrecon.sources.source import Source

SOURCES: tuple[Source, ...] = (
    ROSTER,
    MUST_CAPTURE,
    RECAPTURE,
    APPROVED,
    IMAGES,
    SLOTS,
    STUDIO,
    PHOTOS,
    CHSI,
    PINYIN,
    MAJORS,
    APPLICATIONS,
    RETURNED,
    HANDOVERS,
)
BY_NAME = {source.name: source for source in SOURCES}
TITLES = {column.name: column.title for source in SOURCES for column in source.columns}
