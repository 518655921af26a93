"""What stands in a pinyin cell and is no wrong reading has a class and a sentence of its own."""

import pytest

from gradrecon import names
from gradrecon.names import Kind
from gradrecon.names.judgement import DOUBTFUL


@pytest.mark.parametrize(
    ("name", "spelling", "kind", "told"),
    [
        ("王芳", "/", Kind.BLANK, "占位"),
        ("王芳", "——", Kind.BLANK, "占位"),
        ("王芳", "待补", Kind.BLANK, "占位"),
        ("王芳", "（空白）", Kind.BLANK, "占位"),
        ("王芳", "N/A", Kind.BLANK, "占位"),
        ("王芳", "null", Kind.BLANK, "占位"),
        ("王芳", "0", Kind.BLANK, "占位"),
        ("王芳", "  ", Kind.BLANK, "没有填写"),
        ("王芳", "wf", Kind.TOO_SHORT, "首字母"),
        ("王晓芳", "W. X. F.", Kind.TOO_SHORT, "首字母"),
        ("王晓芳", "Wang XF", Kind.TOO_SHORT, "首字母"),
        ("王芳", "Wang Fang " * 10, Kind.TOO_LONG, "最多 60 个"),
        ("王芳", "somebody@example.com", Kind.EMAIL, "邮箱"),
        ("王芳", "202401010101", Kind.NUMBER, "学号"),
        ("王芳", "S202401010", Kind.NUMBER, "学号"),
        ("王芳", "13800000000", Kind.NUMBER, "手机"),
        ("王芳", "990101200001010022", Kind.NUMBER, "证件号"),
        ("王芳", "Wang Fang 2024", Kind.DIGITS, "数字"),
        ("王芳", "王芳", Kind.CHINESE, "汉字"),
        ("王芳", "Wang Fang（王芳）", Kind.CHINESE, "夹有汉字"),
        ("王芳", "ㄨㄤˊ ㄈㄤ", Kind.CHINESE, "汉字"),
        ("王芳", "Ван Фан", Kind.OTHER_SCRIPT, "拉丁字母"),
        ("江志明", "Chiang Chih-ming", Kind.WADE_GILES, "威妥玛"),
        ("徐小明", "Hsu Hsiao-ming", Kind.WADE_GILES, "威妥玛"),
        ("蔡文英", "Tsai Wen-ying", Kind.WADE_GILES, "威妥玛"),
        ("陈大文", "Chan Tai Man", Kind.CANTONESE, "粤语"),
        ("黄国强", "Wong Kwok Keung", Kind.CANTONESE, "粤语"),
        ("吴家伟", "Ng Ka Wai", Kind.CANTONESE, "粤语"),
        ("陈美玲", "Chan Mei Ling", Kind.CANTONESE, "粤语"),
        ("陈嘉明", "Tan Kah Beng", Kind.HOKKIEN, "闽南语"),
        ("林文庆", "Lim Boon Keng", Kind.HOKKIEN, "闽南语"),
        ("金哲洙", "Kim Chol-su", Kind.OTHER_LANGUAGE, "朝鲜语"),
        ("阮文安", "Nguyen Van An", Kind.OTHER_LANGUAGE, "越南语"),
        ("尼格买提·热合曼", "Nigmat Rahman", Kind.NATIVE, "民族语"),
        ("扎西次仁", "Tashi Tsering", Kind.NATIVE, "民族语"),
        ("卓玛", "Dolma", Kind.NATIVE, "民族语"),
    ],
)
def test_each_has_its_class_and_its_sentence(
    name: str, spelling: str, kind: Kind, told: str
) -> None:
    judged = names.judge(name, spelling)
    assert judged.kind is kind
    assert told in judged.reason


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("张伟", "Chang Wei"),
        ("陈美玲", "Chan Meiling"),
        ("林晓明", "Lim Xiaoming"),
        ("郭涛", "Kuo Tao"),
        ("徐明", "Xi Ming"),
    ],
)
def test_a_slip_that_looks_like_another_scheme_stays_a_slip(name: str, spelling: str) -> None:
    assert names.judge(name, spelling).kind in DOUBTFUL


@pytest.mark.parametrize(
    ("name", "spelling"), [("那娜", "Na Na"), ("吴一", "Wu Yi"), ("安恩", "An En"), ("鄂娥", "E E")]
)
def test_a_short_name_is_a_name(name: str, spelling: str) -> None:
    assert names.judge(name, spelling).kind is Kind.MATCH


def test_no_document_has_a_number_or_an_address() -> None:
    for spelling in ("13800000000", "a@example.com", "陈大文"):
        assert names.judge("陈大文", spelling, by_document=True).kind is not Kind.ASK


def test_the_roster_s_people_says_who_is_asked() -> None:
    assert names.judge("陈方玉梅", "Chen Fangyumei").kind is Kind.MATCH
    assert names.judge("陈方玉梅", "Chen Fangyumei", ethnicity="藏族").kind is Kind.ASK
    assert names.judge("凌雨雪夜", "Ling Yuxueye").kind is Kind.ASK
    assert names.judge("凌雨雪夜", "Ling Yuxueye", ethnicity="汉").kind is Kind.MATCH
    assert names.judge("王海峰", "Ulaan Bagana", ethnicity="蒙古").kind is Kind.NATIVE
    assert names.judge("王海峰", "Wang Haifen", ethnicity="蒙古").kind is Kind.GIVEN_DOUBTFUL
    assert names.judge("王海峰", "Duan Qian", ethnicity="蒙古").kind in DOUBTFUL
    assert names.judge("解郇雨萍", "Xie-Xun Yuping", ethnicity="满").kind is Kind.ASK
