"""The charts: Chinese as text, the same bytes, and told to those who do not see them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from gradrecon.outputs.figures import counts as figures
from gradrecon.outputs.pages import charts
from gradrecon.run.run import Run
from gradrecon.vocabulary import Move, State, Step

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(late_run: Run) -> tuple[str, str]:
    steps, moves = figures.by_step(late_run), figures.late_moves(late_run)
    medians = figures.median_share(late_run)
    return charts.completion(steps, "各环节", medians), charts.late(moves, "逾期")


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_chinese_is_text_and_not_outlines(drawn: tuple[str, str]) -> None:
    completion, late = drawn
    assert set(Step) <= set(texts(completion))
    assert {"完成", "逾期", "不适用"} <= set(texts(completion))
    assert {Move.STUDENT, Move.COLLEGE} <= set(texts(late))


def test_the_numbers_stand_in_the_bars(drawn: tuple[str, str], late_run: Run) -> None:
    shown = [text for text in texts(drawn[0]) if text.isdigit()]
    table = figures.by_step(late_run)
    assert sorted(shown) == sorted(str(n) for n in table.to_numpy().ravel() if n)


def test_the_page_s_fonts_are_asked_for(drawn: tuple[str, str]) -> None:
    for svg in drawn:
        for font in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC"):
            assert font in svg.split(">", 1)[0]


def test_it_is_an_image_with_words_for_it(drawn: tuple[str, str]) -> None:
    root = ET.fromstring(drawn[0])
    assert (root.get("role"), root.get("aria-label")) == ("img", "各环节")


def test_the_same_numbers_are_the_same_bytes(late_run: Run) -> None:
    steps = figures.by_step(late_run)
    assert charts.completion(steps, "各环节") == charts.completion(steps, "各环节")


def test_ids_never_clash_on_one_page_and_all_are_known(drawn: tuple[str, str]) -> None:
    both = "".join(drawn)
    ids = re.findall(r'\bid="([^"]+)"', both)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", both)) <= set(ids)


def test_colours_follow_the_page(drawn: tuple[str, str]) -> None:
    assert "var(--overdue, #" in drawn[0]
    assert re.findall(r"(?<!, )#[0-9a-f]{6}\b", drawn[0]) == []


def test_nothing_in_it_is_the_whole_page_s_or_from_elsewhere(drawn: tuple[str, str]) -> None:
    for svg in drawn:
        assert "<style" not in svg
        assert "<metadata" not in svg
        assert "http" not in svg.replace("http://www.w3.org/", "")


def test_what_is_said_of_a_chart_is_not_markup(late_run: Run) -> None:
    svg = charts.completion(figures.by_step(late_run), '<b>"&')
    assert ET.fromstring(svg).get("aria-label") == '<b>"&'


def test_importing_the_charts_chooses_no_backend_and_no_settings() -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    charts.late(pd.DataFrame({"step": [Step.CHSI], "move": [Move.SCHOOL], "students": [3]}), "逾期")
    assert dict(matplotlib.rcParams) == before


def drawn_states(rows: dict[tuple[str, str], list[int]]) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples(rows, names=["college", "step"])
    return pd.DataFrame(list(rows.values()), index, [State.DONE, *figures.UNDONE])


def test_a_college_has_a_bar_for_each_state_of_each_step() -> None:
    shares = {("甲学院", step): [3, 1, 0, 0] for step in Step}
    bars = charts._small_bars(drawn_states(shares), len(Step))
    assert {state: len(places) for state, places in bars.items()} == {
        State.DONE: 5, State.DUE: 5, State.OVERDUE: 0, State.DISPUTED: 0,
    }  # fmt: skip
    done, due = bars[State.DONE], bars[State.DUE]
    assert (done[:, 2] == 3 * due[:, 2]).all()  # three of four, and one of four
    assert (done[:, 0] + done[:, 2] == due[:, 0]).all()  # end to end


def test_a_long_name_of_a_college_is_cut() -> None:
    long = "马克思主义理论与思想政治教育学院"
    rows = {(long, step): [1, 0, 0, 0] for step in Step}
    assert "马克思主义理论与…" in texts(charts.colleges(drawn_states(rows), "各学院"))


def test_a_page_of_forty_colleges_stays_small() -> None:
    rows = {(f"第{number}学院", step): [9, 3, 2, 1] for number in range(40) for step in Step}
    assert len(charts.colleges(drawn_states(rows), "各学院").encode()) < 60_000
