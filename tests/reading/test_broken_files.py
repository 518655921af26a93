"""Each broken file ends as it is told beside it: rows exactly, or the exact kind of error."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BROKEN = Path(__file__).parents[1] / "broken_files"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("broken_files_make", BROKEN / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(BROKEN))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BROKEN))
    return module


SCRIPT = _script()
CASES = SCRIPT.CASES


def test_the_files_are_those_that_the_script_makes() -> None:
    there = {path.name for path in BROKEN.iterdir() if path.suffix != ".py"}
    assert there - {".gitattributes", "__pycache__"} == set(CASES)
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_it_ends_in_rows_or_in_a_clear_error(folder, shown, name: str) -> None:
    case = CASES[name]
    target = folder.path / "学籍" / name
    target.parent.mkdir()
    target.write_bytes((BROKEN / name).read_bytes())
    intake = folder.read()
    faults = [fault for fault in intake.faults if "未采集" not in fault.where]
    if case.wrong or not case.rows:
        assert [case.wrong in fault.wrong for fault in faults] == [True], faults
        assert faults[0].where.startswith((f"学籍/{name}", "学籍名册"))
        assert faults[0].where.endswith(case.where) and faults[0].mend
        return
    assert faults == []
    table = intake.tables["roster"]
    assert shown(table, "student_no", "name", "id_no", "college") == [list(r) for r in case.rows]
    for column, values in case.more.items():
        assert list(table.rows[column]) == list(values)
    assert intake.files[0].hidden == case.hidden
    assert case.remark in "；".join(intake.files[0].remarks)
    places = [
        table.cells([note.id], note.column).iloc[0].rpartition("!")[2]
        for note in table.notes.itertuples()
    ]
    assert sorted(zip(places, table.notes["kind"], strict=True)) == sorted(case.notes)
