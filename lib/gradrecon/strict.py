"""What params are read into: unknown keys and wrong types are faults; what was read stays."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Strict(BaseModel):
    """A section of a params file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
