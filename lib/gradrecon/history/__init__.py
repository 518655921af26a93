"""What earlier runs came to, so that reports can say what has changed since.

A reader's path: `entry` (what a run leaves behind), `past` (what a run knows of earlier ones),
`since` (the difference between two); where entries are kept: `run.earlier_runs`.
"""

from __future__ import annotations

from gradrecon.history.past import Past

__all__ = ["Past"]
