"""Who can be registered, worked out again from the raw tables in a few plain lines of pandas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from gradrecon.outputs.figures.readiness import readiness
from gradrecon.outputs.workbooks.release import HOLD, RELEASE, WAITING, release
from gradrecon.run.readiness import complete, ready

NUMBERS = ("1001", "1002", "1003", "1004")
COLLEGES = {"1001": "宇航学院", "1002": "机电学院", "1003": "机电学院", "1004": "宇航学院"}
# What may be written where; the first of each is as it should be.
CELLS: dict[tuple[str, str], tuple[str, ...]] = {
    ("roster", "certificates"): ("双证", "单证", "双学位", ""),
    ("roster", "status"): ("注册学籍", "休学", "在读", ""),
    ("roster", "sex"): ("",),
    ("roster", "batch"): ("夏季", "", "五月"),
    ("roster", "ethnicity"): ("汉族", "回族"),
    ("chsi", "word"): ("正确", "有误", "未校对", "无图像", "？"),
    ("pinyin", "pinyin"): ("", "Wang Fan"),
    ("pinyin", "confirmed"): ("是", "否", "", "说过"),
    ("returned", "confirmed"): ("是", "否", "", "说过"),
    ("applications", "state"): ("研究生院已批", "学院已审", "退回", "等着"),
}
REGISTER = {
    "electronic_on": ("2025-02-20", "", "快了"),
    "paper_on": ("2025-02-21", "2025-03-02", ""),
    "signed_handler": ("是", "否", "补签"),
    "signed_dean": ("是", "", "王敏"),
    "sealed": ("是", "否"),
}
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from(sorted(CELLS)), st.integers(0, 4)),
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from(["studio", "chsi", "returned"])),
        st.tuples(st.sampled_from(["宇航学院", "机电学院"]), st.sampled_from(sorted(REGISTER)),
                  st.integers(0, 2)),
    ),
    max_size=5,
)  # fmt: skip
DAYS = st.sampled_from(["2024-12-20", "2025-02-28", "2025-03-05", "2025-04-01"])


def change(world: Any, one: tuple[Any, ...]) -> None:
    """Make one of the changes in a world."""
    who, where, *which = one
    if isinstance(where, tuple):
        source, column = where
        words = CELLS[where]
        world.set(source, who, **{column: words[which[0] % len(words)]})
    elif not which:
        world.drop(where, who)
    else:
        words = REGISTER[where]
        world.set("handovers", who, **{where: words[which[0] % len(words)]})


def of(frame: pd.DataFrame, number: str) -> dict[str, str]:
    """The row of a student, {} if there is none."""
    rows = frame[frame["student_no"] == number].fillna("").to_dict("records")
    return rows[0] if rows else {}


def may_be_registered(frames: dict[str, pd.DataFrame], number: str) -> bool:
    """Every requirement of registration, by the raw rows alone."""
    roster, chsi, pinyin, returned, studio = (
        of(frames[name], number) for name in ("roster", "chsi", "pinyin", "returned", "studio")
    )
    register = frames["handovers"].set_index("college").loc[COLLEGES[number]]
    english = frames["majors"].set_index("major_code")["major_en"]
    filed = frames["applications"]
    filed = filed[filed["student_no"] == number]
    followed = (filed["state"] == "研究生院已批") & (
        filed["after"].str[0] == roster["ethnicity"][:1]
    )
    listed = number in set(frames["images"]["student_no"])
    return all(
        (
            roster["certificates"] == "双证",
            roster["status"] == "注册学籍",
            roster["batch"] == "夏季",
            all(roster[name] for name in ("name", "id_no", "sex", "birth_date", "major_code")),
            chsi.get("word") == "正确" or (listed and not studio and not chsi),
            pinyin["pinyin"] and pinyin["confirmed"] == "是",
            english.get(roster["major_code"], "") != "",
            returned.get("confirmed") == "是",
            bool((followed | (filed["state"] == "退回")).all()),
            register["electronic_on"].startswith("2025"),
            register["paper_on"].startswith("2025"),
            register["signed_handler"] == "是",
            register["signed_dean"] in ("是", "王敏"),
            register["sealed"] == "是",
        )
    )


@settings(max_examples=12)
@given(changes=CHANGES, day=DAYS)
def test_whoever_can_be_registered_meets_everything_and_the_sums_close(
    new_world: Callable[[], Any], changes: list[tuple[Any, ...]], day: str
) -> None:
    world = new_world()
    for one in changes:
        change(world, one)
    run = world.run(date.fromisoformat(day).isoformat())
    able = ready(run.readiness)
    for number in able.index[able]:
        assert may_be_registered(world.frames, number)
    reasons = run.readiness.set_index("student_no")["reasons"]
    assert ((reasons == "") == able).all()
    count, lists = readiness(run), release(run)["list"].value_counts()
    assert count.students == count.ready + count.for_college + count.undone + count.outside
    assert count.complete == int(complete(run.readiness).sum())
    assert lists.get(RELEASE, 0) == count.ready
    assert lists.get(WAITING, 0) == count.for_college
    assert lists.get(HOLD, 0) == count.undone + count.outside
