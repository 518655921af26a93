"""A code that the command line took for a number is the one it was, or none."""

from __future__ import annotations

import pytest

from gradrecon.errors import UsageError
from gradrecon.outputs.pages.codes import as_written


def _with(cohort, *codes):
    colleges = [
        one.model_copy(update={"code": code})
        for one, code in zip(cohort.colleges, codes, strict=False)
    ]
    return cohort.model_copy(update={"colleges": tuple(colleges)})


@pytest.mark.parametrize(
    ("codes", "given", "meant"),
    [
        (["05", "10"], 5, "05"),
        (["05", "10"], 10, "10"),
        (["05", "1e1"], 10.0, "1e1"),
        (["05", "S033"], "S033", "S033"),
        (["5", "05"], "05", "05"),
    ],
)
def test_a_number_is_the_code_that_was_written(cohort, codes, given, meant):
    assert as_written(given, _with(cohort, *codes)) == meant


@pytest.mark.parametrize(
    ("codes", "given"),
    [(["5", "05"], 5), (["008", "010"], 8), (["01", "02"], 7), (["10", "11"], 10.0)],
)
def test_a_number_that_several_codes_may_be_is_none(cohort, codes, given):
    with pytest.raises(UsageError, match="看不出是哪个学院代码"):
        as_written(given, _with(cohort, *codes))
