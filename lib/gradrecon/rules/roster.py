"""Chapter roster: what is wrong with the roster itself, before anything is joined to it (1.0)."""

from __future__ import annotations

import re

import pandas as pd

from gradrecon.cases.belonging import certificates, enrolment, leaving, why_not_now
from gradrecon.cases.facts import Facts
from gradrecon.cohort.words import changed
from gradrecon.columns.distinct import by_distinct, which_distinct
from gradrecon.columns.lookup import look_up, pick, repeated
from gradrecon.rules.finders.differences import NO_HITS, counted, joined_values
from gradrecon.rules.finders.ruined import whose
from gradrecon.rules.finders.unmatched import damaged
from gradrecon.rules.rule import Rule, about_rows, once, rule
from gradrecon.sources.source import KEY_KINDS
from gradrecon.sources.table import Table
from gradrecon.values.equivalent import meant
from gradrecon.values.folding import doubtful_marks, is_plain
from gradrecon.values.id_number import (
    birth_dates,
    has_right_check,
    is_document,
    is_numbered,
    is_temporary,
    sexes,
    shown,
)
from gradrecon.vocabulary import Certificates, Enrolment, Matter, Move, Severity, Step

# What every certificate needs (2.2.4).
_NEEDED = (
    "name", "id_no", "sex", "birth_date", "college", "major_code", "certificates", "status",
)  # fmt: skip
_FACE_CHECKS = re.compile(
    "(核验|比对|识别)(结果)?[:：为 ]*(未通过|不通过|不确定|异常|存疑|失败|不一致)"
)
_REGISTERED = "注册学籍"
# 2, 4 or 6 characters; the last two of six may be letters (0710Z1, 0832J1).
MAJOR_CODE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{4}[0-9A-Z]{2}")


