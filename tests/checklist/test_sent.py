"""What was sent: sealed, kept, found again, and useless to anybody without the key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.checklist import sent as sents
from gradrecon.checklist.embedded import open_sent, with_embedded
from gradrecon.checklist.record import parse
from gradrecon.checklist.seal import check_code, new_key
from gradrecon.errors import UsageError
from gradrecon.outputs.workbooks.checklist.outgoing import outgoing
from gradrecon.values.check_code import code_in

KEY = "0123456789abcdef"


def test_equal_content_has_an_equal_code_whatever_the_day(office):
    first, again = outgoing(office.run(), "01"), outgoing(office.run(), "01")
    office.send()
    assert first.record.code == again.record.code == outgoing(office.run(), "01").record.code


def test_an_unchanged_table_keeps_its_number_and_day(office):
    office.send()
    record = outgoing(office.run(), "01").record
    assert (record.number, record.day) == (1, "2024-12-20")
    office.frames["roster"].loc[1, "batch"] = "秋季"
    record = outgoing(office.run(), "01").record
    assert (record.number, record.day) == (2, "2025-02-20")


def test_another_way_to_say_the_same_is_no_new_table(office):
    before = outgoing(office.run(), "01").record.code
    roster = office.frames["roster"]
    roster["ethnicity"] = roster["ethnicity"].str.removesuffix("族")
    assert outgoing(office.run(), "01").record.code == before


def test_kept_and_found_again(office, tmp_path):
    office.send()
    sents.write_key(office.sent, tmp_path)
    for record in office.sent.records.values():
        sents.write_record(record, tmp_path)
    found = sents.load(tmp_path, office.sent.records)
    assert found.issues == office.sent.issues
    assert {c: r.lines() for c, r in found.records.items()} == {
        code: record.lines() for code, record in office.sent.records.items()
    }


def test_a_damaged_record_is_none(office, tmp_path):
    office.send()
    sents.write_key(office.sent, tmp_path)
    for record in office.sent.records.values():
        cells = record.cells.copy()
        cells[0, 0] ^= 1
        sents.write_record(replace(record, cells=cells), tmp_path)
    assert sents.load(tmp_path, office.sent.records).records == {}


def test_a_record_of_another_key_is_none(office):
    office.send()
    lines = next(iter(office.sent.records.values())).lines()
    assert parse(KEY, lines) is not None
    assert parse(new_key(), lines) is None


def test_nothing_kept_is_nothing_known(tmp_path):
    assert sents.load(tmp_path / "none") == sents.Sent()
    (tmp_path / "key").touch()  # a full disk, before there was anything
    assert sents.load(tmp_path) == sents.Sent()


@pytest.mark.parametrize("key", ["短", None])
def test_records_without_their_key_are_an_error(office, tmp_path, key):
    office.send()
    for record in office.sent.records.values():
        sents.write_record(record, tmp_path)
    if key:
        (tmp_path / "key").write_text(key, encoding="utf-8")
    with pytest.raises(UsageError, match="密钥丢失或损坏"):
        sents.load(tmp_path)


def test_a_key_is_never_replaced(tmp_path):
    sents.write_key(sents.Sent(KEY), tmp_path)
    sents.write_key(sents.Sent(new_key()), tmp_path)
    assert sents.load(tmp_path).key == KEY
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_record_holds_nobody(office):
    office.send()
    text = "\n".join(line for record in office.sent.records.values() for line in record.lines())
    roster = office.frames["roster"]
    personal = roster[["student_no", "name", "id_no", "birth_date"]]
    assert not any(value in text for value in personal.to_numpy().ravel())


def test_a_table_carries_its_record_for_a_machine_that_lost_it(office):
    files = office.send()
    office.hand_in(files["01"])
    returned = office.run().tables["returned"]
    lost = replace(office.sent, records={})
    assert set(with_embedded(lost, office.raw, returned.parts).records) == {returned.parts[0].code}
    assert open_sent(office.raw / "none", office.raw, returned) == sents.Sent()


def test_without_a_key_nothing_can_be_sealed(office):
    office.sent = sents.Sent()
    with pytest.raises(ValueError, match="key"):
        outgoing(office.run(), "01")


@given(st.lists(st.text(), min_size=1))
def test_a_code_survives_being_written_by_hand(lines):
    code = check_code(KEY, lines)
    loose = code.replace("-", " － ").lower().replace("0", "o").replace("1", "l")
    assert code_in(f"学院：某　核对码：{code}") == code_in(f"核对码 {loose}") == code


@pytest.mark.parametrize("text", ["", "核对码", "核对码：", "ABCDE-12345", "核对码：ABCDE-123456"])
def test_no_code(text):
    assert code_in(text) == ""
