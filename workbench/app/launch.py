"""Start the app's server, and the browser with it, through Streamlit's own command."""

from __future__ import annotations

import io
import ipaddress
import os
import socket
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import SettingsError
from workbench.loading import without_collecting

if TYPE_CHECKING:
    from typing import TextIO

    from _typeshed import ReadableBuffer

_ENTRY = Path(__file__).parent / "entry" / "server.py"
_SHORTEST_PASSWORD = 8


def run(  # noqa: PLR0913 - each option of the command, by name
    store_url: str,
    *,
    story_id: str | None,
    sample: bool = False,
    host: str,
    port: int | None,
    headless: bool,
    password_file: Path | None = None,
    archive: Path | None = None,
) -> int:
    """Serve the desk of ``store_url`` until it is stopped.

    Args:
        store_url: Where the store is; handed on to each session of the app.
        story_id: The story that a new session opens, if any.
        sample: Whether the sample story goes on a desk that is empty.
        host: The address to listen on; any but this machine's own takes a login or a password.
        port: The port to listen on; None takes the first free one from 8501 on.
        headless: Whether to leave the browser alone.
        password_file: Holds the password that admits to the desk where there is no login.
        archive: The archive that the desk looks figures up in.

    Returns:
        The exit code of the server.

    Raises:
        SettingsError: the port is taken, the desk would be open to all, or the password is none.
    """
    if password_file is not None:
        read_password(password_file)
    elif not only_this_machine(host) and not login_configured(secrets_files()):
        raise SettingsError(
            f"Listening on {host} would open the desk to the network: configure a login in "
            ".streamlit/secrets.toml, or give --shared-password-file FILE.",
        )
    if port is not None:
        _refuse_taken(host, port)
    options = [f"--server.address={host}"]
    options += ["--server.headless=true"] if headless else []
    options += [f"--server.port={port}"] if port is not None else []
    desk = ["--store", store_url]
    desk += ["--story", story_id] if story_id else []
    desk += ["--sample"] if sample else []
    desk += ["--shared-password-file", str(password_file.resolve())] if password_file else []
    desk += ["--archive", str(archive.resolve())] if archive else []
    with without_collecting():
        from streamlit.web import cli  # noqa: PLC0415 - what is refused does not wait for it

    sys.stdout, sys.stderr = _heedless(sys.stdout), _heedless(sys.stderr)
    sys.argv = ["streamlit", "run", str(_ENTRY), *options, "--", *desk]
    try:
        cli.main()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    return 0


class _Heedless(io.FileIO):
    """An output of a server, which goes on, and can be stopped, when nobody reads it any more."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write, or do as if."""
        try:
            return super().write(data)
        except OSError:
            return len(memoryview(data).cast("B"))


def _heedless(stream: TextIO | None) -> TextIO:
    """The stream so that writing to it never fails; one that goes nowhere where there is none."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        # no file of the system, as a test's
        return stream
    stream.flush()
    raw = _Heedless(number, "w", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw), stream.encoding, "backslashreplace", line_buffering=True
    )


def only_this_machine(host: str) -> bool:
    """Whether an address can be reached from this machine alone.

    >>> [only_this_machine(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0")]
    [True, True, True, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def secrets_files() -> list[Path]:
    """Where Streamlit looks for secrets: the user's home, then the working folder."""
    place = Path(".streamlit") / "secrets.toml"
    return [Path.home() / place, Path.cwd() / place]


def login_configured(files: list[Path]) -> bool:
    """Whether one of the files has an ``[auth]`` section.

    Raises:
        SettingsError: one of them is no TOML.
    """
    for file in files:
        if not file.is_file():
            continue
        try:
            if "auth" in tomllib.loads(file.read_text(encoding="utf-8")):
                return True
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
            raise SettingsError(f"{file} is no TOML file ({reason}): mend it.") from reason
    return False


def read_password(file: Path) -> str:
    """The desk's password: the file's first line.

    Raises:
        SettingsError: it cannot be read, or the password is too short to be one.
    """
    try:
        password = file.read_text(encoding="utf-8").strip().partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as reason:
        raise SettingsError(f"{file} cannot be read as a password file: {reason}.") from reason
    if len(password) < _SHORTEST_PASSWORD:
        raise SettingsError(f"The password in {file} needs {_SHORTEST_PASSWORD} characters.")
    return password


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as reason:
            raise SettingsError(
                f"Cannot listen on {host} port {port} ({reason.strerror}): choose another --port, "
                "or leave it out to take the first free one.",
            ) from reason
