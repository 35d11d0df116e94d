"""What a run writes last: that the archive is whole, and what is in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workbench.archive.parts import Tally
from workbench.archive.plan import DONE
from workbench.archive.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self


@dataclass(frozen=True, slots=True)
class Done:
    """A run that came to its end.

    Attributes:
        tally: What is in the archive.
        shelves: How many shelves its figures stand on.
    """

    tally: Tally
    shelves: int

    def write(self, out: Path) -> None:
        """Write it into the archive."""
        write_whole(out / DONE, json.dumps(asdict(self)).encode())

    @classmethod
    def read(cls, out: Path) -> Self | None:
        """What an archive says of itself; None where no run has come to its end."""
        try:
            given = json.loads((out / DONE).read_bytes())
            return cls(Tally(**given["tally"]), given["shelves"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
