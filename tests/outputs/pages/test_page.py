"""The leaders' page: counts only, offline, the numbers of the tables, and everything explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat.v4 as v4
import pandas as pd
import pytest

from gradrecon.errors import UsageError
from gradrecon.outputs.figures import counts as figures
from gradrecon.outputs.pages.page import write_page
from gradrecon.outputs.pages.report import CollegeReport, Fragment, Report, SchoolReport
from gradrecon.outputs.tables.tables import tables
from gradrecon.run.run import Run

Page = Callable[[Report], str]
REPORTS: dict[str, Callable[[Run], Report]] = {
    "school": SchoolReport,
    "college": lambda run: CollegeReport(run, "01"),
    "college without students": lambda run: CollegeReport(run, "20"),
}
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Reader(HTMLParser):
    """What a browser would see: tags in their order, ids, links, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


def table_after(page: str, heading: str) -> pd.DataFrame:
    """The first table below a heading, as shown."""
    part = page.split(f">{heading}</h2>", 1)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", part.split("</table>", 1)[0], re.DOTALL)
    cells = [
        [re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]
    whole = [row for row in cells if len(row) == len(cells[0])]  # the others span columns
    return pd.DataFrame(whole[1:], columns=["".join(cell) for cell in whole[0]])


@pytest.fixture(params=REPORTS)
def page(request: pytest.FixtureRequest, late_run: Run, page_of: Page) -> str:
    return page_of(REPORTS[request.param](late_run))


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    reader = Reader(page)
    assert {tag for tag, _ in reader.tags} & {"script", "link", "iframe", "object", "img"} == set()
    assert [name for _, attrs in reader.tags for name in attrs if name.startswith("on")] == []
    assert reader.all("src") == []
    assert re.findall(r"url\((?!#)|@import", page) == []
    known = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")
    assert set(re.findall(r"(?:https?:)?//[\w.]+[^\s\"'<)]*", page)) <= set(known)


def test_the_page_itself_forbids_the_network(page: str) -> None:
    metas = [attrs for tag, attrs in Reader(page).tags if tag == "meta"]
    (policy,) = [meta["content"] for meta in metas if "http-equiv" in meta]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")


def test_it_is_small_whole_and_chinese(page: str) -> None:
    reader = Reader(page)
    assert len(page.encode()) < 300_000
    assert (reader.unbalanced, reader.open) == ([], [])
    assert '<html lang="zh-CN">' in page
    assert "width=device-width" in page


def test_every_link_leads_to_a_definition_on_the_page(page: str) -> None:
    reader = Reader(page)
    ids = reader.all("id")
    assert len(ids) == len(set(ids))
    assert reader.all("href"), "numbers link to what they mean"
    assert {link.removeprefix("#") for link in reader.all("href")} <= set(ids)


def test_every_heading_of_numbers_is_explained_or_a_word_of_the_notice(page: str) -> None:
    heads = re.findall(r'<th scope="col" class="n">(.*?)</th>', page)
    plain = [head for head in heads if "<a" not in head]
    steps = {"图像采集", "学信网校对", "姓名拼音", "英文专业", "信息复核"}
    states = {"完成", "待办", "逾期", "存疑", "不适用", "无数据"}
    assert set(plain) <= steps | states | {"错误", "警告", "提示"}


def test_every_chart_has_words_and_a_table(page: str) -> None:
    for figure in re.findall(r"<figure>.*?</figure>", page, re.DOTALL):
        assert re.search(r'<svg [^>]*role="img"[^>]*aria-label="[^"]+。"', figure) or re.search(
            r'<svg [^>]*aria-label="[^"]+。"[^>]*', figure
        )
        assert "<details>" in figure
        assert "<table" in figure


def test_the_same_run_is_the_same_page(late_run: Run, page_of: Page) -> None:
    assert page_of(SchoolReport(late_run)) == page_of(SchoolReport(late_run))


def test_the_summary_says_the_numbers_of_the_tables(late_run: Run, page_of: Page) -> None:
    page = page_of(SchoolReport(late_run))
    progress = tables(late_run)["progress"]
    words = tables(late_run)["readiness"]
    complete, ready = (int((words[name] == "是").sum()) for name in ("complete", "ready"))
    late = progress["state"].isin(["逾期", "存疑"]).groupby(progress["student_no"]).any()
    big = re.findall(r"<dd>(\d+)<small>", page)
    assert big == [str(ready), str(late.sum()), "73"]
    sentence = f"4 名双证毕业研究生，截至 2024年12月17日，{complete} 人学生已齐，{ready} 人可报库"
    assert sentence in "".join(Reader(page).text)


def test_colleges_by_steps_says_the_numbers_of_the_tables(late_run: Run, page_of: Page) -> None:
    shown = table_after(page_of(SchoolReport(late_run)), "colleges").set_index("学院")
    progress = tables(late_run)["progress"]
    codes = {"宇航学院": "01", "机电学院": "02"}
    shown.index = ["".join(cell) for cell in shown.index]
    for name, code in codes.items():
        for step, states in progress[progress["college"] == code].groupby("step")["state"]:
            done = (states == "完成").sum()
            late = states.isin(["逾期", "存疑"]).sum()
            needed = done + late + (states == "待办").sum()
            told = [figures.percent(done / needed), str(late or "—")] if needed else ["不适用"]
            assert shown.loc[name, step] == told, f"{name} {step}"


def test_data_received_says_the_numbers_of_the_tables(late_run: Run, page_of: Page) -> None:
    shown = table_after(page_of(SchoolReport(late_run)), "received")
    counts = tables(late_run)["counts"].set_index("source")
    present = counts[[late_run.tables[name].present for name in counts.index]]
    present = present[["rows_in", "linked", "stray", "rejected", "out_of_scope"]]
    told = [[int(cell[0]) for cell in row[1:6]] for row in shown.itertuples(index=False)]
    assert told == present.to_numpy().tolist()


def test_moves_say_the_numbers_of_the_tables(late_run: Run, page_of: Page) -> None:
    shown = table_after(page_of(CollegeReport(late_run, "01")), "moves")
    progress = tables(late_run)["progress"]
    own = progress[progress["college"] == "01"]
    undone = own[own["state"].isin(["待办", "逾期", "存疑"])]
    count = undone.groupby(["step", "state", "move"]).size()
    told = {
        (*row["环节"], *row["状态"], *row["该谁办"]): int(row["学生"][0])
        for _, row in shown.iterrows()
        if row["学生"][0].isdigit()
    }
    assert told == count.to_dict()


def test_a_leader_reads_whom_to_call_before_anything_else(late_run: Run, page_of: Page) -> None:
    page = page_of(SchoolReport(late_run))
    order = [
        "人可报库",
        'class="calls"',
        'class="heat pinned"',
        "<figure>",
        "原因",
        "读入行数",
        "文件指纹",
    ]
    places = [page.index(mark) for mark in order]
    assert places == sorted(places)
    assert re.search(r"<h3>宇航学院</h3>.*?最晚.*?2月28日", page, re.DOTALL)


def test_nobody_is_called_when_nothing_is_late(perfect_run: Run, page_of: Page) -> None:
    assert "今天不必联系任何学院" in page_of(SchoolReport(perfect_run))


def test_a_missing_source_is_said_at_the_top(world: Any, page_of: Page) -> None:
    page = page_of(SchoolReport(world.drop("chsi").run()))
    assert "学信网校对 3 人" in page.split("<dl", 1)[0]
    assert "没有收到" in page


def test_after_the_last_day_there_is_no_deadline(world: Any) -> None:
    done = SchoolReport(world.run("2025-04-02")).summary.html
    late = SchoolReport(world.set("chsi", "1001", word="").run("2025-03-31")).summary.html
    assert "没有未办事项" in done
    assert "期限都已过" in late
    assert "0<small>天" not in late


def test_a_college_is_compared_with_the_median(late_run: Run) -> None:
    compared = CollegeReport(late_run, "02").compared.html
    assert "落后 25 个百分点" in compared


@pytest.mark.parametrize("code", ["01", 1])
def test_a_code_that_papermill_made_a_number_is_understood(code: str | int, late_run: Run) -> None:
    assert CollegeReport(late_run, code).college.name == "宇航学院"


def test_an_unknown_college_is_refused_with_the_codes_there_are(late_run: Run) -> None:
    with pytest.raises(UsageError, match="01 宇航学院"):
        CollegeReport(late_run, "99")


def test_a_page_shows_sentences_and_results_but_no_code(tmp_path: Path) -> None:
    notebook = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("怎么用", metadata={"tags": ["notebook-only"]}),
            v4.new_code_cell("college = '05'", metadata={"tags": ["parameters"]}),
            v4.new_code_cell("college = '07'", metadata={"tags": ["injected-parameters"]}),
            v4.new_markdown_cell("## 下一步\n\n先做什么。"),
            v4.new_code_cell(
                "secret = 1",
                outputs=[
                    v4.new_output("stream", text="流水账"),
                    v4.new_output("display_data", {"text/html": "<p class='gr'>结果</p>"}),
                ],
            ),
        ],
        metadata={"papermill": {"duration": 1.5}},
    )
    write_page(notebook, tmp_path / "out.html", title="一<二")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<h1>一&lt;二</h1>" in page
    assert "下一步" in page
    assert "先做什么。" in page
    assert "结果" in page
    for hidden in ("怎么用", "college =", "secret", "流水账", "¶"):
        assert hidden not in page


def test_a_fragment_tells_a_text_reader_only_its_name() -> None:
    assert repr(Fragment("概况", "<p>很长</p>")) == "〔概况〕"
