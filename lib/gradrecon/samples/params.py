"""The params of a sample: the base's, with as many colleges as asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

_SUBJECTS = (
    *("环境", "能源", "海洋", "农业", "医药", "建筑", "土木", "交通", "测绘", "音乐"),
    *(
        "体育",
        "新闻",
        "历史",
        "教育",
        "心理",
        "公共管理",
        "国际关系",
        "地球科学",
        "食品科学",
        "生态",
    ),
)


def sample_params(base: Mapping[str, Any], colleges: int, as_of: date) -> dict[str, Any]:
    """Return the base params for a sample with that many colleges, as of a day.

    The first of the base's colleges; where they do not suffice, further made-up ones that take
    the campuses of the base's in turn.
    """
    given = list(base.get("colleges", ()))
    more = [_college(place, given) for place in range(len(given), colleges)]
    head = {"id": "sample", "as_of": as_of}
    rest = {key: value for key, value in base.items() if key not in head}
    return {"id": "sample", **rest, "as_of": as_of, "colleges": [*given, *more][:colleges]}


def _college(place: int, given: list[Mapping[str, Any]]) -> dict[str, Any]:
    round_, subject = divmod(place - len(given), len(_SUBJECTS))
    name = f"{_SUBJECTS[subject]}学院" if not round_ else f"{_SUBJECTS[subject]}第{round_ + 1}学院"
    college = {"code": f"S{place + 1:03d}", "name": name}
    campus = given[place % len(given)].get("campus") if given else None
    return college | ({"campus": campus} if campus else {})
