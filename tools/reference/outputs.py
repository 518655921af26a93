"""结果文件: the pages, workbooks and tables of a run, and the columns of each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gradrecon.batch.job import NOTEBOOK, PAGE, SCHOOL_NOTEBOOK, SCHOOL_PAGE
from gradrecon.batch.publish import RUN_RECORD
from gradrecon.cohort import load
from gradrecon.drafts.workbooks import names as draft_names
from gradrecon.outputs.tables.columns import MEANINGS, Meaning
from gradrecon.outputs.workbooks.books import SCHOOL_BOOKS, college_files
from reference.markdown import code, section, table, whole
from reference.place import PARAMS

_ABOUT = """\
一次运行的结果都在 `data/out/<届>/`。先写好全部，再一起换上；中途失败则原有结果不动。
`run.json` 最后写，里面 `good` 为 `true` 才表示这次运行可用。

两个文件夹供以后的运行使用，请保留：`sent/` 记住发出的核对表，`history/` 记住每次运行的计数，
报告据此写“与上次相比”。其中没有姓名和学号，只有带密钥的散列值；密钥在 `sent/key`，不要外传。"""
_TABLES = """\
在 `tables/`。UTF-8（带 BOM，Excel 可直接打开），编号都是文本；证件号只留末四位，没有出生日期。
以 `=` 等符号开头的内容前加了撇号，免得被当成公式。"""

# What each file is for; generation fails where one is missing here.
ABOUT: Mapping[str, str] = {
    SCHOOL_PAGE: "全校报告，一页，只有数字，离线可看",
    SCHOOL_NOTEBOOK: "全校报告背后的笔记本",
    RUN_RECORD: "读了哪些文件（含校验值）、版本、计数、各学院是否成功",
    "全校问题清单.xlsx": "全校的问题，含对应不到、不能用的行",
    "采集费核对.xlsx": "采集人次乘以单价，与采集单位对账",
    "研究生院待办.xlsx": "研究生院自己要办的事，一件一行；给各学院经办人和主管院长的通知",
    "采集单位待办.xlsx": "请采集单位核实的事，姓名作掩码，没有证件号",
    "退回更正清单.xlsx": "各处交来的文件里要更正的单元格，一处一张表；第几次提出、哪些已改好",
    PAGE: "学院报告，与全校比较，接下来先做什么",
    NOTEBOOK: "学院报告背后的笔记本",
    "问题清单.xlsx": "本学院要处理的问题，在哪个单元格，怎么办；改正在来源里做，不改这张表",
    "信息核对表.xlsx": "附件7：打印、签字、盖章后交回；唯一有完整证件号的文件，注意保管",
    "核对表变更对照.xlsx": "学院交回的表与发出的相比改了什么",
    "待办名单.xlsx": "要催的学生（每事一张表，另有总表）、要提交的申请、给每名学生和院里的通知",
    "采集点名表.xlsx": "集中采集时按时段点名用，一个时段一张",
    "报库名单.xlsx": "谁可以报库，谁不可以、为什么",
    "附件1_未采集图像名单.xlsx": "附件1 草稿：没有图像的学生，按学院分页",
    "附件2_申请重新采集名单.xlsx": "附件2 草稿：已有图像、可以自愿重采的学生",
    "附件4_采集时间安排表.xlsx": "附件4 草稿：按校区和时间排到学院，放不下的写明",
    "草稿说明.xlsx": "人数、两份名单之外的学生和原因、排不下的怎么办",
    **{
        f"报库名单_{batch}.dbf": f"{batch}批次可以报库的学生，供平台导入；不含证件号，含出生日期"
        for batch in ("春季", "夏季", "秋季", "冬季")
    },
}
_LOCAL = """\
`gradrecon photos` 写在 `local/`：各学院的照片一览 `local/<代码>/photos.html`，对应不到学生的照片
`local/photos.html`。有照片和姓名，仅限本机查看，不得外传；`gradrecon run` 不生成，也不改动。"""
_DRAFTS = "`gradrecon draft` 写在 `drafts/`，不覆盖已有的；核对、改定后再发出。"
_NAMES = {
    "findings": "问题", "cases": "学生", "progress": "进度", "links": "对应",
    "strays": "对应不到的行", "rejected": "不能用的行", "counts": "计数",
    "readiness": "能否报库", "rules": "规则",
}  # fmt: skip
_ROWS = {
    "findings": "一行是一件要看的事", "cases": "一行是一名范围内的学生，各来源并排",
    "progress": "一行是一名学生的一个环节", "links": "一行是来源里对应到学生的一行",
    "strays": "一行是来源里谁也对应不到的一行", "rejected": "一行是来源里不能用的一行",
    "counts": "一行是一种来源", "readiness": "一行是一名范围内的学生",
    "rules": "一行是一条规则",
}  # fmt: skip


def page() -> str:
    """Every file of a run, then every table with its columns."""
    school = [SCHOOL_PAGE, *(name for name, _ in SCHOOL_BOOKS), SCHOOL_NOTEBOOK, RUN_RECORD]
    college = [PAGE, *college_files(load(PARAMS)), NOTEBOOK]
    return whole(
        "结果文件",
        _ABOUT,
        section("全校", _files(school), anchor="school"),
        section("每个学院", "在 `colleges/<代码>/`。", _files(college), anchor="college"),
        section("名单草稿", _DRAFTS, _files(draft_names()), anchor="drafts"),
        section("照片一览", _LOCAL, anchor="photos"),
        section("数据表", _TABLES, anchor="tables"),
        *(_table(name, columns) for name, columns in MEANINGS.items()),
    )


def _files(names: Iterable[str]) -> str:
    return table(["文件", "内容"], [[code(name), ABOUT[name]] for name in names])


def _table(name: str, columns: Mapping[str, Meaning]) -> str:
    rows = [[code(column), one.title, one.about] for column, one in columns.items()]
    title = f"{_NAMES[name]} {code(name + '.csv')}"
    return section(title, f"{_ROWS[name]}。", table(["列名", "名称", "说明"], rows), level=3)
