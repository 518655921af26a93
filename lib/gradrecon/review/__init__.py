"""Reviewing: everything that reviewers do, as plain Python without a widget.

`ReviewQueue` is the whole of it; `open_queue` opens one from a params file.
"""

from gradrecon.review.filters import Facet, Filters, Order
from gradrecon.review.opening import open_queue
from gradrecon.review.queue import Outcome, ReviewQueue
from gradrecon.review.refused import Refused

__all__ = ["Facet", "Filters", "Order", "Outcome", "Refused", "ReviewQueue", "open_queue"]
