"""A college's code as a notebook's parameter: what the papermill command makes of it is undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import Fault, UsageError


def as_written(code: str | float, cohort: Cohort) -> str:
    """A college's code as the cohort writes it: the papermill command hands 05 over as 5.

    Raise UsageError for a number that several codes may have been, or none.
    """
    if isinstance(code, str):
        return code
    same = [one.code for one in cohort.colleges if code in _numbers(one.code, type(code))]
    if len(same) != 1:
        wrong = "这样传来的是一个数，看不出是哪个学院代码"
        mend = "改用 -r college 代码，按文字原样传。"
        raise UsageError(Fault(f"college {code}", wrong, mend, "、".join(same)))
    return same[0]


def _numbers(code: str, kind: type) -> set[float]:
    """The numbers of a kind that a command line makes of a code, YAML's octal ones too."""
    if kind is float:
        return set() if code.isdecimal() else _read(float, code)
    return _read(int, code) | (_read(partial(int, base=8), code) if code.startswith("0") else set())


def _read(kind: Callable[[str], float], code: str) -> set[float]:
    try:
        return {kind(code)}
    except ValueError:
        return set()
