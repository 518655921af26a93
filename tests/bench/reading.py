"""How much reading a workbook of 100,000 × 15 cells costs beside other readers of the same file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
from figure import Figure, side_by_side
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from gradrecon.cohort.cohort import Reading
from gradrecon.reading.assemble import assemble
from gradrecon.reading.files import read_file, take
from gradrecon.sheets.process.sandbox import Sandbox
from gradrecon.sources import BY_NAME
from gradrecon.sources.headers import Headers

ROWS = 100_000
HEAD = (
    "学号 姓名 身份证号 性别 出生日期 民族 学院 专业代码 专业名称 层次 学习形式 毕业批次 "
    "学籍状态 证书类型 备注"
)


def measure(*, whole: bool = False) -> list[Figure]:
    """The figures; `whole` adds pandas with openpyxl, which takes half a minute."""
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        path = Path(folder) / "学籍名册.xlsx"
        _write(path)
        sandbox.start()
        figures = [
            side_by_side(
                "读取 10 万行 xlsx",
                lambda: _table(path, sandbox),
                "calamine to_python",
                lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(),
                limit=1.5,
            )
        ]
        if whole:
            figures.append(
                side_by_side(
                    "读取 10 万行 xlsx",
                    lambda: _table(path, sandbox),
                    "pandas 用 openpyxl",
                    lambda: pd.read_excel(path, engine="openpyxl", dtype=str),
                    limit=0.1,
                    times=1,
                )
            )
    return figures


def _write(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append(HEAD.split())
    for number in range(ROWS):
        name = "王李张刘陈"[number % 5] + chr(0x4E00 + number % 5000) + chr(0x5000 + number % 4999)
        birth = f"{1990 + number % 10}{number % 12 + 1:02d}{number % 28 + 1:02d}"
        row = [f"2022{number:06d}", name, f"990101{birth}{number % 999:03d}X", "男", birth, "汉族"]
        row += ["计算机学院", "081200", "计算机科学与技术", "硕士研究生", "全日制", "夏季"]
        sheet.append([*row, "注册学籍", "双证", number])
    book.save(path)


def _table(path: Path, sandbox: Sandbox) -> object:
    roster = BY_NAME["roster"]
    taken = take(path.parent, path.name, sandbox)
    return assemble(roster, read_file(roster, Headers(roster, {}), taken, Reading()).pieces)
