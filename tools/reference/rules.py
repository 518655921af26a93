"""规则: from the list in `gradrecon.rules`."""

from __future__ import annotations

from collections.abc import Mapping

from gradrecon.cohort import cohort
from gradrecon.cohort.cohort import Clause
from gradrecon.rules import RULES
from gradrecon.rules.rule import Rule
from gradrecon.sources import BY_NAME
from gradrecon.vocabulary import Chapter
from reference.markdown import code, section, table, whole
from reference.place import PARAMS

_ABOUT = """\
核对时找哪些问题，按通知的次序。“错误”未处理之前不能报库；“警告”可能影响报库；“提示”供留意。
待办是预料之中、到期还没办的事，不是差错。例子里的人都是虚构的。"""


def page(examples: Mapping[str, str]) -> str:
    """Every rule by chapter, then the clauses that they rest on."""
    chapters = [_chapter(chapter, examples) for chapter in Chapter]
    clauses = cohort.load(PARAMS).clauses
    return whole("规则", _ABOUT, _overview(), *chapters, _clauses(clauses))


def _overview() -> str:
    rows = [[f"[{chapter.label}](#{chapter.value})", str(len(_of(chapter)))] for chapter in Chapter]
    return table(["章", "规则数"], [*rows, ["合计", str(len(RULES))]])


def _of(chapter: Chapter) -> list[Rule]:
    return [rule for rule in RULES if rule.chapter is chapter]


def _chapter(chapter: Chapter, examples: Mapping[str, str]) -> str:
    header = ["规则", "轻重", "环节", "该谁办", "条款", "例子"]
    rows = [_rule(rule, examples[rule.code]) for rule in _of(chapter)]
    return section(chapter.label, table(header, rows), anchor=chapter.value)


def _rule(rule: Rule, example: str) -> list[str]:
    needs = "、".join(BY_NAME[name].title for name in rule.needs)
    title = f"**{rule.title}**\n{code(rule.code)}"
    weight = f"{rule.severity.label}\n（待办）" if rule.todo else rule.severity.label
    clause = f"[{rule.clause}](#clause-{rule.clause})"
    said = f"{example}\n需要：{needs}" if needs else example
    return [title, weight, rule.step.value, rule.move.value, clause, said]


def _clauses(clauses: tuple[Clause, ...]) -> str:
    rows = [[f'<a id="clause-{one.id}"></a>{one.id}', one.text] for one in clauses]
    about = "文字用我们自己的话，随届写在参数文件的 `[[clauses]]`；这里是 2025 届的。"
    return section("通知条款", about, table(["条款", "内容"], rows), anchor="clauses")
