"""How fast reading is, beside other readers in the same run: `python tests/bench/reading.py`.

Prints seconds and ratios for a workbook of 100,000 × 15 cells: python-calamine's bare
`to_python()`, our `read_sheets` and our tables, and pandas with openpyxl (asked for by `--all`,
for it takes half a minute).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from gradrecon.cohort import Reading
from gradrecon.reading.assemble import assemble
from gradrecon.reading.files import read_file, take
from gradrecon.reading.headers import Headers
from gradrecon.sheets import Sandbox
from gradrecon.sources import BY_NAME

ROWS = 100_000
HEAD = (
    "学号 姓名 身份证号 性别 出生日期 民族 学院 专业代码 专业名称 层次 学习形式 毕业批次 "
    "学籍状态 证书类型 备注"
)
LIMITS = {"表": 1.5, "pandas": 0.1}


def main(arguments: Sequence[str] = ()) -> int:
    """Print the table; 1 where a ratio is above its limit."""
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        path = Path(folder) / "学籍名册.xlsx"
        _write(path)
        sandbox.start()
        bare = _best(lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
        sheets = _best(lambda: sandbox.read(path))
        table = _best(lambda: _table(path, sandbox))
        lines = [("calamine to_python", bare), ("sheets", sheets), ("table", table)]
        fits = table <= LIMITS["表"] * bare
        if "--all" in arguments:
            slow = _best(lambda: pd.read_excel(path, engine="openpyxl", dtype=str), times=1)
            lines.append(("pandas + openpyxl", slow))
            fits = fits and table <= LIMITS["pandas"] * slow
    for name, seconds in lines:
        sys.stdout.write(f"{name:20} {seconds:7.2f} s  {seconds / bare:6.2f} ×\n")
    return 0 if fits else 1


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


def _best(work: Callable[[], object], times: int = 3) -> float:
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
