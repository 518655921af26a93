"""How much a single file may take before it is refused."""

from __future__ import annotations

import mmap
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from gradrecon.sheets.grid import Unreadable

TOO_BIG = ("读取时内存超过上限", "删去表格之外的空行、空列和格式，或拆成几个文件。")

MAX_COLUMNS = 16_384


class Limits(NamedTuple):
    """Bounds for one file: size on disk, rows of a sheet, seconds, and memory of its reader."""

    max_mb: int = 200
    max_rows: int = 2_000_000
    seconds: int = 60
    memory_mb: int = 768

    def check_file(self, path: Path) -> int:
        """Return the size of the file in bytes; raise Unreadable if it is too large or no file."""
        if not path.is_file():  # stat raises where there is nothing at all
            path.stat()
            raise Unreadable("不是普通的文件", "换成表格文件；文件夹和管道不能读取。")
        size = path.stat().st_size
        if size > self.max_mb * 1_000_000:
            raise Unreadable(
                f"文件有 {size / 1e6:,.0f} MB，超过上限 {self.max_mb} MB",
                "确认无误后调高 params 中的 reading.max_mb，或拆成几个文件。",
            )
        return size

    def check_rows(self, sheet: str, rows: int) -> None:
        """Raise Unreadable if a sheet has too many rows."""
        if rows > self.max_rows:
            raise Unreadable(
                f"工作表“{sheet}”有 {rows:,} 行，超过上限 {self.max_rows:,} 行",
                "删去表格下方的空行；确有这么多行时调高 params 中的 reading.max_rows。",
            )

    def check_columns(self, columns: int) -> None:
        """Raise Unreadable if a text has more columns than any office program shows."""
        if columns > MAX_COLUMNS:
            raise Unreadable(
                f"有 {columns:,} 列，超过 Excel 的 {MAX_COLUMNS:,} 列",
                "确认文件是否用错了分隔符，或另存为 .xlsx 后放回原处。",
            )

    def cpu_seconds(self, path: Path) -> int:
        """How long one reader may compute on a file: two seconds, and one for each megabyte."""
        size = path.stat().st_size if path.is_file() else 0
        return min(self.seconds, 2 + size // 1_000_000)

    def wall_seconds(self, path: Path) -> int:
        """How long one reader may take by the clock: five times that, for others compute as well.

        A file that needs work is ended by its computing time; the clock is for one that waits.
        """
        return min(self.seconds, 5 * self.cpu_seconds(path))

    def bound_memory(self) -> None:
        """Let the system refuse this process more memory, beside what it maps and does not use.

        To be called again after a large library is loaded. Where the system takes no such limit
        (Windows, macOS) the sandbox alone watches.
        """
        try:
            import resource
        except ImportError:
            return
        room = self.memory_mb * 1_000_000 + _unused()
        with suppress(ValueError, OSError):  # macOS refuses any that is below what is mapped
            resource.setrlimit(resource.RLIMIT_AS, (room, resource.RLIM_INFINITY))


def _unused() -> int:
    """The bytes that this process has mapped and not touched, such as the code of libraries."""
    try:
        mapped, resident, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return (int(mapped) - int(resident)) * mmap.PAGESIZE


DEFAULT = Limits()
