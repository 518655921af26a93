"""Ten weeks of one made-up school: files come in odd order, twice, and of the wrong year."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gradrecon.outputs.comparison import compare
from gradrecon.reading import folder, read_folder
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run
from gradrecon.sheets import Book, Limits
from gradrecon.sheets.dispatch import read_book

Frames = Mapping[str, pd.DataFrame]
Files = list[tuple[str, str, pd.DataFrame]]
NAMES = {"roster": "学籍名册", "must_capture": "附件1", "recapture": "附件2", "images": "已有图像",
         "slots": "附件4", "studio": "采集单位", "chsi": "学信网图像校对", "pinyin": "姓名拼音填报",
         "majors": "附件6", "returned": "returned/核对表", "handovers": "报送登记"}  # fmt: skip
STRANGERS = pd.DataFrame(
    {"student_no": [f"90{n}" for n in range(6)], "name": "某人", "college": "宇航学院"}
)


def weeks_of(frames: Frames) -> list[tuple[str, Files, str]]:
    """Each week: its day; what came, as source, what its file's name adds, content; what changed.

    What changed is what must be told of the students: the word, the 学号 and the step.
    """

    def of(source: str, *subjects: str) -> pd.DataFrame:
        return frames[source][frames[source].iloc[:, 0].isin(subjects)]

    def checked(*words: str) -> pd.DataFrame:
        return frames["chsi"].assign(word=words, checked="")

    names = ("majors", "roster", "slots", "images", "recapture", "must_capture")
    first: Files = [(name, "", frames[name]) for name in names]
    unchecked = checked("未校对", "未校对", "未校对")
    right = checked("正确", "正确", "正确")
    handed, shots = frames["handovers"], frames["studio"]
    both = of("returned", "1002", "1003")
    disputed = checked("正确", "正确", "有误")
    return [
        ("2024-12-03", [*first, ("studio", "1126", of("studio", "1001"))], ""),
        (
            "2024-12-10",
            [("studio", "汇总1203", shots), ("pinyin", "", of("pinyin", "1001", "1002"))],
            "办成 1002 图像采集,办成 1001 姓名拼音,办成 1002 姓名拼音",
        ),
        (
            "2024-12-17",
            [("chsi", "1213", unchecked), ("studio", "汇总1203(1)", shots),
             ("pinyin", "2", frames["pinyin"])],
            "办成 1003 姓名拼音,办成 1004 姓名拼音",
        ),
        (
            "2024-12-24",
            [("chsi", "1217", disputed), ("must_capture", "2024届", STRANGERS)],
            "办成 1001 学信网校对,办成 1002 学信网校对",
        ),
        (
            "2024-12-31",
            [("chsi", "1230", right), ("chsi", "1213 副本", unchecked)],
            "办成 1003 学信网校对",
        ),
        (
            "2025-01-07",
            [("chsi", "0106", checked("正确", "有误", "正确")), ("handovers", "", of("handovers"))],
            "退回 1002 学信网校对",
        ),
        ("2025-01-14", [("chsi", "0113", right)], "办成 1002 学信网校对"),
        (
            "2025-02-25",
            [("returned", "宇航", of("returned", "1001", "1004")),
             ("handovers", "0221", of("handovers", "宇航学院"))],
            "办成 1001 信息复核,办成 1004 信息复核",
        ),
        (
            "2025-03-04",
            [("returned", "机电", of("returned", "1002")), ("handovers", "0303", handed)],
            "办成 1002 信息复核",
        ),
        (
            "2025-03-11",
            [("returned", "机电2", both), ("handovers", "0303(1)", handed)],
            "办成 1003 信息复核",
        ),
    ]  # fmt: skip


def _put(raw: Path, before: str, week: int, files: Files) -> None:
    for place, (source, more, frame) in enumerate(files):
        folder, _, name = f"{NAMES[source]}{more}".rpartition("/")
        order = f"{before}{10 - week if before else week}{place}_"
        (raw / folder).mkdir(exist_ok=True)
        frame.to_csv(raw / folder / f"{order}{name}.csv", index=False, encoding="utf-8")


def _run(raw: Path, cohort, day: str) -> Run:
    intake = read_folder(raw, cohort)
    return reconcile(cohort, intake.require(), as_of=date.fromisoformat(day))


def _said(run: Run) -> dict[str, pd.DataFrame]:
    """What a run says of students, without the files and cells that say it."""
    findings = run.findings[["rule", "student_no", "severity", "observed", "expected", "state"]]
    findings = findings[findings["student_no"] != ""].sort_values([*findings], ignore_index=True)
    return {"progress": run.progress, "readiness": run.readiness, "findings": findings}


def _kept(run: Run, folder: Path) -> Path:
    (folder / "tables").mkdir(parents=True)
    for name in ("progress", "findings"):
        getattr(run, name).to_csv(folder / "tables" / f"{name}.csv", index=False)
    record = {"cohort": run.cohort.id, "name": run.cohort.name, "as_of": str(run.as_of)}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


class _Here:
    """Reads in this process what is read in one of its own elsewhere: these files are harmless."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, path: Path) -> Book:
        return read_book(path, self._limits)


