"""The reports, section by section: what a notebook shows and a page is made of.

Each section is a `Fragment` of HTML with counts only, made from one Run: no name, no number of a
student, no birth date can get in, because nothing but counts and declared words is handed to the
templates (law 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from gradrecon.cohort.days import CapturePhase, capture_phase, said
from gradrecon.outputs import colours
from gradrecon.outputs.figures import change, delay, received, urgency
from gradrecon.outputs.figures import counts as figures
from gradrecon.outputs.figures.own_desk import own_desk
from gradrecon.outputs.figures.readiness import readiness
from gradrecon.outputs.figures.small import withheld
from gradrecon.outputs.pages import charts
from gradrecon.outputs.pages.codes import as_written
from gradrecon.outputs.pages.definitions import BY_KEY, DEFINITIONS
from gradrecon.outputs.pages.svg import FONTS
from gradrecon.run.earlier_runs import now
from gradrecon.run.ledger import looked
from gradrecon.run.run import Run
from gradrecon.version import __version__
from gradrecon.vocabulary import Chapter, Severity, State, Step

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Fragment:
    """A piece of a page that Jupyter shows as it is; its text form is only its name."""

    name: str
    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"〔{self.name}〕"


class Report:
    """What the school's and a college's report have in common; `run` is what it speaks of."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @property
    def style(self) -> Fragment:
        """The stylesheet, for a notebook; a page brings its own."""
        return self._section("样式", "style", style=stylesheet())

    @property
    def late(self) -> Fragment:
        """How far the steps are, what is late, and whose move it is."""
        steps, moves = self._steps, self._moves
        drawn = (
            charts.completion(steps, self._said_steps, self._medians) if len(self.run.cases) else ""
        )
        return self._section(
            "环节",
            "late",
            steps=steps,
            chart=drawn,
            moves=moves,
            moves_chart=charts.late(moves, self._said_moves) if len(moves) else "",
            items=self._late_items,
            medians=self._medians,
        )

    @property
    def since(self) -> Fragment:
        """What has changed since an earlier run, and how it went over the kept ones."""
        run, college = self._everyone, self._college
        known = bool(run.past.before)
        points = change.trend(run, college) if known else None
        return self._section(
            "变化",
            "since",
            change=change.change(run, college),
            points=points,
            chart=charts.trend(points, _said_trend(points)) if known else "",
            whole=not college,
            unread=run.past.unread,
        )

    @property
    def method(self) -> Fragment:
        """How the report came about, in two lines: day, notice, version, files."""
        return self._section(
            "方法", "method", files=self._files, version=__version__, looked=looked(self.run)
        )

    @property
    def definitions(self) -> Fragment:
        """What every number means."""
        return self._section("名词", "definitions", definitions=DEFINITIONS)

    @property
    def _late_items(self) -> list[urgency.Next] | None:
        """What is late, one by one; None where another section tells it."""
        return [one for one in self._next if one.state in figures.LATE]

    @property
    def _files(self) -> pd.Series | None:
        """The fingerprints of the files by source; None where another report tells them."""
        return received.files(self.run).groupby("title", sort=False)["sha256"].agg(list)

    @property
    def _everyone(self) -> Run:
        """The run of the whole cohort."""
        return self.run

    @property
    def _college(self) -> str:
        """The code of the college that the report is of, "" for the whole school."""
        return ""

    @property
    def _medians(self) -> Any:
        return None

    @cached_property
    def _next(self) -> list[urgency.Next]:
        return urgency.next_moves(self.run)

    @cached_property
    def _steps(self) -> Any:
        return figures.by_step(self.run)

    @cached_property
    def _moves(self) -> pd.DataFrame:
        return figures.late_moves(self.run)

    @property
    def _said_steps(self) -> str:
        """The first chart in words."""
        told = [
            f"{step}：" + "，".join(f"{state}{n}人" for state, n in row.items() if n)
            for step, row in self._steps.iterrows()
        ]
        return "各环节学生人数，按状态堆叠的条形图。" + "；".join(told) + "。"

    @property
    def _said_moves(self) -> str:
        """The second chart in words."""
        rows = self._moves.itertuples(index=False)
        told = [f"{row.step}{row.move}{row.students}人" for row in rows]
        return "逾期和存疑的人数，按该谁办堆叠的条形图。" + "；".join(told) + "。"

    def _summary(self, **values: Any) -> Fragment:
        return self._section(
            "概况",
            "summary",
            deadline=urgency.next_deadline(self.run),
            gate=readiness(self.run),
            no_data=self._steps[State.NO_DATA],
            begun=capture_phase(self.run.cohort, self.run.as_of) is not CapturePhase.AHEAD,
            **values,
        )

    def _section(self, name: str, template: str, **values: Any) -> Fragment:
        html = (
            _environment()
            .get_template(f"{template}.html.j2")
            .render(run=self.run, cohort=self.run.cohort, as_of=self.run.as_of, **values)
        )
        return Fragment(name, html)


