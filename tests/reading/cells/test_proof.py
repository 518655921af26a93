"""Leading zeros are known to be lost only where the column itself proves it."""

import pytest

from gradrecon.reading.cells.proof import lost_zeros
from gradrecon.reading.frame import text_array

FULL = ["0218001", "0218002", "0218003", "0218004", "0218005", "0218006", "0218007", "0218008"]


@pytest.mark.parametrize(
    ("column", "values", "lost"),
    [
        ("student_no", [*FULL, "0218009", "218010"], ["218010"]),
        ("student_no", ["2180001", "2180002", "2180003", "218004"], []),
        ("student_no", ["0218001", "218002"], []),
        ("student_no", [*FULL, "0218009", "AB"], []),
        ("major_code", ["81200", "120100", "0852"], ["81200"]),
        ("major_code", ["120100", "0852", "12"], []),
        ("student_no", ["", ""], []),
    ],
)
def test_it_speaks_only_with_proof(column: str, values: list[str], lost: list[str]) -> None:
    read, notes = lost_zeros(column, text_array(values), [])
    assert [note.came for note in notes] == lost
    assert read.to_pylist() == ["" if value in lost else value for value in values]
