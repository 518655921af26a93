"""What is made again after a change, and that it is all that a run from nothing would make anew."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gradrecon.batch import Batch, run_batch
from gradrecon.batch.summary import summary
from gradrecon.batch.why import reasons

DAY = "2025-02-20"
Change = Callable[[Path], object]


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Path:
    """The sample in a folder of the test's own."""
    return Path(shutil.copytree(sample, tmp_path / "样本"))


def reregistered(own: Path) -> None:
    """Write another 民族 for one student of college 01: it stands in the table sent out, alone."""
    path = own / "raw/学籍名册（博士）.csv"
    head, *rows = path.read_text(encoding="gb18030").splitlines(keepends=True)
    place = next(place for place, row in enumerate(rows) if "宇航学院" in row and "汉族" in row)
    rows[place] = rows[place].replace("汉族", "满族")
    path.write_text("".join([head, *rows]), encoding="gb18030", newline="")


def remarked(own: Path) -> None:
    with (own / "params.toml").open("a", encoding="utf-8") as file:
        file.write("\n# 核对过了\n")


def reworded(own: Path) -> None:
    params = own / "params.toml"
    told = params.read_text(encoding="utf-8")
    params.write_text(told.replace("不得提前或推后", "不要提前或推后"), encoding="utf-8")


def made(batch: Batch) -> list[str]:
    return [outcome.code for outcome in batch.outcomes if not outcome.current]


@pytest.mark.parametrize(
    ("change", "again", "said"),
    [
        (reregistered, ["", "01"], "内容有变 学籍名册（博士）.csv"),
        (remarked, [], ""),
        (reworded, [""], "参数有变"),
    ],
)
def test_a_change_makes_again_whom_it_touches(
    own: Path, tmp_path: Path, pretender: Any, change: Change, again: list[str], said: str
) -> None:
    told: dict[str, Any] = {"raw": own / "raw", "out": tmp_path / "out", "as_of": DAY}
    run_batch(own / "params.toml", executor=pretender(), **told | {"as_of": "2025-02-13"})
    run_batch(own / "params.toml", executor=pretender(), **told)
    change(own)
    batch = run_batch(own / "params.toml", executor=pretender(), **told)
    assert made(batch) == again
    assert said in summary(batch) and ("与上次运行相比" in summary(batch)) == bool(said)
    assert made(run_batch(own / "params.toml", executor=pretender(), **told)) == []


def test_what_is_left_is_what_would_be_made(own: Path, tmp_path: Path) -> None:
    told: dict[str, Any] = {"raw": own / "raw", "out": tmp_path / "out", "as_of": DAY, "jobs": 2}
    run_batch(own / "params.toml", **told | {"as_of": "2025-02-13"})
    run_batch(own / "params.toml", **told)
    reregistered(own)
    assert made(run_batch(own / "params.toml", **told)) == ["", "01"]
    left = _results(tmp_path / "out")
    run_batch(own / "params.toml", force=True, **told)
    afresh = _results(tmp_path / "out")
    assert [name for name in afresh if afresh[name] != left.get(name)] == []
    assert left.keys() == afresh.keys()


def test_the_reasons_are_named() -> None:
    before = {"parameters": {"as_of": "2025-01-01"}, "sources": {"a": "1", "b": "1"}, "params": "1"}
    now = {**before, "sources": {"a": "2", **dict.fromkeys("cdef", "1")}, "decisions": "9"}
    assert reasons(before, now) == [
        "新增文件 c、d、e 等 4 个", "内容有变 a", "少了文件 b", "复核认定有变",
    ]  # fmt: skip
    assert reasons(before, {**before, "sent": "2"}) == ["发出记录或历史有变"]
    assert reasons(before, before) == ["结果文件缺失或被改动"]
    assert reasons({}, before) == []


def _results(out: Path) -> dict[str, bytes]:
    files = [path for path in out.rglob("*") if path.is_file() and path.name != "run.json"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