class SchoolReport(Report):
    """The whole school on one page: who must be called today, about what, until when."""

    @property
    def summary(self) -> Fragment:
        """One sentence and three numbers."""
        return self._summary(who=self.run.cohort.school, totals=figures.totals(self.run))

    @property
    def calls(self) -> Fragment:
        """The colleges to call today, about what, and by when."""
        return self._section(
            "联系",
            "calls",
            calls=urgency.calls(self.run),
            more=urgency.not_called(self.run),
            others=urgency.others(self.run),
            desk=own_desk(self.run),
        )

    @property
    def completion(self) -> Fragment:
        """Each college's completion, step by step, as a chart."""
        states = figures.college_states(self.run)
        drawn = charts.colleges(states, _said_colleges(states)) if len(states) else ""
        return self._section("完成情况", "completion", chart=drawn)

    @property
    def colleges(self) -> Fragment:
        """Colleges by steps, the one most at risk first."""
        return self._section(
            "学院",
            "colleges",
            colleges=figures.by_college(self.run),
            counts=figures.by_college_and_step(self.run),
            medians=figures.median_share(self.run),
            median_risk=figures.median_risk(self.run),
            totals=figures.totals(self.run),
            steps=list(Step),
        )

    @property
    def delays(self) -> Fragment:
        """The colleges whose registration may be delayed, and why (2.3.3)."""
        return self._section("推迟", "delays", delays=delay.delays(self.run))

    @property
    def received(self) -> Fragment:
        """What the offices sent, and how well it could be used."""
        return self._section(
            "数据",
            "received",
            sources=received.sources(self.run),
            strays=received.stray_reasons(self.run),
            rejected=received.rejected_reasons(self.run),
        )


def _said_colleges(states: pd.DataFrame) -> str:
    """The chart of the colleges in words."""
    done = states[State.DONE].groupby("college", sort=False).sum()
    needed = states.sum(axis=1).groupby("college", sort=False).sum()
    told = [f"{name}{figures.percent(done[name] / max(1, needed[name]))}" for name in done.index]
    return "各学院五个环节的完成情况，剩下最多的在前。各环节合计完成：" + "，".join(told) + "。"


