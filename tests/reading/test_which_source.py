"""Which source a file is: proposed by its content, refused where its name says another."""

import tomllib

import pytest

from gradrecon.cohort.cohort import parse
from gradrecon.reading import read_folder
from gradrecon.reading.proposals import pattern
from gradrecon.reading.report import intake_text

PEOPLE = [f"202218000{n}" for n in range(1, 8)]
ROSTER = "学号,姓名,身份证号,学院\n" + "".join(f"{no},张三,,法学院\n" for no in PEOPLE)
LIST = "学号,姓名,学院\n" + "".join(f"{no},张三,法学院\n" for no in PEOPLE)
SHOTS = "院系,学号,姓名,采集码,拍摄时间,收费\n" + "".join(
    f"法学院,{no},张*,A{no},2024/11/26 9:00,20\n" for no in PEOPLE
)
CHECKED = "XM,SFZH,校对结果,校对日期\n张三,990101199901011236,正确,2024-12-12\n"
HANDED = "学院,电子版,纸质版,签字,盖章\n法学院,已交,已交,已签,已盖\n"
FILED = "学号,姓名,更正项,更正前,更正后\n2022180001,张三,民族,汉族,满族\n"
SLOTS = "学院,校区,采集日期,开始时间,结束时间\n法学院,良乡,2024-11-28,8:00,9:00\n"


@pytest.fixture
def good(folder):
    """A folder with a roster and Attachment 1."""
    folder.text("学籍名册.csv", ROSTER)
    folder.text("附件1.csv", LIST)
    return folder


@pytest.mark.parametrize(
    ("name", "text", "source"),
    [
        ("新华社反馈.csv", SHOTS, "studio"),
        ("导出0115.csv", CHECKED, "chsi"),
        ("各学院交表.csv", HANDED, "handovers"),
        ("汇总.csv", FILED, "applications"),
        ("安排.csv", SLOTS, "slots"),
        ("自愿重新拍照 重采名单.txt", LIST, "recapture"),
    ],
)
def test_a_file_that_no_name_claims_is_proposed_by_its_content(good, name, text, source) -> None:
    good.cohort = good.cohort.model_copy(
        update={"sources": {k: v for k, v in good.cohort.sources.items() if k != "recapture"}}
    )
    good.text(name, text)
    (one,) = good.read().proposals
    assert (one.file, one.guess.source) == (name, source)


@pytest.mark.parametrize("name", ["说明书.pdf", "电话.csv"])
def test_nothing_is_proposed_of_what_is_no_table_of_ours(good, name) -> None:
    good.text(name, "部门,电话\n教务,010\n")
    intake = good.read()
    assert intake.unclaimed == (name,) and intake.proposals == ()


def test_what_is_to_be_pasted_makes_all_files_readable(good) -> None:
    good.text("新华社反馈.csv", SHOTS)
    good.text("附件6.csv", "代码,中文名称,英文名称\n0301,法学,Law\n")
    first = good.read()
    assert "代码" in first.faults[0].mend and "中文名称" in first.faults[0].mend
    new = tomllib.loads("\n".join(first.paste))["sources"]
    assert new["majors"]["aliases"] == {"major_code": ["代码"], "major": ["中文名称"]}
    content = good.cohort.model_dump(mode="python", exclude_none=True)
    content["sources"] |= new
    second = read_folder(good.path, parse(content))
    assert second.faults == second.unclaimed == second.paste == ()
    assert "换掉参数文件里同名的段" in intake_text(first)


def test_a_missing_roster_names_the_file_that_may_be_it(folder) -> None:
    head = "学号,姓名,身份证号,学院,证书类型,学习形式\n"
    folder.text("毕业生.csv", head + "2022180001,张三,,法学院,双证,全日制\n")
    fault = folder.read().faults[0]
    assert "“毕业生.csv”像是" in fault.wrong


def test_a_file_whose_content_is_of_another_source_is_refused_with_both(good) -> None:
    good.text("附件1 新.csv", SHOTS)
    (fault,) = good.read().faults
    assert fault.where == "附件1 新.csv"
    assert "未采集图像名单" in fault.wrong and "像“采集名单" in fault.wrong


