"""What earlier runs came to, so that reports can say what has changed since.

A reader's path: `entry` (what a run leaves behind), `folder` (where that is kept, and how much
of it), `past` (what a run knows of earlier ones), `since` (the difference between two).
"""

from __future__ import annotations

from gradrecon.history.folder import FOLDER, keep, with_past
from gradrecon.history.past import Past

__all__ = ["FOLDER", "Past", "keep", "with_past"]