class CollegeReport(Report):
    """One college, beside the school's median; raise UsageError for a code the cohort lacks."""

    def __init__(self, run: Run, code: str | int) -> None:
        self.college = run.cohort.college(as_written(code, run.cohort))
        super().__init__(run.only(self.college.code))
        self.school = run

    @property
    def summary(self) -> Fragment:
        """One sentence and three numbers."""
        place, of = _place(self.school, self.college.code)
        return self._summary(
            who=self.college.name,
            totals=figures.totals_of(self.school, self.college.code),
            place=place,
            of=of,
            median_risk=_median_risk(self.school),
        )

    @property
    def moves(self) -> Fragment:
        """What to do next, the most urgent first."""
        return self._section("下一步", "moves", items=self._next)

    @property
    def compared(self) -> Fragment:
        """Each step's rate beside the school's median."""
        code = self.college.code
        counts = figures.by_college_and_step(self.school)
        shares = figures.done_share(self.school)
        known = code in shares.index
        return self._section(
            "比较",
            "compared",
            counts={step: counts.loc[(code, step)] for step in Step} if known else {},
            shares=shares.loc[code] if known else {},
            medians=self._medians,
        )

    @property
    def findings(self) -> Fragment:
        """How many things there are to look at, by chapter and severity."""
        count = figures.open_findings(self.run)
        table = count.set_index(["chapter", "severity"])["findings"].unstack(fill_value=0)
        chapters = [chapter for chapter in Chapter if chapter in table.index]
        return self._section(
            "问题",
            "findings",
            table=table,
            chapters=chapters,
            severities=list(Severity),
            withheld=withheld,
        )

    @property
    def delays(self) -> Fragment:
        """Whether registration may be delayed, and why (2.3.3)."""
        every = delay.delays(self.school)
        return self._section("推迟", "delays", delays=every[every["college"] == self.college.code])

    @property
    def _late_items(self) -> None:
        return None

    @property
    def _files(self) -> None:
        return None

    @property
    def _everyone(self) -> Run:
        return self.school

    @property
    def _college(self) -> str:
        return self.college.code

    @cached_property
    def _medians(self) -> Any:
        return _medians(self.school)


def beside(school: Run, code: str) -> tuple[object, ...]:
    """All that a college's page says of the school beyond the college's own rows and past.

    While these and those are the same, so is the page, however other colleges fare.
    """
    every = delay.delays(school)
    own = every[every["college"] == code].to_dict("records")
    return _place(school, code), _median_risk(school), _medians(school).to_dict(), own


def _place(school: Run, code: str) -> tuple[int, int]:
    """Where a college stands among how many, the one most at risk first; 0 if nowhere."""
    colleges = figures.by_college(school).drop(index="", errors="ignore")
    place = colleges.index.get_loc(code) + 1 if code in colleges.index else 0
    return place, len(colleges)


def _median_risk(school: Run) -> float:
    return figures.points(figures.median_risk(school)) / 100


def _medians(school: Run) -> pd.Series:
    """The school's medians as they are shown, in whole percent."""
    shares = figures.median_share(school)
    return shares.map(lambda share: figures.points(share) / 100, na_action="ignore")


def _said_trend(points: pd.DataFrame) -> str:
    """The chart over time in words: its first day and its last."""
    ends = [
        f"{said(day)}可报库{row.ready}人、有风险{row.at_risk}人"
        for day, row in zip(points.index[[0, -1]], points.iloc[[0, -1]].itertuples(), strict=True)
    ]
    return f"可报库和有风险的人数随时间变化的折线图，共{len(points)}次。" + "；".join(ends) + "。"


def precompute_figures(run: Run) -> None:
    """Work out what every college's report is compared with, to be kept in the Run."""
    for question in (
        *(figures.by_college, figures.median_share, figures.median_risk),
        *(delay.delays, received.files, *([now] if run.past.before else [])),
    ):
        question(run)
    for code in run.colleges[:1]:
        run.only(code)


def stylesheet() -> Mapping[str, str]:
    """The variables and rules of the pages: keys light, dark, fonts, rules."""
    from importlib.resources import files

    rules = files("gradrecon.outputs.pages").joinpath("templates", "report.css")
    return {
        "light": colours.light_variables(),
        "dark": colours.dark_variables(),
        "fonts": FONTS,
        "rules": rules.read_text(encoding="utf-8"),
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """The templates, with everything from data escaped and an unknown word an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("gradrecon.outputs.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "said": said,
        "percent": figures.percent,
        "points": figures.points,
        "level": colours.heat_level,
    }
    environment.globals |= {"terms": BY_KEY, "states": State}
    return environment
