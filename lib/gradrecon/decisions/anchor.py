"""What is known outside a store of how far its log had come, and what a log lacks of that.

The chain shows what was changed within a log, not that its end was cut off or that all of it was
replaced. So the number and the hash of its last entry are also kept beside the store, and in the
record of every run; a log that does not go through that entry is not the one that it was.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from gradrecon.decisions.entry import breaks
from gradrecon.decisions.log import Log

SUFFIX = ".anchor"
MEND = (
    "不要继续复核，把原来的库放回原处。确是有意恢复备份或重建的，"
    "运行 gradrecon decisions 参数文件 restored --by 姓名，会记入日志。"
)


class Anchor(NamedTuple):
    """How far a log had come: the store's id, how many entries, the hash of the last.

    `restored`: how often the store had been restored on purpose by then.
    """

    store: str = ""
    entries: int = 0
    head: str = ""
    restored: int = 0


def anchor_of(log: Log) -> Anchor:
    """How far a log has come."""
    return Anchor(log.store, len(log), log.head, log.restored)


def anchor_in(content: Any) -> Anchor:
    """The anchor that a record states; one of no entries where it states none."""
    if not isinstance(content, Mapping) or not isinstance(content.get("entries"), int):
        return Anchor()
    known = {name: content[name] for name in Anchor._fields if name in content}
    return Anchor(**known)


def read_anchor(file: Path) -> Anchor:
    """The anchor in a file; one of no entries where there is none that can be read."""
    try:
        return anchor_in(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return Anchor()


def write_anchor(file: Path, anchor: Anchor) -> None:
    """Keep an anchor, whole; a folder that cannot be written keeps the one that it has."""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=".anchor-", dir=file.parent)
        os.write(handle, json.dumps(anchor._asdict()).encode())
        os.close(handle)
        Path(name).replace(file)


def objection(log: Log | None, anchor: Anchor) -> str:
    """What a log lacks of what is known of it, in words; "" for nothing. None: no store is there.

    What was known before the store was restored on purpose counts no more.
    """
    if not anchor.entries or (log and log.restored > anchor.restored):
        return ""
    if log is None:
        return f"复核记录库不见了，它曾有 {anchor.entries} 条记录"
    if anchor.store and log.store != anchor.store:
        return f"这不是原来的复核记录库（原库曾有 {anchor.entries} 条记录）"
    return _shortened(log, anchor)


def _shortened(log: Log, anchor: Anchor) -> str:
    if not len(log):
        return f"复核记录被清空，曾有 {anchor.entries} 条"
    if len(log) < anchor.entries:
        lost = anchor.entries - len(log)
        return f"复核记录少了最后 {lost} 条（曾有 {anchor.entries} 条），可能换成了旧备份"
    if log.entries[anchor.entries - 1].hash != anchor.head:
        return f"第 {anchor.entries} 条与当时的校验值不符，记录被改写过"
    return ""


def wrong_with(log: Log | None, *anchors: Anchor) -> str:
    """What is wrong with a log, in words, "" for nothing: a break, or less than was known."""
    broken = breaks(log.entries, log.first) if log else []
    said = [f"第 {seq} 条：{wrong}" for seq, wrong in broken]
    said += [objection(log, anchor) for anchor in anchors]
    return next(filter(None, said), "")
