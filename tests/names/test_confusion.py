import pytest

from gradrecon.names.confusion import confusion


@pytest.mark.parametrize(
    ("expected", "seen", "called"),
    [
        ("ling", "lin", "前后鼻音 n/ng"),
        ("shan", "shang", "前后鼻音 n/ng"),
        ("zhang", "zang", "平翘舌 zh/z"),
        ("cai", "chai", "平翘舌 ch/c"),
        ("shi", "si", "平翘舌 sh/s"),
        ("liu", "niu", "声母 l/n"),
        ("fu", "hu", "声母 f/h"),
        ("rong", "long", "声母 r/l"),
        ("lü", "lu", "ü 与 u"),
        ("xiao", "xioa", "字母颠倒"),
        ("xiao", "xio", "漏了字母"),
        ("xiao", "xiaoo", "多了字母"),
        ("wang", "wamg", "错了一个字母"),
    ],
)
def test_a_common_slip_has_a_name(expected: str, seen: str, called: str) -> None:
    assert confusion(expected, seen) == called


@pytest.mark.parametrize(
    ("expected", "seen"), [("li", "li"), ("wang", "fang li"), ("an", ""), ("li", "wu")]
)
def test_what_is_no_common_slip_has_none(expected: str, seen: str) -> None:
    assert confusion(expected, seen) == ""
