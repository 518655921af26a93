"""How a name is to be written: the spelling rules of one office, as data.

No two offices ask for the same (domain facts, section 2), so what a name *reads* is kept apart from
how it is *written*. A profile says the second; a cohort states only where it differs from a base.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

CHOICES: Mapping[str, tuple[str, ...]] = {
    "case": ("title", "caps"),
    "separator": ("space", "comma"),
    "double_surname": ("hyphen", "solid", "capitals"),
    "apostrophe": ("straight", "curly", "none"),
    "u_umlaut": ("ü", "yu", "v"),
    "u_umlaut_also": ("ü", "yu", "v", "u"),
    "minority": ("space", "dot", "solid"),
}
"""What each field of a profile may be; `u_umlaut_also` holds any number of its values."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The spelling rules of one office.

    name            what reports call it
    case            title: Wang Fang · caps: WANG FANG
    separator       between surname and given name. space: Wang Fang · comma: Wang, Fang
    double_surname  双姓. hyphen: Zheng-Li Shufang · solid: Zhengli · capitals: ZhengLi
    apostrophe      before a later syllable in a, o, e. straight: Xi'an · curly: Xi’an · none: Xian
    u_umlaut        how lü and nü are written. ü: Lü · yu: Lyu · v: Lv
                    (lüe and nüe: with ü Lüe, otherwise Lue, never Lyue; j q x y always take u)
    u_umlaut_also   spellings of ü that are accepted beside it
    minority        between the parts of a name that has a middle dot. space, dot or solid
    """

    name: str
    case: str = "title"
    separator: str = "space"
    double_surname: str = "hyphen"
    apostrophe: str = "straight"
    u_umlaut: str = "ü"
    u_umlaut_also: tuple[str, ...] = ()
    minority: str = "space"

    def __post_init__(self) -> None:
        for field, allowed in CHOICES.items():
            _check(field, getattr(self, field), allowed)


def _check(field: str, value: object, allowed: tuple[str, ...]) -> None:
    given = value if isinstance(value, tuple) else (value,)
    wrong = [str(one) for one in given if one not in allowed]
    if wrong or isinstance(value, tuple) != field.endswith("_also"):
        shown = "、".join(wrong) or str(value)
        raise ValueError(f"拼写规范的 {field} 不能是“{shown}”，可选：{'、'.join(allowed)}。")


PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        # GB/T 28039-2011; Lyu is accepted because the passport says so since 2012.
        Profile("gb_title", u_umlaut_also=("yu",)),
        # The same standard, 5.8 and 6.2: capitals, where hyphen and apostrophe may go.
        Profile(
            "passport_caps", case="caps", double_surname="solid", apostrophe="none", u_umlaut="yu"
        ),
        # 学位授予信息: LV or LYU as the applicant chooses; the dot of minority names stays.
        Profile(
            "degree_caps",
            case="caps",
            double_surname="solid",
            apostrophe="none",
            u_umlaut="yu",
            u_umlaut_also=("v",),
            minority="dot",
        ),
    )
}
"""The profiles known by name."""


def profile_of(profile: str | Profile) -> Profile:
    """Return the profile of that name, or the profile itself.

    Raises ValueError, in Chinese, for a name that is not in `PROFILES`.
    """
    if isinstance(profile, Profile):
        return profile
    if profile not in PROFILES:
        raise ValueError(f"没有名为“{profile}”的拼写规范，可选：{'、'.join(PROFILES)}。")
    return PROFILES[profile]


def derive(base: str | Profile, **differences: str | list[str] | tuple[str, ...]) -> Profile:
    """Return `base` with some fields changed: a cohort's own profile.

    Lists (as TOML gives them) become tuples. Raises ValueError, in Chinese, for an unknown base,
    field or value.
    """
    known = {field.name for field in fields(Profile)}
    if unknown := sorted(set(differences) - known):
        raise ValueError(
            f"拼写规范没有“{'、'.join(unknown)}”这一项，可写：{'、'.join(sorted(known))}。"
        )
    changed = {
        field: tuple(value) if isinstance(value, list) else value
        for field, value in differences.items()
    }
    return replace(profile_of(base), **changed)  # type: ignore[arg-type]
