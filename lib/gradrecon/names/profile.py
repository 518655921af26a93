"""How a name is to be written: the spelling rules of one office, as data.

No two offices ask for the same form, so what a name *reads* is kept apart from how it is *written*.
A `Profile` says the second. The known ones are in `presets`; a cohort states only what differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PRESETS = (
    "gb_title",
    "gb_caps",
    "surname_caps",
    "passport_caps",
    "passport_until_2012",
    "degree_caps",
)
"""The names of the known profiles."""

_CASES = ("title", "caps", "lower")
_JOINS = ("solid", "capitals", "hyphen", "hyphen_small", "space")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "surname_case": _CASES,
    "given_case": _CASES,
    "order": ("surname_first", "given_first"),
    "separator": ("space", "comma", "none"),
    "given_name": _JOINS,
    "compound_surname": _JOINS,
    "double_surname": _JOINS,
    "apostrophe": ("straight", "curly", "full_width", "none"),
    "u_umlaut": ("ü", "yu", "v", "u", "yu_in_caps"),
    "u_umlaut_also": ("ü", "yu", "v", "u", "yu_in_caps"),
    "umlaut_e": ("", "üe", "ue", "yue", "ve"),
    "umlaut_case": ("", "caps"),
    "tone_marks": ("none", "allowed"),
    "minority": ("space", "dot", *_JOINS[:4]),
    "minority_by": ("document", "characters"),
    "foreign_case": ("as_written", "caps"),
    "also": PRESETS,
}
"""What each field of a profile may be; those ending in `also` hold any number of their values."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The spelling rules of one office.

    name              what reports call it
    surname_case      title: Wang · caps: WANG · lower: wang
    given_case        the same for the given name
    order             surname_first: Wang Fang · given_first: Fang Wang
    separator         between the two. space: Wang Fang · comma: Wang, Fang · none: WangFang
    given_name        how its syllables are joined. solid: Xiaofang · capitals: XiaoFang ·
                      hyphen: Xiao-Fang · hyphen_small: Xiao-fang · space: Xiao Fang
    compound_surname  the same for 复姓. solid: Ouyang · capitals: OuYang
    double_surname    the same for the two surnames of a 双姓. hyphen: Zheng-Li · solid: Zhengli
    apostrophe        before a later syllable in a, o, e of a solid word.
                      straight: Xi'an · curly: Xi’an · full_width: Xi＇an · none: Xian
    u_umlaut          how lü and nü are written. ü: Lü · yu: Lyu · v: Lv · u: Lu ·
                      yu_in_caps: LYU in capital letters, Lü in small ones (j q x y always take u)
    u_umlaut_also     spellings of ü that are accepted beside it
    umlaut_e          how lüe and nüe are written. "": Lüe where lü is Lü, else Lue · üe · ue ·
                      yue: Lyue · ve: Lve
    umlaut_case       caps: a name in which ü is written otherwise stands in capitals: LYU DONGBIN
    tone_marks        allowed: Wáng Fāng is right as well; what is proposed never has any
    minority          between the parts of a name that has a middle dot: space, dot, or as above
    minority_by       what such a name is judged by. document: the person's own document ·
                      characters: the Mandarin reading of its characters
    foreign_case      a foreigner's name. as_written: as the roster has it · caps: in capitals
    longest           the most characters that a field holds; 0 for any number
    also              known profiles whose form is accepted beside this one
    """

    name: str
    surname_case: str = "title"
    given_case: str = "title"
    order: str = "surname_first"
    separator: str = "space"
    given_name: str = "solid"
    compound_surname: str = "solid"
    double_surname: str = "hyphen"
    apostrophe: str = "straight"
    u_umlaut: str = "ü"
    u_umlaut_also: tuple[str, ...] = ()
    umlaut_e: str = ""
    umlaut_case: str = ""
    tone_marks: str = "none"
    minority: str = "space"
    minority_by: str = "document"
    foreign_case: str = "as_written"
    longest: int = 60
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field, allowed in CHOICES.items():
            _check(field, getattr(self, field), allowed)

    @property
    def given_first(self) -> bool:
        """Whether the given name comes first."""
        return self.order == "given_first"


def _check(field: str, value: object, allowed: tuple[str, ...]) -> None:
    given = value if isinstance(value, tuple) else (value,)
    wrong = [str(one) for one in given if one not in allowed]
    if wrong or isinstance(value, tuple) != field.endswith("also"):
        shown = "、".join(wrong) or str(value)
        named = "、".join(filter(None, allowed))
        raise ValueError(f"拼写规范的 {field} 不能是“{shown}”，可选：{named}。")
