"""What says whose a row is, by what the rows of a source are about."""

from __future__ import annotations

from gradrecon.sources.source import Source

_KEYS = {
    "student": ("student_no", "id_no", "name"),
    "college": ("college",),
    "major": ("major_code",),
}
_ROSTER_KEYS = ("student_no",)


def subject_keys(source: Source) -> tuple[str, ...]:
    """Name the columns of which a row needs at least one value to be anybody's."""
    keys = _ROSTER_KEYS if source.name == "roster" else _KEYS[source.subject]
    return tuple(key for key in keys if key in source.by_name)
