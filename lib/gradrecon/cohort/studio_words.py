"""What the words mean by which a studio says how far a capture is; params may add to them."""

from __future__ import annotations

from collections.abc import Mapping

from gradrecon.vocabulary import CaptureState

_SAID = {
    CaptureState.DONE: """
        已采集 已拍 已拍摄 已拍照 已照相 已完成 完成 采集完成 拍摄完成 采集成功 拍摄成功 成功
        正常 合格 通过 审核通过 已通过 已审核 已制作 制作完成 已上传 上传成功 是
        已采 已照 已补拍 已补采 已补采集 补拍完成 补采完成 采集完毕 拍摄完毕 已入库
    """,
    CaptureState.NOT_DONE: """
        未采集 未拍 未拍摄 未拍照 未到 未到场 没到 没来 缺席 缺拍 缺勤 未完成 待拍 待拍摄
        待采集 预约 已预约 已缴费未拍 已缴费未拍摄 已缴费未采集 已交费未拍 已交费未采集 缴费未拍
        取消 已取消 放弃 退费 已退费 否 未采 未照 未参加 弃拍 未签到 请假 未缴费 未交费 未付款
        待补拍 需补拍 须补拍 待补采 缴费未采集 缴费未拍摄 交费未拍 已付款未拍 已付费未拍
    """,
    CaptureState.AGAIN: """
        重拍 需重拍 须重拍 待重拍 要重拍 需重新拍摄 重新采集 驳回 已驳回 审核驳回 不合格
        未通过 审核不通过 审核未通过 退回 已退回 作废 已作废 废片 废片重拍 失败 采集失败 拍摄失败
        重照 需重照 重新拍摄 重新拍照 不通过 审核退回 照片不合格 图像不合格 无效 闭眼
    """,
    CaptureState.IN_WORK: "待审核 审核中 未审核 待制作 制作中 待上传 上传中 处理中 待处理",
}
STUDIO_WORDS: Mapping[str, CaptureState] = {
    word: state for state, words in _SAID.items() for word in words.split()
}
