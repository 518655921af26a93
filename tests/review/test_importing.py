"""The answers that a college's handler writes into 问题清单, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.decisions.entry import Action
from gradrecon.decisions.possible import possible_on
from gradrecon.decisions.seen import seen_rows
from gradrecon.decisions.standing import grounds_of
from gradrecon.decisions.store import Store
from gradrecon.decisions.verdicts import possible
from gradrecon.errors import SourceError
from gradrecon.outputs.workbooks.answers import CHOICES, ID, NOTE, SHEET, VALUE, VERDICT
from gradrecon.outputs.workbooks.workbook import write_college_workbook
from gradrecon.review import answered
from gradrecon.review.answered import answers_in
from gradrecon.review.importing import Imported, import_answers, signed_as
from gradrecon.run.run import Run
from gradrecon.sheets.formats.calamine import read_workbook
from gradrecon.sheets.process.limits import DEFAULT
from gradrecon.sheets.sniff import Form
from gradrecon.vocabulary import Verdict

Rows = Iterable[tuple[Worksheet, int, dict[str, Any]]]


class Filled:
    """A college's 问题清单 in the handler's hands."""

    def __init__(self, run: Run, path: Path) -> None:
        self.path = path
        write_college_workbook(run, "02", path)
        self.book = openpyxl.load_workbook(path)

    def pages(self) -> list[Worksheet]:
        return [page for page in self.book if page.title not in ("说明", SHEET)]

    def rows(self) -> Rows:
        for page in self.pages():
            head = [cell.value for cell in page[1]]
            for number in range(2, page.max_row + 1):
                values = [cell.value for cell in page[number]]
                yield page, number, dict(zip(head, values, strict=True))

    def find(self, title: str) -> tuple[Worksheet, int]:
        return next((page, number) for page, number, row in self.rows() if row["问题"] == title)

    def write(self, place: tuple[Worksheet, int], **said: str) -> str:
        page, number = place
        head = [cell.value for cell in page[1]]
        for title, text in said.items():
            page.cell(number, head.index(title) + 1).value = text
        return f"{page.title}!{page.cell(number, head.index(VERDICT) + 1).coordinate}"

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: another one for each small file would take most of the time."""
    monkeypatch.setattr(
        answered, "read_sheets", lambda path: read_workbook(path, Form.XLSX, DEFAULT).sheets
    )


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Filled:
    return Filled(run, tmp_path / "问题清单.xlsx")


@pytest.fixture
def take(run: Run, store: Store) -> Callable[[Path], Imported]:
    """Imports a file for 经办人."""
    return lambda path: import_answers(answers_in(path), run, store, "经办人")


def birth(filled: Filled) -> tuple[Worksheet, int]:
    return filled.find("出生日期与证件号不一致")


def test_each_row_offers_what_is_possible_on_it(run: Run, filled: Filled) -> None:
    lists = list(filled.book[SHEET].iter_cols(min_col=2, values_only=True))
    grounds = grounds_of(run.cohort, run.cases, run.tables["roster"].usable_rows)
    rows = {row.finding: row for row in seen_rows(run.findings)}
    for page, _, row in filled.rows():
        (rule,) = page.data_validations.dataValidation
        assert "OFFSET" in rule.formula1 and filled.book[SHEET].sheet_state == "hidden"
        length, *offered = lists[row[CHOICES] - 1]
        seen = rows[row[ID].split(".")[0]]
        wanted = possible(seen, grounds.confirmed.get(seen.student_no, ()))
        assert offered[:length] == [one for one in wanted if one is not Verdict.LOOK_INTO]


def test_what_is_alike_is_judged_as_each_is(run: Run) -> None:
    grounds = grounds_of(run.cohort, run.cases, run.tables["roster"].usable_rows)
    each = ["、".join(possible(row, grounds.confirmed.get(row.student_no, ())))
            for row in seen_rows(run.findings)]  # fmt: skip
    assert possible_on(run.findings, grounds).tolist() == each


