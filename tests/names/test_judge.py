import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gradrecon import names
from gradrecon.names import Deviation, Judgement, Kind


def kinds(name: str, *spellings: str) -> set[Kind]:
    return {names.judge(name, spelling).kind for spelling in spellings}


# --- one reading: what a machine makes of the surname is doubtful


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("仇晓", "Qiu Xiao", "Chou Xiao"),
        ("解晓", "Xie Xiao", "Jie Xiao"),
        ("查晓", "Zha Xiao", "Cha Xiao"),
        ("曾晓", "Zeng Xiao", "Ceng Xiao"),
        ("区晓", "Ou Xiao", "Qu Xiao"),
        ("朴晓", "Piao Xiao", "Pu Xiao"),
        ("繁晓", "Po Xiao", "Fan Xiao"),
        ("种晓", "Chong Xiao", "Zhong Xiao"),
        ("秘晓", "Bi Xiao", "Mi Xiao"),
        ("折晓", "She Xiao", "Zhe Xiao"),
        ("尉迟晓", "Yuchi Xiao", "Weichi Xiao"),
        ("万俟晓", "Moqi Xiao", "Wanqi Xiao"),
        ("长孙晓", "Zhangsun Xiao", "Changsun Xiao"),
        ("沈晓", "Shen Xiao", "Chen Xiao"),
        ("石晓", "Shi Xiao", "Dan Xiao"),
    ],
)
def test_a_surname_read_by_machine_is_doubtful(name: str, right: str, wrong: str) -> None:
    assert kinds(name, right) == {Kind.MATCH}
    judged = names.judge(name, wrong)
    assert judged.kind is Kind.SURNAME_DOUBTFUL
    assert judged.suggestion == right
    assert wrong.split()[0].lower() in judged.reason


# --- several legitimate readings: ask the person, never call it wrong


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("盖晓", ["Ge Xiao", "Gai Xiao"]),
        ("乐晓", ["Yue Xiao", "Le Xiao"]),
        ("覃晓", ["Qin Xiao", "Tan Xiao"]),
        ("翟晓", ["Zhai Xiao", "Di Xiao"]),
        ("召晓", ["Shao Xiao", "Zhao Xiao"]),
        ("隗晓", ["Kui Xiao", "Wei Xiao"]),
        ("郇晓", ["Xun Xiao", "Huan Xiao"]),
        ("贲晓", ["Ben Xiao", "Fei Xiao", "Bi Xiao"]),
        ("镡晓", ["Tan Xiao", "Chan Xiao"]),
        ("黑晓", ["Hei Xiao", "He Xiao"]),
        ("能晓", ["Nai Xiao", "Neng Xiao"]),
        ("莘晓", ["Shen Xiao", "Xin Xiao"]),
        ("郗晓", ["Xi Xiao", "Chi Xiao"]),
        ("郄晓", ["Qie Xiao", "Xi Xiao"]),
        ("谌晓", ["Chen Xiao", "Shen Xiao"]),
        ("单晓", ["Dan Xiao"]),
        ("员晓", ["Yuan Xiao"]),
        ("缪晓", ["Mou Xiao"]),
        ("祭晓", ["Ji Xiao"]),
    ],
)
def test_a_surname_with_several_readings_is_asked_about(name: str, spellings: list[str]) -> None:
    assert kinds(name, *spellings) == {Kind.ASK}
    assert kinds(name, "Wang Xiao") == {Kind.SURNAME_DOUBTFUL}


def test_the_usual_reading_is_not_asked_about_where_the_other_is_rare() -> None:
    assert kinds("单晓", "Shan Xiao") == kinds("缪晓", "Miao Xiao") == {Kind.MATCH}


def test_a_right_reading_in_a_wrong_form_is_mended_and_still_asked_about() -> None:
    judged = names.judge("翟晓明", "zhai xiaoming")
    assert (judged.kind, judged.deviations) == (Kind.FORMAT, (Deviation.CASE,))
    assert "姓从主人" in judged.reason
    assert judged.suggestion == "Zhai Xiaoming"


# --- names that only a document or the person can settle


@pytest.mark.parametrize(
    ("name", "spelling", "word"),
    [
        ("尼格买提·热合曼", "Nigemaiti Reheman", "少数民族"),
        ("乌兰其其格", "Wulanqiqige", "少数民族"),
        ("扎西", "Zhaxi", "少数民族"),
        ("Anna Smith", "Anna Smith", "护照"),
        ("王?", "Wang Wei", "更正姓名"),
        ("陈方玉梅", "Chen-Fang Yumei", "双姓"),
        ("陈曾玉梅", "Chen-Zeng Yumei", "双姓"),
        ("陈单玉梅", "Chen-Shan Yumei", "双姓"),
        ("钟离晓", "Zhong Lixiao", "复姓"),
        ("", "Wang Wei", "姓名"),
    ],
)
def test_other_names_are_asked_about(name: str, spelling: str, word: str) -> None:
    judged = names.judge(name, spelling)
    assert judged.kind is Kind.ASK
    assert word in judged.reason


