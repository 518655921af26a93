"""What stands for nothing is blank in every kind of column, and its cell is remembered."""

from __future__ import annotations

import pytest

from gradrecon.reading.cells import NoteKind, read_column
from gradrecon.reading.frame import text_array
from gradrecon.reading.types import NO_TYPES
from gradrecon.sources.source import Kind

NOTHING = (
    "/",
    "—",
    "－－",
    "无",
    "暂无",
    "待定",
    "N/A",
    "n/a",
    "null",
    "（空白）",
    "(无)",
    "待补",
    "…",
)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.FLAG])
def test_placeholders_are_blank_and_noted(kind: Kind) -> None:
    values, notes = read_column(text_array(NOTHING), kind, NO_TYPES)
    assert values.to_pylist() == [""] * len(NOTHING)
    assert [note.kind for note in notes] == [NoteKind.PLACEHOLDER] * len(NOTHING)
    assert [note.came for note in notes] == list(NOTHING)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Kind.NAME, "NA"), (Kind.NAME, "吴迪"), (Kind.PINYIN, "Na"), (Kind.PINYIN, "Wu Di"),
     (Kind.TEXT, "无锡"), (Kind.TEXT, "0"), (Kind.AMOUNT, "0"), (Kind.CODE, "0710Z1"),
     (Kind.STUDENT_NO, "1001"), (Kind.TEXT, "待定人员名单")],
)  # fmt: skip
def test_what_says_something_stands(kind: Kind, text: str) -> None:
    values, _ = read_column(text_array([text]), kind, NO_TYPES)
    assert values.to_pylist() == [text]


@pytest.mark.parametrize("kind", [Kind.STUDENT_NO, Kind.ID_NO, Kind.CODE, Kind.PINYIN])
def test_a_zero_is_no_number(kind: Kind) -> None:
    assert read_column(text_array(["0"]), kind, NO_TYPES)[0].to_pylist() == [""]


@pytest.mark.parametrize(("text", "read"), [("无", "否"), ("/", ""), ("暂无", ""), ("待定", "")])
def test_in_a_column_of_yes_and_no_its_own_words_go_first(text: str, read: str) -> None:
    assert read_column(text_array([text]), Kind.FLAG, NO_TYPES)[0].to_pylist() == [read]
