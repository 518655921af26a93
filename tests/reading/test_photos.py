"""A folder of photos becomes one table: every file a row, its address, its place, one report."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from gradrecon.cohort.cohort import Cohort
from gradrecon.reading import intake_text, read_folder
from gradrecon.reading.since import changes
from gradrecon.samples.portraits import Recipe, photo

ID = "990101200001010022"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "photos" / "宇航学院").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def read(raw: Path, cohort: Cohort):
    return lambda: read_folder(raw, cohort, jobs=2)


def test_each_file_is_a_row_in_the_order_of_the_listing(raw, read):
    portrait = photo(Recipe(1))
    for name in (f"{ID}.jpg", "1001王芳.JPG", "宇航学院/1003.jpeg", "宇航学院/999992000000001.jpg"):
        (raw / "photos" / name).write_bytes(portrait)
    for name in ("Thumbs.db", ".DS_Store", "._1001.jpg", "~$1001.jpg", "desktop.ini"):
        (raw / "photos" / name).write_bytes(b"left behind")
    intake = read()
    table = intake.tables["photos"]
    keys = table.rows[["student_no", "id_no", "exam_no", "name", "college"]].to_numpy().tolist()
    assert keys == [
        ["1001", "", "", "王芳", ""],
        ["", ID, "", "", ""],
        ["1003", "", "", "", "宇航学院"],
        ["", "", "999992000000001", "", "宇航学院"],
    ]
    assert table.cells(table.rows.index).tolist() == [
        "photos/1001王芳.JPG!!1",
        "photos/尾号0022.jpg!!2",
        "photos/宇航学院/1003.jpeg!!3",
        "photos/宇航学院/999992000000001.jpg!!4",
    ]
    assert not intake.unclaimed
    first = table.rows.iloc[0]
    assert first[["width", "height", "dpi", "format", "mode"]].tolist() == [
        "480", "640", "300", "JPEG", "RGB",
    ]  # fmt: skip
    assert (table.rows["digest"] == first["digest"]).all()


def test_what_cannot_be_used_is_a_rejected_row(raw, read):
    (raw / "photos" / "1001.jpg").write_bytes(photo(Recipe(1)))
    (raw / "photos" / "1002.jpg").write_bytes(b"")
    (raw / "photos" / "名单.xlsx").write_bytes(b"PK\x03\x04")
    intake = read()
    table = intake.tables["photos"]
    assert len(table.rows) == 3
    assert table.rejected["id"].tolist() == [1, 2]
    assert not [fault for fault in intake.faults if "photos" in fault.where]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always text")
def test_names_that_an_archive_from_windows_left_behind(raw, read):
    name = os.fsdecode("1001王芳.jpg".encode("gb18030"))
    (raw / "photos" / "宇航学院" / name).write_bytes(photo(Recipe(1)))
    intake = read()
    table = intake.tables["photos"]
    assert table.rows.loc[0, ["student_no", "name", "width"]].tolist() == ["1001", "王芳", "480"]
    assert table.cells([0]).tolist() == ["photos/宇航学院/1001王芳.jpg!!1"]
    assert "photos" in intake_text(intake)


def test_a_link_out_of_the_folder_is_not_followed(raw, read, tmp_path_factory, link):
    outside = tmp_path_factory.mktemp("outside") / "1001.jpg"
    outside.write_bytes(photo(Recipe(1)))
    link(raw / "photos" / "1001.jpg", outside)
    intake = read()
    assert not intake.tables["photos"].present
    assert any("链接指向" in fault.wrong for fault in intake.faults)


def test_one_report_and_one_hash_for_all(raw, read):
    for number in range(5):
        (raw / "photos" / f"100{number}.jpg").write_bytes(photo(Recipe(1)))
    (raw / "photos" / f"{ID}.jpg").write_bytes(b"")
    before = read()
    (report,) = (one for one in before.files if one.source == "photos")
    assert (report.file, report.taken_for) == ("photos", "6 个图像文件")
    assert (report.rows_read, report.rows_rejected) == (6, 1)
    text = intake_text(before)
    assert text.count("photos") == 2
    assert "JPEG 5 个" in text
    assert "不能读取 1 个：photos/尾号0022.jpg!!6（文件是空的）" in text
    assert ID not in text
    (raw / "photos" / "1001.jpg").write_bytes(photo(Recipe(1, quality=70)))
    after = read()
    assert next(one for one in after.files if one.source == "photos").sha256 != report.sha256
    (change,) = changes(before, after)
    assert (change.added, change.gone) == (1, 1)


def test_without_photos_nothing_is_said(raw, read):
    intake = read()
    assert not intake.tables["photos"].present
    assert not [one for one in intake.files if one.source == "photos"]


@pytest.mark.parametrize("pattern", ["photos/*", "photos/**/*.jpg", "*.JPG"])
def test_patterns_with_and_without_folders(raw, cohort, pattern):
    for name in ("1001.jpg", "宇航学院/1003.jpg"):
        (raw / "photos" / name).write_bytes(photo(Recipe(1)))
    files = cohort.sources["photos"].model_copy(update={"files": (pattern,)})
    sources = {**cohort.sources, "photos": files}
    intake = read_folder(raw, cohort.model_copy(update={"sources": sources}))
    assert len(intake.tables["photos"].rows) == 2
