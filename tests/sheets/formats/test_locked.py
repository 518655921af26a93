"""Workbooks encrypted with the password that Excel itself knows, and with others."""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest

from gradrecon.sheets.dispatch import read_book
from gradrecon.sheets.grid import Unreadable
from gradrecon.sheets.process.limits import DEFAULT


def _locked(path: Path, password: str) -> Path:
    book, made = openpyxl.Workbook(), io.BytesIO()
    for number in range(400):
        book.active.append([f"2022{number * 7919 % 100_000:06d}", "张三"])
    book.save(made)
    with path.open("wb") as file:
        msoffcrypto.OfficeFile(made).encrypt(password, file)
    return path


def test_the_standard_password_opens_as_in_excel(tmp_path: Path) -> None:
    book = read_book(_locked(tmp_path / "名册.xlsx", "VelvetSweatshop"), DEFAULT)
    assert book.taken_for == "xlsx" and "默认密码" in book.remarks[0]
    assert book.sheets[0].cells[1] == ["2022007919", "张三"]


def test_another_password_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="打开密码"):
        read_book(_locked(tmp_path / "名册.xlsx", "别的密码"), DEFAULT)


def test_a_broken_one_that_opens_without_a_password_is_told_so(tmp_path: Path) -> None:
    path = _locked(tmp_path / "名册.xlsx", "VelvetSweatshop")
    content = path.read_bytes()
    at = content.rindex(b"</encryption>") + 13
    path.write_bytes(content[:at] + bytes(len(content) - at))
    with pytest.raises(Unreadable, match=r"不问密码|打开密码"):
        read_book(path, DEFAULT)
