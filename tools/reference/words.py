"""判定、状态与其他用语: from the closed vocabularies in `gradrecon.vocabulary`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from gradrecon.cohort.studio_words import STUDIO_WORDS
from gradrecon.cohort.words import APPLICATIONS, CERTIFICATES, LEAVING, STATUS
from gradrecon.decisions.verdicts import MEANINGS, Effect, Meaning
from gradrecon.names.judgement import Kind
from gradrecon.outputs.pages.definitions import DEFINITIONS
from gradrecon.outputs.tables.columns import RUNGS
from gradrecon.vocabulary import (
    ApplicationState,
    Awaits,
    CaptureState,
    ChsiState,
    Move,
    Obligation,
    Settlement,
    Severity,
    State,
    Step,
    Verdict,
)
from reference.markdown import code, section, table, whole

_ABOUT = "表格、界面和报告里表示状态的词都在这里，各处意思相同。"

_STATES = {
    State.DONE: "这一环节已办完",
    State.DUE: "还没办，规定日期还没到",
    State.OVERDUE: "规定日期已过还没办；还能补救到哪天，看“最晚”一列",
    State.DISPUTED: "有未处理的错误，须先由人核实",
    State.NOT_NEEDED: "这名学生不需要办这个环节",
    State.NO_DATA: "没有收到判断所需的来源文件",
}
_SETTLEMENTS = {
    Settlement.OPEN: "没有人判定过，或判定后仍待办",
    Settlement.SETTLED: "已判定，而且所依据的事实没有变",
    Settlement.STALE: "判定之后事实变了，请按新的事实再判",
    Settlement.RESOLVED: "文件里已没有这个问题",
}
_AWAITS = {
    Awaits.SECOND: "须两人判定一致的，已有一人判定",
    Awaits.CONFLICT: "判定人意见不同，须第三人判定，或其中一人撤销",
    Awaits.MOVED: "已退回学生、学院、来源单位，或转采集单位、提交研究生院，等对方办理",
    Awaits.PENDING: "有人先放一放，待查明",
}
_SEVERITIES = {
    Severity.ERROR: "未处理之前不能报库",
    Severity.WARNING: "可能影响报库，须核实",
    Severity.NOTICE: "供留意，不影响报库",
}
_OBLIGATIONS = {
    Obligation.MUST: "列入附件1，从未采集过；或列入附件2而没有图像（通知 1.1.2、1.0）",
    Obligation.APPROVED: "经研究生院审核同意采集（1.1.4）",
    Obligation.VOLUNTARY: "列入附件2，不来也可以，原图像有效（1.1.3）",
    Obligation.NONE: "学信网已有图像",
    Obligation.REVIEW: "没有图像，又不在名单上，须先审核（1.1.4）",
    Obligation.UNKNOWN: "没有文件说明是否已有图像",
}
_CHSI = {
    ChsiState.RIGHT: "本人校对无误",
    ChsiState.WRONG: "本人认为照片有误，由学院审核证明",
    ChsiState.UNCHECKED: "还没有校对，不等于无误",
    ChsiState.NO_IMAGE: "学信网上看不到图像",
    ChsiState.IN_WORK: "图像在制作或审核中",
}
_APPLICATIONS = {
    ApplicationState.DRAFT: "还没有交给学院",
    ApplicationState.COLLEGE: "学院已审，等研究生院",
    ApplicationState.APPROVED: "已批准，等学籍或对照表更改",
    ApplicationState.APPLIED: "学籍或对照表里已经看到更改",
    ApplicationState.REFUSED: "未获同意",
}
_KINDS = {
    Kind.MATCH: "读音和写法都与姓名相符",
    Kind.FORMAT: "读音相符，大小写、空格等写法不合本校规范",
    Kind.OTHER_READING: "是这个字的另一种读音，姓名里也用",
    Kind.ASK: "由汉字判断不了，如少数民族姓名、双姓、以证件为准的",
    Kind.SURNAME_DOUBTFUL: "姓的读音不是这个姓的任何读法",
    Kind.GIVEN_DOUBTFUL: "名字里有一个字的读音查不到",
    Kind.SYLLABLES: "音节比字多或少，或不是拼音",
    Kind.NATIVE: "不是汉字的普通话读音，像是本民族语的拼写，以证件为准",
    Kind.WADE_GILES: "与姓名相符，但用的是威妥玛拼法",
    Kind.CANTONESE: "像是粤语拼写，以证件为准",
    Kind.HOKKIEN: "像是闽南语拼写，以证件为准",
    Kind.OTHER_LANGUAGE: "像是朝鲜语、越南语等的拼写，以证件为准",
    Kind.TOO_SHORT: "只填了首字母或缩写",
    Kind.TOO_LONG: "超过规定的长度",
    Kind.CHINESE: "填的是汉字，或夹有汉字",
    Kind.OTHER_SCRIPT: "填的是西里尔等其他字母",
    Kind.DIGITS: "夹有声调以外的数字",
    Kind.NUMBER: "填的是学号、手机号、证件号",
    Kind.EMAIL: "填的是电子邮箱",
    Kind.BLANK: "没有填，或填的是“/”“无”一类占位的字",
}
_EFFECTS = {
    Effect.SETTLES: "问题了结",
    Effect.PASSES_ON: "问题保留，转给别人办",
    Effect.WAITS: "问题保留",
}


def page() -> str:
    """Every vocabulary as a table of its words and what they mean."""
    return whole(
        "判定与用语",
        _ABOUT,
        section("判定", _VERDICTS, _verdicts(), anchor="verdicts"),
        section("环节", _said(f"{number}. {step}" for number, step in enumerate(Step, 1))),
        section("环节的状态", _listed(State, _STATES), anchor="states"),
        section("该谁办", _said(f"- {move}" for move in Move if move)),
        section("问题的轻重", _labelled(Severity, _SEVERITIES)),
        section("问题的状态", _labelled(Settlement, _SETTLEMENTS), anchor="settlements"),
        section("已判定而未了结的，在等什么", _labelled(Awaits, _AWAITS)),
        section("采集义务", _listed(Obligation, _OBLIGATIONS)),
        section("学信网校对", _CHSI_ABOUT, _listed(ChsiState, _CHSI)),
        section("采集状态", _STUDIO_ABOUT, _studio()),
        section("更正申请", _listed(ApplicationState, _APPLICATIONS)),
        section("来源里的用语", _KNOWN_ABOUT, _known()),
        section("凭什么对应到人", _RUNGS_ABOUT, _rungs(), anchor="rungs"),
        section("对拼音的判断", _KINDS_ABOUT, _kinds(), anchor="judgements"),
        section("报告里的数字", table(["词", "意思"], [[d.term, d.text] for d in DEFINITIONS])),
    )


_VERDICTS = """\
在复核界面按数字键或字母键判定。法定信息（姓名、证件号等）不因判定而改，只列入须提交的更正申请；
能由判定改动的只有姓名拼音和专业英文名称。改变记录归谁、证书上印哪种拼写，或关闭一个错误的判定
须两人一致（参数 `review.risky`）；待查只移出自己的“待我处理”。"""
_CHSI_ABOUT = (
    "学信网的原词各校不一，由参数文件的 `[chsi_words]` 归到下面五种；没有列的词照原样显示。"
)
_STUDIO_ABOUT = (
    "采集名单里有状态一列时，只有“已采集”的才算采集。下面的词已认识；另外的写进参数文件的"
    " `[studio_words]`，不认识的不算采集，并列为问题。"
)

_RUNGS_ABOUT = "`links.csv` 里的 `rung`，从强到弱。对应不到的行不猜，列在 `strays.csv`。"
_KINDS_ABOUT = "`cases.csv` 里的 `judged`。判断只供核对，确认过的拼音不改。"


def _studio() -> str:
    words = {
        state: [w for w, own in STUDIO_WORDS.items() if own is state] for state in CaptureState
    }
    return table(["含义", "原词"], [[state, "、".join(own)] for state, own in words.items()])


_KNOWN_ABOUT = """\
来源文件里决定能否报库的词，各栏认得这些写法，末尾的 `*` 代表任意文字；本校另有写法的补入参数文件的
`[words]`。认不出的词列为问题，注明单元格，一律不算好的结果。"""


def _known() -> str:
    """The words that the columns which decide are known by, with what each means."""
    listed: dict[str, Mapping[Any, Iterable[str]]] = {
        "证书类型": CERTIFICATES,
        "学籍状态": STATUS,
        "审核状态": APPLICATIONS,
    }
    rows = [
        [title, str(meaning), "、".join(words)]
        for title, known in listed.items()
        for meaning, words in known.items()
    ]
    rows.append(["学籍备注", "本届不毕业", "、".join(LEAVING)])
    return table(["列", "含义", "写法"], rows)


def _verdicts() -> str:
    header = ["按键", "判定", "意思", "结果", "可否批量"]
    return table(header, [_verdict(verdict, MEANINGS[verdict]) for verdict in Verdict])


def _verdict(verdict: Verdict, meaning: Meaning) -> list[str]:
    bulk = "可以" if meaning.bulk else "逐条"
    return [code(meaning.key), verdict.value, meaning.about, _EFFECTS[meaning.effect], bulk]


def _said(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _rungs() -> str:
    return table(["表格里写作", "意思"], [[code(rung), said] for rung, said in RUNGS.items()])


def _kinds() -> str:
    rows = [[kind.label, code(kind.value), _KINDS[kind]] for kind in Kind]
    return table(["词", "表格里写作", "意思"], rows)


def _listed(words: type[StrEnum], meanings: Mapping[Any, str]) -> str:
    return table(["词", "意思"], [[word.value, meanings[word]] for word in words])


def _labelled(
    words: type[Severity] | type[Settlement] | type[Awaits], meanings: Mapping[Any, str]
) -> str:
    rows = [[word.label, code(word.value), meanings[word]] for word in words if word.value]
    return table(["词", "表格里写作", "意思"], rows)
