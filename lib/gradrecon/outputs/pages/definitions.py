"""What each number of the reports means; every heading of a number links here."""

from __future__ import annotations

from typing import NamedTuple

from gradrecon.outputs.figures.delay import FAR_BEHIND, SOON
from gradrecon.outputs.figures.small import FEW, SENSITIVE
from gradrecon.vocabulary import Chapter


class Definition(NamedTuple):
    """A word that reports use, the key it is linked by, and what it means."""

    key: str
    term: str
    text: str


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "students", "学生",
        "学籍名册中取得学历、学位双证书的本届毕业研究生（通知 1.1.1）；单证学生不计。",
    ),
    Definition(
        "complete", "学生已齐",
        "该生五个环节都是完成或不适用，没有未解决的错误和未办结的申请，内容符合平台要求。",
    ),
    Definition(
        "college-complete", "学院已交齐",
        "核对表电子版和纸质版都已交回，是同一版，签字盖章齐全，改动都已处理（通知 2.3.2）。",
    ),
    Definition(
        "ready", "可报库",
        "学生已齐，学院已交齐，且属于本届批次（双证、注册学籍、没有延期），今天就可以电子注册。",
    ),
    Definition(
        "rules", "规则",
        "程序据通知逐条核对的项目；缺少所需来源的规则不核对，依赖它的报库要求也就不算办妥。",
    ),
    Definition(
        "at-risk", "有风险",
        "还不能报库，且至少一个环节逾期或存疑。可报库、有风险、办理中三类相加等于学生总数。",
    ),
    Definition(
        "under-way", "办理中",
        "还不能报库，但没有环节逾期或存疑：只等学院交齐，或只剩未到期的待办、缺少来源文件。",
    ),
    Definition(
        "risk", "风险占比",
        "有风险的学生占本学院学生的比例；学院按它从高到低排列，相同时人数多的在前。",
    ),
    Definition(
        "rate", "完成率",
        "完成的人数占需要做这个环节的人数；不适用和无数据的学生不计入。",
    ),
    Definition(
        "late", "逾期和存疑",
        "过了规定日期没有完成的，加上须先由人核实的。",
    ),
    Definition(
        "overdue", "逾期",
        "环节的规定日期已过而没有完成；最晚日期是还能补救的最后一天。",
    ),
    Definition(
        "disputed", "存疑",
        "来源之间有矛盾或有错误，须由人核实；核实之前不能报库。",
    ),
    Definition(
        "todo", "待办", "没有完成，规定日期还没有到。",
    ),
    Definition(
        "not-needed", "不适用", "这名学生不需要做这个环节，例如已有图像。",
    ),
    Definition(
        "no-data", "无数据", "没有收到判断所需的来源文件。",
    ),
    Definition(
        "move", "该谁办", "下一步由谁动手：学生、学院、研究生院或采集单位。",
    ),
    Definition(
        "waiting", "待学院或学生办",
        "有环节逾期或存疑，而下一步该学院或学生办的学生；核对表逾期未交或不合要求时，是全院学生。"
        "今天先联系谁，按这些学生占本学院学生的比例排。",
    ),
    Definition(
        "due", "最晚",
        "最晚在哪一天办完，是还来得及的最后一天；采集单位停办的日子写在旁边。",
    ),
    Definition(
        "deadline", "最近期限",
        "未办事项中最早的“最晚”日期；已过的日子和采集单位不开放的日子不算。",
    ),
    Definition(
        "delay", "可能推迟报库",
        "核对表逾期、不齐或不合要求的学院，学历报库和证书发放随之推迟（通知 2.3.3）。"
        f"期限前 {SOON.days} 天起提示尚未交回的学院；有风险的学生达到 {FAR_BEHIND:.0%} 的，"
        "随时列出。",
    ),
    Definition(
        "median", "全校中位数", "各学院的数字从小到大排列，居中的那个。",
    ),
    Definition(
        "findings", "问题", "核对发现的、尚未处理的事项，一事一条；一名学生可以有多条。",
    ),
    Definition(
        "since", "与上次相比",
        "上次是截至日更早的最近一次完整运行；截至日最早时，是同一天的前一次。"
        "+ 后是上次不是、这次是的，− 后是上次是、这次不是的，两者相抵等于两次之差。"
        "新进名册的按上次都不是计，离开名册的按这次都不是计。",
    ),
    Definition("finished", "完成或不适用", "不必再做的：已经完成，或这名学生不需要做。"),
    Definition("found", "新发现", "上次没有、这次待处理的问题。"),
    Definition("reopened", "重新打开", "上次已处理，因情况有变或意见撤回，这次又待处理的问题。"),
    Definition("settled", "已处理", "上次待处理，这次已由人作出处理意见的问题。"),
    Definition("mended", "已消除", "上次待处理，这次来源已更正，不再发现的问题。"),
    Definition(
        "few", f"少于 {FEW}",
        f"{'、'.join(one.label for one in Chapter if one in SENSITIVE)}类的问题涉及个人身份或图像，"
        f"一个学院不足 {FEW} 个时不再按轻重分列，以免看出是谁。",
    ),
    Definition(
        "rows", "读入行数",
        "来源文件中的数据行。读入行数 = 对应到学生 + 对应不到 + 不能用 + 范围外，不闭合则不发布。",
    ),
    Definition("linked", "对应到", "凭学号、证件号或“姓名、学院加一项”确认是哪名学生的行。"),
    Definition("stray", "对应不到", "名册中没有这个人，或现有信息不足以确认是谁的行。"),
    Definition("rejected", "不能用", "学号和证件号都没有，或单元格损坏，无法使用的行。"),
    Definition("out-of-scope", "范围外", "单证学生，或没有本届学生的学院、专业的行。"),
    Definition(
        "damaged", "损坏单元格",
        "例如以数值存储的证件号：位数已丢失，不用于对应，也不猜。",
    ),
    Definition("sha256", "文件指纹", "文件 SHA-256 的前八位；内容一变，指纹就变。"),
)  # fmt: skip
BY_KEY = {one.key: one for one in DEFINITIONS}
