"""Who gives a command that the desk keeps."""

from __future__ import annotations

import getpass

from workbench.errors import SettingsError


def person(named: str | None) -> str:
    """Who this is: as named, else the user's name.

    Raises:
        SettingsError: the system does not know.
    """
    try:
        return named or getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise SettingsError("This system has no user name for you: say --who NAME.") from error
