"""Every rule, in the order of the notice. To find the rule for a clause, read this list.

| chapter | clauses | module |
|---|---|---|
| roster | 1.0, 1.1.1, 2.2.4: the roster itself | `rules.roster` |
| lists | 1.1.2 to 1.1.4: who must, may or must first ask | `rules.lists` |
| capture | 1.1.4 to 1.5: who was photographed | `rules.capture` |
| capture | 1.2.5, 1.3, 1.5: when and where they may be | `rules.times` |
| capture | 1.0: the photos themselves | `rules.photos` |
| chsi | 1.4: who checked the photo | `rules.chsi` |
| pinyin | 2.1, 2.2.3, 2.3.1: how the name is spelt | `rules.pinyin` |
| major | 2.2.1, 2.2.2: the major's English name | `rules.major` |
| info | 2.2.4: applications to change a record | `rules.info` |
| return | 2.3.2, 2.3.3: what colleges hand in | `rules.returns` |
"""

from __future__ import annotations

from gradrecon.rules import (
    capture,
    chsi,
    info,
    lists,
    major,
    photos,
    pinyin,
    returns,
    roster,
    times,
)
from gradrecon.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *roster.RULES,
    *lists.RULES,
    *capture.RULES,
    *times.RULES,
    *photos.RULES,
    *chsi.RULES,
    *pinyin.RULES,
    *major.RULES,
    *info.RULES,
    *returns.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}
