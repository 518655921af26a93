"""The one widget: it carries questions to the desk and answers back, and nothing else."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
from traitlets import Unicode

from gradrecon.outputs.colours import dark_variables, light_variables
from gradrecon.panel.desk import Desk

# The front end, file by file; anywidget takes one module.
_SCRIPTS = ("words", "build", "link", "memory", "facets", "list", "case", "verdicts", "bulk",
            "progress", "keys", "panel")  # fmt: skip
_STYLES = ("panel", "queue", "case", "verdicts", "dialog")


def _joined(names: tuple[str, ...], ending: str) -> str:
    folder = files("gradrecon.panel") / "front"
    return "\n".join((folder / f"{name}{ending}").read_text(encoding="utf-8") for name in names)


def _colours() -> str:
    dark = '[data-jp-theme-light="false"] .gradrecon-panel'
    return f".gradrecon-panel{{{light_variables()}}}\n{dark}{{{dark_variables()}}}\n"


class ReviewPanel(anywidget.AnyWidget):
    """The panel of one desk. `place` names whose it is, so that a browser finds it again."""

    _esm = _joined(_SCRIPTS, ".js")
    _css = _colours() + _joined(_STYLES, ".css")
    place = Unicode().tag(sync=True)

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__(place=place)
        self.desk = desk
        self.on_msg(self._asked)

    def close(self) -> None:
        """Take the panel off the screen and let others have what it has open."""
        self.desk.release()
        super().close()

    def _asked(self, _: ReviewPanel, question: dict[str, Any], buffers: list[bytes]) -> None:
        try:
            answer = self.desk.answer(question)
        except Exception as error:
            # The browser must not wait for ever; the traceback still goes to Jupyter's log.
            self.send({"id": question.get("id", ""), "error": _unforeseen(error)})
            raise
        self.send(answer)


def _unforeseen(error: Exception) -> dict[str, str]:
    text = f"程序出错（{type(error).__name__}），这一步没有完成。"
    return {"kind": "failed", "headline": "程序出错", "text": text,
            "mend": "重新运行单元格（Voilà 请刷新页面）；已保存的判定都在。"}  # fmt: skip
