"""What a trouble is, and how troubles are dealt to students."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Flag, auto

import numpy as np

from gradrecon.samples.world import World


class Fact(Flag):
    """What a trouble can touch of one student; two that touch the same hide each other."""

    NONE = 0
    NUMBER = auto()
    ID = auto()
    NAME = auto()
    BIRTH = auto()
    SEX = auto()
    COLLEGE = auto()
    MAJOR = auto()
    STATUS = auto()
    REMARK = auto()
    LIST = auto()
    STUDIO = auto()
    CHSI = auto()
    PINYIN = auto()
    APPLICATION = auto()
    RETURNED = auto()
    PHOTO = auto()


ROSTER = (
    Fact.NUMBER
    | Fact.ID
    | Fact.NAME
    | Fact.BIRTH
    | Fact.SEX
    | Fact.COLLEGE
    | Fact.MAJOR
    | Fact.STATUS
    | Fact.REMARK
)
FILES = Fact.LIST | Fact.STUDIO | Fact.CHSI | Fact.PINYIN | Fact.APPLICATION | Fact.RETURNED
KEYS = Fact.NUMBER | Fact.ID | Fact.NAME


@dataclass(frozen=True)
class Trouble:
    """One thing that goes wrong.

    `rules` are the codes that it leads to, all its consequences included. `who` says which
    students it can strike (a boolean each). `plant` puts it into their rows and into the answer
    key; it gets an array of their indexes, or of pairs of indexes where `pairs` is given, which
    chooses pairs among a shuffled array of those whom it can strike. `touches` are facts that it
    changes, `needs` those that must be as they were for it to show.
    """

    name: str
    rules: tuple[str, ...]
    who: Callable[[World], np.ndarray]
    plant: Callable[[World, np.ndarray], None]
    touches: Fact
    needs: Fact = Fact.NONE
    pairs: Callable[[World, np.ndarray], np.ndarray] | None = None


# One in this many is unlucky: every trouble tries them first, so they get several.
_UNLUCKY = 20


def deal(world: World, troubles: Sequence[Trouble], rate: float) -> dict[str, np.ndarray]:
    """Who is struck by which trouble: names of troubles → indexes (or pairs) of students.

    Kinds take turns, so that each occurs as long as there is somebody whom it can strike, until
    that share of the students is struck. Nobody is struck twice in one fact.
    """
    wanted = round(rate * len(world.students))
    unlucky = world.rng.random(len(world.students)) * _UNLUCKY < rate
    hands = [_hand(world, one, unlucky, wanted // len(troubles)) for one in troubles]
    board = _Board(len(world.students))
    while board.struck < wanted and any(hand.waiting for hand in hands):
        for hand in hands:
            if board.struck < wanted:
                board.strike(hand)
    return {hand.trouble.name: hand.result for hand in hands if hand.struck}


@dataclass
class _Hand:
    """The groups of students that a trouble may still strike, the next one last; and the struck."""

    trouble: Trouble
    waiting: list[list[int]]
    struck: list[list[int]]

    @property
    def result(self) -> np.ndarray:
        groups = np.array(self.struck)
        return groups[:, 0] if self.trouble.pairs is None else groups


def _hand(world: World, trouble: Trouble, unlucky: np.ndarray, share: int) -> _Hand:
    able = world.rng.permutation(np.flatnonzero(trouble.who(world)))
    able = able[np.argsort(~unlucky[able], kind="stable")]
    groups = able[:, None] if trouble.pairs is None else trouble.pairs(world, able)
    return _Hand(trouble, groups[: 8 * share + 50][::-1].tolist(), [])


class _Board:
    """Which facts of which students are taken."""

    def __init__(self, students: int) -> None:
        self.touched = np.zeros(students, dtype=np.int64)
        self.needed = np.zeros(students, dtype=np.int64)
        self.struck = 0

    def strike(self, hand: _Hand) -> None:
        """Give the trouble the next group of students whose facts are free, if there is one."""
        touches, needs = hand.trouble.touches.value, hand.trouble.needs.value
        while hand.waiting:
            group = hand.waiting.pop()
            if self._free(group, touches, needs):
                self.struck += int(np.sum(self.touched[group] + self.needed[group] == 0))
                self.touched[group] |= touches
                self.needed[group] |= needs
                hand.struck.append(group)
                return

    def _free(self, group: list[int], touches: int, needs: int) -> bool:
        taken = self.touched[group] | self.needed[group]
        return not np.any(taken & touches) and not np.any(self.touched[group] & needs)
