"""The photo folder of a sample: whose photo is in which file, and how each is made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from gradrecon.photos.names import said_by, shown
from gradrecon.samples.portraits import Recipe, photo
from gradrecon.samples.world import NOBODY, World

FOLDER = "photos"
_SUFFIXES = (".jpg", ".jpg", ".JPG", ".jpeg")
_COPIES = ("(1)", " (1)", " - 副本")
_COPY_EVERY = 40


def take_photos(world: World) -> None:
    """Put a photo in the world's frames for each student whom the studio photographed.

    Columns: `who`, `folder` (the college), `stem` and `suffix` of the file's name, `recipe`. Those
    with whom nothing is wrong are named in every way there is; the others by 学号, for what is
    wrong may be their name or their number.
    """
    taken = world.with_rows("studio", once=False) & world.with_rows("roster", once=False)
    who = np.flatnonzero(taken)
    own = world.students.loc[who]
    stems = own["student_no"].where(~untroubled(world)[who], _named(own))
    rows = pd.DataFrame(
        {
            "who": who,
            "folder": own["college_name"].to_numpy(),
            "stem": stems.to_numpy(),
            "suffix": np.resize(np.array(_SUFFIXES, dtype=object), len(who)),
            "recipe": [Recipe(int(one)) for one in who],
        }
    )
    world.frames[FOLDER] = pd.concat([rows, _copies(rows)], ignore_index=True)


def untroubled(world: World) -> np.ndarray:
    """Return which students have nothing to be found so far, one boolean each."""
    troubled = np.concatenate([[NOBODY], *(answers["who"] for answers in world.answers)])
    return ~np.isin(np.arange(len(world.students)), troubled)


def _named(own: pd.DataFrame) -> pd.Series:
    """The names of files: by 学号, with the student's name before or after it, 证件号 or 考生号."""
    number, name = own["student_no"], own["name"]
    by_id = own["id_no"].where(own["id_no"].str.len() == 18, number)
    by_exam = own["exam_no"].where(own["exam_no"] != "", number)
    ways = (number, number + name, name + "_" + number, by_id, by_exam)
    way = own.index.to_numpy() % len(ways)
    return pd.Series(np.choose(way, [one.to_numpy() for one in ways]), index=own.index)


def _copies(rows: pd.DataFrame) -> pd.DataFrame:
    """What is left of somebody's copying: the same file under nearly the same name."""
    again = rows[rows["who"] % _COPY_EVERY == 1]
    marks = np.resize(np.array(_COPIES, dtype=object), len(again))
    return again.assign(stem=again["stem"] + marks)


def paths(world: World) -> pd.Series:
    """The path of each photo below the raw folder, index as the frame's."""
    rows = world.frames.get(FOLDER)
    if rows is None:
        return pd.Series(dtype="str")
    return FOLDER + "/" + rows["folder"] + "/" + rows["stem"] + rows["suffix"]


def addresses(world: World) -> pd.Series:
    """The address of each photo as findings say it, index as the frame's."""
    listed = paths(world).sort_values()
    said = [shown(path, said_by(path)) for path in listed]
    places = pd.Series(range(1, len(listed) + 1), index=listed.index).astype("str")
    return pd.Series(said, index=listed.index, dtype="str") + "!!" + places


def recipes(world: World) -> dict[str, Recipe]:
    """What is in each file, by its path."""
    where = paths(world)
    return dict(zip(where, world.frames[FOLDER]["recipe"], strict=True)) if len(where) else {}


def write_photos(made: Mapping[str, Recipe], folder: Path) -> None:
    """Draw every photo and write it below the folder, several at a time."""

    def one(path: str) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(photo(made[path]))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(one, made))
