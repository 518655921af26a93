import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.errors import UsageError
from gradrecon.reading import read_folder
from gradrecon.samples import Sample, write, write_sample

Make = Callable[..., Sample]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, make: Make) -> None:
    for name in ("a", "b"):
        write(make(trouble=0.2), tmp_path / name)
    write(make(trouble=0.2, seed=2), tmp_path / "c")
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert digests(tmp_path / "a") != digests(tmp_path / "c")


def test_a_written_sample_has_params_raw_files_and_answers(
    tmp_path: Path, params_file: Path
) -> None:
    sample = write_sample(
        tmp_path, students=60, colleges=3, seed=1, trouble=0.5, params=params_file
    )
    cohort = cohorts.load(tmp_path / "params.toml")
    assert [college.code for college in cohort.colleges] == ["01", "02", "03"]
    assert (cohort.id, cohort.as_of) == ("sample", date(2025, 3, 3))
    assert set(digests(tmp_path / "raw")) == set(sample.files)
    head = (tmp_path / "answers.csv").read_bytes()[:3]
    answers = pd.read_csv(tmp_path / "answers.csv", dtype="str", keep_default_na=False)
    assert head == b"\xef\xbb\xbf"
    assert answers.columns.tolist() == ["student_no", "rule", "source", "cell", "college"]
    pd.testing.assert_frame_equal(answers, sample.answers, check_dtype=False)


def test_only_the_raw_files_if_so_asked(tmp_path: Path, make: Make) -> None:
    (tmp_path / "README.md").write_text("原始文件")
    sample = make(students=40, colleges=2)
    write(sample, tmp_path, raw_only=True)
    assert set(digests(tmp_path)) == {*sample.files, "README.md", ".made-up"}


def test_a_folder_with_other_files_is_refused(tmp_path: Path, make: Make) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "去年的学籍.xlsx").write_bytes(b"")
    with pytest.raises(UsageError, match=r"去年的学籍\.xlsx"):
        write(make(students=10), tmp_path)
    assert set(digests(tmp_path)) == {"raw/去年的学籍.xlsx"}


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path, make: Make) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="写不进"):
        write(make(students=10), tmp_path / "file" / "below")


@pytest.mark.parametrize(
    ("differs", "shown"),
    [
        ({"students": 0}, "--students 0"),
        ({"colleges": 0}, "--colleges 0"),
        ({"trouble": 1.5}, "--trouble 1.5"),
        ({"seed": -1}, "--seed -1"),
    ],
)
def test_faulty_arguments_are_named(make: Make, differs: dict[str, float], shown: str) -> None:
    with pytest.raises(UsageError, match=shown):
        make(**differs)


@pytest.mark.parametrize("seed", range(6))
def test_a_few_students_can_have_all_troubles(make: Make, seed: int) -> None:
    assert make(students=20, trouble=1, seed=seed).files


def test_more_colleges_than_the_params_name_are_made_up(make: Make) -> None:
    colleges = make(students=100, colleges=45).params["colleges"]
    assert len({college["code"] for college in colleges}) == 45
    assert len({college["name"] for college in colleges}) == 45
    assert {college["campus"] for college in colleges} == {"中关村", "良乡"}


def test_what_has_not_happened_yet_is_in_no_file(make: Make) -> None:
    early = make(as_of=date(2024, 11, 20)).files
    assert "附件1 未采集图像名单.xlsx" in early
    assert not [
        name for name in early if "采集单位" in name or "校对" in name or "returned" in name
    ]
    midway = make(as_of=date(2024, 12, 12)).files
    checked = midway["学信网图像校对结果（硕士）.xls"].rows
    assert set(checked["word"]) == {"正确", "未校对"}
    assert (checked["checked"].dropna().dt.date <= date(2024, 12, 12)).all()


def test_colleges_hand_in_one_after_the_other(make: Make) -> None:
    handed = [
        sum(name.startswith("returned/") for name in make(as_of=day).files)
        for day in (date(2025, 2, 10), date(2025, 2, 20), date(2025, 2, 28))
    ]
    assert handed[0] == 0
    assert 0 < handed[1] < handed[2] == 6


def test_a_file_too_long_for_its_format_becomes_parquet_that_reads_the_same(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(make(trouble=0.1), tmp_path / "usual")
    short = {"xlsx": 100, "xls": 100, "gb18030": 100, "utf-8-sig": 100, "parquet": 9}
    monkeypatch.setattr("gradrecon.samples.sample._ROOM", short)
    sample = make(trouble=0.1)
    assert {"学籍名册（硕士）.parquet", "附件1 未采集图像名单.parquet"} < set(sample.files)
    write(sample, tmp_path / "long")
    cohort = cohorts.load(tmp_path / "long" / "params.toml")
    long, usual = (read_folder(tmp_path / name / "raw", cohort) for name in ("long", "usual"))
    assert long.faults == ()
    for source, columns in (("roster", ["student_no", "name", "college"]), ("studio", ["taken"])):
        assert (
            long.tables[source].rows[columns].to_numpy().tolist()
            == usual.tables[source].rows[columns].to_numpy().tolist()
        )
    cells = sample.answers["cell"]
    assert cells[cells.str.contains("parquet")].str.fullmatch(r".+!![A-Z]*\d+").all()
