"""What is put among the returned tables and is none is told; what is one is read."""

import pytest

from gradrecon.sources.confirmation import RETURNED

ROSTER = "KSH XH XM XB CSRQ SFZH MZ ZYDM ZYMC FY CC XXXS DQSZJ RXRQ YJBYRQ ZCZT"
PINYIN = "提交时间 学号 姓名 学院 专业 姓名拼音 学院补全 学生确认"
ATTACHMENT_1 = "学院 学号 姓名 专业名称 层次 备注"
CHSI = "学号 姓名 证件号码 院系 校对状态 校对时间"
WHOLE = " ".join(column.title for column in RETURNED.columns)
# As a school elsewhere publishes it, with columns of the roster in it.
ELSEWHERE = "学号 姓名 姓名拼音 性别 出生日期 身份证号 学院 专业 学制 年级 层次 入学日期 政治面貌"
SHORT = "序号 学号 姓名 姓名拼音 学生确认 备注"


def _faults(folder, head: str) -> list[str]:  # type: ignore[no-untyped-def]
    titles = head.split()
    row = ["2022180001" if title in ("学号", "XH") else "" for title in titles]
    folder.text("returned/01.csv", "\n".join(map(",".join, (titles, row))))
    faults = folder.read().faults
    return [fault.wrong for fault in faults if fault.where.startswith("returned/01.csv")]


@pytest.mark.parametrize(
    ("head", "likely"),
    [(ROSTER, "学籍名册"), (PINYIN, "姓名拼音填报"), (CHSI, "学信网图像校对结果")],
)
def test_a_file_of_another_source_is_told(folder, head, likely) -> None:
    (wrong,) = _faults(folder, head)
    assert f"内容却像“{likely}”" in wrong


def test_a_list_without_anything_to_complete_is_told(folder) -> None:
    (wrong,) = _faults(folder, ATTACHMENT_1)
    assert "没有姓名拼音(全拼)、专业英文名称、学生确认中的任何一列" in wrong


@pytest.mark.parametrize("head", [WHOLE, ELSEWHERE, SHORT])
def test_a_returned_table_is_read(folder, head) -> None:
    assert _faults(folder, head) == []


def test_what_has_our_check_code_is_a_returned_table(folder) -> None:
    assert len(_faults(folder, ATTACHMENT_1)) == 1
    head = f"核对码：7QK2M-XW4RT\n{ATTACHMENT_1.replace(' ', ',')}\n"
    folder.text("returned/01.csv", f"{head}宇航学院,2022180001,王芳,航空宇航,硕士,\n")
    assert not any("不像" in fault.wrong for fault in folder.read().faults)


@pytest.mark.parametrize("gone", ["学生确认", "姓名拼音(全拼)"])
def test_one_without_a_column_is_read_all_the_same(folder, gone) -> None:
    assert _faults(folder, WHOLE.replace(gone, "")) == []
