"""Several files read one after the other in the background, with a place to look and a stop."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.ingest.reading import DocumentReader
from workbench.ingest.story_file import IngestedText, read_story_address, read_story_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FILES = 20
"""Files of one batch: what fits into the memory of a desk at 20 MB each."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file on its way in, or the web address of one: then ``data`` is None."""

    name: str
    data: bytes | None


class Batch:
    """Files that are being read; ``results`` has for each its story, why there is none, or None.

    None is a file that has not been read, or was not because the batch was stopped. With
    ``as_source`` they are something to look figures up in, not stories.

    Raises:
        InputError: they are too many.
    """

    def __init__(self, files: Sequence[Given], *, as_source: bool = False) -> None:
        if len(files) > MOST_FILES:
            raise InputError(
                f"{len(files)} files at once are too many: give {MOST_FILES} or fewer."
            )
        self.files = tuple(files)
        self.results: list[IngestedText | str | None] = [None] * len(files)
        self._times = [0] * len(files)
        self._stopped = False
        self._as_source = as_source
        self._reader = DocumentReader()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def done(self) -> int:
        """How many files there is a result for."""
        return sum(result is not None for result in self.results)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is being read."""
        return not self._thread.is_alive()

    def times_read(self, number: int) -> int:
        """How often a file has given a story, in one encoding or another."""
        return self._times[number]

    def stop(self) -> None:
        """Read no further; what has been read stays."""
        self._stopped = True
        self._reader.stop()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until all is read, or for so long."""
        self._thread.join(seconds)

    def read_again(self, number: int, encoding: str | None) -> None:
        """Read one file in another encoding, now.

        A file that cannot be in it gets the sentence that says so in place of its story.
        """
        with DocumentReader() as reader:
            self._take(number, self._read(self.files[number], reader, encoding))

    def _take(self, number: int, result: IngestedText | str) -> None:
        self.results[number] = result
        if isinstance(result, IngestedText):
            self._times[number] += 1

    def _run(self) -> None:
        with self._reader as reader:
            for number, file in enumerate(self.files):
                result = self._read(file, reader, None)
                if self._stopped:
                    return
                self._take(number, result)

    def _read(
        self, file: Given, reader: DocumentReader, encoding: str | None
    ) -> IngestedText | str:
        try:
            if file.data is None:
                return read_story_address(file.name, encoding=encoding, reader=reader)
            return read_story_bytes(
                file.data, file.name, encoding=encoding, reader=reader, as_source=self._as_source
            )
        except InputError as reason:
            return str(reason)
