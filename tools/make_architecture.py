"""Draw the architecture in one picture, in both languages: ``python3 make.py docs``.

Text stays text, and the colours follow the reader's light or dark screen.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

from reference.place import PROJECT

from gradrecon.outputs.pages.svg import FONTS

PICTURES = PROJECT / "docs" / "pictures"
FILES = {"zh": "architecture.zh-CN.svg", "en": "architecture.svg"}
WIDTH, HEIGHT = 1000, 620
_BOX, _TALL, _GAP = 276, 56, 16
_COLUMNS = (24, 362, 700)
_TOP = 56


class Box(NamedTuple):
    """One box: its column and row, the path it stands for, what it does in both languages."""

    column: int
    row: int
    path: str
    zh: str
    en: str
    kind: str = "code"


_HEADS = {"zh": ("放进来的", "核对：run/reconcile.py", "给人看的"),
          "en": ("what goes in", "run/reconcile.py", "what comes out")}  # fmt: skip
_TITLES = {
    "zh": "程序结构：文件经读取、对应、规则、判定得到 Run，报告、工作簿和复核都由它来",
    "en": "Architecture: files are read, matched, held against rules and decisions; "
    "reports, workbooks and the review all come from the resulting Run",
}
BOXES = (
    Box(
        0,
        0,
        "params/2025.toml",
        "日程、条款、学院、词表",
        "calendar, clauses, colleges, words",
        "data",
    ),
    Box(0, 1, "data/raw/", "各部门的文件，原样", "the offices' files as they came", "data"),
    Box(0, 5, "data/decisions/", "判定：只增不改", "decisions: only added to", "data"),
    Box(1, 0, "sheets/", "字节 → 工作表，单独进程", "bytes → sheets, in a process apart"),
    Box(
        1, 1, "reading/", "工作表 → 表，按 sources/ 的声明", "sheets → tables, as sources/ declares"
    ),
    Box(1, 2, "linking/", "每一行是谁的：只按确切编号", "whose is each row: exact keys only"),
    Box(1, 3, "cases/", "一人一行，各来源并排", "a row per student, all sources in it"),
    Box(1, 4, "rules/", "有什么问题，依据哪一条", "what is wrong, by which clause"),
    Box(1, 5, "decisions/", "问题 × 判定 → 处理了没有", "findings × decisions → settled or not"),
    Box(
        1,
        6,
        "run/progress.py",
        "每一环节：状态、该谁办、最晚",
        "each step: state, whose move, last day",
    ),
    Box(2, 1, "batch/", "每个学院一份笔记本", "one notebook for each college"),
    Box(2, 2, "outputs/", "报告、工作簿、数据表", "reports, workbooks, tables"),
    Box(2, 3, "checklist/", "信息核对表：发出与收回", "the 信息核对表, out and back"),
    Box(2, 5, "review/", "复核队列，panel/ 是它的界面", "the reviewer's queue; panel/ shows it"),
)
_RUN = {"zh": "Run：一届人、一天的全部答案", "en": "Run: one cohort on one day"}
_STYLE = f"""\
svg {{ font-family: {FONTS}; --paper: #ffffff; --ink: #1f2933; --soft: #52606d; --line: #7b8794;
  --code: #eef4fb; --code-edge: #3b6ea8; --data: #fbf3e4; --data-edge: #9a6a12; --run: #1f4f82; }}
@media (prefers-color-scheme: dark) {{ svg {{ --paper: #14181d; --ink: #e6ebf0; --soft: #a9b4c0;
  --line: #8b97a4; --code: #1c2a3a; --code-edge: #6ea6e0; --data: #2e2618; --data-edge: #d3a24a;
  --run: #2f6db0; }} }}
.paper {{ fill: var(--paper); }} .head {{ fill: var(--soft); font-size: 14px; }}
.code rect {{ fill: var(--code); stroke: var(--code-edge); }}
.data rect {{ fill: var(--data); stroke: var(--data-edge); }}
.path {{ fill: var(--ink); font: 600 14px ui-monospace, Consolas, Menlo, monospace; }}
.does {{ fill: var(--soft); font-size: 13px; }}
.run rect {{ fill: var(--run); }} .run text {{ fill: #ffffff; font-size: 15px; font-weight: 600; }}
.way {{ fill: none; stroke: var(--line); stroke-width: 1.5; marker-end: url(#tip); }}
.tip {{ fill: var(--line); }}"""


def picture(language: str) -> str:
    """Return the picture's SVG in a language, `zh` or `en`."""
    heads = [
        f'<text class="head" x="{x + _BOX / 2:g}" y="36" text-anchor="middle">{escape(said)}</text>'
        for x, said in zip(_COLUMNS, _HEADS[language], strict=True)
    ]
    parts = [*heads, *_ways(), *(_box(one, language) for one in BOXES), _run_bar(language)]
    title = escape(_TITLES[language])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{title}">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}\n</style>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
            f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _corner(column: int, row: int) -> tuple[int, int]:
    return _COLUMNS[column], _TOP + row * (_TALL + _GAP)


def _box(box: Box, language: str) -> str:
    x, y = _corner(box.column, box.row)
    said = box.zh if language == "zh" else box.en
    return (
        f'<g class="{box.kind}"><rect x="{x}" y="{y}" width="{_BOX}" height="{_TALL}" rx="6"/>'
        f'<text class="path" x="{x + 14}" y="{y + 23}">{escape(box.path)}</text>'
        f'<text class="does" x="{x + 14}" y="{y + 43}">{escape(said)}</text></g>'
    )


def _run_bar(language: str) -> str:
    x, y = _corner(1, 7)
    return (
        f'<g class="run"><rect x="{x}" y="{y - 4}" width="{_BOX}" height="28" rx="6"/>'
        f'<text x="{x + _BOX / 2:g}" y="{y + 15}" text-anchor="middle">'
        f"{escape(_RUN[language])}</text></g>"
    )


def _ways() -> list[str]:
    """The arrows: down the middle, in from the left, out to the right, and back round."""
    middle, right = _COLUMNS[1] + _BOX // 2, _COLUMNS[1] + _BOX
    half = _TALL // 2
    down = [
        f"M{middle} {_corner(1, row)[1] + _TALL}V{_corner(1, row + 1)[1] - (5 if row == 6 else 1)}"
        for row in range(7)
    ]
    left = _COLUMNS[0] + _BOX
    raw, first = _corner(0, 1)[1] + half, _corner(1, 0)[1] + half
    params = _corner(0, 0)[1] + half
    kept = _corner(0, 5)[1] + half
    matched = _corner(1, 2)[1] + half
    into = [
        f"M{left} {raw}H{left + 22}V{first + 8}H{_COLUMNS[1] - 1}",
        f"M{left} {params - 8}H{_COLUMNS[1] - 1}",
        f"M{left} {kept}H{_COLUMNS[1] - 1}",
        f"M{left} {kept - 10}H{left + 42}V{matched}H{_COLUMNS[1] - 1}",
    ]
    answer, lane = _corner(1, 7)[1] + 10, right + 30
    out = [
        f"M{right} {answer}H{lane}V{_corner(2, row)[1] + half}H{_COLUMNS[2] - 1}"
        for row in (1, 2, 3, 5)
    ]
    review = _COLUMNS[2] + _BOX // 2
    back = (
        f"M{review} {_corner(2, 5)[1] + _TALL}V{HEIGHT - 12}H{_COLUMNS[0] + _BOX // 2}"
        f"V{_corner(0, 5)[1] + _TALL + 1}"
    )
    return [f'<path class="way" d="{d}"/>' for d in (*down, *into, *out, back)]


def outdated() -> list[str]:
    """Return the pictures that are not as this script draws them."""
    return [name for language, name in FILES.items() if _now(name) != picture(language)]


def _now(name: str) -> str:
    path = PICTURES / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write() -> None:
    """Draw the picture in both languages."""
    for language, name in FILES.items():
        (PICTURES / name).write_text(picture(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
