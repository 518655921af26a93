"""Names that leave nothing to judge are those that `judge` finds right."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from gradrecon import names
from gradrecon.names import PROFILES, Kind, derive
from gradrecon.names.plain import has_one_spelling, spelt

OWN = derive("gb_title", u_umlaut="v", separator="comma", apostrophe="curly")
CHARACTERS = "王李吕曾单欧阳仇解朝晖重乐西安娥绿女略伟芳明·A?㐂"


@settings(max_examples=50)
@given(
    st.lists(st.text(CHARACTERS, max_size=5), min_size=1),
    st.sampled_from([*PROFILES.values(), OWN]),
)
def test_a_plain_spelling_is_a_match_and_the_one_suggested(written, profile) -> None:
    column = pd.Series(written, dtype="str")
    for name, spelling, only in zip(
        written, spelt(column, profile).to_pylist(), has_one_spelling(column), strict=True
    ):
        if spelling is None:
            continue
        judged = names.judge(name, spelling, profile=profile)
        assert (judged.kind, judged.deviations, judged.alternatives) == (Kind.MATCH, (), ())
        assert judged.suggestion == spelling
        proposed = names.propose(name, profile=profile)
        assert proposed.text == spelling
        assert not (only and proposed.alternatives)


def test_most_names_are_plain_and_doubtful_ones_are_not() -> None:
    written = pd.Series(["王伟", "李小明", "吕西安", "欧阳雪", "曾晓琳", "乐伟", "钟离雪"])
    spellings = ["Wang Wei", "Li Xiaoming", "Lü Xi'an", "Ouyang Xue", "Zeng Xiaolin", None, None]
    assert spelt(written, PROFILES["gb_title"]).to_pylist() == spellings


def test_a_name_of_one_spelling_has_no_other_to_propose() -> None:
    assert has_one_spelling(pd.Series(["王伟", "李小明", "覃伟", "欧阳雪"])).tolist() == [
        True, True, False, False,
    ]  # fmt: skip


def test_keys_of_a_column_are_those_of_its_spellings() -> None:
    spellings = [
        "Lü Xi'an",
        "LYU FANG",
        "Lv Fang",
        "Chen Yuming",
        "Ｗang Wei",
        "",
        "王",
        "Wang-Li, A",
    ]
    assert names.keys(pd.Series(spellings)).tolist() == [names.key(one) for one in spellings]
