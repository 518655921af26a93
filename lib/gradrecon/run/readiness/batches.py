"""What registration asks of a student's place in the cohort: both certificates, registered, now."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.belonging import certificates, enrolment, leaving, why_not_now
from gradrecon.run.readiness.unmet import About, Known, Requirement, unmet
from gradrecon.vocabulary import Certificates, Enrolment, Move


def _double(known: Known) -> pd.DataFrame:
    """The certificates are known to be both (1.1.1)."""
    said = known.cases["certificates"]
    reason = ("证书类型“" + said + "”不认识").where(said != "", "证书类型空白")
    return unmet(certificates(said, known.cohort) != Certificates.BOTH, reason, Move.SCHOOL)


def _registered(known: Known) -> pd.DataFrame:
    """The 学籍 is known to be registered (1.0)."""
    said = known.cases["status"]
    reason = ("学籍状态为“" + said + "”").where(said != "", "学籍状态空白")
    return unmet(enrolment(said, known.cohort) != Enrolment.REGISTERED, reason, Move.SCHOOL)


def _of_this_cohort(known: Known) -> pd.DataFrame:
    """Nobody whom record or college calls deferred, on leave or gone; nobody graduating later."""
    cases = known.cases
    why = why_not_now(cases["batch"], cases["graduation"], known.cohort)
    for column, where in (("returned_remark", "核对表备注"), ("remark", "学籍备注")):
        word = leaving(cases[column], known.cohort)
        why = why.where(word == "", where + "“" + word + "”")
    return unmet(why != "", why, Move.SCHOOL)


def _batched(known: Known) -> pd.DataFrame:
    """The batch is told, by itself or by the expected day of graduation."""
    blank = (known.cases["batch"] == "") & (known.cases["graduation"] == "")
    return unmet(blank, "毕业批次和预计毕业日期都没有", Move.SCHOOL)


BATCH_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement("both_certificates", "1.1.1", About.BATCH, "双证", _double),
    Requirement("registered", "1.0", About.BATCH, "注册学籍", _registered),
    Requirement("this_cohort", "1.1.1", About.BATCH, "本届毕业", _of_this_cohort),
    Requirement("batch", "1.1.1", About.BATCH, "毕业批次明确", _batched),
)
