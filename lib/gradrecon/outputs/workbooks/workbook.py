"""问题清单: the findings as a workbook, one for each college and one for the school.

A cover that counts, then one sheet for each chapter of the notice that has findings. For the
people who do the work: it holds names and student numbers, no identity number in full (law 9).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.outputs.asks import finding_days
from gradrecon.outputs.figures.counts import Totals, totals, totals_of
from gradrecon.outputs.figures.readiness import readiness
from gradrecon.outputs.safety import masked
from gradrecon.outputs.workbooks import answers, sheet
from gradrecon.outputs.workbooks.accounting import add_accounting
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run, kept, own_rows
from gradrecon.vocabulary import Chapter, Settlement, Severity

Chapters = Mapping[Chapter, pd.DataFrame]

# More rows than people read; beyond it the cover points to the table instead.
MOST_ROWS = 20_000

_COLLEGE = Column("学院", 14)
_COLUMNS = (
    Column("学号", 13), Column("姓名", 10), Column("问题", 18, True), Column("说明", 46, True),
    Column("应由谁办", 9), Column("最晚日期", 11), Column("严重程度", 9), Column("状态", 8),
    Column("通知条款", 9), Column("位置（文件!工作表!单元格）", 24, True),
)  # fmt: skip
_SEVERITY_STYLES = {"严重程度": {each.label: sheet.severity_style(each) for each in Severity}}
_HOW_TO = (
    "用法：每张表是一类问题，表头可筛选；先办标为“错误”的，它们会挡住学历电子注册。",
    "“应由谁办”是下一步该谁动手；“最晚日期”是还来得及的最后一天，空白的没有定日期，请尽快。",
    "改正请在来源系统或原文件中做，不要在这张表里改；下次运行后，已改正的会自动消失。",
)
_PRIVATE = "本表含姓名和学号，仅限经办人使用，不得转发、上网或贴出。"


def write_college_workbook(run: Run, code: str, path: Path) -> None:
    """One college's 问题清单; raise UsageError for an unknown code, OSError where it cannot go."""
    name = run.cohort.college(code).name
    rows, choices = answers.numbered(own_rows(listed(run), code))
    book, chapters = sheet.new_book(), _by_chapter(rows)
    _cover(book, run.only(code), name, totals_of(run, code), chapters, answers.HOW_TO)
    for page, count in _chapters(book, chapters, (*_COLUMNS, *answers.COLUMNS)):
        answers.offer(page, (*_COLUMNS, *answers.COLUMNS), count)
    answers.add_choices(book, choices)
    book.save(path)


def write_school_workbook(run: Run, path: Path) -> None:
    """The school's 问题清单: all findings, then strays, rejected rows and each source's totals."""
    book, chapters = sheet.new_book(), _by_chapter(listed(run))
    _cover(book, run, run.cohort.school, totals(run), chapters)
    _chapters(book, chapters, (_COLLEGE, *_COLUMNS))
    add_accounting(book, run.strays, run.rejected, run.counts)
    book.save(path)


@kept
def listed(run: Run) -> pd.DataFrame:
    """The findings in the words of the workbook, the open and most serious ones first.

    Columns: the titles of `_COLUMNS` and of `answers.COLUMNS`, `学院`, its code `college`,
    `chapter`, and `open` (still to be done).
    """
    found = run.findings
    rules = found["rule"]
    frame = pd.DataFrame(
        {
            "学院": found["college"].map({c.code: c.name for c in run.cohort.colleges}).fillna(""),
            "学号": found["student_no"],
            "姓名": found["student_no"].map(_names(run)).fillna(""),
            "问题": rules.map({code: rule.title for code, rule in BY_CODE.items()}),
            "说明": found["message"],
            "应由谁办": found["move"],
            "最晚日期": finding_days(run),
            "严重程度": found["severity"].map({each: each.label for each in Severity}),
            "状态": found["state"].map({each: each.label for each in Settlement}),
            "通知条款": found["clause"],
            "位置（文件!工作表!单元格）": found["cell"],
            "college": found["college"],
        }
    ).astype("str")
    frame = answers.answer_columns(run, frame.apply(masked))
    frame["chapter"] = rules.str.split(".").str[0]
    frame["open"] = found["state"] != Settlement.SETTLED
    rank = found["severity"].map({each: place for place, each in enumerate(Severity)})
    return frame.assign(rank=rank).sort_values(
        ["open", "rank"], ascending=[False, True], kind="stable"
    )


