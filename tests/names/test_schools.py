"""The rules that six schools have published, each as params say it."""

import pytest

from gradrecon import names
from gradrecon.cohort.cohort import Spelling
from gradrecon.names import Kind

SICHUAN = {"double_surname": "solid", "apostrophe": "curly", "u_umlaut": "yu"}
SCHOOLS = {
    "Sichuan": SICHUAN | {"minority_by": "characters"},
    "Nanjing": {"double_surname": "solid", "apostrophe": "curly", "minority_by": "characters"},
    "Beijing": {},
    "Fuzhou": {
        "double_surname": "capitals",
        "u_umlaut": "yu",
        "umlaut_case": "caps",
        "u_umlaut_also": [],
        "minority_by": "characters",
    },
    "Harbin": {"base": "surname_caps"},
    "degrees": {"base": "degree_caps"},
}


def judged(school: str, name: str, spelling: str) -> names.Judgement:
    profile = Spelling.model_validate(SCHOOLS[school]).profile
    return names.judge(name, spelling, profile=profile)


@pytest.mark.parametrize(
    ("school", "name", "spelling"),
    [
        ("Sichuan", "王芳", "Wang Fang"),
        ("Sichuan", "李西安", "Li Xi’an"),
        ("Sichuan", "吕航", "Lyu Hang"),
        ("Sichuan", "尼格买提·热合曼", "Nigemaiti Reheman"),
        ("Nanjing", "李西安", "Li Xi’an"),
        ("Nanjing", "阿克达克·吾布力卡", "Akedake Wubulika"),
        ("Beijing", "吕航", "Lü Hang"),
        ("Beijing", "吕航", "Lyu Hang"),
        ("Fuzhou", "王芳", "Wang Fang"),
        ("Fuzhou", "吕东彬", "LYU DONGBIN"),
        ("Fuzhou", "乌兰其其格", "Wulanqiqige"),
        ("Harbin", "张三", "ZHANG San"),
        ("Harbin", "诸葛志成", "ZHUGE Zhicheng"),
        ("Harbin", "吕和平", "LYU Heping"),
        ("degrees", "王芳", "WANG FANG"),
        ("degrees", "吕和平", "LV HEPING"),
        ("degrees", "吕和平", "LYU HEPING"),
    ],
)
def test_what_a_school_asks_for_is_right_there(school: str, name: str, spelling: str) -> None:
    found = judged(school, name, spelling)
    assert (found.kind, found.deviations) == (Kind.MATCH, ())


@pytest.mark.parametrize(
    ("school", "name", "spelling", "mended"),
    [
        ("Sichuan", "吕航", "Lü Hang", "Lyu Hang"),
        ("Nanjing", "李西安", "Li Xi'an", "Li Xi’an"),
        ("Fuzhou", "吕东彬", "Lyu Dongbin", "LYU DONGBIN"),
        ("Harbin", "张三", "Zhang San", "ZHANG San"),
        ("Harbin", "张三", "ZHANG SAN", "ZHANG San"),
        ("degrees", "吕和平", "Lyu Heping", "LYU HEPING"),
    ],
)
def test_what_another_asks_for_is_mended(
    school: str, name: str, spelling: str, mended: str
) -> None:
    found = judged(school, name, spelling)
    assert (found.kind, found.suggestion) == (Kind.FORMAT, mended)


@pytest.mark.parametrize(
    ("school", "name", "spelling"),
    [
        ("Beijing", "陈方玉梅", "Chen-Fang Yumei"),
        ("Sichuan", "陈方玉梅", "Chenfang Yumei"),
        ("Fuzhou", "项司徒文良", "XiangSitu Wenliang"),
        ("degrees", "郑李淑芳", "ZHENGLI SHUFANG"),
        ("degrees", "白合提亚尔·木塔力普", "BAIHETIYAER·MUTALIPU"),
    ],
)
def test_what_only_the_person_can_say_has_the_form_of_the_school(
    school: str, name: str, spelling: str
) -> None:
    found = judged(school, name, spelling)
    assert (found.kind, found.deviations) == (Kind.ASK, ())
