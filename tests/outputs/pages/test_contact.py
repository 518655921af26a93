"""The photos of a college on one page: everybody once, nothing loaded, no ID number, marked."""

from __future__ import annotations

import re
import shutil
import stat
import sys
from pathlib import Path

import pytest

from gradrecon.commands.cli import main
from gradrecon.errors import SourceError
from gradrecon.outputs.figures import received
from gradrecon.outputs.pages.contact import write_contact_sheets
from gradrecon.run.opening import open_run
from gradrecon.run.run import Run
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[3] / "params" / "2025.toml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos") / "sample"
    write_sample(
        folder, students=48, colleges=2, seed=3, trouble=0.5, params=PARAMS, photos=True
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def run(sample: Path) -> Run:
    return open_run(sample / "params.toml", raw=str(sample / "raw"))


def test_everybody_with_a_photo_or_without_is_there_once(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    *pages, nobodys = write_contact_sheets(run, sample / "raw", tmp_path)
    assert [page.relative_to(tmp_path).as_posix() for page in pages] == [
        "local/01/photos.html",
        "local/02/photos.html",
    ]
    assert nobodys == tmp_path / "local" / "photos.html"
    links = run.links[run.links["source"] == "photos"]
    of_photos = run.findings[run.findings["rule"].str.startswith("capture.photo_")]
    for code, page in zip(("01", "02"), pages, strict=True):
        text = page.read_text(encoding="utf-8")
        own = run.only(code).cases["student_no"]
        expected = (set(links["student_no"]) | set(of_photos["student_no"])) & set(own)
        assert sorted(re.findall(r"<b>(\d+)</b>", text)) == sorted(expected)
        assert text.count("data:image/jpeg;base64,") == links["student_no"].isin(own).sum()
        first, second, third = (text.index(title) for title in ("有问题的", "没有照片", "其余"))
        assert first < second < third


def test_it_stays_here_and_loads_nothing(run: Run, sample: Path, tmp_path: Path) -> None:
    (page,) = write_contact_sheets(run, sample / "raw", tmp_path, ["01"])
    text = page.read_text(encoding="utf-8")
    assert text.count("含个人照片，仅限本机查看，不得外传") == 2  # on screen, on every sheet
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|<script|url\(", text)
    assert not re.search(r"\d{17}[\dX]", re.sub(r"base64,[^\"]*", "", text))
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "local").stat().st_mode) == 0o700


def test_a_settled_finding_is_no_problem_any_more(run: Run, sample: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    settled = replace(run, findings=run.findings.assign(state="settled"))
    (page,) = write_contact_sheets(settled, sample / "raw", tmp_path, ["01"])
    assert "有问题的照片（0）" in page.read_text(encoding="utf-8")


def test_leaders_see_all_photos_as_one_file(run: Run) -> None:
    assert received.files(run)["title"].tolist().count("照片文件夹") == 1


def test_without_photos_it_says_where_to_put_them(world, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"没有照片.*\n.*photos/\*"):
        write_contact_sheets(world.run(), tmp_path, tmp_path)


def test_the_command(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    params = str(sample / "params.toml")
    assert main(["photos", params, "--college", "02", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert str(tmp_path / "local" / "02" / "photos.html") in said
    assert "不得外传" in said
    assert main(["photos", params, "--college", "77"]) == 2
    assert "77" in capsys.readouterr().err


def test_a_folder_that_has_changed_since_is_refused(run: Run, sample: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(sample / "raw", raw)
    first = min(path for path in raw.rglob("*.jpg"))
    first.unlink()
    with pytest.raises(SourceError, match="照片在读取之后有增减或改名"):
        write_contact_sheets(run, raw, tmp_path / "out", ["01"])
    assert not (tmp_path / "out").exists()
