"""Results get into place all together or not at all."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
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
    last = move == 4 and after  # then the new results stand

    def interrupted(source: Path, goal: Path) -> Path:
        now = next(moves)
        if now == move and not after:
            raise KeyboardInterrupt
        moved = move_it(source, goal)
        if now == move:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), staging(out) as stage:
        publish(fill(stage, "run.json", "a.html", "b.html", text="新"), out)
    assert texts(out) == (dict.fromkeys(["run.json", "a.html", "b.html"], "新") if last else before)


KILLED = """
import os, signal, sys
from pathlib import Path
from gradrecon.batch import publish as module

def killing(call):
    def step(*given, **named):
        if next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    return step

def run(out):
    for name in ("replace", "unlink", "rename", "mkdir", "rmdir"):
        setattr(Path, name, killing(getattr(Path, name)))
    os.link, module.shutil.rmtree = killing(os.link), killing(module.shutil.rmtree)
    with module.staging(out) as stage:
        for name in ("run.json", "school.html", "colleges/01/report.html", "sent/01/2.txt"):
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text("新", encoding="utf-8")
        module.publish(stage, out, [Path("history/1.txt")])

for out in sorted(Path(sys.argv[1]).iterdir()):
    steps, at = iter(range(1000)), int(out.name)
    if not (child := os.fork()):
        run(out)
        os._exit(0)
    print(out.name, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
FORMER = ("run.json", "school.html", "sent/key", "sent/01/1.txt", "history/1.txt")
STEPS = 45  # more than publishing takes


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_kill_at_any_step_leaves_the_former_results_or_the_new_ones(tmp_path: Path) -> None:
    former = dict.fromkeys(FORMER, "旧")
    new = dict.fromkeys(
        ["run.json", "school.html", "colleges/01/report.html", "sent/01/2.txt"], "新"
    )
    new |= dict.fromkeys(["sent/key", "sent/01/1.txt"], "旧")
    for at in range(STEPS):
        fill(tmp_path / f"{at:02}", *FORMER, text="旧")
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    ends = dict(line.split() for line in done.stdout.splitlines())
    assert set(ends.values()) == {"0", "-9"}
    for at, end in ends.items():
        out = tmp_path / at
        there = {name: text for name, text in texts(out).items() if not name.startswith(".")}
        assert there.keys() >= former.keys() - {"history/1.txt"}  # never none
        assert there["sent/key"] == "旧"
        with staging(out):
            pass
        assert texts(out) == new if end == "0" else texts(out) in (former, new)


def test_two_publishers_never_mix(tmp_path: Path) -> None:
    out = fill(tmp_path / "out", *map(str, range(20)), "run.json", text="0")

    def once(text: str) -> None:
        with staging(out) as stage:
            publish(fill(stage, *map(str, range(20)), "run.json", text=text), out)

    for _ in range(5):
        with ThreadPoolExecutor(2) as both:
            list(both.map(once, "12"))
        assert len(set(texts(out).values())) == 1


def test_the_second_of_two_runs_is_told_that_it_waits(tmp_path: Path) -> None:
    said: list[str] = []
    with ThreadPoolExecutor(1) as other:
        with staging(tmp_path):
            waiting = other.submit(lambda: staging(tmp_path, said.append).__enter__())
            while not said:
                time.sleep(0.01)
            assert not waiting.done()
        waiting.result(timeout=10)
    assert "另一次运行正在写入" in said[0]


def test_what_cannot_be_put_back_is_kept_and_its_place_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = fill(tmp_path / "out", "run.json", "a.html", "b.html", text="旧")

    def open_in_excel(source: Path, goal: Path) -> Path:
        if source.parent.name.startswith(".making-") and source.name == "b.html":
            raise PermissionError(13, "in use")
        if goal == out / "a.html" and source.parent.name.startswith(".before-"):
            raise PermissionError(13, "in use")
        return move_it(source, goal)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", open_in_excel)
        with pytest.raises(UsageError, match="也没有全部换回") as told, staging(out) as stage:
            publish(fill(stage, "run.json", "a.html", "b.html", text="新"), out)
    (aside,) = out.glob(".before-*")
    assert str(aside) in told.value.faults[0].mend
    with staging(out):
        pass
    assert texts(out) == dict.fromkeys(["run.json", "a.html", "b.html"], "旧")


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


def test_what_a_killed_run_left_is_swept_away_and_said(tmp_path: Path) -> None:
    (tmp_path / ".making-old").mkdir()
    said: list[str] = []
    with staging(tmp_path, said.append):
        pass
    assert not list(tmp_path.iterdir())
    assert said == ["已清理上次中断的运行留下的 1 个临时文件夹。"]


def test_what_a_killed_run_had_put_aside_is_put_back(tmp_path: Path) -> None:
    out = fill(tmp_path / "out", "run.json", text="新")
    fill(out / ".before-old", "run.json", "school.html", text="旧")
    with staging(out):
        pass
    assert texts(out) == {"run.json": "旧", "school.html": "旧"}
