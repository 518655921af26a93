"""How a kernel was before any notebook ran in it, and the way back there.

Values that can be set again are set again, each with the call that reads and the call that sets
it. What cannot be undone is found: then the kernel is not used any more.
"""

from __future__ import annotations

import builtins
import gc
import locale
import logging
import operator
import os
import random
import signal
import socket
import sys
import sysconfig
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import psutil  # type: ignore[import-untyped]

_OURS = "gradrecon"
_WATCHED = (_OURS, "pandas", "numpy", "matplotlib", "openpyxl", "jinja2")
_LIBRARIES = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))
_PLAIN = (dict, list, set)

# What a notebook may set, each as (read it, set it to what was read).
_SETTINGS: tuple[tuple[Callable[[], Any], Callable[[Any], object]], ...] = (
    (os.getcwd, os.chdir),
    (lambda: dict(os.environ), lambda old: _refill(os.environ, old)),
    (lambda: vars(builtins).copy(), lambda old: _refill(vars(builtins), old)),
    (lambda: list(sys.path), lambda old: sys.path.__setitem__(slice(None), old)),
    (lambda: list(sys.argv), lambda old: sys.argv.__setitem__(slice(None), old)),
    (lambda: (sys.stdout, sys.stderr), lambda old: _set(sys, ("stdout", "stderr"), old)),
    (lambda: (sys.displayhook, sys.excepthook),
     lambda old: _set(sys, ("displayhook", "excepthook"), old)),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.gettrace, sys.settrace),
    (sys.getprofile, sys.setprofile),
    (gc.isenabled, lambda on: gc.enable() if on else gc.disable()),
    (gc.get_threshold, lambda old: gc.set_threshold(*old)),
    (lambda: list(warnings.filters), lambda old: _filter(old)),
    (lambda: warnings.showwarning, lambda old: setattr(warnings, "showwarning", old)),
    (lambda: locale.setlocale(locale.LC_ALL), lambda old: locale.setlocale(locale.LC_ALL, old)),
    (socket.getdefaulttimeout, socket.setdefaulttimeout),
    (random.getstate, random.setstate),
    (np.random.get_state, np.random.set_state),
    (np.geterr, lambda old: np.seterr(**old)),
    (np.get_printoptions, lambda old: np.set_printoptions(**old)),
    (lambda: _logging(logging.root), lambda old: _log_as(logging.root, old)),
    (lambda: _pandas_options(), lambda old: _set_pandas_options(old)),
    (lambda: None, lambda _: signal.setitimer(signal.ITIMER_REAL, 0) if os.name != "nt" else None),
)  # fmt: skip


class Slate:
    """How this process is now; `restore` brings it back."""

    def __init__(self) -> None:
        self._settings = [(put, read()) for read, put in _SETTINGS]
        self._modules = set(sys.modules)
        self._watched = dict(_watched(self._modules))
        self._spaces = [space for one in self._watched.values() for space in _spaces(one)]
        self._threads = set(threading.enumerate())
        self._shell = _shell_state()

    def restore(self) -> bool:
        """Put everything back; whether nothing is left that cannot be."""
        for put, old in self._settings:
            put(old)
        _reset_shell(self._shell)
        _reset_matplotlib()
        self._forget_modules()
        return not (self._patched() or self._left_running())

    def _forget_modules(self) -> None:
        """Forget the modules that a notebook brought along; libraries stay imported."""
        for name in set(sys.modules) - self._modules:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if not file.startswith(_LIBRARIES):
                del sys.modules[name]

    def _patched(self) -> bool:
        """Whether a function, a class or one of our values is not what it was."""
        gone = any(sys.modules.get(name) is not one for name, one in self._watched.items())
        return gone or any(space.differs() for space in self._spaces)

    def _left_running(self) -> bool:
        """Whether threads or child processes are left."""
        return bool(set(threading.enumerate()) - self._threads or psutil.Process().children())


def _watched(names: set[str]) -> Iterator[tuple[str, ModuleType]]:
    for name in names:
        if name.split(".")[0] in _WATCHED and isinstance(sys.modules.get(name), ModuleType):
            yield name, sys.modules[name]


