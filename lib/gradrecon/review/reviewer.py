"""Who is sitting there: JupyterHub knows, else the system does, else the panel asks.

Who works under another name than that of the login says why; the log tells it.
"""

from __future__ import annotations

import getpass
import os

_HUB = "JUPYTERHUB_USER"
LONGEST = 40


def login_name() -> str:
    """Whom JupyterHub, else the system, knows to be there; "" if neither does."""
    return tidy(os.environ.get(_HUB, "")) or tidy(_system_user())


def tidy(name: str) -> str:
    """A name without needless blanks or marks that cannot be seen, of bounded length."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:LONGEST]


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without an entry in the system's list
        return ""
