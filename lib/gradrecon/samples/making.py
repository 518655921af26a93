"""Make a made-up cohort and write it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import tomli_w

from gradrecon.cohort import cohort as cohorts
from gradrecon.errors import Fault, UsageError
from gradrecon.files import reason
from gradrecon.samples import plan, story
from gradrecon.samples.params import sample_params
from gradrecon.samples.photos import recipes, write_photos
from gradrecon.samples.sample import Sample, answer_key, lay_out, write_files
from gradrecon.samples.slots import draw_slots
from gradrecon.samples.students import draw_students
from gradrecon.samples.troubles import make_trouble
from gradrecon.samples.troubles.photos import plant_photos
from gradrecon.samples.world import World
from gradrecon.workspace import MADE_UP


def make_cohort(
    base: Mapping[str, Any],
    *,
    students: int,
    colleges: int,
    seed: int,
    trouble: float,
    as_of: date,
    photos: bool = False,
) -> Sample:
    """A made-up cohort by the calendar of the base params, as its files stand on a day.

    `base` is a params file's content. `trouble` is the share of students with something wrong,
    0 to 1. `photos` adds a portrait of everybody who was captured. The same arguments give the
    same sample. Raise UsageError for faulty arguments or params.
    """
    _check(students, colleges, seed, trouble)
    params = sample_params(base, colleges, as_of)
    cohort = cohorts.parse(params)
    rng = np.random.default_rng(seed)
    people = draw_students(rng, cohort, students)
    slots = draw_slots(cohort)
    plans = plan.draw_plan(rng, cohort, people, slots)
    frames = story.tell(cohort, as_of, people, plans, slots)
    world = World(cohort, as_of, rng, people, plans, slots, frames)
    make_trouble(world, trouble)
    if photos:
        plant_photos(world, trouble)
    files = lay_out(world)
    return Sample(params, files, answer_key(world, files), recipes(world))


def write(sample: Sample, folder: Path, *, raw_only: bool = False) -> None:
    """Write the sample: params.toml, raw/, answers.csv; if `raw_only`, the raw files straight.

    answers.csv is UTF-8 with BOM. Raise UsageError if the folder cannot be written or holds other
    files, which would be read as if they belonged to the sample.
    """
    raw = folder if raw_only else folder / "raw"
    _require_no_others(raw, sample)
    try:
        raw.mkdir(parents=True, exist_ok=True)
        write_files(sample.files, raw)
        write_photos(sample.photos, raw)
        if raw_only:
            (raw / MADE_UP).write_text(f"{sample.params['as_of']}\n", encoding="ascii")
        else:
            (folder / "params.toml").write_bytes(tomli_w.dumps(sample.params).encode())
            sample.answers.to_csv(
                folder / "answers.csv", index=False, encoding="utf-8-sig", lineterminator="\n"
            )
    except OSError as error:
        wrong, mend = f"写不进这个文件夹（{reason(error)}）", "换一个文件夹，或检查权限。"
        raise UsageError(Fault(str(folder), wrong, mend)) from None


def write_sample(
    folder: Path,
    *,
    students: int,
    colleges: int,
    seed: int,
    params: Path,
    trouble: float = 0.05,
    as_of: date | None = None,
    raw_only: bool = False,
    photos: bool = False,
) -> Sample:
    """Make a cohort by that params file, write it to the folder, and return it.

    Without `as_of` everything has happened. Raise UsageError for faulty arguments or params.
    """
    day = as_of or plan.story_end(cohorts.load(params))
    sample = make_cohort(
        tomllib.loads(params.read_text(encoding="utf-8-sig")),
        students=students,
        colleges=colleges,
        seed=seed,
        trouble=trouble,
        as_of=day,
        photos=photos,
    )
    write(sample, folder, raw_only=raw_only)
    return sample


def _require_no_others(raw: Path, sample: Sample) -> None:
    here = {path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file()}
    others = sorted(
        name for name in here - {*sample.files, *sample.photos, "README.md"} if name[0] != "."
    )
    if others:
        shown = "、".join(others[:3]) + ("等" if len(others) > 3 else "")
        raise UsageError(
            Fault(
                str(raw), f"文件夹里还有别的文件：{shown}", "换一个空文件夹，或先把这些文件移走。"
            )
        )


def _check(students: int, colleges: int, seed: int, trouble: float) -> None:
    faults = [
        Fault(f"--{name} {value}", wrong, f"改成{allowed}。", allowed)
        for name, value, right, wrong, allowed in (
            ("students", students, students >= 1, "学生人数太少", "1 以上的整数"),
            ("colleges", colleges, colleges >= 1, "学院数太少", "1 以上的整数"),
            ("seed", seed, seed >= 0, "随机种子不能为负", "0 以上的整数"),
            ("trouble", trouble, 0 <= trouble <= 1, "问题比例不对", "0 到 1 的数"),
        )
        if not right
    ]
    if faults:
        raise UsageError(faults)
