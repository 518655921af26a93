"""The log's times, which are in UTC, as the offices tell them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

# China has one time, without summer time.
BEIJING = timezone(timedelta(hours=8), "北京时间")


def local(time: str) -> datetime:
    """An entry's time in Beijing."""
    return datetime.fromisoformat(time).astimezone(BEIJING)


def shown(time: str) -> str:
    """The same as text: 2024-12-17 10:03:05."""
    return local(time).strftime("%Y-%m-%d %H:%M:%S")
