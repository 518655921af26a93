"""A notebook runs as in a process that was just started, whatever others have done to theirs."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
import pytest

from gradrecon.kernels import kernels
from gradrecon.kernels.engine import EndedEarly
from gradrecon.kernels.tray import private_tray
from gradrecon.run import snapshot

# What a notebook may do to its process, and what the next one would see of it, True if it did.
DIRT = {
    "a name": ("secret = 1", "'secret' in globals()"),
    "an output": ("'secret'", "'secret' in Out.values()"),
    "a builtin": ("import builtins; builtins.secret = 1", "'secret' in dir(__builtins__)"),
    "the environment": ("import os; os.environ['S_T'] = '1'", "'S_T' in __import__('os').environ"),
    "the folder": ("import os; os.chdir('/')", "__import__('os').getcwd() == '/'"),
    "the mode of files": ("import os; os.umask(0o777)", "__import__('os').umask(0o22) == 0o777"),
    "the time zone": (
        "import os, time; os.environ['TZ'] = 'Asia/Tokyo'; time.tzset()",
        "__import__('time').tzname[0] == 'JST'",
    ),
    "the path of imports": (
        "import sys; sys.path.insert(0, 'secret')", "'secret' in __import__('sys').path",
    ),
    "a hook of imports": (
        "import sys; sys.meta_path.append(secret_finder := object())",
        "any(type(one) is object for one in __import__('sys').meta_path)",
    ),
    "a module": (
        "import sys, types; sys.modules['csv'] = types.ModuleType('csv')",
        "not hasattr(__import__('csv'), 'reader')",
    ),
    "a filter of warnings": (
        "import warnings; warnings.filterwarnings('error', 'secret')",
        "'secret' in str(__import__('warnings').filters)",
    ),
    "an option of pandas": (
        "import pandas; pandas.options.display.max_rows = 3",
        "__import__('pandas').options.display.max_rows == 3",
    ),
    "an accessor of pandas": (
        "import pandas; pandas.api.extensions.register_series_accessor('secret')(lambda s: 1);",
        "hasattr(__import__('pandas').Series, 'secret')",
    ),
    "random numbers": (
        "import numpy, random; numpy.random.seed(1); random.seed(1)",
        "__import__('numpy').random.rand() == 0.417022004702574",
    ),
    "matplotlib's settings": (
        "import matplotlib; matplotlib.rcParams['font.size'] = 33",
        "__import__('matplotlib').rcParams['font.size'] == 33",
    ),
    "a hook of IPython": (
        "get_ipython().events.register('pre_run_cell', lambda *_: None)",
        "len(get_ipython().events.callbacks['pre_run_cell']) > 1",
    ),
    "how a value is shown": (
        "get_ipython().display_formatter.formatters['text/html'].for_type(complex, str);",
        "complex in get_ipython().display_formatter.formatters['text/html'].type_printers",
    ),
    "a level of logging": (
        "import logging; logging.getLogger().setLevel(5)",
        "__import__('logging').getLogger().level == 5",
    ),
    "decimals": (
        "import decimal; decimal.getcontext().prec = 2",
        "__import__('decimal').getcontext().prec == 2",
    ),
    "a function of the library": (
        "import html; html.escape = lambda s, quote=True: s",
        "__import__('html').escape('<') == '<'",
    ),
    "a class of the library": (
        "import zipfile; zipfile.ZipFile.writestr = None",
        "__import__('zipfile').ZipFile.writestr is None",
    ),
    "a limit": (
        "import sys; sys.setrecursionlimit(4321)", "__import__('sys').getrecursionlimit() == 4321",
    ),
    "a thread": (
        "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True,"
        " name='secret').start()",
        "'secret' in [one.name for one in __import__('threading').enumerate()]",
    ),
    "a function of ours": (
        "import gradrecon.outputs.safety as t; t.masked_text = None",
        "__import__('gradrecon.outputs.safety').outputs.safety.masked_text is None",
    ),
    "a table of ours": (
        "from gradrecon import rules; rules.BY_CODE.clear()",
        "not __import__('gradrecon.rules').rules.BY_CODE",
    ),
    "what it changed in its Run": (
        "import gradrecon; run = gradrecon.open_run('p.toml', as_of='2025-03-03');"
        "run.cases['name'] = 'secret'",
        "'secret' in __import__('gradrecon').open_run('p.toml', as_of='2025-03-03')"
        ".cases.to_csv()",
    ),
    "a closed stream": ("import sys; sys.stdout.close()", "__import__('sys').stdout.closed"),
}  # fmt: skip


@pytest.fixture
def tray(world: Any) -> Iterator[Path]:
    """The private folder of a batch of the drawn cohort, and this thread's kernel gone after."""
    with private_tray() as folder:
        snapshot.write(folder / "run", world.run(), cohort="p.toml", as_of="2025-03-03", raw="")
        yield folder
        kernels.leave()
        kernels.end(folder)


