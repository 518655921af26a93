import pytest

from gradrecon import names
from gradrecon.names import Confidence


def test_the_list_of_names_is_read_as_expected(pairs: list[tuple[str, str]]) -> None:
    assert len(pairs) >= 600
    assert {name: names.suggest(name) for name, _ in pairs} == dict(pairs)


def test_a_right_spelling_is_never_called_doubtful(pairs: list[tuple[str, str]]) -> None:
    judged = {name: names.judge(name, spelling).kind for name, spelling in pairs}
    assert set(judged.values()) <= {names.Kind.MATCH, names.Kind.ASK}


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("尼格买提·热合曼", "Nigemaiti Reheman"),
        ("阿依古丽•买买提", "Ayiguli Maimaiti"),
        ("乌兰其其格", "Wulanqiqige"),
        ("凌雨雪夜", "Ling Yuxueye"),
        ("陈方玉梅", "Chen Fangyumei"),
        ("项司徒文良", "Xiang-Situ Wenliang"),
        ("John Smith", "John Smith"),
    ],
)
def test_names_that_only_the_person_can_settle_have_a_proposal(name: str, spelling: str) -> None:
    proposed = names.propose(name)
    assert (proposed.text, proposed.confidence) == (spelling, Confidence.LOW)


def test_nothing_is_proposed_for_a_name_that_cannot_be_read() -> None:
    assert [names.suggest(name) for name in ("", "王?", "王\ue000", "(石羡)明")] == [""] * 4


def test_confidence_and_alternatives_go_together() -> None:
    sure, open_ = names.propose("王芳"), names.propose("李茜")
    assert (sure.confidence, sure.alternatives) == (Confidence.HIGH, ())
    assert (open_.confidence, open_.alternatives) == (Confidence.MEDIUM, ("Li Xi",))
    assert names.propose("翟伟").alternatives == ("Di Wei",)
    assert names.propose("陈方玉梅").alternatives == ("Chen-Fang Yumei",)
    assert names.propose("凌雨雪夜").alternatives == ("Lingyuxueye",)
    assert names.propose("孟根图雅").alternatives == ("Menggentuya",)
    assert names.propose("乌兰其其格").alternatives == ("Wu Lanqiqige",)
    assert {one.label for one in Confidence} == {"高", "中", "低"}


def test_the_surname_reading_applies_to_the_head_only() -> None:
    assert names.suggest("乐单") == "Yue Dan"
    assert names.suggest("单乐") == "Shan Le"
    assert names.suggest("曾曾") == "Zeng Zeng"


def test_a_phrase_decides_where_names_do_not() -> None:
    assert names.suggest("王更生") == "Wang Gengsheng"
    assert names.suggest("王弹词") == "Wang Tanci"


def test_each_profile_writes_its_own_form() -> None:
    written = {profile: names.suggest("吕西安", profile=profile) for profile in names.PROFILES}
    assert written == {
        "gb_title": "Lü Xi'an",
        "gb_caps": "LÜ XI'AN",
        "surname_caps": "LYU Xi'an",
        "passport_caps": "LYU XIAN",
        "passport_until_2012": "LU XIAN",
        "degree_caps": "LYU XIAN",
    }
    assert names.suggest("尼格买提·热合曼", profile="degree_caps") == "NIGEMAITI·REHEMAN"
    assert names.suggest("Anna Müller", profile="passport_caps") == "ANNA MÜLLER"
