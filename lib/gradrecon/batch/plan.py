"""What a batch is asked for, checked before anything starts."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from gradrecon import workspace
from gradrecon.batch import job as names
from gradrecon.batch import record as manifest
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.publish import RUN_RECORD, college_folder
from gradrecon.batch.request import Request
from gradrecon.cohort import cohort as cohorts
from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import Fault, UsageError
from gradrecon.kernels import lean

_SCHOOL_PARAMETERS = ("cohort", "as_of", "raw")
_PARAMETERS = {
    "school.ipynb": _SCHOOL_PARAMETERS,
    "college.ipynb": (*_SCHOOL_PARAMETERS, "college"),
}


@dataclass(frozen=True)
class Plan:
    """A batch that can begin: all its arguments resolved and found to be sound.

    `colleges` are the codes asked for, None for all. `workers`: how many notebooks at a time.
    `memory`: the folder of results whose earlier runs count. A `question` is a run for another day
    than that of the published results: it is answered in a folder of its own, and keeps nothing.
    """

    request: Request
    cohort: Cohort
    params: Path
    as_of: date
    colleges: tuple[str, ...] | None
    raw: Path
    out: Path
    notebooks: Path
    workers: int
    memory: Path
    question: bool = False

    def job(self, code: str, stage: Path, tray: Path) -> Job:
        """What is to be done for one college, or with code "" for the school."""
        template = self.notebooks / ("college.ipynb" if code else "school.ipynb")
        folder = college_folder(stage, code) if code else stage
        name = self.cohort.college(code).name if code else self.cohort.school
        made = (
            (names.NOTEBOOK, names.PAGE, names.WORKBOOK)
            if code
            else (names.SCHOOL_NOTEBOOK, names.SCHOOL_PAGE, names.SCHOOL_WORKBOOK)
        )
        notebook, page, workbook = (folder / one for one in made)
        return Job(
            code=code,
            name=name,
            title=f"{name}：{self.cohort.name}毕业研究生图像采集与信息确认",
            template=template,
            parameters=self.parameters | ({"college": code} if code else {}),
            notebook=notebook,
            page=page,
            workbook=workbook,
            tray=tray,
            root=workspace.project_root(),
            seconds=self.request.seconds,
            warm=self.request.warm,
        )

    def up_to_date(self, code: str) -> Outcome:
        """The outcome of a job whose results need not be made again."""
        name = self.cohort.college(code).name if code else self.cohort.school
        return Outcome(code, name, 0.0, current=True)

    def require_notebooks(self) -> None:
        """Nothing where both notebooks can be told what we tell them, else UsageError."""
        _ = self.cells

    @cached_property
    def cells(self) -> Mapping[str, int]:
        """How many cells each notebook has; raise UsageError if one cannot be told what we tell."""
        return {name: _cells(self.notebooks / name, known) for name, known in _PARAMETERS.items()}

    @property
    def parameters(self) -> dict[str, str]:
        """What both notebooks are told; it stays in them, so it names no folder of this machine."""
        usual = workspace.raw_folder(self.cohort, self.params)
        return {
            "cohort": _portable(self.params),
            "as_of": self.as_of.isoformat(),
            "raw": "" if self.raw.resolve() == usual.resolve() else _portable(self.raw),
        }


def plan(request: Request) -> Plan:
    """The plan of a batch. Raise UsageError with what is wrong in params, template or notebooks."""
    params = workspace.found(request.params)
    cohort = cohorts.load(params)
    if cohort.checklist.template:
        from gradrecon.outputs.workbooks.checklist.template import require_template

        require_template(cohort)
    _require_folder(str(request.out))
    as_of = workspace.day_of(request.as_of, cohort)
    memory = Path(request.out).absolute() if request.out else workspace.out_folder(cohort)
    question = not (request.out or request.publish) and _is_question(as_of, memory, request.today)
    out = memory.with_name(f"{memory.name}@{as_of}") if question else memory
    raw = workspace.raw_folder(cohort, params, request.raw)
    _require_own(out, raw, cohort)
    colleges = _failed(out) if request.failed else tuple(dict.fromkeys(request.colleges)) or None
    _require_colleges(cohort, colleges or ())
    own = request.notebooks or workspace.project_root() / "notebooks"
    return Plan(
        request=request,
        cohort=cohort,
        params=params,
        as_of=as_of,
        colleges=colleges,
        raw=raw,
        out=out,
        notebooks=Path(own),
        workers=request.jobs or os.cpu_count() or 1,
        memory=memory,
        question=question,
    )


def _is_question(as_of: date, published: Path, today: str) -> bool:
    """Whether a day is before that of the published results, or has not come yet."""
    newest = str(manifest.read_record(published / RUN_RECORD).get("as_of", ""))
    return as_of.isoformat() < newest or (bool(today) and today < as_of.isoformat())


def _require_folder(out: str) -> None:
    """UsageError for what is a folder to other programs only: it would be made under that name."""
    if out.startswith("~") or "://" in out:
        wrong, mend = "这样写不是文件夹", "写完整的路径。"
        raise UsageError(Fault(f"--out {out}", wrong, mend, "如 /data/results/2025"))


def _require_own(out: Path, raw: Path, cohort: Cohort) -> None:
    """Raise UsageError if the results would lie among the sources, or over another cohort's."""
    if out.resolve().is_relative_to(raw.resolve()):
        wrong, mend = "结果不能放在原始文件的文件夹里", "用 --out 另选一个文件夹。"
        raise UsageError(Fault(str(out), wrong, mend))
    before = manifest.read_record(out / RUN_RECORD)
    if before.get("cohort", cohort.id) != cohort.id:
        name = before.get("name") or before["cohort"]
        wrong, mend = f"这里是{name}的结果，不是{cohort.name}的", "用 --out 另选一个文件夹。"
        raise UsageError(Fault(str(out), wrong, mend))


