"""Which field a written application is about: by its title, or by any header that means it."""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.distinct import by_distinct
from gradrecon.sources.confirmation import RETURNED
from gradrecon.sources.headers import Headers

IMAGE = "image"
_HEADERS = Headers(RETURNED, {})


def fields_meant(said: pd.Series) -> pd.Series:
    """The field of the 信息核对表 that each application is about, `IMAGE`, or "" for neither."""
    return by_distinct(said, _field_meant)


def _field_meant(said: str) -> str:
    if "图像" in said or "照片" in said:
        return IMAGE
    return (_HEADERS.meaning(said) or ("", 0))[0]