def test_a_list_with_a_few_further_columns_is_not_refused(good) -> None:
    good.text("附件1 二.csv", LIST.replace("学院\n", "学院,采集日期,采集地点\n", 1))
    assert not good.read().faults


def test_a_file_that_fits_two_patterns_says_so(good) -> None:
    good.text("附件6 姓名拼音对照表.csv", "专业代码,专业名称,英文名称\n0301,法学,Law\n")
    assert any("也符合" in what for _, what in good.read().notices)


def test_a_roster_of_other_people_is_refused(good) -> None:
    good.text("学籍名册.csv", ROSTER.replace("20221800", "20211800"))
    (fault,) = good.read().faults
    assert "别届的名册" in fault.wrong and "7 行里只有 0 行" in fault.wrong


def test_a_list_of_other_people_is_told(good) -> None:
    good.text("采集单位.csv", SHOTS.replace("20221800", "20211800"))
    assert ("采集单位.csv", "像是别届的：7 行里只有 0 行的人在学籍名册") in good.read().notices


def test_a_second_roster_of_other_people_is_told(good) -> None:
    good.text("学籍名册2024.csv", ROSTER.replace("20221800", "20211800"))
    intake = good.read()
    assert [file for file, what in intake.notices if "别届的名册" in what] == ["学籍名册2024.csv"]
    assert not intake.faults


def test_a_file_with_a_header_and_no_rows_is_told(good) -> None:
    good.text("采集单位.csv", SHOTS.splitlines()[0])
    assert ("采集单位.csv", "只有表头，没有数据行") in good.read().notices


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("学信网导出0115.xlsx", "*学信网导出*"),
        ("交回/法学院.xlsx", "交回/*"),
        ("a[1].csv", "a?1?*"),
        ("12.csv", "12*"),
    ],
)
def test_a_pattern_is_of_the_files_that_come_after_too(file, said) -> None:
    assert pattern(file) == said


PINYIN = "学号,姓名,姓名拼音,提交时间\n" + "".join(
    f"{no},张三,Zhang San,2024-12-01 09:00\n" for no in PEOPLE
)
RETURNED = "学号,姓名,姓名拼音(全拼),性别,专业代码,专业名称,专业英文名称,学生确认\n" + "".join(
    f"{no},张三,Zhang San,男,0301,法学,Law,是\n" for no in PEOPLE
)


@pytest.mark.parametrize(
    ("name", "text", "like"),
    [
        ("附件2.csv", CHECKED.replace("XM,", "XM,学号,").replace("张三,", "张三,1,"), "学信网"),
        ("采集单位.csv", PINYIN, "姓名拼音填报"),
        ("附件2.csv", RETURNED, "信息核对表"),
        ("已有图像.csv", SHOTS, "采集名单"),
        ("学信网图像校对.csv", SHOTS, "采集名单"),
    ],
)
def test_what_tells_a_source_refuses_it_under_another_name(good, name, text, like) -> None:
    good.text(name, text)
    (fault,) = good.read().faults
    assert fault.where == name and "内容却像" in fault.wrong and like in fault.wrong


def test_one_file_under_the_names_of_two_sources_is_refused(good) -> None:
    good.text("采集单位.csv", LIST)
    (fault,) = good.read().faults
    assert "同一个文件" in fault.wrong and "附件1.csv" in fault.wrong


def test_a_list_of_captures_that_says_nothing_of_them_is_told(good) -> None:
    good.text("采集单位.csv", "学号,姓名\n2022180001,张三\n")
    assert [what[:4] for file, what in good.read().notices if file == "采集单位.csv"] == [
        "采集码、"
    ]


def test_all_columns_that_a_file_lacks_are_named_at_once(good) -> None:
    good.text("附件6.csv", "甲,乙\n1,2\n")
    assert "“专业代码”“专业名称”“专业英文名称”" in good.read().faults[0].wrong
