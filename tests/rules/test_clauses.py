"""Every clause of the notice is worked with: by a rule, by what messages say, or not, and why."""

from __future__ import annotations

from gradrecon.outputs.workbooks.mail import mail
from gradrecon.rules import RULES

# What a letter before capture says of a clause that no rule can see.
IN_LETTERS = {
    "1.2.1": "穿有领的衣服",
    "1.2.3": "排队按顺序采集",
    "1.3.1": "中关村校区7号楼一层报告厅",
}
# Why neither a rule nor a letter says it.
NOT_SAID = {
    "1.3.2": "said to students of the other campus as 1.3.1 is",
}


def test_every_rule_cites_a_clause_of_the_params(cohort):
    assert {rule.clause for rule in RULES} <= set(cohort.clause_by_id)


def test_no_clause_is_forgotten(cohort, world):
    letter = mail(world.drop("studio").run("2024-11-22"))["通知"].str.cat()
    assert all(words in letter for words in IN_LETTERS.values())
    cited = {rule.clause for rule in RULES}
    assert set(cohort.clause_by_id) == cited | set(IN_LETTERS) | set(NOT_SAID)
    assert not set(NOT_SAID) & (cited | set(IN_LETTERS))
