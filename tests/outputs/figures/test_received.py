"""What was received, as the reports tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gradrecon.linking.ladder import APART
from gradrecon.outputs.figures import received
from gradrecon.run.run import Run
from gradrecon.sources import SOURCES


def test_every_source_is_listed_with_the_counts_of_the_run(world: Any) -> None:
    run = world.drop("chsi").run()
    table = received.sources(run).set_index("source")
    assert list(table.index) == [source.name for source in SOURCES]
    assert not table.loc["chsi", "present"]
    counts = run.counts.set_index("source")
    for column in ("rows_in", "linked", "stray", "rejected", "out_of_scope"):
        assert table[column].equals(counts[column])


def test_ruined_cells_are_counted(world: Any) -> None:
    world.damage("studio", "1001", "id_no", "1.1E+17")
    table = received.sources(world.run()).set_index("source")
    assert table["damaged"].sum() == table.loc["studio", "damaged"] == 1


def test_reasons_are_told_once_with_where_they_stand(world: Any) -> None:
    world.add("pinyin", student_no="9001", name="某").add("pinyin", student_no="9002", name="某")
    world.add("chsi", student_no="9001", name="某")
    (row,) = received.stray_reasons(world.run()).itertuples()
    assert row.reason == "学籍名册中没有此人"
    assert (row.rows, row.where) == (3, "姓名拼音填报 2 行、学信网图像校对结果 1 行")


def test_a_reason_that_names_a_student_is_cut_off_before_that(world: Any) -> None:
    run = world.add("pinyin", student_no="9001", name="某").run()
    parted = replace(run, strays=run.strays.assign(reason=f"{APART}1001"))
    (row,) = received.stray_reasons(parted).itertuples()
    assert (row.reason, row.rows) == ("经人判定，不是所写学号的那名学生", 1)


def test_without_strays_there_are_no_reasons(perfect_run: Run) -> None:
    assert received.stray_reasons(perfect_run).empty
    assert received.rejected_reasons(perfect_run).empty


def test_files_are_told_by_source_and_never_by_name(perfect_run: Run) -> None:
    files = received.files(perfect_run)
    assert list(files.columns) == ["title", "sha256"]
    assert files["title"].tolist()[:2] == ["学籍名册", "未采集图像名单（附件1）"]