@pytest.fixture
def ran(tray: Path, tmp_path: Path) -> Callable[..., list[Any]]:
    """A runner of cells in the warm kernel: the cells as they are when they have run."""

    def run(*lines: str) -> list[Any]:
        cells = [nbformat.v4.new_code_cell(line) for line in lines]
        book = nbformat.v4.new_notebook(cells=cells)
        done = papermill.execute_notebook(
            book, None, engine_name="gradrecon-warm", kernel_name="python3",
            tray=str(tray), folder=str(tmp_path), progress_bar=False,
        )  # fmt: skip
        return list(done.cells)

    return run


def _result(cell: Any) -> str:
    shown = [one for one in cell.outputs if one.output_type == "execute_result"]
    return str(shown[-1]["data"]["text/plain"]) if shown else ""


def test_nothing_that_a_notebook_does_reaches_the_next(ran: Callable[..., list[Any]]) -> None:
    ran(*(dirt for dirt, _ in DIRT.values()))
    probes = ran(*(probe for _, probe in DIRT.values()))
    seen = dict(zip(DIRT, map(_result, probes), strict=True))
    assert seen == dict.fromkeys(DIRT, "False")


def test_each_cell_has_the_text_that_it_wrote(ran: Callable[..., list[Any]]) -> None:
    done = ran(
        "print(1)", "2", "import sys; print(3, end=''); print(4, file=sys.stderr)", "print(5)"
    )
    written = [{one.name: one.text for one in cell.outputs if "name" in one} for cell in done]
    assert written == [{"stdout": "1\n"}, {}, {"stdout": "3", "stderr": "4\n"}, {"stdout": "5\n"}]


def test_each_notebook_has_a_process_of_its_own_that_leaves_nothing(
    ran: Callable[..., list[Any]], tray: Path
) -> None:
    pids = {_result(ran("import os; os.getpid()")[0]) for _ in range(3)}
    assert len(pids) == 3
    kernels.leave()
    assert not kernels.of_tray(tray)
    ends = time.monotonic() + 20  # its end is not the moment in which it is ended
    while any(psutil.pid_exists(int(pid)) for pid in pids) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(psutil.pid_exists(int(pid)) for pid in pids)
    left = [path.name for path in tray.iterdir() if path.name.startswith("k")]
    assert left == [] or os.name == "nt"


def test_nobody_is_asked_for_input(ran: Callable[..., list[Any]]) -> None:
    started = time.monotonic()
    with pytest.raises(papermill.PapermillExecutionError, match="StdinNotImplementedError"):
        ran("input('?')")
    assert time.monotonic() - started < 30


def test_a_notebook_that_ends_itself_has_not_run_to_its_end(ran: Callable[..., list[Any]]) -> None:
    with pytest.raises(EndedEarly):
        ran("1", "import sys; sys.exit()", "2")
    with pytest.raises(EndedEarly):
        ran("import sys; sys.exit(0)")
    with pytest.raises(papermill.PapermillExecutionError, match="ZeroDivisionError"):
        ran("1 / 0", "2")


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_kernels_end_with_what_they_were_forked_from(
    ran: Callable[..., list[Any]], tray: Path
) -> None:
    kernel = kernels.mine(tray)
    process = kernel.manager.provisioner.process
    assert process is not None and process.is_running()
    kernels.end(tray)
    process.wait(10)
    assert not kernel.fit
