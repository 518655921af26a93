"""Which pictures show the same: compared as one being moved, cropped or relit until it fits.

A picture is kept as 24 by 32 grey fields. Two copies of one photo differ by a small shift, by a
crop, by brightness and contrast, so one picture is fitted to the other by those and nothing else;
what remains different after that, as a share of the picture's contrast, is how far `apart` they
are. Blue ground and dark suit, which everybody shares, fit at once and say nothing, while another
face does not fit: what is compared is how all parts stand to each other, not how bright they are.

Few pairs need the search. Most are ruled out by its first step alone, taken for all pairs at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from gradrecon.photos.size import ACROSS, DOWN

# Pictures are written in letters, so that none looks like an identity number.
_DIGITS, _LETTERS = "0123456789abcdef", "bcdfghjkmnpqrstv"
_TO_LETTERS = str.maketrans(_DIGITS, _LETTERS)
_TO_DIGITS = str.maketrans(_LETTERS, _DIGITS)

_SOFT = 0.8  # in fields: how far each point looks around itself
_EDGE = (slice(None), slice(3, -3), slice(2, -2))  # beyond it a crop shows what the other has not
_FIRST = 0.22  # copies cropped by 5 % at two sides are no further apart after the first step
_NEAREST, _PAIRS = 12, 40_000  # how many are fitted: for each picture, and at most in a small set
_TONES = 2  # of the ways in which copies differ; the others are moves
_STILL = (1.0, 0.25, 0.12, 0.08)  # further apart after that step: not worth another
_STRIDE, _LIMIT = 0.08, 0.15  # of half a picture: the longest step, the furthest move
_BLOCK, _BATCH = 256, 2048
_PAIR = ["first", "second"]


def as_letters(data: bytes) -> str:
    """Bytes as text, two letters each."""
    return data.hex().translate(_TO_LETTERS)


def alike(pictures: pd.Series, within: float) -> pd.DataFrame:
    """The pairs of unlike texts that show the same: `first` (the earlier), `second`, `apart`.

    `pictures` are texts as `as_letters` makes them; those of another size are in no pair.
    `apart` runs from 0 (one picture) to 1 (nothing in common); at most `within` is given.
    """
    texts = pictures[pictures.str.len() == 2 * ACROSS * DOWN].unique()
    found = pd.DataFrame(_apart(_fields(texts)), columns=["one", "other", "apart"])
    found = found[found["apart"] <= within]
    sides = np.sort(found[["one", "other"]].to_numpy(dtype="int64"), axis=1)
    named = pd.DataFrame(np.array(texts, dtype=object)[sides], columns=_PAIR, dtype="str")
    pairs = named.assign(apart=found["apart"].to_numpy(dtype="float64"))
    return pairs.groupby(_PAIR, sort=True, as_index=False)["apart"].min()


class _Looks(NamedTuple):
    """Pictures, each with what it looks like and how that changes as it is moved and cropped.

    `tones`: the look of a picture and of its square, at right angles, for relit pictures are a
    sum of both; `moves` gives from another look how much of each, and the shift and stretch that
    bring it nearer; `spans`: tones and moves on fewer points, at right angles.
    """

    tones: np.ndarray
    moves: np.ndarray
    spans: np.ndarray


def _fields(texts: np.ndarray) -> np.ndarray:
    data = bytes.fromhex("".join(texts).translate(_TO_DIGITS))
    return np.frombuffer(data, dtype="uint8").reshape(-1, DOWN, ACROSS).astype("float32")


def _apart(fields: np.ndarray) -> np.ndarray:
    """The pairs that the first step leaves, in both orders, and how far apart they are."""
    plain = _unit(_flat(_few(_seen(fields, np.zeros((len(fields), 4), "float32")))))
    found = [np.empty((0, 3))]
    for start in range(0, len(fields), _BLOCK):
        block = _as_looks(fields[start : start + _BLOCK])
        one, other = _likely(plain, block.spans, start)
        for at in range(0, len(one), _BATCH):
            part = slice(at, at + _BATCH)
            apart = _fitted(fields[one[part]], block, other[part])
            found.append(np.column_stack([one[part], other[part] + start, apart]))
    return np.concatenate(found)


def _as_looks(fields: np.ndarray) -> _Looks:
    seen = _seen(fields, np.zeros((len(fields), 4), "float32"))
    down, across = np.gradient(seen, axis=(1, 2))
    down, across = down * (DOWN - 1) / 2, across * (ACROSS - 1) / 2
    x, y = _line(ACROSS)[None, None, :], _line(DOWN)[None, :, None]
    changes = (seen, np.square(seen) / 256, across, down, x * across, y * down)
    ways = np.stack([_flat(one[_EDGE]) for one in changes], axis=1)
    few = np.stack([_flat(_few(one)) for one in changes], axis=1)
    moves = np.linalg.solve(_products(ways), ways).astype("float32")
    return _Looks(_at_right_angles(ways[:, :_TONES]), moves, _at_right_angles(few))


def _likely(plain: np.ndarray, spans: np.ndarray, start: int) -> tuple[np.ndarray, np.ndarray]:
    """The pictures, and the places in a block, that the first step brings near: the nearest."""
    apart = np.ones((len(plain), len(spans)), dtype="float32")
    for span in spans.transpose(1, 2, 0):
        apart -= np.square(plain @ span)
    apart[start + np.arange(len(spans)), np.arange(len(spans))] = np.inf
    most = max(_NEAREST, _PAIRS // len(plain))
    for crowded in np.flatnonzero((apart < _FIRST**2).sum(axis=0) > most):
        apart[np.argsort(apart[:, crowded])[most:], crowded] = np.inf
    one, other = np.nonzero(apart < _FIRST**2)
    return one, other


def _fitted(fields: np.ndarray, block: _Looks, place: np.ndarray) -> np.ndarray:
    """How far each picture is from that at a place of the block, once it is fitted to it."""
    apart = np.ones(len(fields), dtype="float32")
    on, move = np.arange(len(fields)), np.zeros((len(fields), 4), dtype="float32")
    for still in (*_STILL, 0.0):
        look = _flat(_seen(fields[on], move)[_EDGE])
        shares = block.tones[place[on]] @ _unit(look)[:, :, None]
        left = np.sqrt(np.clip(1 - np.square(shares).sum(axis=(1, 2)), 0, 1))
        apart[on] = np.minimum(apart[on], left)
        near = left < still
        on, look, move = on[near], look[near], move[near]
        move = _moved(move, (block.moves[place[on]] @ look[:, :, None])[:, :, 0])
    return apart


def _moved(move: np.ndarray, step: np.ndarray) -> np.ndarray:
    """One step further: `step` is how much of each tone, then how far the picture is off."""
    off = step[:, _TONES:] / np.maximum(step[:, :1], 0.3)
    moved: np.ndarray = np.clip(move - np.clip(off, -_STRIDE, _STRIDE), -_LIMIT, _LIMIT)
    return moved


def _seen(fields: np.ndarray, move: np.ndarray) -> np.ndarray:
    """The pictures, softened, from where `move` puts each: shift across, down; stretch likewise."""
    down = _weights(DOWN, move[:, 1], move[:, 3])
    across = _weights(ACROSS, move[:, 0], move[:, 2])
    seen: np.ndarray = down @ fields @ across.transpose(0, 2, 1)
    return seen


def _weights(count: int, shift: np.ndarray, stretch: np.ndarray) -> np.ndarray:
    """How much each field counts at each of that many points of a moved line."""
    points = _line(count) * (1 + stretch[:, None]) + shift[:, None]
    away = ((points + 1) * (count - 1) / 2)[:, :, None] - np.arange(count, dtype="float32")
    weights = np.exp(-np.square(away / _SOFT) / 2)
    shares: np.ndarray = weights / weights.sum(axis=2, keepdims=True)
    return shares


def _line(count: int) -> np.ndarray:
    return np.linspace(-1, 1, count, dtype="float32")


def _few(pictures: np.ndarray) -> np.ndarray:
    """Every other field of every other row: a quarter of them, enough for the first step."""
    return pictures[_EDGE][:, ::2, ::2]


def _flat(pictures: np.ndarray) -> np.ndarray:
    flat = pictures.reshape(len(pictures), pictures.shape[1] * pictures.shape[2])
    centred: np.ndarray = flat - flat.mean(axis=1, keepdims=True)
    return centred


def _unit(flat: np.ndarray) -> np.ndarray:
    unit: np.ndarray = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-3)
    return unit


def _at_right_angles(ways: np.ndarray) -> np.ndarray:
    angles: np.ndarray = np.linalg.solve(np.linalg.cholesky(_products(ways)), ways)
    return angles.astype("float32")


def _products(ways: np.ndarray) -> np.ndarray:
    """The products of all ways with each other, kept apart from nothing: a grey page has none."""
    products: np.ndarray = ways @ ways.transpose(0, 2, 1) + 1e-3 * np.eye(ways.shape[1])
    return products
