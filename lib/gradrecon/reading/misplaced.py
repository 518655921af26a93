"""A file among the returned tables that is none: a list, or a form, put into their folder.

One whose content is surely of another source is refused as such before (see `guess`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gradrecon.cohort.checklist import COMPLETED
from gradrecon.errors import Fault
from gradrecon.sources.confirmation import RETURNED
from gradrecon.sources.table import Part


def misplaced_faults(parts: Sequence[Part], fields: Sequence[str]) -> Iterator[Fault]:
    """A fault for each sheet read as a returned table that has nothing a college completes.

    One with our check code is surely one. `fields` are the columns of the table that goes out.
    """
    wanted = [name for name in fields if name in COMPLETED]
    titles = "、".join(RETURNED.column(name).title for name in wanted)
    for part in (part for part in parts if not part.code):
        if wanted and not any(map(part.has, wanted)):
            yield Fault(
                f"{part.file}!{part.sheet}!{part.header_row}",
                f"不像学院交回的信息核对表：没有{titles}中的任何一列",
                "放错了的，移到它该在的地方；确是核对表的，请学院用发出的核对表重交。",
            )
