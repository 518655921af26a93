"""The review panel: one widget that shows a `ReviewQueue` and passes on what reviewers press.

All behaviour is the queue's (`gradrecon.review`); here it only meets a screen.

| module | idea |
|---|---|
| `opening` | from a params file to the panel on the screen |
| `desk` | questions from the browser, answers for it; no widget in it |
| `remembered` | where a reviewer was before the page was loaded again |
| `plain` | the queue's answers as what JSON can say |
| `widget` | the one widget, and the front end that goes with it |
| `front/` | the front end: one file an idea, joined into one module |
| `serve` | the panel under Voilà |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradrecon.lazy import attributes

if TYPE_CHECKING:
    from gradrecon.panel.opening import open_panel

__all__ = ["open_panel"]
__getattr__ = attributes(__name__, {"open_panel": "gradrecon.panel.opening"})
