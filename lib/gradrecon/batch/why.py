"""Why results are made again: what a run reads that the run before it did not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_FEW = 3
_SAID = (
    (("params",), "参数有变"),
    (("decisions",), "复核认定有变"),
    (("template",), "核对表模板有变"),
    (("notebooks",), "笔记本有变"),
    (("program", "libraries"), "程序或程序库有变"),
)
_KEPT = (("sent", "history"), "发出记录或历史有变")
_DAMAGED = "结果文件缺失或被改动"


def reasons(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What has changed from what one run read to what another reads, in Chinese.

    Nothing if it is not known what the earlier run read.
    """
    if not (before and now):
        return []
    told = [*_day(before, now), *_files(before.get("sources", {}), now["sources"])]
    told += [said for names, said in _SAID if _differ(before, now, names)]
    if told:
        return told
    return [_KEPT[1] if _differ(before, now, _KEPT[0]) else _DAMAGED]


def _differ(before: Mapping[str, Any], now: Mapping[str, Any], names: Iterable[str]) -> bool:
    return any(before.get(name) != now.get(name) for name in names)


def _day(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    then, day = (one.get("parameters", {}).get("as_of", "") for one in (before, now))
    return [f"截至日由 {then} 改为 {day}"] if then != day else []


def _files(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Which files are new, changed, gone."""
    new = [name for name in now if name not in before]
    gone = [name for name in before if name not in now]
    changed = [name for name in now if name in before and now[name] != before[name]]
    kinds = (("新增文件", new), ("内容有变", changed), ("少了文件", gone))
    return [f"{what} {_few(names)}" for what, names in kinds if names]


def _few(names: list[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _FEW else ""
    return "、".join(names[:_FEW]) + more
