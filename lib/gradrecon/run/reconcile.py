"""The whole story on one screen: from tables as read to the answer, for the whole cohort.

tables → matches (whose is each row) → cases (one row per student) → findings (what to look at)
→ settled (what people decided) → progress (how far, whose move, until when) → Run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from gradrecon.cases.applications import listed
from gradrecon.cases.cases import cases, in_scope
from gradrecon.cases.facts import Facts
from gradrecon.cases.spelling import judged
from gradrecon.checklist.sent import Sent
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.decisions.effects import confirmed
from gradrecon.decisions.log import Log
from gradrecon.decisions.settle import settle
from gradrecon.decisions.standing import grounds_of
from gradrecon.linking import every_source, totals
from gradrecon.linking.linked import counting, linked
from gradrecon.linking.students import students
from gradrecon.linking.understood import understood
from gradrecon.returns.compare import changes
from gradrecon.returns.handovers import handed_in
from gradrecon.returns.other_college import own_only
from gradrecon.rules import RULES
from gradrecon.rules.findings import find_all
from gradrecon.run.by_person import with_decided, without_refused
from gradrecon.run.progress import progress
from gradrecon.run.readiness import REQUIREMENTS, known_of, readiness_of, reasons_of
from gradrecon.run.run import Run
from gradrecon.sources.table import Table


def reconcile(
    cohort: Cohort,
    tables: Mapping[str, Table],
    decided: Log | None = None,
    sent: Sent | None = None,
    *,
    as_of: date,
) -> Run:
    """The Run of a cohort: what the sources say together on that day.

    `tables`: every declared source by name. `decided`: the decisions in force (see
    `decisions`). `sent`: the 信息核对表 sent out before (see `checklist.sent`). Pure: the same
    arguments give the same Run. Raise TotalsError if rows are lost.
    """
    tables = understood(tables, cohort)
    everyone = students(tables["roster"], cohort)
    decided, sent = decided or Log(), sent or Sent()
    by_keys = every_source.matches(tables, everyone, cohort)
    matches = with_decided(by_keys, decided, tables, everyone, cohort, as_of)
    sources = {
        name: counting(linked(tables[name], match.links, everyone), cohort)
        for name, match in matches.items()
    }
    sources["returned"] = own_only(sources["returned"], in_scope(everyone), sent)
    one_each = judged(cases(everyone, sources, cohort), cohort)
    facts = Facts(cohort, as_of, everyone, Rows(one_each), tables, sources, matches)
    facts = replace(facts, changes=changes(facts, sent, handed_in(facts)))
    grounds = grounds_of(cohort, one_each, tables["roster"].usable_rows, decided)
    findings = settle(find_all(RULES, facts), decided, grounds)
    one_each = confirmed(one_each, findings)
    asides = {name: one.aside for name, one in sources.items()}
    told = facts.with_cases(one_each)
    steps = progress(told, findings)
    known = known_of(told, findings, steps)
    reasons = reasons_of(known, REQUIREMENTS)
    run = Run(
        cohort=cohort,
        as_of=as_of,
        tables=tables,
        cases=one_each,
        links=totals.links(tables, matches, everyone, asides),
        strays=totals.strays(tables, without_refused(matches, findings), everyone),
        rejected=totals.rejected(tables),
        findings=findings,
        progress=steps,
        readiness=readiness_of(known, reasons),
        reasons=reasons,
        applications=listed(told),
        counts=totals.counts(tables, matches),
        changes=facts.changes,
        sent=sent,
        decided=decided,
    )
    totals.require_closed(run.counts)
    return run