@rule(
    code="roster.duplicate_no", clause="1.0", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL, field="student_no",
    title="学号重复",
    message="同一学号在学籍名册中有{observed}。请核实后只保留一行；各行不一致的字段暂按空白处理。",
)  # fmt: skip
def _duplicate_no(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    rows = facts.with_siblings(own.rows)
    counts = counted(rows["student_no"])
    return once(about_rows(own, rows, "student_no", facts, observed=counts + "行"))


@rule(
    code="roster.duplicate_id", clause="1.0", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL, field="id_no",
    title="证件号重复",
    message="同一证件号（{observed}）对应多个学号：{owners}。请核实是否误录，或有未注销的旧学籍。",
)  # fmt: skip
def _duplicate_id(facts: Facts) -> pd.DataFrame:
    """Held against all rows: the other may be of a student who is out of scope."""
    own, table = facts.linked["roster"], facts.tables["roster"].usable_rows
    shared = table[repeated(table["id_no"]) & (table["id_no"] != "")]
    owners = joined_values(shared["id_no"], shared["student_no"])
    rows = own.rows[own.rows.index.isin(shared.index)]
    rows = rows[rows["id_no"].isin(owners.index)]
    return once(
        about_rows(
            own,
            rows,
            "id_no",
            facts,
            observed=shown(rows["id_no"]),
            owners=look_up(rows["id_no"], owners),
        )
    )


@rule(
    code="roster.id_check", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.RECORD, field="id_no",
    title="证件号校验位不符",
    message="身份证号（{observed}）的校验位不符。请对照证件核实，确有错误的提交更正申请。",
)  # fmt: skip
def _id_check(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    rows = own.rows[~facts.shared(_have_right_check)]
    rows = rows[is_numbered(rows["id_no"]) & ~is_temporary(rows["id_no"])]
    return about_rows(own, rows, "id_no", facts, observed=shown(rows["id_no"]))


@rule(
    code="roster.id_shape", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.RECORD, field="id_no",
    title="证件号写法不对",
    message="证件号（{observed}）{fault}。请核对证件，确有错误的提交更正申请。",
)  # fmt: skip
def _id_shape(facts: Facts) -> pd.DataFrame:
    parts = [_of_unknown_shape(facts), _of_impossible_day(facts)]
    return pd.concat([hits for hits in parts if not hits.empty] or parts, ignore_index=True)


def _of_unknown_shape(facts: Facts) -> pd.DataFrame:
    """Numbers that no document has; digits alone are surely wrong, of others we may not know."""
    own = facts.linked["roster"]
    rows = own.rows[~facts.shared(_have_right_check)]
    ids = rows["id_no"]
    rows = rows[(ids != "") & ~is_numbered(ids) & ~is_document(ids)]
    digits = rows["id_no"].str.fullmatch(r"\d+X?")
    length = "有" + rows["id_no"].str.len().astype("str") + "位，没有这种位数的证件"
    return about_rows(
        own,
        rows,
        "id_no",
        facts,
        observed=shown(rows["id_no"]),
        fault=length.where(digits, "不是已知证件号的写法"),
        severity=pick(digits, Severity.ERROR, Severity.WARNING),
    )


def _of_impossible_day(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    rows = own.rows[facts.shared(_have_right_check)]
    rows = rows[facts.shared(_known_births) == ""]
    rows = rows[~is_temporary(rows["id_no"])]
    return about_rows(
        own,
        rows,
        "id_no",
        facts,
        observed=shown(rows["id_no"]),
        fault="所含的出生日期不存在",
        severity=Severity.ERROR.value,
    )


def _have_right_check(facts: Facts) -> pd.Series:
    return has_right_check(facts.linked["roster"].rows["id_no"])


def _known_births(facts: Facts) -> pd.Series:
    """The birth date in each number of a right check digit."""
    rows = facts.linked["roster"].rows[facts.shared(_have_right_check)]
    return birth_dates(rows["id_no"])


@rule(
    code="roster.birth_differs", clause="2.2.4", severity=Severity.WARNING, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.RECORD, field="birth_date",
    title="出生日期与证件号不一致",
    message="学籍的出生日期与身份证号所含日期不一致。请对照证件核实；确属历史原因的可注明无误。",
)  # fmt: skip
def _birth_differs(facts: Facts) -> pd.DataFrame:
    return _against_id(facts, "birth_date", facts.shared(_known_births))


@rule(
    code="roster.sex_differs", clause="2.2.4", severity=Severity.WARNING, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.RECORD, field="sex",
    title="性别与证件号不一致",
    message="学籍性别为{observed}，身份证号所示为{expected}。请对照证件核实。",
)  # fmt: skip
def _sex_differs(facts: Facts) -> pd.DataFrame:
    rows = facts.linked["roster"].rows[facts.shared(_have_right_check)]
    return _against_id(facts, "sex", sexes(rows["id_no"]))


def _against_id(facts: Facts, field: str, known: pd.Series) -> pd.DataFrame:
    """Where a field contradicts what the number says, for all numbers of a right check digit."""
    own = facts.linked["roster"]
    rows = own.rows[facts.shared(_have_right_check)].assign(known=known)
    rows = rows[(rows[field] != "") & (rows["known"] != "") & (rows[field] != rows["known"])]
    rows = rows[meant(field, rows[field]) != meant(field, rows["known"])]
    rows = rows[~rows.index.isin(_ruined(own.table, field))]
    return about_rows(own, rows, field, facts, observed=rows[field], expected=rows["known"])


_damaged_keys = damaged("roster")


@rule(
    code="roster.damaged", clause="1.0", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL, about=Matter.UNMATCHED,
    title="名册单元格损坏",
    message="{whose}{title}已损坏：{observed}，不能采用。请从系统重新导出，该列设为文本。",
)  # fmt: skip
def _damaged(facts: Facts) -> pd.DataFrame:
    """Every cell of the roster that says nothing any more, whether rows are joined by it or not."""
    hits = pd.concat([_damaged_keys(facts), _damaged_facts(facts)], ignore_index=True)
    return hits if hits.empty else whose(facts, hits)


def _damaged_facts(facts: Facts) -> pd.DataFrame:
    """Cells that are no keys; what is left in them is not shown, it may be half a name."""
    own = facts.linked["roster"]
    columns = own.table.source.columns
    titles = {column.name: column.title for column in columns if column.kind not in KEY_KINDS}
    notes = own.table.notes[own.table.notes["damage"]]
    notes = notes[notes["column"].isin(titles) & notes["id"].isin(own.rows.index)]
    if notes.empty:
        return NO_HITS
    notes = notes.set_index("id")
    rows = own.rows[own.rows.index.isin(notes.index)]
    hits = [
        about_rows(
            own,
            rows[rows.index.isin(ids)],
            column,
            facts,
            field=column,
            observed=notes.loc[notes["column"] == column, "kind"],
            title=titles[column],
        )
        for column, ids in notes.groupby("column").groups.items()
    ]
    return pd.concat(hits, ignore_index=True)


@rule(
    code="roster.missing_field", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.RECORD,
    title="必填信息空缺",
    message="学籍名册中{title}为空。请核实后补录。",
)  # fmt: skip
def _missing_field(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    hits = []
    for field in _NEEDED:
        if not own.table.has(field):
            continue
        ruined = _ruined(own.table, field)
        rows = own.rows[(own.rows[field] == "") & ~own.rows.index.isin(ruined)]
        title = own.table.source.column(field).title
        hits.append(about_rows(own, rows, field, facts, field=field, title=title))
    return pd.concat(hits, ignore_index=True)


def _ruined(table: Table, field: str) -> pd.Series:
    """The rows of which this cell is damaged: another finding says so."""
    notes = table.notes
    return notes.loc[notes["damage"] & (notes["column"] == field), "id"]


@rule(
    code="roster.unknown_college", clause="1.2.5", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL, field="college",
    title="学院无法识别",
    message="学院“{observed}”不在参数文件中。请改正名册，或在 params 的 colleges 里补上别名。",
)  # fmt: skip
def _unknown_college(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    resolved = facts.of_case(own.rows, "college")
    rows = own.rows[(own.rows["college"] != "") & (resolved == "")]
    return about_rows(own, rows, "college", facts, observed=rows["college"])


@rule(
    code="roster.unknown_major", clause="2.2.2", severity=Severity.ERROR, step=Step.MAJOR,
    move=Move.COLLEGE, about=Matter.RECORD, field="major_code",
    title="专业代码写法不对",
    message="专业代码“{observed}”{fault}。请核实后改正。",
)  # fmt: skip
def _unknown_major(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    codes = own.rows["major_code"]
    rows = own.rows[(codes != "") & ~which_distinct(codes, MAJOR_CODE.fullmatch)]
    codes = rows["major_code"]
    fault = by_distinct(codes, _fault_of_code)
    return about_rows(own, rows, "major_code", facts, observed=codes, fault=fault)


def _fault_of_code(code: str) -> str:
    if len(code) not in (2, 4, 6):
        return f"有 {len(code)} 位，应为 2、4 或 6 位"
    return "应为数字，只有 6 位代码的末两位可用字母"


@rule(
    code="roster.single_certificate", clause="1.1.1", severity=Severity.NOTICE,
    step=Step.CAPTURE, move=Move.NOBODY, field="certificates",
    title="单证学生",
    message="证书类型为“{observed}”，不在采集范围，单独列出。如有误请更正名册。",
)  # fmt: skip
def _single_certificate(facts: Facts) -> pd.DataFrame:
    outside = facts.matches["roster"].out_of_scope
    students = facts.students.iloc[outside["student"]]
    return pd.DataFrame(
        {
            "student_no": students["student_no"],
            "college": students["college"],
            "source": "roster",
            "id": outside.index,
            "column": "certificates",
            "observed": students["certificates"],
        }
    )


@rule(
    code="roster.not_registered", clause="1.0", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, field="status",
    title="学籍未注册",
    message="学籍状态为“{observed}”，不是注册学籍，无法电子注册。请核实学籍。",
)  # fmt: skip
def _not_registered(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    rows = own.rows[enrolment(own.rows["status"], facts.cohort) == Enrolment.NOT]
    return about_rows(own, rows, "status", facts, observed=rows["status"], expected=_REGISTERED)


@rule(
    code="roster.unknown_word", clause="1.1.1", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL,
    title="学籍用词不认识",
    message="{title}“{observed}”不认识，不能当作{good}。"
        "请核实；说法没错的，补入 params 的 [words.{section}]。",
)  # fmt: skip
def _unknown_word(facts: Facts) -> pd.DataFrame:
    """Words for certificates and 学籍 that nobody knows: never taken for the good ones."""
    own = facts.linked["roster"]
    hits = [
        about_rows(
            own,
            rows,
            column,
            facts,
            field=column,
            observed=rows[column],
            title=own.table.source.column(column).title,
            good=good,
            section=column,
        )
        for column, means, good in (
            ("certificates", certificates, Certificates.BOTH.value),
            ("status", enrolment, Enrolment.REGISTERED.value),
        )
        for rows in [
            own.rows[(own.rows[column] != "") & (means(own.rows[column], facts.cohort) == "")]
        ]
    ]
    return pd.concat(hits, ignore_index=True)


@rule(
    code="roster.not_now", clause="1.1.1", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL,
    title="本届不能毕业",
    message="{why}，不属于本届可报库的学生。请核实学籍；确在本届毕业的，改正名册。",
)  # fmt: skip
def _not_now(facts: Facts) -> pd.DataFrame:
    """Who does not graduate with this cohort: by a remark, by the day, by the batch."""
    own = facts.linked["roster"]
    by_remark = [
        _leaving(facts, "roster", "学籍备注"),
        _leaving(facts, "returned", "核对表备注"),
    ]
    why = why_not_now(own.rows["batch"], own.rows["graduation"], facts.cohort)
    other = own.rows[why != ""]
    by_day = about_rows(
        own, other, "graduation", facts, field="graduation", observed=other["graduation"],
        why=why[other.index],
    )  # fmt: skip
    return pd.concat([*by_remark, by_day], ignore_index=True)


def _leaving(facts: Facts, source: str, where: str) -> pd.DataFrame:
    """Whose remark in a source says that they do not graduate now."""
    own = facts.linked[source]
    rows = own.rows[leaving(own.rows["remark"], facts.cohort) != ""]
    why = where + "“" + rows["remark"] + "”"
    return about_rows(own, rows, "remark", facts, field="remark", observed=rows["remark"], why=why)


@rule(
    code="roster.changed", clause="2.2.4", severity=Severity.WARNING, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.RECORD, field="remark",
    title="姓名、学号或专业有过变更",
    message="学籍备注“{observed}”。请核对各来源用的都是现在的姓名、学号和学院。",
)  # fmt: skip
def _changed(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    rows = own.rows[which_distinct(own.rows["remark"], changed)]
    return about_rows(own, rows, "remark", facts, observed=rows["remark"])


@rule(
    code="roster.name_damaged", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.RECORD, field="name",
    title="姓名含异常字符",
    message="姓名“{observed}”中的“{mark}”不能印在证书上。请对照证件查明原字，提交更正申请。",
)  # fmt: skip
def _name_damaged(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    unusual = own.rows[~is_plain(own.rows["name"])]
    marks = by_distinct(unusual["name"], doubtful_marks)
    rows = unusual[marks != ""]
    return about_rows(
        own, rows, "name", facts, observed=rows["name"], mark=marks[rows.index].replace(" ", "空格")
    )


@rule(
    code="roster.face_check", clause="1.0", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDENT, about=Matter.UNDONE, field="remark",
    title="身份核验未通过",
    message="学籍备注“{observed}”，将影响电子注册。请学生按学信网提示重新核验。",
)  # fmt: skip
def _face_check(facts: Facts) -> pd.DataFrame:
    own = facts.linked["roster"]
    rows = own.rows[which_distinct(own.rows["remark"], _FACE_CHECKS.search)]
    return about_rows(own, rows, "remark", facts, observed=rows["remark"])


RULES: tuple[Rule, ...] = (
    _duplicate_no,
    _duplicate_id,
    _id_check,
    _id_shape,
    _birth_differs,
    _sex_differs,
    _damaged,
    _missing_field,
    _unknown_college,
    _unknown_major,
    _single_certificate,
    _not_registered,
    _unknown_word,
    _not_now,
    _changed,
    _name_damaged,
    _face_check,
)
