"""Where a command writes a workbook: a new file, never over one that is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gradrecon.errors import Fault, UsageError
from gradrecon.files import reason

if TYPE_CHECKING:
    from pathlib import Path


def require_new(path: Path) -> None:
    """Raise UsageError if a workbook cannot be called so, or a file is there that would be lost."""
    if path.suffix.lower() != ".xlsx":
        raise UsageError(Fault(str(path), "文件名不对", "改成以 .xlsx 结尾的文件名。"))
    if path.exists():
        wrong, mend = "已有这个文件，未覆盖", "换一个文件名，或先把原有文件移走。"
        raise UsageError(Fault(str(path), wrong, mend))


@contextmanager
def new_workbook(path: Path) -> Iterator[None]:
    """A new file, empty at first; gone again where what is done here fails.

    Raise UsageError if it is not new or cannot be written.
    """
    require_new(path)
    try:
        path.open("xb").close()  # a place that cannot be written shows before the work
        try:
            yield
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except OSError as error:
        wrong, mend = f"写不进这个文件（{reason(error)}）", "检查路径和权限，或换一个位置。"
        raise UsageError(Fault(str(path), wrong, mend)) from None
