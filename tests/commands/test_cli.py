"""What the command line promises: Chinese sentences, exit codes that say the truth."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gradrecon.commands import COMMANDS, Command, cli
from gradrecon.commands.cli import main
from gradrecon.errors import Fault, SourceError
from gradrecon.sheets import read_sheets

PARAMS = str(Path(__file__).parents[2] / "params" / "2025.toml")
Output = pytest.CaptureFixture[str]


def fails_with(error: BaseException) -> dict[str, Command]:
    def action(given: object) -> int:
        raise error

    return {"run": COMMANDS["run"]._replace(action=action)}


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["run", "--help"], ["sample", "-h"]])
def test_help_is_in_chinese(words: list[str], capsys: Output) -> None:
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert "gradrecon run 参数文件 [选项]" in shown or "用法：gradrecon" in shown
    assert "usage" not in shown and "options" not in shown


def test_version(capsys: Output) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gradrecon 0.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rnu"], "rnu：没有这个命令，是否想写 run？"),
        (["run"], "缺少参数文件"),
        (["run", PARAMS, "--colege", "05"], "--colege：没有这个选项，是否想写 --college？"),
        (["run", PARAMS, "--as-of", "17.12.2024"], "“17.12.2024”不是日期"),
        (["run", PARAMS, "--jobs", "0"], "“0”不是 1 以上的整数"),
        (["run", PARAMS, "--jobs"], "--jobs 后面要写一个值"),
        (["run", PARAMS, "--college"], "--college 后面至少要写一个值"),
        (["run", PARAMS, "--college", "77"], "没有这个学院代码"),
        (["run", "params/2052.toml"], "没有这个参数文件"),
        (["check", PARAMS, "--help=x"], "后面不能写值"),
        (["sample", "x", "--trouble", "2"], "“2”不是 0 到 1 的数"),
    ],
)
def test_a_mistake_is_said_with_its_mend_and_exit_code_2(
    words: list[str], said: str, capsys: Output
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr().err
    assert said in shown and "处理：" in shown


def test_without_a_command_the_commands_are_listed(capsys: Output) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert all(command.about in shown for command in COMMANDS.values())


def test_a_foreseen_error_ends_with_its_own_code(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    error = SourceError([Fault("a.xlsx", "打不开", "重新导出。"), Fault("b.csv", "空的", "补上。")])
    monkeypatch.setattr(cli, "COMMANDS", fails_with(error))
    assert main(["run", PARAMS]) == 3
    assert "来源文件有误（2 处）" in capsys.readouterr().err


def test_an_unforeseen_error_is_one_sentence_that_names_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: Output, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(cli, "COMMANDS", fails_with(ZeroDivisionError("x")))
    assert main(["run", PARAMS]) == 1
    shown = capsys.readouterr().err
    (log,) = tmp_path.iterdir()
    assert shown.count("\n") == 1 and str(log) in shown and "Traceback" not in shown
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_an_interruption_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr(cli, "COMMANDS", fails_with(KeyboardInterrupt()))
    assert main(["run", PARAMS]) == 130
    assert "已中断" in capsys.readouterr().err


def test_a_sample_is_made_and_never_over_other_files(tmp_path: Path, capsys: Output) -> None:
    words = ["sample", str(tmp_path / "甲"), "--students", "20", "--colleges", "2", "--seed", "1"]
    assert main(words) == 0
    assert {path.name for path in (tmp_path / "甲").iterdir()} == {
        "params.toml", "raw", "answers.csv",
    }  # fmt: skip
    assert main(words) == 2
    assert "里面已有文件" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["甲"]


def test_raw_files_alone_go_straight_into_the_folder(tmp_path: Path) -> None:
    raw = tmp_path / "2025"
    raw.mkdir()
    (raw / "README.md").touch()
    size = ["--students", "20", "--colleges", "2"]
    assert main(["sample", str(raw), "--for", PARAMS, *size]) == 0
    assert (raw / "README.md").exists() and list(raw.glob("*学籍*"))
    assert not (raw / "params.toml").exists()


def test_check_tells_what_the_files_are(tmp_path: Path, capsys: Output) -> None:
    raw = tmp_path / "raw"
    main(["sample", str(raw), "--for", PARAMS, "--students", "20", "--colleges", "2"])
    capsys.readouterr()
    assert main(["check", PARAMS, "--raw", str(raw)]) == 0
    assert "学籍名册" in capsys.readouterr().out
    for path in raw.glob("*学籍*"):
        path.unlink()
    assert main(["check", PARAMS, "--raw", str(raw)]) == 3
    assert "没有找到这个来源的文件" in capsys.readouterr().out


def test_check_tells_what_is_new_and_writes_a_workbook(tmp_path: Path, capsys: Output) -> None:
    raw, book = tmp_path / "raw", tmp_path / "读取情况.xlsx"
    main(["sample", str(raw), "--for", PARAMS, "--students", "20", "--colleges", "2"])
    check = ["check", PARAMS, "--raw", str(raw), "--workbook", str(book)]
    assert main([*check, "--since", str(raw)]) == 0
    assert "与上次相比：没有变化" in capsys.readouterr().out
    assert "学籍名册" in {cell for row in read_rows(book) for cell in row}
    before = book.read_bytes()
    assert main(check) == 2 and "已有这个文件，未覆盖" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert main([*check[:-1], str(tmp_path)]) == 2
    assert main([*check, "--since", str(tmp_path / "上周")]) == 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda roster: roster.unlink(), "没有找到这个来源的文件"),
        (lambda roster: roster.write_bytes(b"PK\x03\x04 torn"), "学籍"),
    ],
)
def test_run_refuses_files_it_cannot_understand(
    tmp_path: Path, capsys: Output, spoil: Callable[[Path], None], said: str
) -> None:
    raw = tmp_path / "raw"
    main(["sample", str(raw), "--for", PARAMS, "--students", "20", "--colleges", "2"])
    for path in raw.glob("*学籍*"):
        spoil(path)
    out = tmp_path / "out"
    assert main(["run", PARAMS, "--raw", str(raw), "--out", str(out)]) == 3
    assert said in capsys.readouterr().err and not out.exists()


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_template_that_is_not_there_is_said_once_before_all_else(
    tmp_path: Path, capsys: Output, command: str
) -> None:
    text = Path(PARAMS).read_text(encoding="utf-8")
    text = text.replace("[checklist]\n", '[checklist]\ntemplate = "没有.xlsx"\n')
    (tmp_path / "params.toml").write_text(text, encoding="utf-8")
    assert main([command, str(tmp_path / "params.toml"), "--raw", str(tmp_path / "raw")]) == 2
    shown = capsys.readouterr().err
    assert shown.count("✗") == 1 and "checklist.template：没有.xlsx" in shown


def shell(*words: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | settings
    return subprocess.run(
        [sys.executable, *words], capture_output=True, env=environment, check=False
    )


def test_it_speaks_on_a_console_that_lacks_characters() -> None:
    done = shell("-m", "gradrecon", "rnu", PYTHONIOENCODING="ascii")
    assert done.returncode == 2 and b"rnu" in done.stderr and b"Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_error() -> None:
    command = [sys.executable, "-m", "gradrecon", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_importing_the_package_and_asking_for_help_load_nothing_heavy() -> None:
    heavy = "{'pandas', 'pydantic', 'papermill', 'openpyxl', 'pyarrow'} & set(sys.modules)"
    for line in (
        "import gradrecon",
        "from gradrecon.commands.cli import main; main(['run', '--help'])",
    ):
        done = shell("-c", f"import sys; {line}; sys.exit(str({heavy}) if {heavy} else 0)")
        assert done.returncode == 0, done.stderr


def test_a_batch_loads_nothing_heavy_before_there_is_something_to_make() -> None:
    heavy = "{'pandas', 'papermill', 'openpyxl', 'pyarrow'} & set(sys.modules)"
    line = "import gradrecon.commands.run, gradrecon.batch.progress, gradrecon.batch.summary"
    done = shell("-c", f"import sys; {line}; sys.exit(str({heavy}) if {heavy} else 0)")
    assert done.returncode == 0, done.stderr


def test_the_shop_window_names_what_there_is() -> None:
    import gradrecon

    assert all(getattr(gradrecon, name) for name in gradrecon.__all__)
    with pytest.raises(AttributeError, match="opne_run"):
        gradrecon.opne_run  # noqa: B018


def read_rows(path: Path) -> list[list[str]]:
    (first, *_) = read_sheets(path)
    return first.cells
