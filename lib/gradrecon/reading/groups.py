"""Rows that only say whose the rows below are: 「计算机学院（共32人）」 above its students."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.frame import blank, matches, text_array
from gradrecon.values.folding import fold_label_text

NOT_A_COLLEGE = "这一行只有一处文字，不是本届的学院，也不是学生"

_BEFORE = re.compile(
    r"^\s*[【\[]?\s*(?:[（(]?[一二三四五六七八九十]+[)）、.．]|[（(]?\d{1,2}[)）、.．])?\s*"
    r"(?:(?:学院|院系|单位|培养单位)(?:名称)?\s*[:：])?\s*"
)
_AFTER = re.compile(
    r"\s*[:：]?\s*[（(]?\s*(?:学生)?(?:[共计合总小]+|人数)?\s*[:：]?\s*(?:\d+\s*[人名位]+)?\s*"
    r"[)）]?\s*[】\]]?\s*[:：]?\s*$"
)
_COLLEGE = re.compile(r"[\u4e00-\u9fff·]{1,18}学院(?:[（(][\u4e00-\u9fff]{1,8}[)）])?")
_COUNT = r"^\s*[（(]?(?:[共计合总小]+|人数)?\s*[:：]?\s*\d+\s*[人名位]?\s*[)）]?\s*$"
# Text that may be a heading: it holds Han characters and nothing like a person's number.
_HAN = r"\p{Han}"
_NUMBER = r"[0-9]{6,}"


@dataclass(frozen=True)
class Groups:
    """What the rows with a single text say, for each row of the table.

    `headings` are rows that name a college, `nobody` those whose text is neither a college nor
    a person; `colleges` is the college under whose heading a row stands, "" under none, and
    `since` the row of that heading, -1 where there is none above.
    """

    headings: np.ndarray
    nobody: np.ndarray
    colleges: pa.Array
    since: np.ndarray

    def take(self, kept: np.ndarray) -> Groups:
        """The same for some of the rows, chosen by a mask."""
        colleges = self.colleges.filter(pa.array(kept))
        return Groups(self.headings[kept], self.nobody[kept], colleges, self.since[kept])


def no_groups(height: int) -> Groups:
    """Rows among which there is no heading."""
    none = np.zeros(height, dtype=bool)
    return Groups(none, none, blank(height), np.full(height, -1))


def may_head(texts: pa.Array) -> np.ndarray:
    """Which texts may be a heading: words, and no number of a person."""
    return matches(texts, _HAN) & ~matches(texts, _NUMBER)


def counts(texts: pa.Array) -> np.ndarray:
    """Which texts only say how many: 「共32人」."""
    return matches(texts, _COUNT)


def read_groups(
    leading: pa.Array,
    single: np.ndarray,
    layout: np.ndarray,
    personal: np.ndarray,
    rows: np.ndarray,
    known: Mapping[str, str],
) -> Groups:
    """What the rows with a single text (`single`) say; `rows` are their numbers.

    `layout`: rows that are no data whatever they say, such as titles and feet: there only a
    known college is a heading. `personal`: rows whose text may name a person. `known`: folded
    texts → college codes.
    """
    if not single.any():
        return no_groups(len(single))
    at = np.flatnonzero(single)
    codes, distinct = pd.factorize(leading.take(pa.array(at)).to_numpy(zero_copy_only=False))
    sure = np.array([known_college(text, known) for text in distinct], dtype=object)[codes]
    likely = np.array([_college(text) for text in distinct], dtype=object)[codes]
    named = np.where((sure == "") & ~layout[at], likely, sure)
    headings, nobody = np.zeros((2, len(single)), dtype=bool)
    headings[at] = named != ""
    nobody[at] = (named == "") & ~personal[at] & ~layout[at]
    if not headings.any():
        return Groups(headings, nobody, blank(len(single)), np.full(len(single), -1))
    return _spread(headings, nobody, rows, dict(zip(at.tolist(), named, strict=True)))


def _spread(
    headings: np.ndarray, nobody: np.ndarray, rows: np.ndarray, named: Mapping[int, str]
) -> Groups:
    """Each heading's college on the rows below it, up to the next text that is nobody's."""
    ends = np.flatnonzero(headings | nobody)
    texts = np.array(["", *(named[end] for end in ends.tolist())], dtype=object)
    turn = np.searchsorted(ends, np.arange(len(headings)), side="right")
    since = np.concatenate([[-1], rows[ends]])[turn]
    return Groups(headings, nobody, text_array(texts[turn]), since)


def known_college(text: str, known: Mapping[str, str]) -> str:
    """The college of the cohort that a heading names, as it is written there; "" for none.

    By code and name, name or alias, whatever number, label or count stands around it.
    """
    for candidate in _readings(text):
        folded = fold_label_text(candidate)
        if folded in known and not folded.isdigit():
            return candidate
    return ""


def _college(text: str) -> str:
    """The text of a heading that is 「…学院」 and nothing else."""
    return next((one for one in _readings(text) if _COLLEGE.fullmatch(one)), "")


def _readings(text: str) -> tuple[str, str]:
    return text.strip(), _AFTER.sub("", _BEFORE.sub("", text))


def fill_headed(own: pa.Array, filled: pa.Array, groups: Groups, rows: np.ndarray) -> pa.Array:
    """A college column's blanks from the headings above them.

    `own`: the column as it came, `filled`: the same with its groups filled down. A cell between
    heading and blank that says another college leaves the blank open: it may mean either.
    """
    empty = ~matches(own, r"\S")
    said = np.maximum.accumulate(np.where(empty, -1, rows))
    headed = empty & (groups.since > said)
    undecided = empty & (groups.since >= 0) & ~headed
    undecided &= pc.not_equal(filled, groups.colleges).to_numpy(zero_copy_only=False)
    known = pc.if_else(pa.array(headed), groups.colleges, filled)
    return pc.if_else(pa.array(undecided), "", known)