def test_a_document_decides_for_those_who_have_another() -> None:
    assert kinds("陈大文", "Chan Tai Man") == {Kind.CANTONESE}
    asked = names.judge("陈大文", "Chan Tai Man", by_document=True)
    assert (asked.kind, asked.suggestion) == (Kind.ASK, "Chen Dawen")
    assert names.judge("陈大文", "", by_document=True).kind is Kind.BLANK


def test_the_form_of_a_possible_double_surname_is_judged_by_either_division() -> None:
    right = [names.judge("陈方玉梅", one) for one in ("Chen-Fang Yumei", "Chen Fangyumei")]
    assert [list(one.deviations) for one in right] == [[], []]
    wrong = names.judge("陈方玉梅", "chen-fang yumei")
    assert (wrong.kind, list(wrong.deviations)) == (Kind.ASK, ["case"])
    assert "大小写" in wrong.reason
    solid = names.derive("gb_title", double_surname="solid")
    assert names.judge("陈方玉梅", "Chenfang Yumei", profile=solid).deviations == ()
    assert list(names.judge("项司徒文良", "XiangSitu Wenliang").deviations) == ["hyphen"]


def test_another_reading_of_the_surname_in_a_wrong_form_is_asked_about() -> None:
    judged = names.judge("单晓", "dan xiao")
    assert (judged.kind, list(judged.deviations)) == (Kind.ASK, ["case"])
    assert "大小写" in judged.reason


def test_a_double_surname_that_reads_otherwise_is_doubtful() -> None:
    assert kinds("陈方玉梅", "Wang Fangyumei") == {Kind.SURNAME_DOUBTFUL}


# --- the form alone


@pytest.mark.parametrize(
    ("name", "spelling", "deviations"),
    [
        ("王晓芳", "Xiaofang Wang", ["order"]),
        ("王晓芳", "XIAOFANG WANG", ["order", "case"]),
        ("李丽莉", "Lili Li", ["order"]),
        ("王晓芳", "WangXiaofang", ["space"]),
        ("王晓芳", "Wang  Xiaofang", ["space"]),
        ("王晓芳", " Wang Xiaofang", ["space"]),
        ("王晓芳", "Wang Xiao Fang", ["space"]),
        ("欧阳芳", "Ou Yang Fang", ["space"]),
        ("王晓芳", "wang xiaofang", ["case"]),
        ("王晓芳", "WANG XIAOFANG", ["case"]),
        ("王晓芳", "Wang XiaoFang", ["case"]),
        ("王晓芳", "wangxiaofang", ["space", "case"]),
        ("王晓芳", "Wang Xiao-Fang", ["hyphen"]),
        ("王晓芳", "Wang-Xiaofang", ["space", "hyphen"]),
        ("李西安", "Li Xian", ["apostrophe"]),
        ("李西安", "Li Xi’an", ["apostrophe"]),
        ("李西安", "Li Xi'An", ["case"]),
        ("王晓芳", "Wang Xiao'fang", ["apostrophe"]),
        ("吕晓芳", "Lv Xiaofang", ["ü"]),
        ("吕晓芳", "Lu Xiaofang", ["ü"]),
        ("吕晓芳", "Lu:3 Xiaofang", ["ü", "tone"]),
        ("赵略", "Zhao Lyue", ["ü"]),
        ("徐晓芳", "Xü Xiaofang", ["ü"]),
        ("王晓芳", "Wáng Xiǎofāng", ["tone"]),
        ("王晓芳", "Wang2 Xiao3fang1", ["tone"]),
        ("王晓芳", "Ｗang Xiaofanɡ", ["character"]),
        ("王晓芳", "Wang\u3000Xiaofang", ["character"]),
        ("王晓芳", "Wang, Xiaofang", ["character"]),
        ("王晓芳", "Wang Xiaofang。", ["character"]),
    ],
)
def test_each_deviation_of_form_is_named(name: str, spelling: str, deviations: list[str]) -> None:
    judged = names.judge(name, spelling)
    assert (judged.kind, list(judged.deviations)) == (Kind.FORMAT, deviations)
    assert judged.suggestion == names.suggest(name)
    assert judged.suggestion in judged.reason


@pytest.mark.parametrize(
    ("name", "spelling", "profile"),
    [
        ("吕西安", "Lyu Xi'an", names.derive("gb_title")),
        ("赵略", "Zhao Lue", names.derive("gb_title")),
        ("吕西安", "Lü Xi’an", names.derive("gb_title", apostrophe="curly")),
        ("王芳", "Wang, Fang", names.derive("gb_title", separator="comma")),
        ("吕西安", "LYU XIAN", names.profile_of("passport_caps")),
        ("吕西安", "LV XIAN", names.profile_of("degree_caps")),
    ],
)
def test_what_a_profile_accepts_is_a_match(
    name: str, spelling: str, profile: names.Profile
) -> None:
    judged = names.judge(name, spelling, profile=profile)
    assert (judged.kind, judged.suggestion) == (Kind.MATCH, spelling)


