"""`gradrecon decisions` and the workbook of the log."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from gradrecon.commands.cli import main
from gradrecon.decisions.entry import Action
from gradrecon.decisions.location import decided, store_url
from gradrecon.decisions.store import open_store
from gradrecon.errors import DecisionsError

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def params(tmp_path, monkeypatch, cohort):
    """A params file whose decisions are in a file of the test's own."""
    monkeypatch.setenv("GRADRECON_DECISIONS", f"sqlite:///{tmp_path / 'log.db'}")
    return PROJECT / "params" / "2025.toml"


@pytest.fixture
def log(params, cohort, clock):
    opened = open_store(store_url(cohort, params), cohort.id, clock)
    yield opened
    opened.close()


def test_nothing_decided_yet(params, capsys):
    assert main(["decisions", str(params)]) == 0
    assert "共 0 条" in capsys.readouterr().out
    assert main(["decisions", str(params), "verify"]) == 0


def test_the_log_is_verified(params, log, draft, capsys):
    log.append(draft(), draft(finding="f2"))
    assert main(["decisions", str(params), "verify"]) == 0
    assert "校验通过：2 条" in capsys.readouterr().out


def test_a_log_that_was_tampered_with_is_said(params, log, draft, capsys, tmp_path):
    log.append(draft("待查"), draft(finding="f2"))
    with sqlite3.connect(tmp_path / "log.db") as other:
        other.execute("DROP TRIGGER log_update")
        other.execute("UPDATE log SET verdict = '无需处理' WHERE seq = 1")
    other.close()
    assert main(["decisions", str(params), "verify"]) == 4
    assert "第 1 条：内容与校验值不符" in capsys.readouterr().err


def test_conflicts_are_listed(params, log, draft, capsys):
    log.append(
        draft("采用学籍", value="Wang Fang", rule="pinyin.reading", student_no="1001"),
        draft("采用填报", value="Wang Fan", reviewer="乙", rule="pinyin.reading"),
        draft("无需处理", finding="f2"),
    )
    assert main(["decisions", str(params), "conflicts"]) == 0
    said = capsys.readouterr().out
    assert "意见不一的问题：1 个" in said
    assert "甲：采用学籍“Wang Fang”" in said
    assert "乙：采用填报“Wang Fan”" in said


def test_the_workbook_says_who_when_what_before_and_after(params, log, draft, capsys, tmp_path):
    first, *_ = log.append(
        draft("采用学籍", rule="pinyin.reading", student_no="1001", field="pinyin", college="01",
              observed="=1+1", expected="Wang Fang", value="Wang Fang", note="电话核实"),
    )  # fmt: skip
    log.append(draft("", action=Action.UNDO, undoes=first.id))
    path = tmp_path / "记录.xlsx"
    assert main(["decisions", str(params), "export", str(path)]) == 0
    sheet = openpyxl.load_workbook(path)["复核记录"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    own = dict(zip(rows[0], rows[1], strict=True))
    assert own["时间（北京时间）"] == "2025-01-06 09:00:01"
    assert own["复核人"] == "甲"
    assert own["问题"] == "拼音与姓名不符"
    assert (own["判定前（所见内容）"], own["判定后（填写内容）"]) == ("=1+1", "Wang Fang")
    assert own["现况"] == "已撤销"
    assert sheet["I2"].data_type == "s"
    assert rows[2][3] == "撤销"
    assert main(["decisions", str(params), "export", str(path)]) == 2
    assert "已有这个文件，未覆盖" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["exprot"], "没有这个任务"),
        (["export"], "没有写导出到哪个文件"),
        (["export", "a.csv"], "以 .xlsx 结尾"),
        (["export", "没有/a.xlsx"], "路径中有不存在的文件夹"),
        (["verify", "a.xlsx"], "这里不需要文件名"),
    ],
)
def test_a_wrong_command_line_is_said(params, capsys, words, said):
    assert main(["decisions", str(params), *words]) == 2
    assert said in capsys.readouterr().err


def test_the_store_is_where_the_params_say(cohort, tmp_path, monkeypatch):
    monkeypatch.delenv("GRADRECON_DECISIONS", raising=False)
    usual = store_url(cohort, PROJECT / "params" / "2025.toml")
    assert usual.database == str(PROJECT / "data" / "decisions" / "2025.db")
    elsewhere = cohort.model_copy(
        update={"decisions": cohort.decisions.model_copy(update={"url": "postgresql://a@b/c"})}
    )
    assert store_url(elsewhere, tmp_path / "p.toml").host == "b"


def test_a_store_in_no_folder_is_said(cohort, tmp_path, monkeypatch):
    monkeypatch.delenv("GRADRECON_DECISIONS", raising=False)
    url = f"sqlite:///{(tmp_path / '没有' / 'a.db').as_posix()}"
    lost = cohort.model_copy(update={"decisions": cohort.decisions.model_copy(update={"url": url})})
    with pytest.raises(DecisionsError, match="没有复核记录库所在的文件夹"):
        decided(lost, tmp_path / "p.toml")


def test_a_made_up_cohort_keeps_its_decisions_beside_its_params(cohort, tmp_path, monkeypatch):
    monkeypatch.delenv("GRADRECON_DECISIONS", raising=False)
    (tmp_path / "raw").mkdir()
    shutil.copy(PROJECT / "params" / "2025.toml", tmp_path / "params.toml")
    sample = cohort.model_copy(update={"id": "sample"})
    assert store_url(sample, tmp_path / "params.toml").database == str(
        tmp_path / "decisions" / "sample.db"
    )
