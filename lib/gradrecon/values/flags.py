"""The words for yes and no."""

from __future__ import annotations

YES, NO = "是", "否"
_YES_WORDS = (
    "是 有 对 真 已 √ ✓ ✔ ☑ ● 1 Y YES T TRUE 同意 齐全 完成 正确 通过 签字 盖章 确认 "
    "已采集 已确认 已提交 已交 已签 已签字 已盖 已盖章 已补全 已完成 已核对 已复核 已上传 "
    "确认无误 无误 信息无误 补采集 补采 有照片 有图像"
)

_NO_WORDS = (
    "否 无 没有 错 假 未 × ✕ ✖ ✗ ✘ ☒ ☐ 0 N NO F FALSE 不同意 未通过 "
    "未采集 未确认 未提交 未交 未签 未签字 未盖 未盖章 未补全 未完成 未核对 未复核 未上传 "
    "无照片 无图像 待确认 待采集 待交"
)

YES_WORDS = frozenset(_YES_WORDS.split())
NO_WORDS = frozenset(_NO_WORDS.split())
DASHES = frozenset({"-", "—", "——", "/", "－"})
