"""The folders of the results in which runs keep what later ones compare with."""

from __future__ import annotations

SENT, HISTORY = "sent", "history"
