"""Which field a written application is about: by its title, or by any header that means it."""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.distinct import by_distinct
from gradrecon.sources.confirmation import RETURNED
from gradrecon.sources.headers import Headers

_HEADERS = Headers(RETURNED, {})


def fields_meant(said: pd.Series) -> pd.Series:
    """The field of the 信息核对表 that each application is about, "" for none of them."""
    return by_distinct(said, lambda words: (_HEADERS.meaning(words) or ("", 0))[0])
