"""What registration asks of a student's college: its table back, whole, signed and settled."""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.lookup import look_up, pick, positions, take
from gradrecon.returns.handovers import is_in, on_day
from gradrecon.run.readiness.unmet import About, Known, Requirement, unmet
from gradrecon.values.flags import YES
from gradrecon.vocabulary import Move, Settlement

# What stands for each sign in the register, and what it is called in a reason.
_SIGNS = {
    "signed_handler": "核对表经办人未签字",
    "signed_dean": "核对表主管院长未签字",
    "sealed": "核对表未盖学院公章",
}
# What a college has changed in its table, and what must be settled because of it. A spelling that
# it completed is settled by the student's own confirmation (2.2.3).
_CHANGES = {
    "return.locked": Move.COLLEGE,
    "return.row_added": Move.COLLEGE,
    "return.row_missing": Move.COLLEGE,
    "return.permitted": Move.SCHOOL,
    "return.filled": Move.SCHOOL,
}
# Findings on a table that only another table, or another paper, can mend.
_VERSION = {
    "return.paper_differs": "核对表纸质版与电子版不是同一版",
    "return.code": "核对表核对码不符",
    "return.column_missing": "核对表缺少列",
}


def _of_college(known: Known, values: pd.Series) -> pd.Series:
    """What is known of each case's college, "" where nothing is."""
    return look_up(known.cases["college"], values)


def _has_come(known: Known, what: str) -> pd.Series:
    """Return whether a part of each case's table is registered; a day to come is only a plan."""
    said = _of_college(known, known.register[what])
    return is_in(said) & ~(on_day(said) & (said > known.as_of.isoformat()))


def _electronic(known: Known) -> pd.DataFrame:
    """The table is registered as handed in, and its file is there."""
    registered = _has_come(known, "electronic_on")
    cases = known.cases
    came = cases["college"].isin(cases.loc[cases["returned"] == YES, "college"].unique())
    reason = pick(came, "核对表电子版未登记", "核对表电子版未交回")
    reason = reason.where(~registered, "核对表登记已交，没有读到电子版文件")
    move = pick(came | registered, Move.SCHOOL, Move.COLLEGE)
    return unmet(~(registered & came), reason, move, known.return_due)


def _paper(known: Known) -> pd.DataFrame:
    registered = _has_come(known, "paper_on")
    return unmet(~registered, "核对表纸质版未交回", Move.COLLEGE, known.return_due)


def _signed(known: Known) -> pd.DataFrame:
    """Everything that must stand on the paper, once it is there; a register that does not say."""
    registered = is_in(_of_college(known, known.register["paper_on"]))
    handovers = known.tables["handovers"]
    found = []
    for sign, lacking in _SIGNS.items():
        signed = _of_college(known, known.register[sign]) == YES
        untold = f"报送登记没有“{handovers.source.column(sign).title}”列，无法确认"
        said = lacking if handovers.has(sign) else untold
        whose = Move.COLLEGE if handovers.has(sign) else Move.SCHOOL
        found.append(unmet(registered & ~signed, said, whose, known.return_due))
    return pd.concat(found, ignore_index=True)


def _same_version(known: Known) -> pd.DataFrame:
    """Paper and file are one version of the table that went out; no verdict makes them so."""
    found = known.findings[known.findings["rule"].isin(_VERSION)]
    found = found.drop_duplicates(["college", "rule"])
    hits = [
        unmet(known.cases["college"] == college, _VERSION[rule], Move.COLLEGE, known.return_due)
        for college, rule in zip(found["college"], found["rule"], strict=True)
        if college
    ]
    return pd.concat(hits, ignore_index=True) if hits else unmet(known.cases["college"].isna(), "")


def _settled(known: Known) -> pd.DataFrame:
    """What the college changed is settled (2.3.2): one open change holds the signed table."""
    found = known.findings
    found = found[found["rule"].isin(_CHANGES) & (found["state"] != Settlement.SETTLED)]
    found = found[~found["field"].isin(("remark", "confirmed"))]
    at = positions(found["student_no"], known.cases["student_no"])
    student = take(known.cases["confirmed"], at, found.index)
    spelt = found["rule"].isin(("return.filled", "return.permitted"))
    by_student = spelt & (found["field"] == "pinyin")
    found = found[~(by_student & (student == YES))]
    count = found["college"].value_counts().astype("str")
    moves = found.drop_duplicates("college").set_index("college")["rule"].map(_CHANGES)
    said = _of_college(known, count)
    reason = "核对表有" + said + "处改动未处理"
    return unmet(said != "", reason, _of_college(known, moves.astype("str")), known.return_due)


COLLEGE_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "electronic", "2.3.2", About.COLLEGE, "核对表电子版已交回", _electronic, ("handovers",)
    ),
    Requirement("paper", "2.3.2", About.COLLEGE, "核对表纸质版已交回", _paper, ("handovers",)),
    Requirement("signed", "2.3.2", About.COLLEGE, "核对表已签字盖章", _signed, ("handovers",)),
    Requirement(
        "same_version", "2.3.2", About.COLLEGE, "纸质版与电子版是同一版", _same_version,
        ("handovers", "returned"),
    ),
    Requirement(
        "changes_settled", "2.3.2", About.COLLEGE, "学院的改动已处理", _settled, ("returned",)
    ),
)  # fmt: skip
