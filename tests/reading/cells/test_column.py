"""One way of writing for each kind of column, and a note wherever a cell was not simply taken."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from gradrecon.reading.cells import NoteKind, read_column
from gradrecon.reading.cells.keys import check_digit_fits
from gradrecon.reading.frame import text_array
from gradrecon.reading.types import NO_TYPES, Types
from gradrecon.sheets.grid import CellType
from gradrecon.sources.source import KEY_KINDS, Kind

TRUE_DATES = [
    "2000-01-31",
    "20000131",
    "2000-1-31",
    "2000/1/31",
    "2000.01.31",
    "2000年1月31日",
    "36556",
    "2000-01-31 00:00:00",
    "2000/1/31（周一）",
]


UNSEEN = [
    *"\u2068\u2069\u202d\u202c\ufffc\u2800\u3164\ufeff\x7f\U000e0020\u115f\u1160\uffa0\u17b4",
    *"\u180b\u180e\u206a\ufff9\U0001d173\U000e0101\u2065\u034f\ufe0f\x02\x00\x8d\u06dd",
]


def _read(kind: Kind, *values: str, **types: CellType) -> list[str]:
    places = {int(place[1:]): type_ for place, type_ in types.items()}
    return read_column(text_array(list(values)), kind, Types.of(places))[0].to_pylist()


def _note(kind: Kind, value: str, type_: CellType | None = None) -> NoteKind | None:
    types = {0: type_} if type_ else {}
    notes = read_column(text_array([value]), kind, Types.of(types))[1]
    return notes[0].kind if notes else None


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Kind.STUDENT_NO, " 2022180001 ", "2022180001"),
        (Kind.STUDENT_NO, "'2022180001", "2022180001"),
        (Kind.STUDENT_NO, '="2022180001"', "2022180001"),
        (Kind.STUDENT_NO, "\x1b''2022180001", "2022180001"),
        (Kind.STUDENT_NO, "２０２２１８ａ", "202218A"),
        (Kind.STUDENT_NO, "20221800-1", "20221800-1"),
        (Kind.CODE, "0710e1", "0710E1"),
        (Kind.CODE, "0710E1", "0710E1"),
        (Kind.STUDENT_NO, "2,022,180,001", "2022180001"),
        (Kind.STUDENT_NO, "2，022，180，001.00", "2022180001"),
        (Kind.STUDENT_NO, "2.022180001E+09", "2022180001"),
        (Kind.STUDENT_NO, "2,02", "2,02"),
        *((Kind.STUDENT_NO, f"2022{unseen}180001{unseen}", "2022180001") for unseen in UNSEEN),
        *((Kind.NAME, f"张{unseen}三", "张三") for unseen in UNSEEN),
        (Kind.NUMBER, "99901899999999a", "99901899999999A"),
        (Kind.ID_NO, "99010119990102108x", "99010119990102108X"),
        (Kind.ID_NO, "99010119990102108×", "99010119990102108X"),
        (Kind.ID_NO, "a123456(7)", "A123456(7)"),
        (Kind.ID_NO, "110***********1234", "110***********1234"),
        (Kind.NAME, "张 三", "张三"),
        (Kind.NAME, "Anna  Lee", "Anna Lee"),
        (Kind.NAME, "J. Smith", "J. Smith"),
        (Kind.NAME, "阿里．买买提", "阿里·买买提"),
        (Kind.NAME, "张*明", "张*明"),
        (Kind.PINYIN, " Zhang  San ", "Zhang  San"),
        (Kind.TEXT, "计算机\u00a0学院\n", "计算机学院"),
        (Kind.TEXT, "Computer\u00a0Science", "Computer Science"),
        (Kind.TIME, "2024-11-26 9:05", "2024-11-26 09:05:00"),
        (Kind.TIME, "2024年11月26日 下午2点30分", "2024-11-26 14:30:00"),
        (Kind.TIME, "2024/11/26 上午8:05:09", "2024-11-26 08:05:09"),
        (Kind.TIME, "45622.5", "2024-11-26 12:00:00"),
        (Kind.TIME, "2024/11/26 上午 12:05", "2024-11-26 00:05:00"),
        (Kind.TIME, "2024-11-26 12:30:00 AM", "2024-11-26 00:30:00"),
        (Kind.TIME, "2024-11-26 12:30 p.m.", "2024-11-26 12:30:00"),
        (Kind.TIME, "2024-11-26 凌晨0:05", "2024-11-26 00:05:00"),
        (Kind.TIME, "2024-11-26 中午1:05", "2024-11-26 13:05:00"),
        (Kind.TIME, "2024-11-26 下午14:05", "2024-11-26 14:05:00"),
        (Kind.TIME, "2024-11-26 上午14:05", "2024-11-26 上午14:05"),
        (Kind.TIME, "2024-11-26 晚上12:05", "2024-11-26 晚上12:05"),
        (Kind.TIME, "20241126091000", "2024-11-26 09:10:00"),
        (Kind.TIME, "202411260910", "2024-11-26 09:10:00"),
        (Kind.TIME, "20241126091000.0", "2024-11-26 09:10:00"),
        (Kind.TIME, "20241126091000123", "2024-11-26 09:10:00"),
        (Kind.TIME, "20241126-091000", "2024-11-26 09:10:00"),
        (Kind.TIME, "20241126-0910000", "20241126-0910000"),
        (Kind.TIME, "2024-11-26T09:10:00+08:00", "2024-11-26 09:10:00"),
        (Kind.TIME, "2024-11-26T23:10:00.000Z", "2024-11-27 07:10:00"),
        (Kind.DATE, "2000-01-30T16:00:00Z", "2000-01-31"),
        (Kind.DATE, "2000-01-31 23:59:17", "2000-01-31"),
        (Kind.DATE, "36555.99950231", "2000-01-31"),
        (Kind.CLOCK, "12:05 AM", "00:05"),
        (Kind.TIME, "2024-11-26", "2024-11-26"),
        (Kind.CLOCK, "8：30", "08:30"),
        (Kind.CLOCK, "8点半", "8点半"),
        (Kind.AMOUNT, "￥20.00元", "20"),
        (Kind.AMOUNT, "1,020.50", "1020.5"),
        (Kind.FLAG, "√", "是"),
        (Kind.FLAG, "未交", "否"),
        (Kind.FLAG, "—", ""),
        (Kind.FLAG, "也许", "也许"),
        *((Kind.DATE, value, "2000-01-31") for value in TRUE_DATES),
        *((Kind.DATE, value, value) for value in ("2000-02-30", "记不清", "12", "1999")),
        (Kind.DATE, "2000-02-29", "2000-02-29"),
        *((kind, " \u3000\u200b", "") for kind in Kind),
    ],
)
def test_a_value_is_read_as(kind: Kind, value: str, read: str) -> None:
    assert _read(kind, value) == [read]


@pytest.mark.parametrize(
    ("kind", "value", "type_", "note"),
    [
        (Kind.STUDENT_NO, "990101199901011232", CellType.NUMBER, NoteKind.TRUNCATED),
        (Kind.TEXT, "990101199901011232", CellType.NUMBER, NoteKind.TRUNCATED),
        (Kind.TEXT, "990101199901011232", None, None),
        (Kind.STUDENT_NO, "1.5E+21", CellType.NUMBER, NoteKind.TRUNCATED),
        (Kind.STUDENT_NO, "2022180001", CellType.NUMBER, None),
        (Kind.STUDENT_NO, "2022180001.5", CellType.NUMBER, NoteKind.NOT_WHOLE),
        (Kind.STUDENT_NO, "2023-03-15", CellType.DATE, NoteKind.BECAME_DATE),
        (Kind.STUDENT_NO, "22180001", CellType.FORMATTED, NoteKind.FORMATTED),
        (Kind.STUDENT_NO, "#N/A", CellType.ERROR, NoteKind.ERROR),
        (Kind.STUDENT_NO, "", CellType.HOLLOW, NoteKind.HOLLOW),
        (Kind.STUDENT_NO, "2.02218E+09", None, NoteKind.SCIENTIFIC),
        (Kind.STUDENT_NO, "#####", None, NoteKind.HASHES),
        (Kind.ID_NO, "990101199901011000", None, NoteKind.TRUNCATED),
        (Kind.ID_NO, "990101199901011236", None, None),
        (Kind.ID_NO, "99010119990102108Х", None, NoteKind.LOOK_ALIKE),
        (Kind.NAME, "张\ue863", None, NoteKind.PRIVATE_USE),
        (Kind.NAME, "张?", None, NoteKind.DOUBTFUL),
        (Kind.NAME, "张□", None, NoteKind.DOUBTFUL),
        (Kind.NAME, "张三😀", None, NoteKind.EMOJI),
        (Kind.NAME, "⻢三", None, NoteKind.RADICAL),
        (Kind.NAME, "NA", None, None),
        (Kind.NAME, "𬱖䶮", None, None),
        (Kind.NAME, "新疆大", CellType.CUT, NoteKind.CUT),
        (Kind.TEXT, "长江新闻与传播学", CellType.FULL, NoteKind.FULL),
        (Kind.STUDENT_NO, "2022180001", CellType.DRESSED, NoteKind.DRESSED),
        (Kind.STUDENT_NO, "202,218,000,1", None, None),
        (Kind.STUDENT_NO, "2022180001", CellType.SHIFTED, NoteKind.SHIFTED),
        (Kind.STUDENT_NO, "202\u2800180001", None, NoteKind.INVISIBLE),
        (Kind.ID_NO, "990,101,199,901,011,000", None, NoteKind.NOT_WHOLE),
        (Kind.NUMBER, "9.9999E+14", None, NoteKind.SCIENTIFIC),
        (Kind.NUMBER, "9.99990000000001E+14", None, NoteKind.DRESSED),
        (Kind.NUMBER, "9.9999000000001E+14", None, NoteKind.SCIENTIFIC),
        (Kind.PINYIN, "", CellType.LOST, NoteKind.LOST_TEXT),
        (Kind.TEXT, "5", CellType.FORMATTED, NoteKind.FORMATTED),
        (Kind.AMOUNT, "20", CellType.FORMATTED, None),
        (Kind.DATE, "2000-01-31 14:30:00", None, NoteKind.TIME_OF_DAY),
        (Kind.DATE, "2000-01-31 00:00:00", CellType.DATETIME, None),
        (Kind.DATE, "2000-01-30 23:59:17", CellType.DATETIME, NoteKind.BEFORE_MIDNIGHT),
        (Kind.DATE, "2000-01-30 23:59:59", CellType.DATETIME, NoteKind.TIME_OF_DAY),
        (Kind.DATE, "2000-13-01", None, NoteKind.UNREAD_DATE),
        (Kind.AMOUNT, "二十", None, NoteKind.UNREAD_AMOUNT),
        (Kind.FLAG, "也许", None, NoteKind.UNREAD_WORD),
    ],
)
def test_what_is_noted(
    kind: Kind, value: str, type_: CellType | None, note: NoteKind | None
) -> None:
    assert _note(kind, value, type_) == note


def test_a_time_before_midnight_is_a_day_only_if_all_times_of_the_column_are() -> None:
    types = {"t0": CellType.DATETIME, "t1": CellType.DATETIME}
    late, other = "2024-12-15 23:59:17", "2024-12-16 09:00:00"
    assert _read(Kind.TIME, late, "2024-12-14 23:59:17", **types) == ["2024-12-16", "2024-12-15"]
    assert _read(Kind.TIME, late, "2024-12-14 23:58:17", **types)[0] == late
    assert _read(Kind.TIME, late, late) == [late, late]  # written as text
    assert _read(Kind.TIME, other, other, **types) == [other, other]


@pytest.mark.parametrize("since_1904", [False, True])
def test_serials_of_both_date_systems(since_1904: bool) -> None:
    import numpy as np

    serial = "35094" if since_1904 else "36556"
    came = text_array([serial])
    read, _ = read_column(came, Kind.DATE, Types.of({0: CellType.NUMBER}), np.array([since_1904]))
    assert read.to_pylist() == ["2000-01-31"]


@given(
    st.sampled_from(sorted(KEY_KINDS)),
    st.lists(st.text("0123456789E+.X#'= ", max_size=20) | st.text(max_size=9), max_size=9),
    st.dictionaries(st.integers(0, 8), st.sampled_from(list(CellType)), max_size=3),
)
def test_a_damaged_key_is_empty_and_every_change_is_noted(
    kind: Kind, values: list[str], types: dict[int, CellType]
) -> None:
    types = {place: type_ for place, type_ in types.items() if place < len(values)}
    read, notes = read_column(text_array(values), kind, Types.of(types))
    by_place = {note.id: note for note in notes}
    for place, (came, now) in enumerate(zip(values, read.to_pylist(), strict=True)):
        note = by_place.get(place)
        assert not (note and note.kind.damage and now)
        assert note or now in (came, came.upper().strip(), "")


@given(st.sampled_from(sorted(Kind)), st.lists(st.text(max_size=12), max_size=9))
def test_reading_twice_changes_nothing_more(kind: Kind, values: list[str]) -> None:
    once = read_column(text_array(values), kind, NO_TYPES)[0]
    assert read_column(once, kind, NO_TYPES)[0].to_pylist() == once.to_pylist()


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 17), st.integers(1, 9))
def test_the_check_digit_catches_every_single_wrong_digit(digits: str, place: int, by: int) -> None:
    number = next(digits + end for end in "0123456789X" if check_digit_fits(digits + end))
    if number[place] == "X":
        return
    wrong = str((int(number[place]) + by) % 10)
    assert not check_digit_fits(number[:place] + wrong + number[place + 1 :])
