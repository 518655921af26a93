"""Whatever is accepted as another reading is offered, the likeliest first, and nothing else."""

import measure_names
import pytest

from gradrecon import names
from gradrecon.names import Kind


@pytest.mark.parametrize(
    "name",
    [
        "李茜",
        "翟乐茜",
        "单朝晖",
        "王劲松",
        "覃长乐",
        "钟离茜",
        "陈单朝重",
        "盖隽",
        "李焘",
        "贲行之",
    ],
)
def test_what_is_accepted_is_what_is_offered(name: str) -> None:
    assert measure_names.offers_what_it_accepts(name)


def test_the_likeliest_comes_first() -> None:
    offered = names.propose("翟茜焘").alternatives
    assert offered[:3] == ("Di Qiantao", "Zhai Xitao", "Di Xitao")
    assert offered.index("Zhai Qiandao") > offered.index("Di Xitao")
    assert len(offered) == 7


def test_a_reading_that_no_name_uses_is_neither_accepted_nor_offered() -> None:
    assert names.judge("王雁南", "Wang Yanna").kind is Kind.GIVEN_DOUBTFUL
    assert names.propose("王雁南").alternatives == ()


def test_a_space_after_two_surnames_says_that_they_are_two() -> None:
    for spelling in ("Chenfang Yumei", "Chen Fang Yumei", "CHEN-FANG YUMEI"):
        judged = names.judge("陈方玉梅", spelling)
        assert (judged.kind, judged.suggestion) == (Kind.ASK, "Chen Fangyumei")
        assert judged.alternatives == ("Chen-Fang Yumei",)
    assert names.judge("陈方玉梅", "chenfangyumei").suggestion == "Chen Fangyumei"


def test_a_compound_surname_is_not_read_as_a_single_one_by_its_letters_alone() -> None:
    assert names.judge("单于明", "Shanyu Ming").kind is Kind.SURNAME_DOUBTFUL
    assert names.judge("单于明", "Shan Yuming").kind is Kind.ASK
