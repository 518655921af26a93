"""Every task of the project, for a machine that has only Python: ``python3 make.py``.

The file parses on old Pythons too, so that they reach the sentence that refuses them.
"""

import difflib
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


def version_problem(version: "tuple[int, int]") -> str:
    """Return the sentence that refuses this Python version, or nothing when it will do."""
    if version >= (3, 11):
        return ""
    running = ".".join(str(part) for part in version)
    return "需要 Python 3.11 或更新版本，现在运行的是 " + running + "。请安装新版 Python 后再试。"


if version_problem(sys.version_info[:2]):
    sys.exit(version_problem(sys.version_info[:2]))


def interpreter(venv: Path, system: str = os.name) -> Path:
    """Return where a virtual environment keeps its Python on this system."""
    return venv / ("Scripts/python.exe" if system == "nt" else "bin/python")


ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = interpreter(VENV)
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
STAMP = VENV / "installed.sha256"
PARAMS = "params/2025.toml"
RAW = ROOT / "data/raw/2025"
# Capture, photo check and pinyin are over; colleges are at work on their tables.
DEMO_DAY = ["--as-of", "2025-03-04"]
# JupyterLab in Chinese and without news, unless users chose otherwise.
CHINESE_LAB = [
    f"--LabApp.app_settings_dir={ROOT / 'lib/gradrecon/panel/jupyter/lab'}",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]

# Nobody needs a shell to look at a report; --ServerApp.terminals_enabled=True says otherwise.
LAB_TERMINALS = ["--ServerApp.terminals_enabled=False"]
# Whatever this user's own settings say. Jupyter makes up a token each time it starts.
LAB_ADDRESS = ["--ServerApp.ip=127.0.0.1", "--ServerApp.allow_remote_access=False"]

NO_VENV = """\
这个 Python 缺少 venv 或 ensurepip，无法建立 .venv。
Debian、Ubuntu 请先运行：sudo apt install python3-venv"""
NOT_CREATED = """\
无法建立 .venv。请看上面的提示：磁盘是否已满、文件夹是否可写，
是否还有程序（JupyterLab、编辑器）正在使用旧的 .venv。处理后再运行一次即可。"""
NOT_INSTALLED = """\
软件包没有装好。请看上面的提示，处理后再运行一次即可，已下载的不会重复下载。
- 提示需要编译（build、compiler）：换用 Python 3.11 至 3.14，各系统都有现成的包。
- 连不上网络或太慢：用环境变量 PIP_INDEX_URL 指定可用的镜像。
- 不能上网：找一台能上网、系统和 Python 版本相同的电脑，运行
  pip download -r requirements.lock -d wheels，拷来 wheels 文件夹，
  再设环境变量 PIP_FIND_LINKS=wheels 和 PIP_NO_INDEX=1（详见 docs/setup.zh-CN.md）。"""


def call(*command: "str | Path") -> int:
    """Show a command, run it in the project's folder and return its exit code."""
    words = [str(word) for word in command]
    shown = [word.replace(str(ROOT) + os.sep, "") for word in words]
    print("»", subprocess.list2cmdline(shown), flush=True)
    with subprocess.Popen(words, cwd=ROOT) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the program got it as well, and decides what it means
                continue


def module(*command: str) -> int:
    """Run ``python -m …`` with the Python of .venv."""
    return call(PYTHON, "-m", *command)


def made_here() -> bool:
    """Tell whether .venv was made for this very folder; moved, its programs point elsewhere."""
    settings = VENV / "pyvenv.cfg"
    lines = settings.read_text(encoding="utf-8").splitlines() if settings.is_file() else []
    return any(line.startswith("command") and line.endswith(" " + str(VENV)) for line in lines)


