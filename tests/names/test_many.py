import pandas as pd
import pytest

from gradrecon import names


def test_rows_keep_their_index_and_equal_pairs_their_judgement() -> None:
    frame = pd.DataFrame(
        {
            "name": ["王芳", "李茜", "王芳", "曾晓", "王芳"],
            "submitted": ["wang fang", "Li Xi", "wang fang", "Ceng Xiao", None],
        },
        index=[7, 3, 3, 1, 0],
    )
    judged = names.judge_many(frame)
    assert list(judged.columns) == ["kind", "deviations", "reason", "suggestion", "alternatives"]
    assert list(judged.index) == [7, 3, 3, 1, 0]
    assert list(judged["kind"]) == [
        "format",
        "other_reading",
        "format",
        "surname_doubtful",
        "blank",
    ]
    assert list(judged["deviations"]) == [("case",), (), ("case",), (), ()]
    one = names.judge("李茜", "Li Xi")
    assert (judged.iloc[1]["reason"], judged.iloc[1]["alternatives"]) == (
        one.reason,
        one.alternatives,
    )


def test_the_profile_and_the_document_count() -> None:
    frame = pd.DataFrame(
        {
            "name": ["吕芳", "陈大文"],
            "submitted": ["LYU FANG", "Chan Tai Man"],
            "by_document": [False, True],
        }
    )
    assert list(names.judge_many(frame, profile="passport_caps")["kind"]) == ["match", "ask"]


def test_no_rows_give_no_judgements() -> None:
    assert names.judge_many(pd.DataFrame({"name": [], "submitted": []})).empty


def test_a_missing_column_is_an_error() -> None:
    with pytest.raises(KeyError, match="submitted"):
        names.judge_many(pd.DataFrame({"name": ["王芳"]}))
