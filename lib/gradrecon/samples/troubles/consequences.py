"""What follows from several troubles together, said when all of them have been planted."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from gradrecon.samples.world import NOBODY, World

# The fields that students apply to change, and the column of the roster that must follow.
_FOLLOWS: Mapping[str, str] = {
    "姓名": "name", "民族": "ethnicity", "出生日期": "birth_date", "学习形式": "form",
}  # fmt: skip


def not_applied(world: World) -> None:
    """Say so of approved applications whose roster says something else, if nobody has yet."""
    said = pd.concat(world.answers)
    said = said.loc[said["rule"] == "info.not_applied", "row"]
    filed, roster = world.frames["applications"], world.frames["roster"]
    inside = roster["who"][roster["certificates"] != "单证"]
    rows = filed[(filed["state"] == "研究生院已批") & filed["who"].isin(inside)]
    rows = rows[~rows.index.isin(said) & (rows["who"] != NOBODY) & rows["field"].isin(_FOLLOWS)]
    own = roster.drop_duplicates("who").set_index("who")
    for field, column in _FOLLOWS.items():
        asked = rows[rows["field"] == field]
        known = own[column].reindex(asked["who"])
        if pd.api.types.is_datetime64_any_dtype(known):
            known = known.dt.strftime("%Y-%m-%d")
        wrong = asked[asked["after"].to_numpy() != known.astype(object).to_numpy()]
        if len(wrong):
            world.found("info.not_applied", wrong["who"].to_numpy(), source="applications",
                        rows=wrong.index, column="after")  # fmt: skip
