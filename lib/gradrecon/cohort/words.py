"""The words that decide, section `[words]` of a params file: what each means in its column.

A school adds its own words there; the ones below hold beside them. A word may end in `*`, which
stands for anything. What is not listed means nothing: it is shown, never taken for the good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field

from gradrecon.cohort.strict import Strict, Text
from gradrecon.values.folding import fold_label_text
from gradrecon.vocabulary import ApplicationState, Certificates, Enrolment

Listed = Annotated[tuple[Text, ...], Field(strict=False)]
_Key = Field(strict=False)

CERTIFICATES: Mapping[Certificates, tuple[str, ...]] = {
    Certificates.BOTH: (
        "双证", "双证书", "双证研究生", "双证学历教育研究生", "学历学位双证", "学历、学位双证",
        "学历+学位", "学历学位", "学历和学位", "毕业证+学位证", "毕业证、学位证", "毕业证学位证",
        "毕业证书和学位证书", "毕业证书+学位证书", "毕业证书、学位证书", "学历证+学位证",
        "学历、学位", "有学历有学位", "全日制双证", "非全日制双证", "双证(全日制)",
        "双证(非全日制)", "双证(学历+学位)", "双证(学历、学位)", "双证(学历学位)", "硕士双证",
        "博士双证", "学术学位双证", "专业学位双证", "两证", "两证齐全", "双", "是",
    ),
    Certificates.ONE: (
        "单证*", "在职单证*", "仅学位*", "仅学历*", "只有学位*", "只有学历*", "学位证", "学历证",
        "毕业证", "学位证书", "毕业证书", "学历证书", "学位", "学历", "同等学力*", "在职*",
        "无学历*", "无学位*", "仅发*", "只发*", "学位单证*", "学历单证*", "有学位无学历*",
        "有学历无学位*", "非学历*", "同等学历*", "单", "否", "非双证",
    ),
}  # fmt: skip
STATUS: Mapping[Enrolment, tuple[str, ...]] = {
    Enrolment.REGISTERED: (
        "注册学籍", "已注册学籍", "已注册", "注册", "正常注册", "学籍已注册", "在籍(注册学籍)",
        "在读(注册学籍)", "在校(注册学籍)", "注册学籍(在籍)", "在籍注册",
    ),
    Enrolment.NOT: (
        "未注册*", "待注册*", "暂缓注册*", "暂不注册*", "不予注册*", "注册未通过*", "休学*",
        "退学*", "保留学籍*", "保留入学资格*", "转学*", "转出*", "开除*", "取消学籍*", "注销*",
        "除名*", "死亡*", "离校*", "毕业*", "已毕业*", "结业*", "肄业*", "停学*", "参军*",
        "入伍*", "延期*", "不在籍*", "非在籍*",
    ),
}  # fmt: skip
APPLICATIONS: Mapping[ApplicationState, tuple[str, ...]] = {
    ApplicationState.DRAFT: (
        "待提交", "未提交", "草稿", "填写中", "待学院审核", "待院系审核", "待审核", "学生已提交",
        "已提交", "提交", "审核中", "待审",
    ),
    ApplicationState.COLLEGE: (
        "学院已审", "学院已审核", "学院审核通过", "学院通过", "学院同意", "院系已审", "院系同意",
        "院系审核通过", "院领导同意", "已审核", "已审", "同意", "通过", "审核通过",
        "待研究生院审核", "待研究生院审批", "待研究生院批准", "待审批", "待批", "已报研究生院",
        "已上报", "上报",
    ),
    ApplicationState.APPROVED: (
        "研究生院已批", "研究生院已批准", "研究生院批准", "研究生院同意", "研究生院审核通过",
        "研究生院通过", "已批", "已批准", "批准", "审批通过", "校级通过", "学校已批", "学校批准",
        "待更改", "待变更", "批准待更改",
    ),
    ApplicationState.APPLIED: (
        "已更改", "已更正", "已变更", "已修改", "更改完成", "变更完成", "已办结", "办结", "已完成",
    ),
    ApplicationState.REFUSED: (
        "退回", "已退回", "驳回", "已驳回", "不同意", "不批准", "未批准", "不予批准", "不予更正",
        "未通过", "审核不通过", "审核未通过", "不通过", "学院退回", "研究生院退回", "撤回",
        "已撤回", "撤销", "作废",
    ),
}  # fmt: skip
# In the remarks of the roster: who will not graduate now, and what has changed about somebody.
LEAVING = (
    "延期", "延毕", "延长学习", "延长学制", "延迟毕业", "延后毕业", "延至", "顺延", "缓期",
    "暂缓毕业", "推迟毕业", "推后毕业", "暂停毕业", "暂不毕业", "不能毕业", "无法毕业", "不予毕业",
    "不毕业", "明年毕业", "来年毕业", "次年毕业", "答辩未通过", "未通过答辩", "休学", "退学",
    "保留学籍", "放弃学籍", "转学", "结业", "肄业", "开除", "取消学籍", "注销学籍", "除名", "停学",
    "死亡", "去世", "病故", "不参加毕业", "下一届", "转为下届",
)  # fmt: skip
BACK = ("复学", "撤销", "取消", "按期毕业", "已按期", "恢复")
CHANGED = (
    "曾用名", "原名", "更名", "改名", "转专业", "转学院", "转院", "学院变更", "原学院", "原学号",
    "学号变更", "更换学号", "换学号", "硕士学号", "博士学号",
)  # fmt: skip


class Words(Strict):
    """Words that a school uses beside the usual ones, and what they mean.

    `certificates`, `status`, `applications`: each meaning with its words. `leaving`: further words
    in remarks of the roster that say somebody does not graduate with this cohort.
    """

    certificates: Mapping[Annotated[Certificates, _Key], Listed] = Field(default_factory=dict)
    status: Mapping[Annotated[Enrolment, _Key], Listed] = Field(default_factory=dict)
    applications: Mapping[Annotated[ApplicationState, _Key], Listed] = Field(default_factory=dict)
    yes: Listed = ()
    no: Listed = ()
    leaving: Listed = ()

    def certificate(self, word: str) -> str:
        """A `Certificates`, "" for a word that is not known."""
        meaning = _meaning(word, self._known["certificates"])
        both = "双证" in word and meaning == Certificates.ONE
        return "" if both and fold(word) not in self._known["certificates"] else meaning

    def enrolment(self, word: str) -> str:
        """An `Enrolment`, "" for a word that is not known."""
        return _meaning(word, self._known["status"])

    def application(self, word: str) -> str:
        """An `ApplicationState`, "" for a word that is not known."""
        return _meaning(word, self._known["applications"])

    def leaves(self, remark: str) -> str:
        """Return what in a remark says that somebody does not graduate now, "" for nothing."""
        found = [*self._leaving.finditer(remark)]
        taken_back = found and _BACK.search(remark, found[-1].end())
        return found[-1][0] if found and not taken_back else ""

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, str]]:
        usual: Mapping[str, Mapping[Any, tuple[str, ...]]] = {
            "certificates": CERTIFICATES,
            "status": STATUS,
            "applications": APPLICATIONS,
        }
        return {
            name: {**_by_word(words), **_by_word(getattr(self, name))}
            for name, words in usual.items()
        }

    @cached_property
    def _leaving(self) -> re.Pattern[str]:
        words = sorted({*LEAVING, *self.leaving}, key=len, reverse=True)
        standing = "(?<![不未无非])(?<!撤销)(?<!取消)(?:"
        return re.compile(standing + "|".join(map(re.escape, words)) + ")")


# What comes after such a word takes it back: 休学，已复学.
_BACK = re.compile("(?<![未不没待拟应将])(?:" + "|".join(BACK) + ")")


def changed(remark: str) -> str:
    """What in a remark says that something about somebody has changed, "" for nothing."""
    return next((word for word in CHANGED if word in remark), "")


def fold(word: str) -> str:
    """A word as it is looked up: width, spaces and a full stop aside."""
    return fold_label_text(word).strip("。.;；、，,!！")


def _by_word(words: Mapping[Any, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): str(meaning) for meaning, own in words.items() for word in own}


def _meaning(word: str, known: Mapping[str, str]) -> str:
    """What a word means by itself, else by the longest beginning that is listed."""
    folded = fold(word)
    if folded in known or not folded:
        return known.get(folded, "")
    begun = [one for one in known if one.endswith("*") and folded.startswith(one[:-1])]
    return known[max(begun, key=len)] if begun else ""