@pytest.fixture(scope="module", autouse=True)
def read_here() -> Iterator[None]:
    """No process for each of the many folders."""

    def read_any(work, files, limits, jobs):
        return [work(file, _Here(limits)) for file in files]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "read_any", read_any)
        yield


@pytest.fixture(scope="module")
def weeks(cohort, new_world, tmp_path_factory) -> list[tuple[Run, Path]]:
    """The run of each week and its results."""
    base = tmp_path_factory.mktemp("weeks")
    (base / "raw").mkdir()
    runs = []
    for week, (day, files, _) in enumerate(weeks_of(new_world().frames)):
        _put(base / "raw", "", week, files)
        run = _run(base / "raw", cohort, day)
        runs.append((run, _kept(run, base / f"out{week}")))
    return runs


def test_no_students_state_depends_on_the_order_of_the_files(
    weeks, cohort, new_world, tmp_path
) -> None:
    story = weeks_of(new_world().frames)
    for week, (_, files, _) in enumerate(story):
        _put(tmp_path, "z", week, files)
    other = _said(_run(tmp_path, cohort, story[-1][0]))
    for name, frame in _said(weeks[-1][0]).items():
        pd.testing.assert_frame_equal(frame, other[name], obj=name)


def test_what_is_told_of_each_week_is_exactly_what_changed(weeks, new_world) -> None:
    expected = weeks_of(new_world().frames)[1:]
    for (_, then), (run, _), (day, _, told) in zip(weeks[:-1], weeks[1:], expected, strict=True):
        steps = compare(then, run).steps
        steps = steps[steps["变化"] != "变动"]
        found = set((steps["变化"] + " " + steps["学号"] + " " + steps["环节"]).tolist())
        assert found == set(told.split(",")), day


def test_a_file_that_says_nothing_new_changes_no_table_but_counts(
    weeks, cohort, new_world, tmp_path
) -> None:
    frames = new_world().frames
    story = weeks_of(frames)
    for week, (_, files, _) in enumerate(story):
        _put(tmp_path, "", week, files)
    before = weeks[-1][0]
    again = [(name, " 又一份", frames[name].iloc[:3]) for name in ("roster", "majors", "studio",
             "pinyin", "handovers", "images")]  # fmt: skip
    _put(tmp_path, "", 99, [*again, ("chsi", "0113 又", story[6][1][0][2])])
    after = _run(tmp_path, cohort, "2025-03-11")
    for name in ("cases", "findings", "progress", "readiness", "reasons", "strays", "rejected"):
        pd.testing.assert_frame_equal(getattr(before, name), getattr(after, name), obj=name)
    repeated = (after.counts["repeated"] - before.counts["repeated"]).sum()
    assert repeated == sum(len(frame) for _, _, frame in again) + 3
