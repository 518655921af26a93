"""Faults of a params file in Chinese: each with its key, what was seen and what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError, ValidationError

from gradrecon.errors import Fault

_LONGEST_KEY = 120


@dataclass(frozen=True)
class Problem:
    """One thing wrong below the key being validated: which key, what was seen, what is allowed."""

    key: str
    wrong: str
    allowed: str


def problems(*found: Problem) -> PydanticCustomError:
    """An error for a pydantic validator to raise that carries several problems at once."""
    return PydanticCustomError("problems", "{count}", {"count": len(found), "found": found})


def faults_of(error: ValidationError, file: str, model: Mapping[str, Any]) -> list[Fault]:
    """The faults of a params file, from what pydantic found and the model's JSON schema."""
    return [fault for detail in error.errors() for fault in _faults(detail, file, model)]


def _faults(detail: Any, file: str, schema: Mapping[str, Any]) -> Iterable[Fault]:
    place = detail["loc"]
    if detail["type"] == "problems":
        for problem in detail["ctx"]["found"]:
            yield _fault(
                file,
                (*place, *filter(None, problem.key.split("."))),
                problem.wrong,
                problem.allowed,
            )
    elif detail["type"] == "extra_forbidden":
        known = _keys_at(schema, place[:-1])
        yield _fault(file, place, f"没有这个参数{_guess(str(place[-1]), known)}", "、".join(known))
    elif detail["type"] == "missing":
        yield _fault(file, place, "缺少这个参数", "请补上一行")
    else:
        wrong, allowed = _WORDING.get(
            detail["type"], (f"不能接受：{detail['msg']}", "参见 params 说明")
        )
        context = {key: _listed(value) for key, value in detail.get("ctx", {}).items()}
        yield _fault(
            file,
            place,
            wrong.format(seen=_shown(detail["input"]), **context),
            allowed.format(**context),
        )


def _fault(file: str, place: Iterable[str | int], wrong: str, allowed: str) -> Fault:
    return Fault(f"{file}  {_key(place)}", wrong, "改好后重新运行。", allowed)


def _key(place: Iterable[str | int]) -> str:
    """A TOML key path; entries of a list are counted from 1, as people do."""
    parts = [f"[第 {part + 1} 项]" if isinstance(part, int) else f".{part}" for part in place]
    return _shown("".join(parts).removeprefix("."), _LONGEST_KEY) or "（整个文件）"


def _guess(seen: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(seen, list(known), n=1)
    return f"，是否想写 {near[0]}？" if near else ""


def _keys_at(schema: Mapping[str, Any], place: Iterable[str | int]) -> list[str]:
    """The keys that the model knows at a place of the file."""
    definitions = schema.get("$defs", {})
    node: Mapping[str, Any] = schema
    for part in place:
        if isinstance(part, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(part, node.get("additionalProperties", {}))
        while "$ref" in node or "anyOf" in node:
            node = (
                definitions[node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node["anyOf"][0]
            )
    return list(node.get("properties", {}))


def _listed(value: Any) -> str:
    """pydantic's `'a', 'b' or 'c'` as Chinese lists things."""
    return str(value).replace("' or '", "', '").replace("', '", "、").strip("'")


def _shown(value: Any, most: int = 40) -> str:
    try:
        text = str(value)
    except (ValueError, RecursionError):
        return "（太长，不能显示）"
    return text if len(text) <= most else text[: most - 1] + "…"


_WORDING = {
    "string_type": ("应是文字，写的是 {seen}", "加引号的文字"),
    "string_too_short": ("不能为空", "至少一个字"),
    "string_pattern_mismatch": ("“{seen}”的写法不对", "符合 {pattern} 的文字"),
    "int_type": ("应是整数，写的是 {seen}", "不加引号的整数"),
    "int_from_float": ("应是整数，写的是 {seen}", "不加引号的整数"),
    "float_type": ("应是数，写的是 {seen}", "不加引号的数"),
    "float_parsing": ("应是数，写的是 {seen}", "不加引号的数"),
    "finite_number": ("应是一个有限的数，写的是 {seen}", "不加引号的数"),
    "bool_type": ("应是 true 或 false，写的是 {seen}", "true 或 false"),
    "greater_than": ("{seen} 太小", "大于 {gt} 的数"),
    "greater_than_equal": ("{seen} 太小", "不小于 {ge} 的数"),
    "less_than_equal": ("{seen} 太大", "不大于 {le} 的数"),
    "date_type": ("应是日期，写的是 {seen}", "不加引号的日期，如 2024-12-16"),
    "time_type": ("应是钟点，写的是 {seen}", "不加引号的钟点，如 08:30:00"),
    "tuple_type": ("应是一组，写的是 {seen}", '方括号括起来的一组，如 ["甲", "乙"]'),
    "too_short": ("一项也没有", "至少一项"),
    "mapping_type": ("应是一节参数，写的是 {seen}", "一节参数"),
    "dict_type": ("应是一节参数，写的是 {seen}", "一节参数"),
    "model_type": ("应是一节参数，写的是 {seen}", "一节参数"),
    "literal_error": ("没有“{seen}”这种写法", "{expected}"),
    "enum": ("没有“{seen}”这种写法", "{expected}"),
}


def raise_any(*found: Problem) -> None:
    """Raise the problems as one error, if there are any."""
    if found:
        raise problems(*found)
