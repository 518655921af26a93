"""Where to go and whom to ask: what messages say of the studio and of the office.

Nothing is said where a field is blank.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from gradrecon.cohort.strict import Strict

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class StudioContact(Strict):
    """The studio that takes make-up pictures (1.5), and how it is paid (1.2.4)."""

    name: Line = ""
    address: Line = ""
    way: Line = ""
    telephone: Line = ""
    payment: Line = ""

    @property
    def said(self) -> str:
        """The studio with address, way there and telephone, as far as they are known."""
        telephone = f"电话{self.telephone}" if self.telephone else ""
        known = "，".join(filter(None, (self.name, self.address, self.way, telephone)))
        return f"采集单位（{known}）" if known else "采集单位"


class OfficeContact(Strict):
    """The graduate school's desk that takes the tables (2.3.2)."""

    mail: Line = ""
    window: Line = ""
    hours: Line = ""
    person: Line = ""
    telephone: Line = ""

    @property
    def said(self) -> str:
        """Where both parts go and whom to ask, as far as they are known; "" if nothing is."""
        window = f"纸质版交{self.window}" if self.window else ""
        hours = f"（{self.hours}）" if window and self.hours else ""
        asked = " ".join(filter(None, (self.person, self.telephone)))
        parts = (
            f"电子版发{self.mail}" if self.mail else "",
            window + hours,
            f"联系人{asked}" if asked else "",
        )
        return "，".join(filter(None, parts))


class Contacts(Strict):
    """The studio and the office."""

    studio: StudioContact = StudioContact()
    office: OfficeContact = OfficeContact()
