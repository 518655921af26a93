"""Results get into place all together or not at all."""

import os
from pathlib import Path

import pytest

from gradrecon.batch.publish import publish, staging, stale_files
from gradrecon.cohort import Cohort
from gradrecon.errors import UsageError

move_it = Path.replace


def fill(folder: Path, *names: str, text: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def test_what_was_made_replaces_what_was_there_and_the_rest_stays(tmp_path: Path) -> None:
    out = fill(tmp_path / "out", "run.json", "school.html", "colleges/01/我的备注.txt", text="旧")
    with staging(out) as stage:
        publish(fill(stage, "run.json", "school.html", "tables/a.csv", text="新"), out)
    made = dict.fromkeys(["run.json", "school.html", "tables/a.csv"], "新")
    assert texts(out) == made | {"colleges/01/我的备注.txt": "旧"}


def test_when_one_file_cannot_be_replaced_all_are_as_before(tmp_path: Path) -> None:
    out = fill(tmp_path / "out", "run.json", "a.html", "colleges/99/report.html", text="旧")
    fill(out, "tables", text="一个挡路的文件")
    before = texts(out)
    with pytest.raises(UsageError, match="结果写不进去"), staging(out) as stage:
        fill(stage, "run.json", "a.html", "tables/z.csv", text="新")
        publish(stage, out, [Path("colleges/99/report.html")])
    assert texts(out) == before


@pytest.mark.parametrize("after", [False, True], ids=["before the move", "after it"])
@pytest.mark.parametrize("move", range(5))
def test_when_it_is_interrupted_at_any_move_all_are_as_before(
    move: int, after: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = fill(tmp_path / "out", "run.json", "a.html", text="旧")
    before, moves = texts(out), iter(range(100))

    def interrupted(source: Path, goal: Path) -> None:
        now = next(moves)
        if now == move and not after:
            raise KeyboardInterrupt
        move_it(source, goal)
        if now == move:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), staging(out) as stage:
        publish(fill(stage, "run.json", "a.html", "b.html", text="新"), out)
    assert texts(out) == before


def test_what_cannot_be_put_back_is_kept_and_its_place_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = fill(tmp_path / "out", "run.json", "a.html", "b.html", text="旧")

    def open_in_excel(source: Path, goal: Path) -> None:
        if source.parent.name.startswith(".making-") and source.name == "b.html":
            raise PermissionError(13, "in use")
        if goal == out / "a.html" and source.parent.name.startswith(".before-"):
            raise PermissionError(13, "in use")
        move_it(source, goal)

    monkeypatch.setattr(Path, "replace", open_in_excel)
    with pytest.raises(UsageError, match="也没有全部换回") as told, staging(out) as stage:
        publish(fill(stage, "run.json", "a.html", "b.html", text="新"), out)
    (aside,) = out.glob(".before-*")
    assert str(aside) in told.value.faults[0].mend
    assert texts(aside) == {"a.html": "旧"}
    assert {name: texts(out)[name] for name in ("run.json", "b.html")} == dict.fromkeys(
        ["run.json", "b.html"], "旧"
    )


def test_a_failure_leaves_no_trace_where_there_was_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), staging(tmp_path / "out") as stage:
        fill(stage, "a.html", text=str(1 / 0))
    assert not (tmp_path / "out").exists()


def test_stale_is_only_what_we_made_for_colleges_that_are_no_more(
    tmp_path: Path, cohort: Cohort
) -> None:
    fill(
        tmp_path,
        "colleges/01/report.html",
        "colleges/99/report.html",
        "colleges/99/备注.txt",
        "colleges/01/报库名单_夏季.dbf",
        "colleges/01/报库名单.dbf",
        text="",
    )
    assert stale_files(tmp_path, ["01"], cohort) == [
        Path("colleges/99/report.html"),
        Path("colleges/01/报库名单.dbf"),
    ]


def test_what_a_killed_run_left_is_swept_away_after_a_day(tmp_path: Path) -> None:
    for name, age in ((".making-old", 90_000), (".making-new", 60)):
        (tmp_path / name).mkdir()
        then = tmp_path.stat().st_mtime - age
        os.utime(tmp_path / name, (then, then))
    with staging(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [".making-new"]


def test_what_a_killed_run_had_put_aside_is_put_back_where_nothing_stands(tmp_path: Path) -> None:
    out = fill(tmp_path / "out", "run.json", text="新")
    left = fill(out / ".before-old", "run.json", "sent/key", text="旧")
    then = out.stat().st_mtime - 90_000
    os.utime(left, (then, then))
    with staging(out):
        pass
    assert texts(out) == {"run.json": "新", "sent/key": "旧"}
