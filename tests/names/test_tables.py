import subprocess
import sys

from gradrecon.names import tables
from gradrecon.names.syllables import SYLLABLES

LOADED = """
import sys
from gradrecon import names
from gradrecon.names import tables
print(tables._groups.cache_info().currsize, tables.surnames.cache_info().currsize)
names.judge("王芳", "Wang Fang")
print(tables._groups.cache_info().currsize, tables.surnames.cache_info().currsize)
print("pypinyin" in sys.modules)
"""


def test_no_table_is_loaded_before_a_name_is_judged() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["0", "0", "1", "1", "False"]


def test_every_reading_of_our_own_tables_is_a_syllable() -> None:
    own = {one for row in tables.surnames().values() for way in row.readings for one in way}
    own |= {one for row in tables.given_readings().values() for one in row}
    assert own <= SYLLABLES


def test_a_row_has_a_syllable_for_each_character() -> None:
    compound = {text: row.readings for text, row in tables.surnames().items() if len(text) > 1}
    assert len(compound) >= 80
    assert all(len(readings[0]) == len(text) for text, readings in compound.items())
    words = {text: row for text, row in tables.given_readings().items() if len(text) > 1}
    assert all(len(row) == len(text) for text, row in words.items())


def test_a_surname_without_a_row_is_read_as_its_character() -> None:
    known = tables.surname("王")
    assert known is not None
    assert (known.readings, known.ask) == ((("wang",),), "")
    assert tables.surname("王芳") is None


def test_readings_come_in_two_tiers() -> None:
    tao = tables.readings("焘")
    assert tao is not None
    assert (tao.usual, tao.possible, tao.settled) == (("tao",), ("dao",), True)
    assert tables.readings("A") is None
