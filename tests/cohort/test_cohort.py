"""Params are read strictly, and every fault is said at once."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.errors import UsageError

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


@pytest.fixture
def content():
    return tomllib.loads(PARAMS.read_text(encoding="utf-8"))


def faults(content):
    with pytest.raises(UsageError) as caught:
        cohorts.parse(content, "p.toml")
    assert caught.value.exit_code == 2
    return {fault.where.removeprefix("p.toml  "): fault for fault in caught.value.faults}


def test_the_cohort_of_2025(cohort):
    assert cohort.calendar.capture_last == date(2024, 11, 28)
    assert len(cohort.colleges) == 20
    assert cohort.spelling.profile.name == "gb_title"


def test_all_faults_at_once(content):
    content["calender"] = 1
    content["studio"]["fe"] = 3
    content["studio"]["fee"] = "x"
    content["colleges"][3]["code"] = content["colleges"][0]["code"]
    content["sources"]["rooster"] = {"files": ["*"]}
    content["chsi_words"]["校对中"] = "对"
    del content["name"]
    assert set(faults(content)) == {
        "calender",
        "studio.fe",
        "studio.fee",
        "colleges",
        "sources.rooster",
        "chsi_words.校对中",
        "name",
    }


@pytest.mark.parametrize("fee", [True, "20", float("inf"), float("nan"), 10**400, 1e300])
def test_a_fee_is_a_number(content, fee):
    content["studio"]["fee"] = fee
    assert set(faults(content)) == {"studio.fee"}


def test_codes_that_differ_by_case_only_would_share_a_folder(content):
    content["colleges"][0]["code"], content["colleges"][1]["code"] = "a1", "A1"
    assert set(faults(content)) == {"colleges"}


def test_a_misspelt_key_gets_a_guess(content):
    content["studio"]["fe"] = 3
    fault = faults(content)["studio.fe"]
    assert "是否想写 fee" in fault.wrong
    assert "open_weekdays" in fault.allowed


def test_dates_out_of_order(content):
    content["calendar"]["return_due"] = date(2024, 12, 1)
    content["calendar"]["chsi_check"] = {"first": date(2024, 11, 27), "last": date(2024, 12, 1)}
    assert set(faults(content)) == {"calendar.return_due", "calendar.chsi_check.first"}


def test_a_span_that_ends_before_it_begins(content):
    content["calendar"]["chsi_check"] = {"first": date(2024, 12, 16), "last": date(2024, 12, 11)}
    assert set(faults(content)) == {"calendar.chsi_check.last"}


def test_a_date_in_quotes_is_no_date(content):
    content["calendar"]["pinyin_due"] = "2024-12-16"
    assert "不加引号的日期" in faults(content)["calendar.pinyin_due"].allowed


def test_an_alias_for_a_column_that_does_not_exist(content):
    content["sources"]["studio"]["aliases"] = {"nummer": ["编号"]}
    assert "student_no" in faults(content)["sources.studio.aliases.nummer"].allowed


def test_two_colleges_by_one_alias(content):
    content["colleges"][0]["aliases"] = ["机电学院"]
    assert "机电学院" in faults(content)["colleges"].wrong


@pytest.mark.parametrize(("text", "says"), [("", "缺少"), ("id = 2025\n", "加引号的文字")])
def test_files_that_are_no_params(tmp_path, text, says):
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        cohorts.load(path)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("id = ", "第 1 行第 5 列", "值写法不对"),
        ('id = "25"\nname = 2025届', "第 2 行第 12 列", "多出了文字"),
        ("id = 二五", "第 1 行第 6 列", "文字要加英文引号"),
        ("id = “25”", "第 1 行第 6 列", "中文标点 “ ，"),
        ('id ＝ "25"', "第 1 行第 4 列", "中文标点 ＝ ，"),
        ('id = "（二五）\nname = 1', "第 1 行第 11 列", "引号没有成对"),
        ('aliases = ["甲" "乙"]', "第 1 行第 16 列", "各项之间缺逗号"),
        ('raw = "D:\\data"', "第 1 行第 12 列", "反斜杠要写两个"),
        ("[studio]\n[studio]", "第 2 行第 8 列", "同一节写了两次"),
        ("a = 1\na = 2\n", "第 2 行第 6 列", "同一个参数写了两次"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_place(tmp_path, text, place, says):
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        cohorts.load(path)
    (fault,) = caught.value.faults
    assert fault.where == f"{path}  {place}"
    assert says in fault.wrong and not re.search(r"[A-Z][a-z]+ [a-z]+", fault.wrong)


@pytest.mark.parametrize("code", ["CON", "nul", "Com1", "LPT9", "aux"])
def test_a_code_that_windows_keeps_to_itself(content, code):
    content["colleges"][0]["code"] = code
    assert "Windows 的保留名" in faults(content)["colleges[第 1 项].code"].wrong


@pytest.mark.parametrize("code", ["05.", "05 ", "0:5", "0?5", "0*5", "../05"])
def test_a_code_of_characters_that_windows_forbids(content, code):
    content["colleges"][0]["code"] = code
    assert "不能用作文件夹名" in faults(content)["colleges[第 1 项].code"].wrong


def test_a_code_that_only_begins_like_a_device(content):
    content["colleges"][0]["code"] = "CONS"
    assert cohorts.parse(content).colleges[0].code == "CONS"


def test_no_file(tmp_path):
    with pytest.raises(UsageError, match="没有这个参数文件"):
        cohorts.load(tmp_path / "2026.toml")


def test_not_utf8(tmp_path):
    path = tmp_path / "p.toml"
    path.write_bytes('name = "届"'.encode("gb18030"))
    with pytest.raises(UsageError, match="UTF-8"):
        cohorts.load(path)


def test_an_unknown_college_lists_those_there_are(cohort):
    with pytest.raises(UsageError, match="05 信息与电子学院"):
        cohort.college("99")


def test_a_copy_with_other_colleges_knows_them_by_their_names(cohort):
    first, *others = cohort.colleges
    assert cohort.college_names[first.name] == first.code
    renamed = first.model_copy(update={"name": "新学院", "aliases": ()})
    copied = cohort.model_copy(update={"colleges": (renamed, *others)})
    assert copied.college_names["新学院"] == first.code
    assert first.name not in copied.college_names
    assert cohort.college_names[first.name] == first.code


HOSTILE = {
    "a number of 5,000 digits": ("fee = 20", "fee = " + "9" * 5000, "数太长"),
    "a number of 5,000 digits in sixteens": ("fee = 20", "fee = 0x" + "f" * 5000, "studio.fee"),
    "brackets in brackets": ("fee = 20", "fee = " + "[" * 9000 + "]" * 9000, "括号套了太多层"),
    "tables in tables": ("fee = 20", "fee = " + "{a=" * 9000 + "1" + "}" * 9000, "括号套了太多层"),
    "a key of 9,000 characters": ("fee = 20", "fee = 20\n" + "k" * 9000 + " = 1", "没有这个参数"),
    "no end": ("fee = 20", "fee = inf", "有限的数"),
}


@pytest.mark.parametrize(("old", "new", "said"), HOSTILE.values(), ids=HOSTILE)
def test_params_that_no_parser_expects_are_a_fault_at_their_place(tmp_path, old, new, said):
    text = PARAMS.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "p.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=said) as caught:
        cohorts.load(path)
    (fault,) = caught.value.faults
    line = 1 + text[: text.index(old)].count("\n")
    assert f"第 {line} 行" in fault.where or "studio" in fault.where
    assert len(str(caught.value)) < 1500


@pytest.mark.parametrize(
    "title",
    [
        "{cohort.nope}", "{cohort.__class__}", "{cohort:>300000000}", "{college!r}", "{0}", "{",
        "{cohort[0]}", "{}", "{name}",
    ],
)  # fmt: skip
def test_a_title_holds_only_the_words_that_it_may(content, title):
    content.setdefault("checklist", {})["title"] = title
    assert set(faults(content)) == {"checklist.title"}


def test_the_day_that_older_params_repeat_beside_a_clause_is_left_out():
    told = {"id": "1.4", "text": "校对图像。", "due": date(2024, 12, 16)}
    assert cohorts.Clause.model_validate(told).model_dump() == {"id": "1.4", "text": "校对图像。"}
