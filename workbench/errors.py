"""The errors of the workbench, each with one sentence that says what to do.

::

    WorkbenchError
    ├── InputError        a file, line or text that cannot be read
    ├── SettingsError     an option or environment variable that makes no sense
    ├── ReportError       a report that cannot be written or brought back in
    └── StoreError        the store cannot be opened, read or written
        ├── NotFoundError     no such story, claim or draft in the store
        └── NotAllowedError   this person may not do that on this desk
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """Anything that went wrong for a reason we can name; ``str`` is one human sentence."""


class InputError(WorkbenchError):
    """A file, line or text that cannot be read."""


class SettingsError(WorkbenchError):
    """An option or environment variable that makes no sense."""


class ReportError(WorkbenchError):
    """A report that cannot be written or brought back in."""


class StoreError(WorkbenchError):
    """The store cannot be opened, read or written."""


class NotFoundError(StoreError):
    """No such story, claim or draft in the store."""


class NotAllowedError(StoreError):
    """This person may not do that on this desk."""