def _spaces(module: ModuleType) -> Iterator[_Space]:
    """A module's names and those of the classes in it.

    All of ours, functions and classes of others.
    """
    ours = module.__name__.split(".")[0] == _OURS
    classes = [one for one in vars(module).values() if _is_class_of(module, one)]
    for space in (vars(module), *map(vars, classes)):
        watched = {
            name: one
            for name, one in space.items()
            if (ours or callable(one)) and not name.startswith("__")
        }
        plain = [one for one in watched.values() if ours and type(one) in _PLAIN]
        contents = [(one, one.copy()) for one in plain]
        yield _Space(space, tuple(watched), tuple(watched.values()), contents)


def _is_class_of(module: ModuleType, value: object) -> bool:
    return isinstance(value, type) and value.__module__ == module.__name__


class _Space(NamedTuple):
    """Names and what they stood for; of containers also a copy of what was in them."""

    now: Mapping[str, Any]
    names: tuple[str, ...]
    values: tuple[Any, ...]
    contents: list[tuple[Any, Any]]

    def differs(self) -> bool:
        """Whether something is gone or another; new names are libraries' own late imports."""
        same = all(map(operator.is_, map(self.now.get, self.names), self.values))
        return not same or any(container != copy for container, copy in self.contents)


def _refill(mapping: Any, old: dict[str, Any]) -> None:
    for key in set(mapping) - set(old):
        del mapping[key]
    for key, value in old.items():
        if mapping.get(key) is not value:
            mapping[key] = value


def _set(owner: Any, names: tuple[str, ...], values: tuple[Any, ...]) -> None:
    for name, value in zip(names, values, strict=True):
        setattr(owner, name, value)


def _filter(old: list[Any]) -> None:
    warnings.resetwarnings()  # also tells the interpreter that they have changed
    warnings.filters[:] = old  # type: ignore[index]


def _logging(logger: logging.Logger) -> tuple[int, list[logging.Handler], int]:
    return logger.level, list(logger.handlers), logging.root.manager.disable


def _log_as(logger: logging.Logger, old: tuple[int, list[logging.Handler], int]) -> None:
    logger.setLevel(old[0])
    logger.handlers[:] = old[1]
    logging.disable(old[2])


def _pandas_options() -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {name: pd.get_option(name) for name in pd._config.config._registered_options}


def _set_pandas_options(old: dict[str, Any]) -> None:
    now = _pandas_options()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, value in old.items():
            if now[name] is not value and now[name] != value:
                pd.set_option(name, value)


def _shell_state() -> dict[str, Any]:
    """The parts of IPython that a notebook can add to, copied."""
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    return {
        "events": {name: list(calls) for name, calls in shell.events.callbacks.items()},
        "ast": list(shell.ast_transformers),
        "text": list(shell.input_transformers_post),
        "printers": {
            name: (dict(one.type_printers), dict(one.deferred_printers))
            for name, one in shell.display_formatter.formatters.items()
        },
        "magics": {kind: dict(known) for kind, known in shell.magics_manager.magics.items()},
    }


def _reset_shell(state: dict[str, Any]) -> None:
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    shell.reset(new_session=True)
    shell.set_custom_exc((), None)
    shell.ast_transformers[:] = state["ast"]
    shell.input_transformers_post[:] = state["text"]
    for name, calls in state["events"].items():
        shell.events.callbacks[name][:] = calls
    for name, (printers, deferred) in state["printers"].items():
        formatter = shell.display_formatter.formatters[name]
        _refill(formatter.type_printers, printers)
        _refill(formatter.deferred_printers, deferred)
    for kind, known in state["magics"].items():
        _refill(shell.magics_manager.magics[kind], known)


def _reset_matplotlib() -> None:
    """Matplotlib as it is when imported: its settings, no open figure."""
    import matplotlib

    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    changed = {
        key
        for key, value in matplotlib.rcParamsDefault.items()
        if key != "backend" and matplotlib.rcParams[key] != value
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matplotlib.rcParams.update({key: matplotlib.rcParamsDefault[key] for key in changed})
