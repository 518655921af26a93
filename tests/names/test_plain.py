"""Names that leave nothing to judge are those that `judge` finds right."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from gradrecon import names
from gradrecon.names import PROFILES, Kind, derive
from gradrecon.names.plain import plainly_right

OWN = derive("gb_title", u_umlaut="v", separator="comma", apostrophe="curly")
CHARACTERS = "王李吕曾单欧阳仇解朝晖重乐西安娥绿女略伟芳明·A?㐂"


@settings(max_examples=50)
@given(
    st.lists(st.text(CHARACTERS, max_size=5), min_size=1),
    st.sampled_from([*PROFILES.values(), OWN]),
)
def test_what_is_plainly_right_is_a_match(written, profile) -> None:
    spelt = [names.suggest(name, profile=profile) for name in written]
    plain = plainly_right(pd.Series(written, dtype="str"), pd.Series(spelt, dtype="str"), profile)
    for name, spelling in zip(
        pd.Series(written)[plain], pd.Series(spelt, dtype="str")[plain], strict=True
    ):
        judged = names.judge(name, spelling, profile=profile)
        assert (judged.kind, judged.deviations, judged.alternatives) == (Kind.MATCH, (), ())
        assert judged.suggestion == spelling


def test_most_names_are_plain_and_doubtful_ones_are_not() -> None:
    written = pd.Series(["王伟", "李小明", "吕西安", "曾晓琳", "乐伟", "欧阳雪", "王伟"])
    spelt = ["Wang Wei", "Li Xiaoming", "Lü Xi'an", "Ceng Xiaolin", "Yue Wei", "Ou Yangxue", "Wei"]
    plain = plainly_right(written, pd.Series(spelt), PROFILES["gb_title"])
    assert plain.tolist() == [True, True, True, False, False, False, False]


def test_keys_of_a_column_are_those_of_its_spellings() -> None:
    spelt = ["Lü Xi'an", "LYU FANG", "Lv Fang", "Chen Yuming", "Ｗang Wei", "", "王", "Wang-Li, A"]
    assert names.keys(pd.Series(spelt)).tolist() == [names.key(one) for one in spelt]
