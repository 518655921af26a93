"""Names and their pinyin: judge what was submitted, suggest what is missing.

    >>> from gradrecon import names
    >>> names.judge("曾晓琳", "Ceng Xiaoling").kind
    <Kind.SURNAME_DOUBTFUL: 'surname_doubtful'>
    >>> names.suggest("吕西安")
    "Lü Xi'an"

No table is loaded before a name is judged, and no pandas before a column of them is.
"""

from typing import TYPE_CHECKING

from gradrecon.lazy import attributes
from gradrecon.names.judge import judge
from gradrecon.names.judgement import Judgement, Kind
from gradrecon.names.letters import Deviation
from gradrecon.names.parse import ChineseName, NameKind, parse
from gradrecon.names.presets import PROFILES, derive, profile_of
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import Spelling, render
from gradrecon.names.suggest import Confidence, Suggestion, propose, suggest

if TYPE_CHECKING:
    from gradrecon.names.many import judge_distinct, judge_many
    from gradrecon.names.reading import key, keys, read, readings_key

__all__ = [
    "PROFILES",
    "ChineseName",
    "Confidence",
    "Deviation",
    "Judgement",
    "Kind",
    "NameKind",
    "Profile",
    "Spelling",
    "Suggestion",
    "derive",
    "judge",
    "judge_distinct",
    "judge_many",
    "key",
    "keys",
    "parse",
    "profile_of",
    "propose",
    "read",
    "readings_key",
    "render",
    "suggest",
]

_HOMES = {
    "judge_distinct": "gradrecon.names.many",
    "judge_many": "gradrecon.names.many",
    "key": "gradrecon.names.reading",
    "keys": "gradrecon.names.reading",
    "read": "gradrecon.names.reading",
    "readings_key": "gradrecon.names.reading",
}
__getattr__ = attributes(__name__, _HOMES)
