import pytest

from gradrecon.names import PROFILES, Profile, derive, profile_of, suggest


def test_a_cohort_states_only_what_differs() -> None:
    own = derive("gb_title", name="own", u_umlaut="yu", u_umlaut_also=["v"])
    assert own == Profile("own", u_umlaut="yu", u_umlaut_also=("v",))
    assert suggest("吕西安", profile=own) == "Lyu Xi'an"


def test_a_profile_is_known_by_name_or_is_one() -> None:
    assert profile_of("gb_title") is PROFILES["gb_title"]
    assert profile_of(PROFILES["degree_caps"]) is PROFILES["degree_caps"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_case", "small"),
        ("u_umlaut", "w"),
        ("u_umlaut_also", ("yu", "w")),
        ("u_umlaut_also", "yu"),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_those_that_are(
    field: str, value: str | tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=f"{field} 不能是.*可选：") as caught:
        derive("gb_title", **{field: value})
    assert str(caught.value).endswith("。")


def test_unknown_names_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="没有名为“gb”的拼写规范"):
        profile_of("gb")
    with pytest.raises(ValueError, match="没有“colour”这一项"):
        derive("gb_title", colour="red")
