import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.names import NameKind, parse
from gradrecon.names.parse import second_surname


@pytest.mark.parametrize(
    ("name", "surname", "rest", "kind"),
    [
        ("王芳", "王", "芳", NameKind.SINGLE),
        ("王　芳 ", "王", "芳", NameKind.SINGLE),
        ("王", "王", "", NameKind.SINGLE),
        ("欧阳文", "欧阳", "文", NameKind.COMPOUND),
        ("欧阳", "欧", "阳", NameKind.SINGLE),
        ("長孫無忌", "長孫", "無忌", NameKind.COMPOUND),
        ("叶赫那拉素", "叶赫那拉", "素", NameKind.COMPOUND),
        ("陈方玉梅", "陈", "方玉梅", NameKind.DOUBLE),
        ("乌兰其其格", "乌", "兰其其格", NameKind.LONG),
        ("王?明", "王", "?明", NameKind.DAMAGED),
        ("(石羡)明", "?", "明", NameKind.DAMAGED),
        ("王\ue863", "王", "?", NameKind.DAMAGED),
        ("王jing", "王", "?", NameKind.DAMAGED),
        ("Anna  Smith", "", "Anna Smith", NameKind.LATIN),
        (" ", "", "", NameKind.EMPTY),
    ],
)
def test_a_name_is_taken_apart(name: str, surname: str, rest: str, kind: NameKind) -> None:
    parsed = parse(name)
    assert (parsed.surname, parsed.given, parsed.kind) == (surname, rest, kind)


@pytest.mark.parametrize("dot", "·•‧∙・．.-")
def test_every_kind_of_dot_parts_a_minority_name(dot: str) -> None:
    assert parse(f"尼格买提{dot}热合曼").parts == ("尼格买提", "热合曼")


def test_characters_are_not_converted() -> None:
    assert parse("張昇").text == "張昇"


def test_a_second_surname_may_be_compound() -> None:
    assert second_surname(parse("项司徒文良")) == "司徒"
    assert second_surname(parse("陈方玉梅")) == "方"


@given(st.text(max_size=12))
def test_any_string_has_a_kind(name: str) -> None:
    assert parse(name).kind in NameKind
