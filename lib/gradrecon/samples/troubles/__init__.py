"""Every kind of trouble that the catalogue of rules knows, and how it is put into a sample."""

from __future__ import annotations

from gradrecon.samples.troubles import capture, chsi, confirmation, lists, roster, spelling
from gradrecon.samples.troubles.consequences import not_applied
from gradrecon.samples.troubles.trouble import Fact, Trouble, deal
from gradrecon.samples.troubles.whole import plant_whole, show_full_ids
from gradrecon.samples.world import World

TROUBLES: tuple[Trouble, ...] = (
    *roster.TROUBLES,
    *lists.TROUBLES,
    *capture.TROUBLES,
    *chsi.TROUBLES,
    *spelling.TROUBLES,
    *confirmation.TROUBLES,
)


def make_trouble(world: World, rate: float) -> None:
    """Strike that share of the students, and whole files and colleges; fill in the answer key."""
    if not rate:
        return
    plant_whole(world)
    struck = deal(world, TROUBLES, rate)
    # Strangers first: their rows are modelled on rows that the others still change.
    for trouble in sorted(TROUBLES, key=lambda one: one.touches is not Fact.NONE):
        if trouble.name in struck:
            trouble.plant(world, struck[trouble.name])
    show_full_ids(world)
    not_applied(world)
