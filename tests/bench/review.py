"""What the length of the queue costs: the panel with 10,000 findings beside the same with 100.

The kernel's side of it: to open the panel on a Run and answer the first question, and to save a
decision and answer with the next case. Both lists begin with the same findings.
"""

from __future__ import annotations

import dataclasses
import itertools
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from figure import Figure, side_by_side

from gradrecon.decisions.engine import url_of
from gradrecon.decisions.store import open_store
from gradrecon.panel.desk import Desk
from gradrecon.panel.widget import ReviewPanel
from gradrecon.review import ReviewQueue
from gradrecon.run import opening
from gradrecon.run.run import Run
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"
MANY, FEW = 10_000, 100
_COUNT = itertools.count()


def measure() -> list[Figure]:
    """The figures of opening and of deciding."""
    with tempfile.TemporaryDirectory() as folder:
        many, few = _runs(Path(folder))
        there, here = _panel(many, Path(folder)), _panel(few, Path(folder))
        return [
            side_by_side(
                f"打开面板（{MANY} 条）",
                lambda: _panel(many, Path(folder)),
                f"{FEW} 条",
                lambda: _panel(few, Path(folder)),
                limit=1.5,
            ),
            side_by_side(
                f"判定并到下一条（{MANY} 条）",
                lambda: _decide(there),
                f"{FEW} 条",
                lambda: _decide(here),
                limit=1.2,
                times=100,
            ),
        ]


def _runs(folder: Path) -> tuple[Run, Run]:
    """One cohort of 8,000 with as many findings as wanted, and with the few most urgent ones."""
    write_sample(folder, students=8000, colleges=25, seed=1, params=PARAMS, trouble=0.3)
    run = opening.open_run(folder / "params.toml", raw=str(folder / "raw"))
    found = run.findings.iloc[np.arange(MANY) % len(run.findings)].reset_index(drop=True)
    found["finding"] = [f"{number:016x}" for number in range(MANY)]
    many = dataclasses.replace(run, findings=found)
    urgent = _panel(many, folder).desk.session.queue.ids[:FEW]  # type: ignore[union-attr]
    few = found[found["finding"].isin(urgent)].reset_index(drop=True)
    return many, dataclasses.replace(run, findings=few)


def _panel(run: Run, folder: Path) -> ReviewPanel:
    """A panel that has shown its first case."""
    url = url_of(f"sqlite:///{(folder / f'{next(_COUNT)}.db').as_posix()}", folder)

    def opener(reviewer: str) -> ReviewQueue:
        return ReviewQueue(run, open_store(url, run.cohort.id, _now), reviewer)

    panel = ReviewPanel(Desk(opener, "王老师"), place="")
    _ask(panel, "open")
    return panel


def _decide(panel: ReviewPanel) -> None:
    finding = panel.desk.session.queue.current  # type: ignore[union-attr]
    _ask(panel, "decide", verdict="待查", finding=finding)


def _ask(panel: ReviewPanel, word: str, **given: Any) -> None:
    question = {"id": str(next(_COUNT)), "do": word, "from": 0, "count": 30, **given}
    answer = panel.desk.answer(question)
    if "error" in answer or not answer["view"]["case"]:
        raise RuntimeError(answer)


def _now() -> datetime:
    return datetime.now(UTC)
