"""The words that decide: the usual ones, a school's own, and those that nobody knows."""

from __future__ import annotations

import pytest

from gradrecon.cohort.words import Words, changed


@pytest.mark.parametrize(
    ("word", "means"),
    [("双证", "双证"), ("双证书", "双证"), (" 双 证 ", "双证"), ("学历+学位", "双证"),
     ("单证（仅学位）", "单证"), ("单证书（无学历）", "单证"), ("学位证", "单证"),
     ("同等学力", "单证"), ("在职单证", "单证"), ("非双证", "单证"), ("双学位", ""), ("其他", ""),
     ("在职双证", ""), ("双证（全日制）", "双证"), ("双证转单证", ""), ("有学历无学位", "单证"),
     ("", "")],
)  # fmt: skip
def test_certificates(word: str, means: str) -> None:
    assert Words().certificate(word) == means


@pytest.mark.parametrize(
    ("word", "means"),
    [("注册学籍", "注册学籍"), ("已注册", "注册学籍"), ("未注册", "未注册"),
     ("休学（因病）", "未注册"), ("暂缓注册", "未注册"), ("结业", "未注册"), ("在读", ""),
     ("正常", "")],
)  # fmt: skip
def test_enrolment(word: str, means: str) -> None:
    assert Words().enrolment(word) == means


@pytest.mark.parametrize(
    ("word", "means"),
    [("同意", "学院已审"), ("待研究生院审批", "学院已审"), ("研究生院批准", "研究生院已批"),
     ("不同意", "退回"), ("已办结", "已更改"), ("未提交", "待提交"), ("看看", "")],
)  # fmt: skip
def test_applications(word: str, means: str) -> None:
    assert Words().application(word) == means


@pytest.mark.parametrize(
    ("remark", "word"),
    [("延期毕业", "延期"), ("2024年9月休学", "休学"), ("休学一年，已复学", ""), ("不延期", ""),
     ("曾用名王方", ""), ("复学后又休学", "休学"), ("休学期满未复学", "休学"), ("撤销延期", ""),
     ("延期申请已取消", ""), ("暂不毕业", "暂不毕业"), ("延至明年", "延至"), ("", "")],
)  # fmt: skip
def test_who_leaves(remark: str, word: str) -> None:
    assert Words().leaves(remark) == word


def test_a_school_s_own_words_go_before_the_usual_ones() -> None:
    own = Words.model_validate(
        {"status": {"注册学籍": ["在读"]}, "certificates": {"单证": ["双"]}, "leaving": ["转下届"]}
    )
    assert own.enrolment("在读") == "注册学籍"
    assert own.certificate("双") == "单证"
    assert own.certificate("双证") == "双证"
    assert own.leaves("申请转下届") == "转下届"


def test_what_has_changed() -> None:
    assert changed("曾用名王方") == "曾用名"
    assert changed("优秀毕业生") == ""