def _failed(out: Path) -> tuple[str, ...]:
    """Return the colleges that failed in the last run; raise UsageError if none did."""
    before = manifest.read_record(out / RUN_RECORD)
    if not before:
        wrong = "没有上次运行的记录，或记录已损坏"
        raise UsageError(Fault(str(out / RUN_RECORD), wrong, "去掉 --failed 再运行。"))
    told = {"": before.get("school", {}), **before.get("colleges", {})}
    failed = [code for code, one in told.items() if one.get("outcome") == "failed"]
    if not failed:
        raise UsageError(Fault("--failed", "上次运行没有失败的学院", "去掉 --failed 再运行。"))
    return tuple(code for code in failed if code)


def _require_colleges(cohort: Cohort, codes: Iterable[str]) -> None:
    """Nothing where the cohort has all these colleges, else UsageError with all it has not."""
    faults: list[Fault] = []
    for code in codes:
        try:
            cohort.college(code)
        except UsageError as error:
            faults += error.faults
    if faults:
        raise UsageError(faults)


def _cells(notebook: Path, needed: Iterable[str]) -> int:
    """How many cells a notebook has once parameterized.

    Raise UsageError if it lacks a parameter that we would give: Papermill itself only warns of
    that and runs on the default.
    """
    if not notebook.is_file():
        raise UsageError(Fault(str(notebook), "没有这个笔记本", "从项目里恢复 notebooks 文件夹。"))
    lean.papermill()  # here, while files are read
    import nbformat

    cells = nbformat.read(notebook, as_version=4).cells
    known = {name for cell in cells if "parameters" in cell.metadata.get("tags", [])
             for name in _assigned(cell.source)}  # fmt: skip
    missing = [name for name in needed if name not in known]
    if missing:
        raise UsageError(
            Fault(
                str(notebook),
                f"带 parameters 标签的单元格里没有参数 {'、'.join(missing)}",
                "在该单元格里补上这些名字；拼写须完全一致。",
                "、".join(needed),
            )
        )
    return len(cells) + 1


def _assigned(source: str) -> set[str]:
    """The names that a cell gives a value to, as Python understands it."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return set()
    targets = [
        target
        for one in statements
        if isinstance(one, (ast.Assign, ast.AnnAssign))
        for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
    ]
    return {
        name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)
    }


def _portable(path: Path) -> str:
    """A path from the project or from the current folder; elsewhere only its name."""
    resolved = path.resolve()
    for base in (workspace.project_root().resolve(), Path.cwd().resolve()):
        if resolved.is_relative_to(base):
            return resolved.relative_to(base).as_posix()
    return path.name