def test_what_another_profile_wants_is_a_deviation_here() -> None:
    caps = names.judge("吕西安", "Lü Xi'an", profile="passport_caps")
    assert list(caps.deviations) == ["case", "apostrophe", "ü"]
    assert caps.suggestion == "LYU XIAN"


# --- readings of given names


def test_another_living_reading_is_allowed_and_told() -> None:
    judged = names.judge("李茜", "Li Xi")
    assert judged.kind is Kind.OTHER_READING
    assert "茜" in judged.reason and "xi" in judged.reason
    assert judged.alternatives == ("Li Xi",)
    assert "少见" in names.judge("李焘", "Li Dao").reason
    assert kinds("李晟", "Li Cheng") == kinds("李隽", "Li Juan") == {Kind.OTHER_READING}


def test_another_reading_in_a_wrong_form_is_mended_as_it_reads() -> None:
    assert names.judge("李茜", "li xi").suggestion == "Li Xi"


@pytest.mark.parametrize(
    ("spelling", "told"),
    [
        ("Lin Xiaomin", "前后鼻音 n/ng"),
        ("Lin Siaoming", "填的是 siao"),
        ("Lin Xioaming", "字母颠倒"),
        ("Lin Xiaomig", "漏了字母"),
        ("Lin Xiaohua", "应读 ming，填的是 hua"),
        ("Lin Dahua", "填的是 dahua"),
        ("Lin Xiaomingo", "多了字母"),
    ],
)
def test_a_given_name_in_no_known_reading_is_doubtful(spelling: str, told: str) -> None:
    judged = names.judge("林晓明", spelling)
    assert judged.kind is Kind.GIVEN_DOUBTFUL
    assert told in judged.reason
    assert judged.suggestion == "Lin Xiaoming"


@pytest.mark.parametrize(
    ("spelling", "told"),
    [
        ("Lin Xiao", "“明”（ming）没有对应的拼音"),
        ("Lin Ming", "“晓”（xiao）没有对应的拼音"),
        ("Lin Xiaomingming", "多出了 ming"),
        ("Lin Xiaoli Ming", "多出了 li"),
        ("Wang Fang", "别人的姓名"),
    ],
)
def test_too_many_or_too_few_syllables(spelling: str, told: str) -> None:
    judged = names.judge("林晓明", spelling)
    assert judged.kind is Kind.SYLLABLES
    assert told in judged.reason


@pytest.mark.parametrize(
    ("spelling", "told"),
    [
        ("Ling Xiaoming", "前后鼻音 n/ng"),
        ("Lingxiaoming", "前后鼻音 n/ng"),
        ("Xiaoming Ling", "前后鼻音 n/ng"),
        ("Ling Xiaomin", "填的是 min"),
        ("Wang Fanghua", "别人的姓名"),
        ("Mark Twains", "以证件为准"),
    ],
)
def test_a_surname_in_no_known_reading_is_doubtful(spelling: str, told: str) -> None:
    judged = names.judge("林晓明", spelling)
    assert judged.kind is Kind.SURNAME_DOUBTFUL
    assert told in judged.reason


# --- blanks, and anything at all


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "-", "/", "无", "（无）", "\u200b"])
def test_a_blank_proposes_a_spelling(blank: str) -> None:
    judged = names.judge("吕西安", blank)
    assert (judged.kind, judged.suggestion) == (Kind.BLANK, "Lü Xi'an")


def test_every_class_has_a_label() -> None:
    assert len({kind.label for kind in Kind}) == len(Kind)


def test_an_unknown_profile_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="没有名为“nanjing”的拼写规范"):
        names.judge("王芳", "Wang Fang", profile="nanjing")


HAN = st.text(st.sampled_from("王欧阳单翟曾吕略西安茜长乐朝晖方李·?𬱖張\ue000a "), max_size=6)
PINYIN = st.text(st.sampled_from("wanglüxiouyesh '-’.vV12ǚɡＡ,\u3000"), max_size=16)


@given(st.one_of(HAN, st.text(max_size=10)), st.one_of(PINYIN, st.text(max_size=20)))
@example("王" * 40, "wang" * 40)
@example("長" * 12, "a" * 300)
def test_any_two_strings_have_a_judgement(name: str, spelling: str) -> None:
    judged = names.judge(name, spelling)
    assert isinstance(judged, Judgement)
    assert judged.reason.endswith("。")
    assert (judged.kind is Kind.FORMAT) <= bool(judged.deviations)


@given(HAN)
def test_a_suggestion_is_never_doubtful(name: str) -> None:
    suggested = names.suggest(name)
    assert names.judge(name, suggested).kind in {Kind.MATCH, Kind.ASK, Kind.BLANK}