def _names(run: Run) -> pd.Series:
    """Everybody's name by 学号, single-certificate students' too."""
    roster = run.tables["roster"].usable
    return roster.drop_duplicates("student_no").set_index("student_no")["name"]


def _cover(
    book: Workbook, run: Run, name: str, count: Totals, chapters: Chapters, *further: str
) -> None:
    front = sheet.blank_sheet(book, "说明", [18, 10, 10, 10, 10])
    about = f"{run.cohort.name}毕业研究生图像采集与信息确认　截至 {run.as_of.isoformat()}"
    complete = readiness(run).complete
    people = f"学生 {count.students} 人，其中学生已齐 {complete} 人，可报库 {count.ready} 人"
    for text, style in ((f"{name}问题清单", sheet.TITLE), (about, sheet.QUIET),
                        (people, sheet.QUIET), ("", sheet.QUIET)):  # fmt: skip
        front.append([sheet.text_cell(front, text, style)])
    head, *body = _overview(chapters)
    front.append([sheet.text_cell(front, title, sheet.HEAD) for title in head])
    for name, *numbers in body:
        counted = [sheet.number_cell(front, number) for number in numbers]
        front.append([sheet.text_cell(front, name), *counted])
    too_many = [_too_many(chapter, rows) for chapter, rows in chapters.items()]
    for text in ("", *_HOW_TO, *further, *filter(None, too_many), _PRIVATE):
        front.append([sheet.text_cell(front, text, sheet.QUIET)])


def _overview(chapters: Chapters) -> Iterable[Sequence[Any]]:
    """How many are still to be done, by chapter and severity, with totals."""
    labels = [each.label for each in Severity]
    yield ["待处理", *labels, "合计"]
    count = {
        chapter.label: Counter(rows["严重程度"][rows["open"]]) for chapter, rows in chapters.items()
    }
    to_do = {name: counts for name, counts in count.items() if counts}
    for name, counts in {**to_do, "合计": sum(to_do.values(), Counter())}.items():
        yield [name, *(counts[label] for label in labels), counts.total()]


def _chapters(
    book: Workbook, chapters: Chapters, columns: Sequence[Column]
) -> list[tuple[Worksheet, int]]:
    """A sheet for each chapter; each with how many rows it has."""
    frozen = [column.title for column in columns].index("姓名") + 1

    def page(chapter: Chapter, rows: pd.DataFrame) -> Worksheet:
        return sheet.add_sheet(book, chapter.label, columns, rows, styles=_SEVERITY_STYLES,
                               frozen=frozen)  # fmt: skip

    shown = {chapter: rows.head(MOST_ROWS) for chapter, rows in chapters.items()}
    return [(page(chapter, rows), len(rows)) for chapter, rows in shown.items()]


def _by_chapter(found: pd.DataFrame) -> Chapters:
    """The chapters that have findings, in the notice's order."""
    rows = dict(iter(found.groupby("chapter", sort=False)))
    return {chapter: rows[chapter] for chapter in Chapter if chapter in rows}


def _too_many(chapter: Chapter, rows: pd.DataFrame) -> str:
    if len(rows) <= MOST_ROWS:
        return ""
    return (
        f"“{chapter.label}”共 {len(rows)} 条，此处只列前 {MOST_ROWS} 条；全部见各学院的问题清单，"
        "或 tables/findings.csv。"
    )
