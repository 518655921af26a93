"""How far each written application is, and whether the record follows it (2.2.2, 2.2.4).

待提交 → 学院已审 → 研究生院已批 → 已更改, or 退回. That something was changed is seen in the
record or the table, whatever the application itself says (law 11).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import take
from gradrecon.sources.application_fields import IMAGE, fields_meant
from gradrecon.sources.confirmation import RETURNED
from gradrecon.values.equivalent import meant
from gradrecon.vocabulary import ApplicationState, ChsiState, Move

# Who must act while an application is where it is.
MOVES: Mapping[str, Move] = {
    ApplicationState.DRAFT: Move.COLLEGE,
    ApplicationState.COLLEGE: Move.SCHOOL,
    ApplicationState.APPROVED: Move.SCHOOL,
    "": Move.SCHOOL,
}
# The graduate school has agreed; whether the record follows is another matter.
GRANTED = (ApplicationState.APPROVED, ApplicationState.APPLIED)
_OVER = (ApplicationState.REFUSED, ApplicationState.APPLIED)
_TITLES = {IMAGE: "图像", **{column.name: column.title for column in RETURNED.columns}}


def states(words: pd.Series, cohort: Cohort) -> pd.Series:
    """The `ApplicationState` that each word means: blank is not handed in, "" is not known."""
    return by_distinct(
        words, lambda word: cohort.words.application(word) if word else ApplicationState.DRAFT
    )


def filed(facts: Facts) -> pd.DataFrame:
    """The applications in force, the last one of each student and field, index = row id.

    Columns `student` (the place of the case), `field` ("" for one that the table does not have),
    `title`, `after`, `said` (the word for its state), `state`, whether it is `open`, how it
    `stands` in words, and whose `move` it is.
    """
    rows = facts.linked["applications"].rows
    frame = rows[["student", "field", "before", "after", "state", "filed"]]
    field = fields_meant(frame["field"])
    titles = by_distinct(field, lambda name: _TITLES.get(name, ""))
    frame = frame.assign(
        title=titles.where(titles != "", frame["field"]),
        named=field.where(field != "", frame["field"]),
        field=field,
        said=frame["state"],
        state=states(frame["state"], facts.cohort),
    )
    frame = frame.sort_values("filed", kind="stable")
    frame = frame[~frame.duplicated(["student", "named"], keep="last")].sort_index()
    return _with_standing(frame, facts)


def listed(facts: Facts) -> pd.DataFrame:
    """The applications in force with whose they are: `student_no`, `college`, then as `filed`."""
    frame = facts.shared(filed)
    place = frame["student"].to_numpy()
    whose = {
        name: take(facts.cases[name], place, frame.index) for name in ("student_no", "college")
    }
    return frame.drop(columns="student").assign(**whose)


def _with_standing(frame: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    granted = frame["state"].isin(GRANTED)
    seen = _is_followed(frame, facts)
    state = frame["state"].mask(granted, ApplicationState.APPROVED.value)
    state = state.mask(granted & seen, ApplicationState.APPLIED.value)
    stands = by_distinct(state, lambda word: _STANDS.get(word, ""))
    return frame.assign(
        state=state,
        open=~state.isin(_OVER),
        stands=stands.where(state != "", "状态“" + frame["said"] + "”不认识"),
        move=by_distinct(state, lambda word: MOVES.get(word, Move.NOBODY)),
    )


_STANDS: Mapping[str, str] = {
    ApplicationState.DRAFT: "待提交",
    ApplicationState.COLLEGE: "待研究生院批准",
    ApplicationState.APPROVED: "已批准，记录尚未更改",
}


def _is_followed(frame: pd.DataFrame, facts: Facts) -> pd.Series:
    """Whether the record, or the table, says what each application asks for."""
    followed = pd.Series(False, frame.index)
    for field in frame["field"].unique():
        own = frame[frame["field"] == field]
        followed[own.index] = _followed(own, str(field), facts)
    return followed


def _followed(own: pd.DataFrame, field: str, facts: Facts) -> pd.Series:
    place = own["student"].to_numpy()
    if field == IMAGE:
        checked = facts.cases["chsi_checked"].iloc[place].str[:10].to_numpy()
        right = facts.cases["chsi_state"].iloc[place].to_numpy() == ChsiState.RIGHT
        since = right & (checked > own["filed"].to_numpy())
        return pd.Series(since, own.index) & (own["filed"] != "")
    if field == "major_en":  # printed as approved (see `checklist.content`)
        return own["after"].str.contains("[A-Za-z]")
    if field == "pinyin":
        spelling = facts.cases["spelling"].iloc[place].to_numpy()
        return (own["after"] == spelling) & (own["after"] != "")
    if field not in facts.cases:  # nothing of it stands on a certificate
        return pd.Series(field == "", own.index)
    known = facts.cases[field].iloc[place].set_axis(own.index)
    wanted = own["after"]
    if field == "college":
        wanted = colleges.resolve(wanted, facts.cohort)
    return (meant(field, known) == meant(field, wanted)) & (wanted != "")
