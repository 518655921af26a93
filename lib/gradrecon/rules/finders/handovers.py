"""What the register says that colleges have handed in, in time and in order (2.3.2, 2.3.3)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from gradrecon.cases.due import colleges_due
from gradrecon.cases.facts import Facts
from gradrecon.cohort.days import said, until
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import pick, take
from gradrecon.returns.handovers import HANDED_IN, SIGNED, handovers, is_in, on_day
from gradrecon.rules.rule import about_colleges
from gradrecon.values.check_code import LABEL, code_in
from gradrecon.values.flags import YES
from gradrecon.vocabulary import Severity


def missing(facts: Facts) -> pd.DataFrame:
    """Colleges of which nothing is registered."""
    rows = facts.shared(handovers)
    rows = rows[(rows["electronic_on"] == "") & (rows["paper_on"] == "")]
    due = _dues(facts, rows)
    over = due < facts.as_of.isoformat()
    advice = by_distinct(due, lambda day: _hand_in(date.fromisoformat(day), facts.as_of))
    returned = facts.cases["college"][facts.cases["returned"] == YES]
    there = rows.index.isin(returned.unique())
    return about_colleges(
        rows.index,
        severity=pick(over, Severity.ERROR, Severity.NOTICE).to_numpy(),
        words=np.where(there, "已有电子表格，但报送登记中没有登记", "尚未交回信息核对表"),
        advice=np.where(there, "请研究生院核实后补登记；没有正式交回的，" + advice, advice),
    )


def _dues(facts: Facts, rows: pd.DataFrame) -> pd.Series:
    """Return the day on which each college's table is due, as `2025-02-28`."""
    days = facts.shared(colleges_due)
    return pd.Series([days[code].isoformat() for code in rows.index], rows.index, dtype="str")


def _hand_in(due: date, as_of: date) -> str:
    if as_of > due:
        return f"已过{said(due)}的期限，学历报库和证书发放将推迟，请立即交来"
    return f"请{until(due, as_of)}交电子版和签字盖章的纸质版"


def incomplete(facts: Facts) -> pd.DataFrame:
    """One is in and the other is not, or what is registered of one cannot be read."""
    rows = facts.shared(handovers)
    due = _dues(facts, rows)
    over = due < facts.as_of.isoformat()
    advice = by_distinct(due, lambda day: _make_up_for(date.fromisoformat(day), facts.as_of))
    hits = []
    for name, other, what in zip(HANDED_IN, reversed(HANDED_IN), _WHAT, strict=True):
        lacks = (rows[name] == "") & is_in(rows[other])
        unread = (rows[name] != "") & ~is_in(rows[name])
        words = what + "登记为“" + rows[name] + "”，看不出交了没有。请核实后写明日期"
        lacking = f"还缺{what}。" + advice
        hits.append(
            _at(
                rows[lacks | unread],
                name,
                observed=rows[name][lacks | unread],
                words=words.where(unread, lacking)[lacks | unread],
                severity=pick(over, Severity.ERROR, Severity.NOTICE)[lacks | unread],
            )
        )
    return pd.concat(hits)


_WHAT = ("电子版", "纸质版")


def _make_up_for(due: date, as_of: date) -> str:
    return "请立即补交" if as_of > due else f"请{until(due, as_of)}补交"


def late(facts: Facts) -> pd.DataFrame:
    """Colleges whose last part came after the day it was due."""
    rows = facts.shared(handovers)
    due = _dues(facts, rows)
    days = pd.DataFrame({name: rows[name].where(on_day(rows[name]), "") for name in HANDED_IN})
    last = days.max(axis=1)
    column = pick(days["paper_on"] == last, "paper_on", "electronic_on")
    late = last > due
    return _at(rows[late], column[late], observed=last[late], expected=due[late])


def unsigned(facts: Facts) -> pd.DataFrame:
    """Paper tables that the register does not say are signed by both."""
    rows = facts.shared(handovers)
    handler, dean = (_says_yes(facts, rows, name) for name in SIGNED)
    wanted = is_in(rows["paper_on"]) & ~(handler & dean)
    who = pick(handler, "", "经办人") + pick(dean, "", "主管院长")
    who = who.replace("经办人主管院长", "经办人、主管院长")
    column = pick(handler, "signed_dean", "signed_handler")
    return _at(rows[wanted], column[wanted], who=who[wanted])


def unsealed(facts: Facts) -> pd.DataFrame:
    """Paper tables that the register does not say bear the seal."""
    rows = facts.shared(handovers)
    return _at(rows[is_in(rows["paper_on"]) & ~_says_yes(facts, rows, "sealed")], "sealed")


def _says_yes(facts: Facts, rows: pd.DataFrame, name: str) -> pd.Series:
    """Whether a column of the register says 是; where there is none, nothing is known to lack."""
    return (rows[name] == YES) | (not facts.tables["handovers"].has(name))


def paper_differs(facts: Facts) -> pd.DataFrame:
    """Colleges whose paper bears another check code than the files they sent."""
    rows = facts.shared(handovers)
    rows = rows[rows["check_code"] != ""]
    on_paper = by_distinct(rows["check_code"], lambda said: code_in(f"{LABEL}：{said}") or said)
    returned = facts.linked["returned"]
    parts = pd.Series([part.code for part in returned.table.parts], dtype="str")
    pairs = pd.DataFrame(
        {
            "college": facts.of_case(returned.rows, "college"),
            "code": take(parts, returned.rows["part"].to_numpy(), returned.rows.index),
        }
    )
    pairs = pairs[pairs["code"] != ""].drop_duplicates()
    sent_back = pairs.groupby("college")["code"].agg("、".join).reindex(rows.index).fillna("")
    unlike = [
        code != "" and paper not in code for paper, code in zip(on_paper, sent_back, strict=True)
    ]
    wrong = pd.Series(unlike, index=rows.index, dtype="bool")
    return _at(
        rows[wrong], "check_code", observed=on_paper[wrong], expected=sent_back.astype("str")[wrong]
    )


def _at(rows: pd.DataFrame, column: pd.Series | str, **columns: object) -> pd.DataFrame:
    """Hits on colleges at a cell of the register."""
    fields = [column] * len(rows) if isinstance(column, str) else column
    ids = [rows.at[code, f"id_{field}"] for code, field in zip(rows.index, fields, strict=True)]
    return pd.DataFrame(
        {
            "subject": rows.index,
            "college": rows.index,
            "source": "handovers",
            "id": np.where(np.array(ids) >= 0, ids, rows["id"]),
            "column": column,
            "field": column,
            **columns,
        },
        index=rows.index,
    )
