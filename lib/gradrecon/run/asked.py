"""What each source office is asked to correct in its own files, and how often it was asked.

Beside each entry of a run in `data/out/<cohort>/history/` a file of the same name keeps what was
asked then: the finding as a keyed hash and the place of the cell in its sheet, no name, number or
file. So the next delivery ticks off what was mended, and what is asked for the third time is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from gradrecon.checklist.seal import seals
from gradrecon.history.past import ASKED, nothing_asked
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run, kept
from gradrecon.vocabulary import Matter, Settlement

SUFFIX = ".csv"
DAYS = 2  # earlier days that count: enough to know a third time
_KEPT = [name for name in ASKED if name != "day"]
OFFICES = {
    "studio": "采集单位",
    "chsi": "学信网导出",
    "pinyin": "拼音填报",
    "majors": "附件6",
    "returned": "学院核对表",
    "applications": "更正申请",
    **dict.fromkeys(("must_capture", "recapture", "approved", "images", "slots"), "采集名单"),
    "roster": "学籍名册",
}
_OF_WHOM = frozenset({Matter.UNMATCHED, Matter.IDENTITY})
# Beside rows that are nobody's and rows that contradict the roster: what is wrong in a file itself.
_OF_THE_FILE: Mapping[str, tuple[str, ...]] = {
    "capture": (
        *("twice", "code_shared", "codes_differ", "state_unread", "slot_unread", "outside_slot"),
        *("closed_day", "unknown_word", "fee", "full_id"),
    ),
    "chsi": ("two_results", "unknown_word"),
    "pinyin": ("unknown_word", "someone_else"),
    "major": ("english_blank", "english_contradicts", "name_differs"),
    "lists": ("both", "has_image", "no_old_image"),
    "info": ("unknown_word",),
    "return": ("row_added", "two_rows", "unknown_word"),
    "roster": (
        *("duplicate_no", "duplicate_id", "unknown_college", "unknown_word", "missing_field"),
        *("name_damaged", "id_check", "id_shape"),
    ),
}
_CODES = {f"{chapter}.{name}" for chapter, names in _OF_THE_FILE.items() for name in names}
_RULES = [code for code, one in BY_CODE.items() if one.about in _OF_WHOM or code in _CODES]


@kept
def wanted(run: Run) -> pd.DataFrame:
    """The findings whose cell the office that sent the file must correct, as in `Run.findings`."""
    found = run.findings
    still = found["state"].isin((Settlement.OPEN, Settlement.STALE))
    return found[
        still & (found["cell"] != "") & found["source"].isin(OFFICES) & found["rule"].isin(_RULES)
    ]


def times(run: Run) -> pd.Series:
    """How often each of the `wanted` has been asked for, this time counted; its own index."""
    before, found = run.past.asked, wanted(run)
    if before.empty:
        return pd.Series(1, found.index)
    days = before.drop_duplicates(["day", "finding"])["finding"].value_counts()
    return _sealed(run, found).map(days).fillna(0).astype("int64") + 1


def mended(run: Run) -> pd.DataFrame:
    """What was asked for last time and is found no more, columns `ASKED`."""
    before = run.past.asked
    if before.empty:
        return before
    last = before[before["day"] == before["day"].max()]
    return last[~last["finding"].isin(_sealed(run, run.findings))].reset_index(drop=True)


def _sealed(run: Run, found: pd.DataFrame) -> pd.Series:
    """The findings as keyed hashes: nobody can tell from one whose it is."""
    numbers = seals(run.sent.key, found["finding"], "asked")
    return pd.Series(numbers, found.index).astype("str")


def earlier(files: Iterable[tuple[date, Path]]) -> pd.DataFrame:
    """What was asked on the days of these files; nothing where one cannot be read."""
    frames = [_read(path).assign(day=day.isoformat()) for day, path in files]
    return pd.concat([nothing_asked(), *frames], ignore_index=True)[list(ASKED)]


def _read(path: Path) -> pd.DataFrame:
    try:
        frame = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
        return frame[_KEPT]
    except (OSError, ValueError, KeyError):
        return nothing_asked()[_KEPT]


def keep(run: Run, path: Path) -> None:
    """Write what is asked now."""
    found = wanted(run)
    place = found["cell"].str.replace(r"^.*!", "", regex=True)
    own = found.assign(finding=_sealed(run, found), cell=place)[_KEPT].astype("str")
    own.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
