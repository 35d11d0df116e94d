"""The options of the workbench, read once from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from platformdirs import user_data_dir

from workbench.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds where the command line says nothing.

    Attributes:
        store: ``WORKBENCH_STORE``, else one file in the user's data folder.
        host: ``WORKBENCH_HOST``, else this computer alone.
        port: ``WORKBENCH_PORT``; None takes the first that is free.
        who: ``WORKBENCH_WHO``, the person who imports; None takes the name logged in.
        web: ``WORKBENCH_WEB``, whether the command line fetches web addresses.
        archive: ``WORKBENCH_ARCHIVE``, the archive that figures are looked up in, if any.
    """

    store: str
    host: str = "127.0.0.1"
    port: int | None = None
    who: str | None = None
    web: bool = False
    archive: str | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings of this environment; an empty variable counts as absent.

        Raises:
            SettingsError: a variable makes no sense.

        >>> Settings.read({"WORKBENCH_STORE": "desk.sqlite", "WORKBENCH_PORT": "8600"}).port
        8600
        """
        return cls(
            store=environment.get("WORKBENCH_STORE") or default_store(),
            host=environment.get("WORKBENCH_HOST") or "127.0.0.1",
            port=read_port(environment.get("WORKBENCH_PORT") or None),
            who=environment.get("WORKBENCH_WHO") or None,
            web=_read_switch("WORKBENCH_WEB", environment.get("WORKBENCH_WEB") or "0"),
            archive=environment.get("WORKBENCH_ARCHIVE") or None,
        )


def default_store() -> str:
    """One SQLite file in the folder that this system keeps for programs' data."""
    return str(Path(user_data_dir("claims-workbench", appauthor=False)) / "desk.sqlite")


def _read_switch(name: str, given: str) -> bool:
    """Whether something is switched on.

    Raises:
        SettingsError: it is neither 0 nor 1.
    """
    if given not in ("0", "1"):
        raise SettingsError(f'{name} is "{given}": set it to 1 for yes or 0 for no.')
    return given == "1"


def read_port(given: str | None) -> int | None:
    """A port's number, None for any.

    Raises:
        SettingsError: it is no port.

    >>> read_port("8600"), read_port(None)
    (8600, None)
    """
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal()) or not 0 < int(given) <= _HIGHEST_PORT:
        raise SettingsError(f'"{given}" is no port: give a number from 1 to {_HIGHEST_PORT}.')
    return int(given)
