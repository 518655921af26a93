"""What is promised of the repository itself: what it holds, what it never holds."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gradrecon.version import __version__

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")

MACHINE_PATH = re.compile(r"(?<![\w.])(/(work|tmp|root|home/\w+)/|[A-Z]:\\Users\\)")
# A state may well be called so; a remark, or a label with a colon, is a promise not kept.
WORD = "(TODO|FIXME|XXX)"
LEFTOVER = re.compile(rf"#.*\b{WORD}\b|(?<![.\w]){WORD}:|raise\sNotImplementedError")
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "os_name": "nt"},
}


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    # A checkout that belongs to somebody else, as on many build machines, is still ours to read.
    command = ["git", "-c", "safe.directory=*", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def tracked(*folders: str) -> list[Path]:
    names = git("ls-files", "-z", "--", *folders).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def text_files(*folders: str) -> list[Path]:
    """Return tracked files that git takes for text: neither binary nor told to be left alone."""
    entries = git("ls-files", "-z", "--eol", "--", *folders).stdout.split("\0")
    listed = [entry.split("\t") for entry in entries if entry]
    return [
        ROOT / name for kinds, name in listed if "-text" not in kinds and (ROOT / name).exists()
    ]


def lock() -> list[Requirement]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def locked_versions(name: str) -> list[str]:
    named = [pin for pin in lock() if canonicalize_name(pin.name) == canonicalize_name(name)]
    return [str(pin.specifier).removeprefix("==") for pin in named]


def direct_dependencies() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(line) for group in groups for line in group]


def environment_pins() -> dict[str, str]:
    entries = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    from_pip = [line for entry in entries if isinstance(entry, dict) for line in entry["pip"]]
    pins = [line.split("==") for line in [*entries, *from_pip] if "==" in line]
    return {CONDA_NAMES.get(name, name): version for name, version in pins}


def test_the_package_is_committed_and_data_never_is() -> None:
    def ignored(path: str) -> bool:
        return git("check-ignore", "--quiet", "--no-index", path).returncode == 0

    assert not ignored("lib/gradrecon/run/reconcile.py")
    assert not ignored("data/raw/README.md")
    assert ignored("data/raw/2025/学籍名册.xlsx")
    assert ignored("data/out/2025/school.html")
    assert ignored("data/decisions/2025.db")


def test_notebooks_are_committed_without_results() -> None:
    for path in tracked("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        ran = [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
        assert not ran, f"{path.name}: clear the outputs before committing"


def test_the_lock_has_exact_versions_and_no_address() -> None:
    assert [pin for pin in lock() if pin.url or not str(pin.specifier).startswith("==")] == []


@pytest.mark.parametrize(
    ("system", "only_there"),
    [("Linux", "ptyprocess"), ("macOS", "appnope"), ("Windows", "pywinpty")],
)
def test_the_lock_serves_every_system(system: str, only_there: str) -> None:
    markers = [pin.marker for pin in lock() if pin.name == only_there]
    assert [marker for marker in markers if marker is None or marker.evaluate(SYSTEMS[system])]


@pytest.mark.parametrize("wanted", direct_dependencies(), ids=lambda wanted: wanted.name)
def test_the_lock_satisfies_the_project(wanted: Requirement) -> None:
    versions = locked_versions(wanted.name)
    assert versions, "not in requirements.lock: run python3 make.py lock"
    assert all(wanted.specifier.contains(version) for version in versions)


def test_the_conda_environment_has_the_same_versions() -> None:
    wanted = {pin.name: locked_versions(pin.name)[0] for pin in direct_dependencies()}
    assert environment_pins() == wanted


def test_the_changelog_names_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\]", changelog, re.MULTILINE)


def test_no_tracked_file_is_large() -> None:
    assert [path for path in tracked() if path.stat().st_size > 2_000_000] == []


def test_text_is_utf8_with_plain_line_ends() -> None:
    for path in text_files():
        content = path.read_bytes()
        assert b"\r\n" not in content, f"{path}: CRLF"
        content.decode("utf-8")


def test_nothing_names_a_folder_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in text_files()
        if (match := MACHINE_PATH.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in text_files("lib", "tests", "notebooks", "tools", "make.py")
        if (match := LEFTOVER.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []
