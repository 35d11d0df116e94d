"""Where a store's file lies: several computers that write to one SQLite file destroy it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

from workbench.errors import StoreError

NETWORK = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs"),
        *("9p+net", "ceph", "lustre", "gpfs", "glusterfs", "beegfs", "orangefs", "ocfs2", "gfs2"),
        *("webdav", "davfs", "sshfs", "rclone", "s3fs", "drvfs", "afuse", "moosefs", "acfs"),
    }
)
"""Types, as Linux and macOS name them, that several computers may share."""

_LINUX = re.compile(r"^\S+ (?P<place>\S+) (?P<type>\S+) ")
_MACOS = re.compile(r"^.* on (?P<place>/.*) \((?P<type>[^,)]+)")
_NINE_OVER_NET = re.compile(r"aname=drvfs|trans=(tcp|rdma)")
"""9p is a container's own disk, too; this is how Windows folders look from its Linux."""
_OCTAL = re.compile(r"\\([0-7]{3})")


def type_of(path: str, mounts: str) -> str | None:
    r"""The type of the file system that a path lies on, by a table of mounts.

    Args:
        path: An absolute path without links.
        mounts: ``/proc/self/mounts`` of Linux, or what ``mount`` says on macOS.

    >>> type_of("/srv/desk/a.db", "/dev/sda1 / ext4 rw 0 0\nbox:/x /srv/desk nfs4 rw 0 0\n")
    'nfs4'
    """
    found: tuple[int, str] | None = None
    for line in mounts.splitlines():
        read = _LINUX.match(line) if not _MACOS.match(line) else _MACOS.match(line)
        if read is None:
            continue
        place = PurePosixPath(_OCTAL.sub(lambda code: chr(int(code[1], 8)), read["place"]))
        # of two at one place the later one covers the other
        if PurePosixPath(path).is_relative_to(place) and len(place.parts) >= (found or (0,))[0]:
            over_net = read["type"] == "9p" and _NINE_OVER_NET.search(line)
            found = (len(place.parts), "9p+net" if over_net else read["type"])
    return found[1] if found else None


def is_network(kind: str | None) -> bool:
    """Whether a type of file system is shared between computers.

    >>> is_network("fuse.sshfs"), is_network("ext4"), is_network(None)
    (True, False, False)
    """
    return kind is not None and kind.lower().removeprefix("fuse.") in NETWORK


def refuse_network(file: Path) -> None:
    """See that a store's file lies on a disk of this computer.

    Raises:
        StoreError: it lies on the network.
    """
    if is_network(type_of(str(file.resolve()), _mounts())) or str(file).startswith(("\\\\", "//")):
        raise StoreError(
            f"{file} lies on a network drive, where SQLite loses work: name a file on a disk of "
            "this computer, or a PostgreSQL address, with --store."
        )


def make_file(file: Path) -> None:
    """See that a store's file is there, empty where there was none, and its folder with it.

    Raises:
        StoreError: it cannot be made, or lies on the network.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"The folder {file.parent} cannot be made: name another store with --store."
        raise StoreError(sentence) from error
    if file.is_dir():
        raise StoreError(f"{file} is a folder: name a file in it with --store.")
    refuse_network(file)
    try:
        file.touch()
    except OSError as error:
        # one that is there but read-only can still be read
        if not file.exists():
            raise StoreError(f"{file} cannot be made: name another store with --store.") from error


def _mounts() -> str:
    """The table of this computer's mounts, empty where it has none to read."""
    try:
        if sys.platform == "darwin":
            asked = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, check=False, timeout=10
            )
            return asked.stdout
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, subprocess.SubprocessError):
        return ""
