"""What a photo for registration should be, as a params file may say it otherwise."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from gradrecon.cohort.faults import Problem, problems
from gradrecon.cohort.strict import Strict

Level = Annotated[int, Field(ge=0, le=255)]


class Photos(Strict):
    """The specification and the folder's customs, section `[photos]` of a params file.

    `named_by`: what the number in a file's name is; "auto" goes by its shape. `expected`: whose
    photos must be there: those captured this time, or everyone's. Sizes are in pixels, dots per
    inch and KB of 1024 bytes; 0 for `dpi` or `min_quality` asks for none. `background` is red,
    green, blue; each may be `background_within` off. `alike_within`: how much of its contrast, in
    percent, a picture may differ from another and still show the same; 0 compares none.
    """

    named_by: Literal["auto", "student_no", "id_no", "exam_no"] = "auto"
    expected: Literal["captured", "everyone"] = "captured"
    width: int = Field(default=480, gt=0)
    height: int = Field(default=640, gt=0)
    dpi: int = Field(default=300, ge=0)
    min_kb: int = Field(default=20, ge=0)
    max_kb: int = Field(default=40, gt=0)
    min_quality: int = Field(default=60, ge=0, le=100)
    background: Annotated[tuple[Level, Level, Level], Field(strict=False)] = (100, 197, 255)
    background_within: Level = 30
    alike_within: float = Field(default=4.5, ge=0, le=20, strict=False)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.max_kb < self.min_kb:
            wrong = f"{self.max_kb} 小于 min_kb {self.min_kb}"
            raise problems(Problem("max_kb", wrong, "不小于 min_kb 的整数"))
        return self
