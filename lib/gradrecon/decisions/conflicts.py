"""Findings on which reviewers are at odds, from the log alone."""

from __future__ import annotations

from gradrecon.decisions.entry import Entry
from gradrecon.decisions.log import Log
from gradrecon.decisions.standing import prevailing, voting


def conflicts(log: Log) -> list[list[Entry]]:
    """For each finding that reviewers cannot agree on, their decisions, oldest first.

    Only decisions on the same evidence, the latest, are held against each other.
    """
    found = []
    for finding in log.findings:
        in_force = log.in_force(finding)
        now = [one for one in in_force if one.evidence == in_force[-1].evidence]
        votes = voting(now)
        if votes and not prevailing(votes):
            found.append(votes)
    return found
