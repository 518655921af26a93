"""The known profiles, each with the standard it follows, and how a school makes its own of one."""

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache

from gradrecon.names.profile import Profile

_CAPITALS = Profile("", surname_case="caps", given_case="caps", foreign_case="caps")
_PASSPORT = replace(_CAPITALS, double_surname="solid", apostrophe="none", u_umlaut="yu")

_KNOWN = (
    # GB/T 28039-2011, 中国人名汉语拼音字母拼写规则. Lyu is accepted as passports have it (6.2).
    Profile("gb_title", u_umlaut_also=("yu",)),
    # The same standard, 5.8 and 6.2: in capitals, Ü may be YU, hyphen and apostrophe may go.
    replace(_CAPITALS, name="gb_caps", u_umlaut_also=("yu",), also=("passport_caps",)),
    # The surname alone in capitals, as in French and United Nations papers and at some schools.
    Profile("surname_caps", surname_case="caps", u_umlaut="yu", u_umlaut_also=("ü",)),
    # Passports since 2012 (公安部出入境管理局): LYU, but LUE; no hyphen, no apostrophe.
    replace(_PASSPORT, name="passport_caps"),
    # Passports before: LU. Who held one may keep the spelling when it is renewed.
    replace(_PASSPORT, name="passport_until_2012", u_umlaut="u"),
    # 学位授予信息, field XMPY, 60 characters: LV or LYU as the person chooses; the dot stays.
    replace(_PASSPORT, name="degree_caps", u_umlaut_also=("v",), minority="dot"),
)
PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in _KNOWN}
"""The profiles known by name."""


def profile_of(profile: str | Profile) -> Profile:
    """Return the profile of that name, or the profile itself.

    Raise ValueError, in Chinese, for a name that is not in `PROFILES`.
    """
    if isinstance(profile, Profile):
        return profile
    if profile not in PROFILES:
        raise ValueError(f"没有名为“{profile}”的拼写规范，可选：{'、'.join(PROFILES)}。")
    return PROFILES[profile]


def derive(base: str | Profile, **differences: str | int | list[str] | tuple[str, ...]) -> Profile:
    """Return `base` with some fields changed: a cohort's own profile.

    `case` stands for all three cases at once. Lists (as TOML gives them) become tuples. Raise
    ValueError, in Chinese, for an unknown base, field or value.
    """
    known = {field.name for field in fields(Profile)}
    if unknown := sorted(set(differences) - known - {"case"}):
        named = "、".join(sorted(known | {"case"}))
        raise ValueError(f"拼写规范没有“{'、'.join(unknown)}”这一项，可写：{named}。")
    changed = {
        field: tuple(value) if isinstance(value, list) else value
        for field, value in differences.items()
    }
    return replace(profile_of(base), **{**_cases(changed.pop("case", None)), **changed})  # type: ignore[arg-type]


def _cases(case: object) -> dict[str, object]:
    """Return what `case` stands for; a foreigner's name is in capitals or as it is."""
    if case is None:
        return {}
    foreign = "caps" if case == "caps" else "as_written"
    return {"surname_case": case, "given_case": case, "foreign_case": foreign}


@lru_cache(maxsize=64)
def forms(rules: Profile) -> tuple[Profile, ...]:
    """Return every form that a profile accepts, each with one spelling of ü, its own form first."""
    styles = dict.fromkeys((rules.u_umlaut, *rules.u_umlaut_also))
    own = [replace(rules, u_umlaut=style, u_umlaut_also=(), also=()) for style in styles]
    others = [form for name in rules.also for form in forms(replace(PROFILES[name], also=()))]
    return tuple(dict.fromkeys((*own, *others)))
