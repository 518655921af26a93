"""Two colleges of made-up students to whom a 信息核对表 goes out, and ways to send it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.checklist.sent import Issue, Sent
from gradrecon.cohort.cohort import Cohort
from gradrecon.outputs.workbooks.checklist.outgoing import outgoing
from gradrecon.outputs.workbooks.checklist.workbook import write_checklist
from gradrecon.reading import read_folder
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run
from gradrecon.sources import BY_NAME, SOURCES
from gradrecon.sources.table import Table, absent, make
from gradrecon.values.id_number import check_digit

KEY = "0123456789abcdef"
SENT_ON, BACK_ON = date(2024, 12, 20), date(2025, 2, 20)
FIRST_ROW = 5  # of the students in the sheet that goes out
COLLEGES = {"01": "宇航学院", "02": "机电学院"}
MAJORS = {"01": ("0825", "航空宇航", "Aerospace"), "02": ("0802", "机械工程", "Mechanics")}
NAMES = [a + b for a in "王李张刘陈杨赵黄周吴" for b in "芳明静磊洋勇艳杰娟涛伟敏丽强军"]


@dataclass
class Office:
    """What the sources say, and the raw folder into which returned tables are put."""

    cohort: Cohort
    raw: Path
    frames: dict[str, pd.DataFrame]
    sent: Sent = field(default_factory=lambda: Sent(KEY))

    def run(self, day: date = BACK_ON) -> Run:
        """The Run of what is there now."""
        tables: dict[str, Table] = {source.name: absent(source) for source in SOURCES}
        for name, frame in self.frames.items():
            tables[name] = make(BY_NAME[name], frame.to_dict("list"), file=f"{name}.xlsx")
        if any(self.raw.rglob("*")):
            tables["returned"] = read_folder(self.raw, self.cohort).tables["returned"]
        return reconcile(self.cohort, tables, sent=self.sent, as_of=day)

    def send(self, day: date = SENT_ON) -> dict[str, Path]:
        """Write each college's table as if sent and not yet back; the files by code."""
        run = self.run(day)
        files = {
            code: self.raw.parent / f"{code}-{len(self.sent.issues)}.xlsx" for code in COLLEGES
        }
        records = [outgoing(run, code).record for code in COLLEGES]
        for code, path in files.items():
            write_checklist(run, code, path)
        issues = [Issue(one.college, one.number, one.day, one.code) for one in records]
        known = {**self.sent.records, **{record.code: record for record in records}}
        self.sent = Sent(KEY, (*self.sent.issues, *issues), known)
        return files

    def hand_in(
        self, path: Path, edit: Callable[[Worksheet], None] | None = None, name: str = ""
    ) -> str:
        """Put a table, edited on its sheet, into the raw folder; its name there."""
        book = load_workbook(path)
        if edit:
            edit(book.worksheets[0])
        (self.raw / "returned").mkdir(exist_ok=True, parents=True)
        name = f"returned/{name or path.name}"
        book.save(self.raw / name)
        return name

    def found(self) -> set[tuple[str, str]]:
        """What the rules on returned tables find: rule, and its cell or else the 学号."""
        findings = self.run().findings
        rules = findings["rule"].str.startswith(("return.", "major."))
        findings = findings[rules & (findings["rule"] != "return.missing")]
        where = findings["cell"].where(findings["cell"] != "", findings["student_no"])
        return set(zip(findings["rule"], where, strict=True))


def students(count: int = 300) -> pd.DataFrame:
    """The roster: students in turn of the two colleges, their numbers of no real area."""
    rows = []
    for place in range(count):
        code = "01" if place % 2 else "02"
        birth = f"{1995 + place % 7}-{1 + place % 12:02d}-{1 + place % 28:02d}"
        first17 = "990101" + birth.replace("-", "") + f"{place:03d}"
        rows.append(
            {
                "student_no": f"31202{place:05d}",
                "name": NAMES[place % len(NAMES)],
                "id_no": first17 + check_digit(first17),
                "sex": "女" if place % 2 == 0 else "男",
                "birth_date": birth,
                "ethnicity": "汉族" if place % 3 else "蒙古族",
                "college": COLLEGES[code],
                "major_code": MAJORS[code][0],
                "major": MAJORS[code][1],
                "level": "硕士研究生" if place % 5 else "博士研究生",
                "form": "全日制",
                "batch": "夏季",
                "status": "注册学籍",
                "certificates": "双证",
            }
        )
    return pd.DataFrame(rows, dtype="str")


def submissions(roster: pd.DataFrame) -> pd.DataFrame:
    """The pinyin: one in four is confirmed, one in four blank, the others only submitted."""
    place = pd.Series(range(len(roster)))
    frame = roster[["student_no", "name"]].assign(
        pinyin="Wang Fang", submitted="2024-12-01 09:00:00", confirmed=""
    )
    frame["confirmed"] = frame["confirmed"].mask(place % 4 == 0, "是")
    frame["pinyin"] = frame["pinyin"].mask(place % 4 == 1, "")
    return frame


@pytest.fixture
def office(cohort: Cohort, tmp_path: Path) -> Office:
    """Three hundred students of two colleges."""
    roster = students()
    majors = pd.DataFrame(MAJORS.values(), columns=["major_code", "major", "major_en"], dtype="str")
    frames = {"roster": roster, "pinyin": submissions(roster), "majors": majors}
    return Office(cohort, tmp_path / "raw", frames)
