"""Every command that a page names: spelt right, and run where a test can run it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from functools import cache
from itertools import pairwise
from typing import Any

import papermill
import pytest
from doc_pages import PROJECT, Block, blocks, written
from reference.commands import make_py, parser_of

from gradrecon.commands import COMMANDS

# What a test cannot or should not run, and why; of these only the spelling is checked.
NOT_RUN = {
    "python3 make.py": "sets up a .venv and installs; its tasks are tested in tests/test_make.py",
    "python make.py": "the same on Windows",
    "python3 -m pip download": "needs a package index; its options are held against pip's own help",
    "git clone": "the address is the reader's",
    "cd gradrecon": "goes into the clone",
    "set PIP_": "a variable of the Windows command line",
    "gradrecon decisions params/2025.toml import": "a college must have answered first; run in"
    " tests/decisions/test_import_command.py",
    "papermill": "run in tests/notebooks; its parameters are held against the notebook's",
}
# What differs from another command in these only is the same command.
VARIANTS = re.compile(r" --(as-of|dask) \S+| --(force|failed)")
_SETTING = re.compile(r"^(\w+=\S+ )+")


def lines(block: Block) -> list[str]:
    """The commands of a block, without remarks, with forward slashes on every system."""
    text = block.text.replace("\\", "/") if block.language == "bat" else block.text
    told = (re.sub(r"(^|\s+)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in told if line]


def bare(line: str) -> str:
    """A command without the settings before it and without the folder that it lies in."""
    return _SETTING.sub("", line).removeprefix(".venv/bin/").removeprefix(".venv/Scripts/")


IN_BLOCKS = list(
    dict.fromkeys(bare(line) for block in blocks("sh", "bat") for line in lines(block))
)
# Also what stands within sentences, such as `gradrecon check params/2025.toml`.
IN_SENTENCES = [
    span
    for page in written()
    for span in page.spans
    if re.match(r"(gradrecon|python3 make\.py) \S", span) and not re.search(r"[…<]", span)
]
TO_RUN = list(
    dict.fromkeys(
        VARIANTS.sub("", line) for line in IN_BLOCKS if not line.startswith(tuple(NOT_RUN))
    )
)


@pytest.mark.parametrize("line", dict.fromkeys(IN_BLOCKS + IN_SENTENCES))
def test_it_is_spelt_right(line: str) -> None:
    program, *words = shlex.split(line)
    if program == "gradrecon":
        assert words[0] in COMMANDS, line
        if "--help" not in words:
            parser_of(words[0]).read(words[1:])
    elif words[:1] == ["make.py"]:
        assert len(words) == 1 or words[1] in make_py().TASKS, line
    elif program == "papermill":
        given = [after for word, after in pairwise(words) if word == "-p"]
        assert set(given) <= set(papermill.inspect_notebook(str(PROJECT / words[0]))), line
    elif words[:2] == ["-m", "pip"]:
        options = {word for word in words if word.startswith("-")} - {"-m"}
        assert options <= set(re.findall(r"(?<!\w)--?[\w-]+", pip_help())), line


def test_the_commands_run_and_leave_what_the_pages_name(checkout: Any, capsys: Any) -> None:
    for line in TO_RUN:
        code = checkout.run(*shlex.split(line))
        said = capsys.readouterr()
        assert code == 0, f"{line}\n{said.out[-2000:]}{said.err[-2000:]}"
    for snippet in {one.text for one in blocks("python") if "import gradrecon" in one.text}:
        exec(snippet, {})
    results = {
        span.replace("/05/", "/01/")
        for page in written()
        for span in page.spans
        if re.match(r"data/out/2025/\S+$|(样本|练习)/\S+$", span)
    }
    assert len(results) > 4
    assert [name for name in results if not (checkout.folder / name).exists()] == []


def test_every_command_of_ours_is_run() -> None:
    assert {line.split()[1] for line in TO_RUN if line.startswith("gradrecon")} == set(COMMANDS)


@pytest.mark.parametrize("name", ["tutorial.md", "tutorial.zh-CN.md"])
def test_the_newcomer_s_way_takes_few_commands(name: str) -> None:
    """From nothing to one's own files."""
    told = [line for block in blocks("sh") if block.page == f"docs/{name}" for line in lines(block)]
    assert told[0].startswith("git clone") and "--out" in told[-1]
    assert len(told) <= 10


def test_a_reason_not_to_run_is_given_only_for_what_is_named() -> None:
    assert [why for why in NOT_RUN if not any(line.startswith(why) for line in IN_BLOCKS)] == []


@cache
def pip_help() -> str:
    command = [sys.executable, "-m", "pip", "download", "--help"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    return done.stdout