def test_answers_become_decisions_under_the_handlers_name_once(
    filled: Filled, take: Callable[[Path], Imported], store: Store
) -> None:
    filled.write(birth(filled), **{VERDICT: "退回学生", NOTE: "已电话通知"})
    came = take(filled.save())
    assert (came.written, came.known, came.refused) == (1, 0, [])
    (entry,) = store.entries()
    assert (entry.reviewer, entry.verdict, entry.note) == ("经办人", "退回学生", "已电话通知")
    again = take(filled.path)
    assert (again.written, again.known, len(store.entries())) == (0, 1, 1)


def test_rows_may_be_sorted_copied_and_left_out(
    run: Run, filled: Filled, take: Callable[[Path], Imported]
) -> None:
    page, number = birth(filled)
    filled.write((page, number), **{VERDICT: "退回学生"})
    row = [cell.value for cell in page[number]]
    page.delete_rows(number)
    page.insert_rows(2)
    for across, value in enumerate(row, 1):
        page.cell(2, across).value = value
    page.append(row)  # a copy
    came = take(filled.save())
    assert (came.written, came.refused) == (1, [])


def test_what_needs_a_second_waits_for_one(
    filled: Filled, take: Callable[[Path], Imported]
) -> None:
    place = next((page, number) for page, number, row in filled.rows()
                 if row["学号"] == "1002" and page.title == "姓名拼音")  # fmt: skip
    filled.write(place, **{VERDICT: "填写为", VALUE: "Li Ming"})
    came = take(filled.save())
    assert (came.written, came.second, came.refused) == (1, 1, [])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({VERDICT: "采用填报"}, "这类问题不能这样处理"),
        ({VERDICT: "学生已说明"}, "请在备注里写明看了什么材料"),
        ({VERDICT: "批准"}, "没有“批准”这种处理"),
        ({NOTE: "不知道"}, "没有选处理意见"),
        ({VERDICT: "退回学生", "学号": "1003"}, "这一行被改动过"),
        ({VERDICT: "退回学生", ID: ""}, "这一行被改动过"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_cell(
    filled: Filled, take: Callable[[Path], Imported], store: Store, said: dict[str, str], why: str
) -> None:
    cell = filled.write(birth(filled), **said)
    ((where, sentence),) = take(filled.save()).refused
    assert where == f"问题清单.xlsx!{cell}" and why in sentence
    assert store.entries() == []


def test_what_is_known_otherwise_by_now_is_refused(
    troubled: Any, filled: Filled, store: Store
) -> None:
    filled.write(birth(filled), **{VERDICT: "退回学生"})
    answers = answers_in(filled.save())
    now = troubled.set("roster", "1002", birth_date="2000-02-21").run()
    ((_, stale),) = import_answers(answers, now, store, "经办人").refused
    assert "这份清单是旧的" in stale
    mended = troubled.set("roster", "1002", birth_date="").run()
    ((_, gone),) = import_answers(answers, mended, store, "经办人").refused
    assert "已经消除" in gone


def test_two_answers_to_one_finding_are_both_refused(
    filled: Filled, take: Callable[[Path], Imported]
) -> None:
    page, number = birth(filled)
    page.append([cell.value for cell in page[number]])
    first = filled.write((page, number), **{VERDICT: "退回学生"})
    second = filled.write((page, page.max_row), **{VERDICT: "退回学院"})
    refused = dict(take(filled.save()).refused)
    assert set(refused) == {f"问题清单.xlsx!{first}", f"问题清单.xlsx!{second}"}
    assert second in refused[f"问题清单.xlsx!{first}"]


def test_another_name_than_the_logins_is_told_to_the_log(
    run: Run, filled: Filled, store: Store
) -> None:
    filled.write(birth(filled), **{VERDICT: "退回学生"})
    answers, signed = answers_in(filled.save()), signed_as("经办人", "wang", "问题清单.xlsx")
    import_answers(answers, run, store, "经办人", signed)
    import_answers(answers, run, store, "经办人", signed_as("经办人", "wang", "问题清单.xlsx"))
    assert [one.action for one in store.entries()] == [Action.NAMED, Action.DECIDE]
    assert signed_as("wang", "wang", "x.xlsx") is None


def test_another_file_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["学号", "姓名"])
    book.save(tmp_path / "名单.xlsx")
    with pytest.raises(SourceError, match="不是本程序生成的问题清单"):
        answers_in(tmp_path / "名单.xlsx")
