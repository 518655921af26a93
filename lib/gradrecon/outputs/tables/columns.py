"""What each column of the CSV tables says, in the words that users know it by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from gradrecon.linking import evidence
from gradrecon.sources.roster import ROSTER


class Meaning(NamedTuple):
    """A column's title, and one Chinese sentence on what stands in it."""

    title: str
    about: str


_PLACE = {
    "source": Meaning("来源", "来源的名称，如 `roster`。"),
    "file": Meaning("文件", "原始文件，从原始文件夹算起。"),
    "sheet": Meaning("工作表", "工作表；文件没有工作表的为空。"),
    "row": Meaning("行号", "行号，与 Excel 里看到的相同。"),
}
_STUDENT_NO = Meaning("学号", "学籍名册里的学号。")
_COLLEGE = Meaning("学院", "学院代码。")
_STEP = Meaning("环节", "图像采集、学信网校对、姓名拼音、英文专业或信息复核。")
_MOVE = Meaning("该谁办", "下一步由谁动手。")

FINDINGS: Mapping[str, Meaning] = {
    "finding": Meaning("问题标识", "由规则和对象算出，每次运行都相同。"),
    "evidence": Meaning("证据标识", "由看到的内容算出；事实一变就变，原判定随之失效。"),
    "college": _COLLEGE,
    "student_no": Meaning("学号", "涉及的学生；不涉及具体学生的为空。"),
    "rule": Meaning("规则", "规则编号，见规则一页。"),
    "clause": Meaning("条款", "依据的通知条款。"),
    "severity": Meaning("轻重", "`error` 错误、`warning` 警告、`notice` 提示。"),
    "step": _STEP,
    "field": Meaning("字段", "涉及的列。"),
    "observed": Meaning("看到的", "来源文件里的内容。"),
    "expected": Meaning("应为", "据以比较的内容，没有的为空。"),
    "message": Meaning("说明", "一句话：什么不对，怎么办。"),
    "move": _MOVE,
    "source": _PLACE["source"],
    "cell": Meaning("单元格", "`文件!工作表!D17`；缺少的东西没有单元格。"),
    "state": Meaning("状态", "`open` 待处理、`settled` 已处理、`stale` 情况有变。"),
    "verdict": Meaning("判定", "复核人的判定；情况有变的，是原来的判定。"),
    "value": Meaning("判定内容", "随判定填写的拼写、学号等。"),
    "awaits": Meaning("在等", "已判定而未了结的，在等什么。"),
    "reviewers": Meaning("复核人", "作出判定的人；等第二人时不显示。"),
}
CASES: Mapping[str, Meaning] = {
    "student_no": _STUDENT_NO,
    "college": _COLLEGE,
    "name": Meaning("姓名", "学籍姓名。"),
    "id_tail": Meaning("证件号末四位", "证件号只留末四位。"),
    "sex": Meaning("性别", "学籍性别。"),
    "ethnicity": Meaning("民族", "学籍民族。"),
    "region": Meaning("国家地区", "国别或地区。"),
    "major_code": Meaning("专业代码", "学籍专业代码。"),
    "major": Meaning("专业", "学籍专业名称。"),
    "level": Meaning("层次", "硕士研究生或博士研究生。"),
    "form": Meaning("学习形式", "全日制或非全日制。"),
    "batch": Meaning("毕业批次", "春季、夏季、秋季或冬季。"),
    "graduation": Meaning("预计毕业日期", "学籍的预计毕业日期。"),
    "status": Meaning("学籍状态", "注册学籍方可电子注册。"),
    "certificates": Meaning("证书类型", "双证或单证。"),
    "remark": Meaning("备注", "学籍备注。"),
    "obligation": Meaning("采集义务", "由名单和已有图像得出。"),
    "image_on_record": Meaning("已有图像", "是、否，空白为没有文件说明。"),
    "on_must_capture": Meaning("在附件1", "是否列入附件1。"),
    "on_recapture": Meaning("在附件2", "是否列入附件2。"),
    "on_approved": Meaning("审核同意", "是否经审核同意采集。"),
    "captures": Meaning("采集次数", "采集名单里有几次。"),
    "taken": Meaning("采集时间", "最后一次采集的时间。"),
    "capture_code": Meaning("采集码", "最后一次采集用的采集码。"),
    "makeup": Meaning("补采集", "最后一次是否补采集。"),
    "chsi_rows": Meaning("学信网行数", "学信网导出里有几行。"),
    "chsi_word": Meaning("学信网原词", "各行不一致的为空。"),
    "chsi_state": Meaning("学信网校对", "原词按词表的含义；不认识的为空。"),
    "chsi_checked": Meaning("校对时间", "学生校对的时间。"),
    "chsi_captured_on": Meaning("学信网图像日期", "学信网上这张图像的采集日期。"),
    "picture_application": Meaning("图像异议", "就图像提交的申请办到哪一步；没有的为空。"),
    "pinyin": Meaning("填报拼音", "学生确认过的最后一次填报；都没有确认的，最后一次不空的。"),
    "pinyin_submitted": Meaning("填报时间", "这次填报的时间。"),
    "pinyin_by_college": Meaning("学院补全", "是否由学院代填。"),
    "pinyin_confirmed": Meaning("填报已确认", "填报里是否记有学生确认。"),
    "major_known": Meaning("专业在对照表", "专业代码是否在对照表里。"),
    "major_in_table": Meaning("对照表专业", "对照表里的中文名称。"),
    "major_en": Meaning("英文专业", "对照表里的英文名称；有不同说法时为空。"),
    "returned": Meaning("核对表已交回", "交回的核对表里有没有这名学生。"),
    "returned_pinyin": Meaning("核对表拼音", "交回的核对表里的拼音。"),
    "returned_major_en": Meaning("核对表英文专业", "交回的核对表里的英文专业。"),
    "returned_confirmed": Meaning("核对表已确认", "交回的核对表里是否记有学生确认。"),
    "returned_remark": Meaning("核对表备注", "交回的核对表里的备注。"),
    "returned_differs": Meaning("核对表与学籍不同", "交回的核对表里与学籍不同的列。"),
    "reconfirmed": Meaning("再次确认", "确认过两种拼音之后，学生又确认的那一种；没有的为空。"),
    "confirmed": Meaning(
        "已确认",
        "核对表里学生已确认全部信息和拼音；只在填报时确认拼音的、两处确认的拼音不同的不算。",
    ),
    "spelling": Meaning("拼音", "此刻采用的拼写，空白为还没有。"),
    "judged": Meaning("拼音判断", "对填报的判断。"),
    "judged_reason": Meaning("判断理由", "一句话说明。"),
    "suggestion": Meaning("建议拼写", "由学籍姓名得出，供确认。"),
    "alternatives": Meaning("其他拼写", "同样说得通的拼写。"),
    "confirmed_pinyin": Meaning("证书拼音", "印证书的拼写：学生确认的，否则是复核判定的。"),
    "confirmed_major_en": Meaning("证书英文专业", "印证书的英文专业：复核判定的，否则是对照表的。"),
}
MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    "findings": FINDINGS,
    "cases": CASES,
    "progress": {
        "student_no": _STUDENT_NO,
        "college": _COLLEGE,
        "step": _STEP,
        "state": Meaning("状态", "完成、待办、逾期、存疑、不适用或无数据。"),
        "move": Meaning("该谁办", "下一步由谁动手；办完的为空。"),
        "last_day": Meaning("最晚", "还能办的最后一天；办完的、已无机会的为空。"),
    },
    "readiness": {
        "student_no": _STUDENT_NO,
        "college": _COLLEGE,
        "batch": Meaning("毕业批次", "学籍的批次；没有的，按预计毕业日期归入。"),
        "complete": Meaning("学生已齐", "该生的各环节、内容和申请都办妥，没有未解决的错误。"),
        "college_complete": Meaning(
            "学院已交齐", "学院的核对表电子版、纸质版都已交回，同一版，签字盖章，改动已处理。"
        ),
        "in_batch": Meaning("属于本届", "双证、注册学籍，没有延期，预计毕业日期在本届批次内。"),
        "ready": Meaning("可报库", "以上三项都是“是”。"),
        "reasons": Meaning("暂缓原因", "每条注明条款、该谁办、最晚日期，用分号隔开。"),
        "requirements": Meaning("要求", "各条原因对应的报库要求，顺序与原因相同。"),
        "clauses": Meaning("条款", "各条原因依据的条款，顺序与原因相同。"),
        "moves": Meaning("该谁办", "各条原因下一步由谁动手，顺序与原因相同。"),
        "last_days": Meaning("最晚", "各条原因还能办的最后一天，没有的为空，顺序与原因相同。"),
    },
    "rules": {
        "rule": Meaning("规则", "规则编号，见规则一页。"),
        "clause": Meaning("条款", "依据的通知条款。"),
        "title": Meaning("名称", "规则的名称。"),
        "looked": Meaning("已核对", "这次有没有核对；缺少来源的没有。"),
        "findings": Meaning("问题数", "这条规则发现的问题数。"),
        "lacking": Meaning("缺少", "没有核对的，缺少哪些来源。"),
    },
    "links": {
        **_PLACE,
        "student_no": Meaning("学号", "这一行是谁的；学院、专业的行为空。"),
        "rung": Meaning("凭什么", "凭哪一级编号对应到人。"),
        "agreed": Meaning("一致", "除编号外与学籍一致的字段。"),
        "differed": Meaning("不一致", "与学籍不一致的字段。"),
        "aside": Meaning("不作数", "这一行为什么不作数；空白为作数。"),
    },
    "strays": {
        **_PLACE,
        "reason": Meaning("原因", "为什么对应不到人。"),
        "proposed_student_no": Meaning("可能是", "据较弱的线索提议的学号，须由人认定。"),
        "evidence": Meaning("线索", "提议凭的是什么。"),
    },
    "rejected": {**_PLACE, "reason": Meaning("原因", "为什么不能用。")},
    "counts": {
        "source": _PLACE["source"],
        "rows_in": Meaning("读入", "读入的行数，等于后面四项之和；重复的行也在内。"),
        "linked": Meaning("对应到", "对应到学生（学院、专业）的行数。"),
        "stray": Meaning("对应不到", "对应不到的行数。"),
        "rejected": Meaning("不能用", "不能使用的行数。"),
        "out_of_scope": Meaning("范围外", "不在本届范围内的行数。"),
        "repeated": Meaning("其中重复", "前面各项里，别的文件已有、不再列出的行数。"),
    },
}
# The match pass that linked a row, strongest first (see `linking.ladder`).
RUNGS: Mapping[str, str] = {
    evidence.BY_STUDENT_NO: "学号",
    evidence.BY_ID_NO: "证件号",
    evidence.BY_EXAM_NO: "考生号",
    **{
        evidence.BY_NAME + field: f"姓名、学院和{ROSTER.column(field).title}"
        for field in evidence.FURTHER
    },
    evidence.BY_PERSON: "复核人认定",
    "college": "学院",
    "major_code": "专业代码",
}


def titled(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """One of the tables with its columns' titles in place of their names, to be looked at."""
    return frame.rename(columns={name: one.title for name, one in MEANINGS[table].items()})
