"""The schema of a new store as one script: what all the migrations, one after the other, make.

``python -m tests.new_store`` writes it after a migration was added.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from workbench.store import migrating
from workbench.store.glance import HEAD

_MADE = """
SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'
ORDER BY type <> 'table', CASE type WHEN 'table' THEN rowid ELSE type || name END
"""
"""Tables as they were made, one upon the other; the rest has no order."""


def script(file: Path) -> str:
    """All that a file's schema consists of, in the order in which it was made."""
    with closing(sqlite3.connect(file)) as raw:
        made = [sql for (sql,) in raw.execute(_MADE)]
    version = f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')"  # noqa: S608 - ours
    return "".join(f"{sql.strip()};\n\n" for sql in [*made, version]).rstrip("\n") + "\n"


def migrated(folder: Path) -> Path:
    """A new file that went through every migration."""
    file = folder / "migrated.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as conn:
        migrating.migrate(conn)
    engine.dispose()
    return file


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        migrating.NEW_STORE.write_text(script(migrated(Path(place))), encoding="utf-8")
