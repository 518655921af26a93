"""A warm kernel keeps nothing of a notebook for the next, and is replaced when it must be."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
import pytest

from gradrecon.kernels import kernels
from gradrecon.kernels.tray import private_tray
from gradrecon.run import snapshot

# What a notebook may leave behind, and what the next one would see of it; each True if it leaked.
CAN_BE_WIPED = {
    "a name": ("secret = 1", "'secret' in globals()"),
    "an output": ("'secret'", "'secret' in Out.values() or _ == 'secret'"),
    "a builtin": ("import builtins; builtins.secret = 1", "'secret' in dir(__builtins__)"),
    "the environment": (
        "import os; os.environ['SECRET'] = '1'",
        "'SECRET' in __import__('os').environ",
    ),
    "the folder": ("import os; os.chdir('/')", "__import__('os').getcwd() == '/'"),
    "the path of imports": (
        "import sys; sys.path.insert(0, 'secret')",
        "'secret' in __import__('sys').path",
    ),
    "a module of its own": (
        "open('mine_alone.py', 'w').write('a = 1'); import sys; sys.path.insert(0, '.');"
        "import mine_alone",
        "'mine_alone' in __import__('sys').modules",
    ),
    "a filter of warnings": (
        "import warnings; warnings.filterwarnings('error', 'secret')",
        "'secret' in str(__import__('warnings').filters)",
    ),
    "an option of pandas": (
        "import pandas; pandas.options.display.max_rows = 3",
        "__import__('pandas').options.display.max_rows == 3",
    ),
    "random numbers": (
        "import numpy; numpy.random.seed(1)",
        "__import__('numpy').random.rand() == 0.417022004702574",
    ),
    "matplotlib's settings and figures": (
        "import matplotlib.pyplot as plt; plt.rcParams['font.size'] = 33; plt.figure();",
        "(lambda p: bool(p.get_fignums()) or p.rcParams['font.size'] == 33)"
        "(__import__('matplotlib.pyplot').pyplot)",
    ),
    "a hook of IPython": (
        "get_ipython().events.register('pre_run_cell', lambda *_: print('secret'))",
        "'secret' in str(get_ipython().events.callbacks['pre_run_cell'])"
        " or len(get_ipython().events.callbacks['pre_run_cell']) > 1",
    ),
    "how a value is shown": (
        "get_ipython().display_formatter.formatters['text/html'].for_type(int, str)",
        "int in get_ipython().display_formatter.formatters['text/html'].type_printers",
    ),
    "a level of logging": (
        "import logging; logging.getLogger().setLevel(5)",
        "__import__('logging').getLogger().level == 5",
    ),
    "how often cycles are looked for": (
        "import gc; gc.set_threshold(7)",
        "__import__('gc').get_threshold()[0] == 7",
    ),
    "what it changed in its Run": (
        "import gradrecon; run = gradrecon.open_run('p.toml', as_of='2025-03-03');"
        "run.cases['name'] = 'secret'; run.cases.iloc[0, 0] = 'secret'",
        "'secret' in __import__('gradrecon').open_run('p.toml', as_of='2025-03-03')"
        ".cases.to_csv()",
    ),
}  # fmt: skip
# What cannot be undone from outside, and how the notebook itself would undo it.
CANNOT_BE_WIPED = {
    "a thread": (
        "import threading; threading.stop = threading.Event();"
        "threading.one = threading.Thread(target=threading.stop.wait); threading.one.start()",
        "import threading; threading.stop.set(); threading.one.join()",
    ),
    "a child process": (
        "import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', 'input()'],"
        "stdin=subprocess.PIPE); sys.one = one",
        "import sys; sys.one.kill(); sys.one.wait()",
    ),
    "a function of ours": (
        "import gradrecon.values.folding as t; t.old = t.fold_name; t.fold_name = None",
        "import gradrecon.values.folding as t; t.fold_name = t.old",
    ),
    "a method of ours": (
        "from gradrecon.run.run import Run; Run.old = Run.only; Run.only = None",
        "from gradrecon.run.run import Run; Run.only = Run.old",
    ),
    "a table of ours": (
        "from gradrecon import rules; rules.old = dict(rules.BY_CODE); rules.BY_CODE.clear()",
        "from gradrecon import rules; rules.BY_CODE.update(rules.old)",
    ),
    "a function of pandas": (
        "import pandas; pandas.DataFrame.old = pandas.DataFrame.groupby;"
        "pandas.DataFrame.groupby = None",
        "import pandas; pandas.DataFrame.groupby = pandas.DataFrame.old",
    ),
}


@pytest.fixture
def tray(world: Any) -> Iterator[Path]:
    """The private folder of a batch of the drawn cohort, and this thread's kernel gone after."""
    with private_tray() as folder:
        snapshot.write(folder / "run", world.run(), cohort="p.toml", as_of="2025-03-03", raw="")
        yield folder
        kernels.leave()


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


def test_nothing_that_can_be_wiped_away_reaches_the_next_notebook(
    ran: Callable[..., list[Any]], tray: Path
) -> None:
    kernel = kernels.mine(tray)
    ran(*(dirt for dirt, _ in CAN_BE_WIPED.values()))
    probes = ran(*(probe for _, probe in CAN_BE_WIPED.values()))
    seen = dict(zip(CAN_BE_WIPED, map(_result, probes), strict=True))
    assert seen == dict.fromkeys(CAN_BE_WIPED, "False")
    assert kernels.mine(tray) is kernel


def test_each_cell_has_the_text_that_it_wrote(ran: Callable[..., list[Any]]) -> None:
    done = ran(
        "print(1)", "2", "import sys; print(3, end=''); print(4, file=sys.stderr)", "print(5)"
    )
    written = [{one.name: one.text for one in cell.outputs if "name" in one} for cell in done]
    assert written == [{"stdout": "1\n"}, {}, {"stdout": "3", "stderr": "4\n"}, {"stdout": "5\n"}]


def test_a_kernel_that_cannot_be_wiped_is_given_up(
    ran: Callable[..., list[Any]], tray: Path
) -> None:
    kernel = kernels.mine(tray)
    found = {}
    for what, (dirt, undone) in CANNOT_BE_WIPED.items():
        ran(dirt)
        found[what], kernel.spent = kernel.spent, False
        ran(undone)
        assert kernel.fit, what
    assert found == dict.fromkeys(CANNOT_BE_WIPED, True)


def test_a_kernel_that_grew_is_replaced_and_leaves_nothing_behind(
    ran: Callable[..., list[Any]], tray: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = kernels.mine(tray)
    process = psutil.Process(kernel.manager.provisioner.process.pid)
    ran("1")
    assert kernels.mine(tray) is kernel
    monkeypatch.setattr(kernels, "MAY_GROW", -(1 << 40))
    assert not kernel.fit
    kernels.leave()
    assert not process.is_running() and not kernels.of_tray(tray)
    left = [path.name for path in tray.iterdir() if path.name.startswith("k")]
    assert left == [] or os.name == "nt"
