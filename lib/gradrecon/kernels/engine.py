"""A Papermill engine whose kernels are ready at once: `papermill --engine gradrecon-warm`.

Papermill drives the notebook as ever; only the kernel is a fresh process that has the package
imported already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from papermill.log import logger

from gradrecon.kernels import kernels

_NOT_FOR_THE_CLIENT = {"input_path", "startup_timeout", "start_timeout", "timeout", "kernel_name"}


class WarmEngine(Engine):
    """Runs a notebook in a kernel of its own.

    Beyond Papermill's own options: `tray`, the private folder of the batch that the notebook is
    part of, "" outside a batch; `folder`, in which it runs, "" for the current one; `fresh`:
    whether its kernel is to be started, not forked; `finish`, what is done to the executed
    notebook's node before it is saved.
    """

    @classmethod
    def execute_notebook(
        cls, nb: Any, kernel_name: str, output_path: str | None = None, **options: Any
    ) -> Any:
        """As any engine does; but before a cell has run there is nothing to save.

        The same input gives the same bytes: no time of the clock stays in the notebook.
        """
        node = super().execute_notebook(nb, kernel_name, None, saved_at=output_path, **options)
        return undated(node)

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        tray: str = "",
        folder: str = "",
        fresh: bool = False,
        saved_at: str | None = None,
        finish: Callable[[Any], object] = lambda node: None,
        execution_timeout: float | None = None,
        **options: Any,
    ) -> None:
        """Run the cells; a cell that raises ends the notebook, as with any engine."""
        nb_man.output_path = saved_at
        forked = kernels.CAN_FORK and not fresh
        kernel = kernels.mine(Path(tray) if tray else None, forked=forked)
        kernel.call("enter", folder or str(Path.cwd()), seconds=kernels.START_SECONDS)
        passed = {key: one for key, one in options.items() if key not in _NOT_FOR_THE_CLIENT}
        client = PapermillNotebookClient(
            nb_man, km=kernel.manager, kernel_name=kernel_name, timeout=execution_timeout,
            log=logger, **passed,
        )  # fmt: skip
        client.kc = kernel.client
        kernel.spent = True  # the next notebook gets another
        try:
            with _seldom_saved(nb_man):
                client.execute()
                _require_end(nb_man.nb)
        except (DeadKernelError, TimeoutError):
            kernel.kill()
            raise
        finish(nb_man.nb)


_EXIT = "SystemExit"
_INJECTED = "injected-parameters"
_TIMES = ("start_time", "end_time", "duration")


def undated(node: Any) -> Any:
    """The notebook's node without the times at which it ran, and without a number by chance."""
    for cell in node.cells:
        if _INJECTED in cell.metadata.get("tags", []):
            cell["id"] = _INJECTED
    for one in (node, *node.cells):
        one.metadata.pop("execution", None)
        for name in _TIMES:
            one.metadata.get("papermill", {}).pop(name, None)
    return node


class EndedEarly(Exception):
    """A notebook that ended itself before its last cell."""


def _require_end(node: Any) -> None:
    """Raise EndedEarly if a cell was not run: Papermill takes `sys.exit()` for a good end.

    What a cell raised otherwise, Papermill says itself.
    """
    cells = [cell for cell in node.cells if cell.cell_type == "code" and cell.source.strip()]
    raised = {one.ename for cell in cells for one in cell.outputs if one.output_type == "error"}
    unrun = any(cell.execution_count is None for cell in cells)
    if raised <= {_EXIT} and (raised or unrun):
        raise EndedEarly


@contextmanager
def _seldom_saved(nb_man: NotebookExecutionManager) -> Iterator[None]:
    """The notebook saved at most once a second, not twice a cell.

    One that runs to its end Papermill saves itself; one that is broken off, when it ends.
    """
    save = nb_man.save

    def seldom(**_: Any) -> None:
        if (nb_man.now() - nb_man.last_save_time).total_seconds() > 1:
            save()

    nb_man.save = seldom
    try:
        yield
    except BaseException:
        nb_man.save = save
        raise