def usable() -> bool:
    """Tell whether .venv is at home here and answers with pip and this Python's version."""
    probe = [str(PYTHON), "-I", "-c", "import pip, sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(probe, capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return made_here() and answer.split() == [str(part) for part in sys.version_info[:2]]


def create() -> None:
    """Make .venv afresh in place of whatever is there."""
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        sys.exit(NO_VENV)
    print("正在建立 .venv …", flush=True)
    if call(sys.executable, "-m", "venv", "--clear", VENV):
        sys.exit(NOT_CREATED)


def install() -> None:
    """Install what the lock names, then the project itself; pip's own settings apply."""
    print("正在安装软件包（第一次需要几分钟）…", flush=True)
    itself = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if module("pip", "install", "--requirement", str(LOCK)) or module("pip", "install", *itself):
        sys.exit(NOT_INSTALLED)


def fingerprint() -> str:
    """Return the hash of everything that decides what is to be installed."""
    return hashlib.sha256(LOCK.read_bytes() + PROJECT.read_bytes()).hexdigest()


def prepare() -> None:
    """Leave a .venv with what the lock names; the stamp is written last, so no half counts."""
    if not usable():
        create()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == fingerprint():
        return
    STAMP.unlink(missing_ok=True)
    install()
    STAMP.write_text(fingerprint(), encoding="ascii")


def has_data(folder: Path) -> bool:
    """Tell whether a folder holds any file but its README and the system's own hidden ones."""
    names = [path.name for path in folder.rglob("*") if path.is_file()]
    return any(name != "README.md" and not name.startswith(".") for name in names)


def demo(arguments: "list[str]") -> int:
    """Make the sample's raw files where there are none, run the batch."""
    if not has_data(RAW):
        size = ["--students", "2400", "--colleges", "12", "--seed", "2025"]
        code = module("gradrecon", "sample", str(RAW), "--for", PARAMS, *size, *DEMO_DAY)
        if code:
            return code
    return module("gradrecon", "run", PARAMS, *DEMO_DAY, *arguments)


def run(arguments: "list[str]") -> int:
    """Run the batch; the cohort is the current one unless a params file is named."""
    named = any(argument.endswith(".toml") for argument in arguments)
    return module("gradrecon", "run", *([] if named else [PARAMS]), *arguments)


def lab(arguments: "list[str]") -> int:
    """Open JupyterLab in Chinese: for this machine only, no terminals unless asked for."""
    folders = [f"--ServerApp.root_dir={ROOT}", f"--ServerApp.preferred_dir={ROOT / 'notebooks'}"]
    return module("jupyterlab", *folders, *CHINESE_LAB, *LAB_TERMINALS, *arguments, *LAB_ADDRESS)


def review(arguments: "list[str]") -> int:
    """Open the review panel under Voilà: this machine only, behind a token, no code cells."""
    return module("gradrecon.panel", str(ROOT / "notebooks/review.ipynb"), *arguments)


def test(arguments: "list[str]") -> int:
    """Run the checks, quickest first, and stop at the first that fails."""
    pytest = ["pytest", "-n", "logical", *arguments]
    for check in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], pytest):
        code = module(*check)
        if code:
            return code
    return 0


def bench(arguments: "list[str]") -> int:
    """Measure side by side; with --all also what takes minutes."""
    return call(PYTHON, str(ROOT / "tests" / "bench" / "run.py"), *arguments)


def fix(arguments: "list[str]") -> int:
    """Put the code into the project's format and mend what can be mended safely."""
    return module("ruff", "check", "--fix", *arguments) or module("ruff", "format", *arguments)


def docs(arguments: "list[str]") -> int:
    """Write the reference pages and the picture of the architecture anew from the code."""
    return call(PYTHON, str(ROOT / "tools" / "make_reference.py"), *arguments)


def lock(arguments: "list[str]") -> int:
    """Re-make requirements.lock for every system; ``--upgrade`` takes the newest versions."""
    scope = ["--universal", "--python-version", "3.11", "--all-extras"]
    quiet = ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    made_by = ["--custom-compile-command", "python3 make.py lock"]
    files = [PROJECT.name, "--output-file", LOCK.name]
    return module("uv", "pip", "compile", *files, *scope, *quiet, *made_by, *arguments)


class Task(NamedTuple):
    """One task: what it does, for the list, and the function that takes the further arguments."""

    does: str
    action: "Callable[[list[str]], int]"


TASKS = {
    "demo": Task("示例：生成样本数据，核对全部学院，给出报告位置", demo),
    "run": Task("核对真实数据，参数同 gradrecon run", run),
    "lab": Task("打开 JupyterLab", lab),
    "review": Task("打开复核面板（浏览器，仅限本机）", review),
    "test": Task("全部检查与测试，参数交给 pytest", test),
    "bench": Task("量一量快慢（并排比较，写入 bench.json）", bench),
    "fix": Task("整理代码格式", fix),
    "docs": Task("重新生成 docs/reference（改了规则、来源、参数或命令之后）", docs),
    "lock": Task("重新生成 requirements.lock（加 --upgrade 则升级）", lock),
}


def overview() -> str:
    """Return the list of tasks; Windows has no python3."""
    python = "python" if os.name == "nt" else "python3"
    tasks = [f"  {name:<6} {task.does}" for name, task in TASKS.items()]
    return "\n".join([f"用法：{python} make.py 任务 [参数 …]", *tasks])


def unknown(name: str) -> str:
    """Return the sentence for a task that does not exist, with the nearest that does."""
    near = difflib.get_close_matches(name, TASKS, n=1)
    hint = f"是否要运行 {near[0]}？" if near else ""
    return f"没有“{name}”这个任务。{hint}\n{overview()}"


def main(arguments: "list[str]") -> int:
    """Run the task named first and return its exit code; without one, list the tasks."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    name, *rest = arguments
    if name not in TASKS:
        print(unknown(name), file=sys.stderr)
        return 2
    prepare()
    return TASKS[name].action(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
