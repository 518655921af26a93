import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon import names
from gradrecon.names import Spelling
from gradrecon.names.syllables import SYLLABLES

group = st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=3).map(tuple)
spelling = st.builds(Spelling, st.lists(group, min_size=1, max_size=2).map(tuple), st.tuples(group))


@given(spelling, st.sampled_from(["straight", "curly"]), st.sampled_from(["ü", "yu", "v"]))
def test_what_a_profile_writes_reads_back(x: Spelling, apostrophe: str, umlaut: str) -> None:
    profile = names.derive("gb_title", apostrophe=apostrophe, u_umlaut=umlaut)
    if umlaut == "ü":
        assert names.read(names.render(x, profile=profile)) == x
    assert names.key(names.render(x, profile=profile)) == names.key(names.render(x))


@given(st.text(max_size=20))
def test_any_string_can_be_read_and_keeps_what_came(typed: str) -> None:
    assert names.read(typed).raw == typed


@pytest.mark.parametrize(
    ("typed", "surname", "given_name"),
    [
        ("Wang Fang", (("wang",),), (("fang",),)),
        ("Wang Xiao Fang", (("wang",),), (("xiao", "fang"),)),
        ("WANG, XIAOFANG", (("wang",),), (("xiao", "fang"),)),
        ("Zheng-Li Shufang", (("zheng",), ("li",)), (("shu", "fang"),)),
        ("Li Xi'an", (("li",),), (("xi", "an"),)),
        ("Li Xian", (("li",),), (("xian",),)),
        ("Lv Wei", (("lü",),), (("wei",),)),
        ("Wangfang", (), (("wang", "fang"),)),
        ("Anna Smith", (("an", "na"),), (("smith",),)),
        ("Nigemaiti·Reheman", (), (("ni", "ge", "mai", "ti"), ("re", "he", "man"))),
        ("", (), ()),
    ],
)
def test_a_spelling_is_read(typed: str, surname: object, given_name: object) -> None:
    read = names.read(typed)
    assert (read.surname, read.given) == (surname, given_name)


def test_lüe_is_never_lyue() -> None:
    written = {
        umlaut: names.render(
            Spelling((("lü",),), (("lüe", "nüe", "nü"),)),
            profile=names.derive("passport_caps", u_umlaut=umlaut),
        )
        for umlaut in ("ü", "yu", "v")
    }
    assert written == {"ü": "LÜ LÜENÜENÜ", "yu": "LYU LUENUENYU", "v": "LV LUENUENV"}


def test_a_double_surname_is_written_as_the_profile_wants() -> None:
    x = Spelling((("zheng",), ("li",)), (("shu", "fang"),))
    written = [
        names.render(x, profile=names.derive("gb_title", double_surname=how))
        for how in ("hyphen", "solid", "capitals")
    ]
    assert written == ["Zheng-Li Shufang", "Zhengli Shufang", "ZhengLi Shufang"]
    assert names.render(x, profile=names.derive("gb_title", separator="comma")) == (
        "Zheng-Li, Shufang"
    )


def test_keys_join_spellings_of_one_reading() -> None:
    assert {names.key(one) for one in ("Lü Xi'an", "LYU XIAN", "lv xian", "Lǚ Xī-ān")} == {"luxian"}
    assert names.readings_key("吕西安") == "luxian"
    assert names.readings_key("王?") == names.readings_key("") == names.key("王芳") == ""
