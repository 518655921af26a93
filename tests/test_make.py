"""What make.py promises to somebody who has nothing but Python and this folder."""

import ast
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "make.py"


@pytest.fixture
def make(tmp_path: Path) -> ModuleType:
    """Load make.py from a project of its own, in a folder with a space and Chinese in its name."""
    folder = tmp_path / "毕业 2025"
    folder.mkdir()
    shutil.copy(SCRIPT, folder)
    (folder / "requirements.lock").write_text("no-such-package==1\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("make", folder / "make.py")
    assert spec and spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def ran(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what would be run under .venv, instead of running it; all of it goes well."""
    commands: list[str] = []

    def module(*words: str) -> int:
        commands.append(" ".join(words))
        return 0

    monkeypatch.setattr(make, "module", module)
    return commands


@pytest.fixture
def installs(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count installations, instead of making them, into a .venv that is there and works."""
    done: list[str] = []
    make.VENV.mkdir()
    monkeypatch.setattr(make, "usable", lambda: True)
    monkeypatch.setattr(make, "install", lambda: done.append("installed"))
    return done


def failing(code: int, when: str) -> Callable[..., int]:
    return lambda *words: code if words[0] == when else 0


def test_parses_on_the_old_pythons_that_it_refuses() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_refuses_an_old_python_in_a_sentence(make: ModuleType, version: tuple[int, int]) -> None:
    assert f"现在运行的是 3.{version[1]}" in make.version_problem(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 15), (4, 0)])
def test_accepts_newer_pythons(make: ModuleType, version: tuple[int, int]) -> None:
    assert make.version_problem(version) == ""


def test_finds_python_where_windows_keeps_it(make: ModuleType) -> None:
    assert make.interpreter(Path("项目/.venv"), "nt") == Path("项目/.venv/Scripts/python.exe")
    assert make.interpreter(Path("项目/.venv"), "posix") == Path("项目/.venv/bin/python")


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_lists_the_tasks(
    make: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert make.main(arguments) == 0
    listed = capsys.readouterr().out
    assert all(task.does in listed for task in make.TASKS.values())


def test_an_unknown_task_is_refused_with_the_nearest(
    make: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make.main(["tset"]) == 2
    assert "没有“tset”这个任务。是否要运行 test？" in capsys.readouterr().err
    assert not make.VENV.exists()


def test_a_task_gets_its_arguments_after_the_setup(
    make: ModuleType, installs: list[str], ran: list[str]
) -> None:
    assert make.main(["run", "params/2026.toml", "--college", "05"]) == 0
    assert installs == ["installed"]
    assert ran == ["gradrecon run params/2026.toml --college 05"]


def test_run_takes_the_current_cohort_when_none_is_named(make: ModuleType, ran: list[str]) -> None:
    make.run(["--college", "05"])
    assert ran == ["gradrecon run params/2025.toml --college 05"]


def test_the_lab_is_for_this_machine_alone_and_has_no_terminals(
    make: ModuleType, ran: list[str]
) -> None:
    assert make.lab(["--no-browser"]) == make.lab(["--ServerApp.terminals_enabled=True"]) == 0
    quiet, asked = ([word for word in line.split() if "=" in word] for line in ran)
    for words in (quiet, asked):
        settings = dict(word.split("=") for word in words)
        assert settings["--ServerApp.ip"] == "127.0.0.1"
        assert settings["--ServerApp.terminals_enabled"] == str(words is asked)


def test_review_serves_its_notebook_and_passes_options_on(make: ModuleType, ran: list[str]) -> None:
    assert make.review(["--port=8000"]) == 0
    assert ran == [f"gradrecon.panel {make.ROOT / 'notebooks/review.ipynb'} --port=8000"]


def test_installs_once(make: ModuleType, installs: list[str]) -> None:
    make.prepare()
    make.prepare()
    assert installs == ["installed"]


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_installs_again_when_what_is_asked_for_changes(
    make: ModuleType, installs: list[str], changed: str
) -> None:
    make.prepare()
    (make.ROOT / changed).write_text("# new\n", encoding="utf-8")
    make.prepare()
    assert installs == ["installed"] * 2


def test_an_interrupted_installation_is_redone(
    make: ModuleType, installs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    make.prepare()
    before = make.LOCK.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(make, "install", interrupted)
        make.LOCK.write_bytes(b"other==2\n")
        with pytest.raises(KeyboardInterrupt):
            make.prepare()
    make.LOCK.write_bytes(before)  # back to what the old stamp vouched for
    make.prepare()
    assert installs == ["installed"] * 2


def test_says_what_to_install_when_python_comes_without_venv(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        make.create()


def test_a_venv_that_does_not_work_is_not_used(make: ModuleType) -> None:
    assert not make.usable()
    make.PYTHON.parent.mkdir(parents=True)
    make.PYTHON.write_text("half a download", encoding="utf-8")
    assert not make.usable()


def test_makes_a_venv_says_why_pip_failed_and_starts_afresh_when_moved(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    command = [sys.executable, str(make.ROOT / "make.py"), "fix"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 1
    assert "PIP_INDEX_URL" in result.stderr and "Traceback" not in result.stderr
    assert make.usable() and not make.STAMP.exists()

    moved = make.ROOT.rename(make.ROOT.with_name("搬走"))
    monkeypatch.setattr(make, "VENV", moved / ".venv")
    monkeypatch.setattr(make, "PYTHON", make.interpreter(moved / ".venv"))
    assert not make.usable()


def test_checks_go_from_quick_to_slow_and_stop_at_the_first_failure(
    make: ModuleType, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert make.test(["-k", "pinyin"]) == 0
    assert ran == ["ruff check", "ruff format --check", "mypy", "pytest -n logical -k pinyin"]
    monkeypatch.setattr(make, "module", failing(3, when="mypy"))
    assert make.test([]) == 3


def test_demo_makes_the_sample_only_where_there_is_no_data(
    make: ModuleType, ran: list[str]
) -> None:
    make.RAW.mkdir(parents=True)
    (make.RAW / "README.md").write_text("说明\n", encoding="utf-8")
    make.demo([])
    assert [command.split()[1] for command in ran] == ["sample", "run"]
    assert all(command.endswith("--as-of 2025-03-04") for command in ran)

    (make.RAW / "学籍名册.xlsx").touch()
    make.demo(["--jobs", "1"])
    assert ran[2:] == ["gradrecon run params/2025.toml --as-of 2025-03-04 --jobs 1"]


@pytest.mark.parametrize("step", ["sample", "run"])
def test_demo_ends_with_the_code_of_what_failed(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(make, "module", lambda *words: 3 if words[1] == step else 0)
    assert make.demo([]) == 3


def test_lab_is_chinese_and_asks_for_no_news(make: ModuleType, ran: list[str]) -> None:
    assert make.lab(["--no-browser"]) == 0
    (said,) = ran
    folder = Path("lib/gradrecon/panel/jupyter/lab")
    assert f"--LabApp.app_settings_dir={make.ROOT / folder} " in said
    text = (SCRIPT.parent / folder / "overrides.json").read_text(encoding="utf-8")
    settings = json.loads(text)
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] == "zh_CN"
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert importlib.util.find_spec("jupyterlab_language_pack_zh_CN")
