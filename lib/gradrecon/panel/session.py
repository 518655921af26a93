"""What one open panel holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradrecon.review import ReviewQueue
    from gradrecon.review.bulk import Preview


@dataclass
class Session:
    """An open queue, the bulk decision that is on the screen, whether nothing was asked yet."""

    queue: ReviewQueue
    preview: Preview | None = None
    fresh: bool = True
