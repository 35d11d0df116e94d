"""Fixtures of the store's tests: each runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.databases import (
    NO_SERVER,
    OnPostgresql,
    OnSqlite,
    address_of,
    prepare,
    server_of_its_own,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import URL

    from tests.databases import Place

_numbers = count()


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """AppTest leaves its page behind as the main module, and a spawned process would run it."""
    own = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = own


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """A PostgreSQL server for the whole run; without one the test skips and says why."""
    with server_of_its_own() as server:
        if server is None:
            required = "postgresql" in os.environ.get("WORKBENCH_TESTS_REQUIRE", "").split(",")
            if required:
                pytest.fail(NO_SERVER)
            pytest.skip(NO_SERVER)
        address = address_of(server)
        prepare(address)
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where this test keeps its stores, on the one database and on the other."""
    if request.param == "sqlite":
        return OnSqlite(tmp_path)
    return OnPostgresql(request.getfixturevalue("postgresql"), f"test{next(_numbers)}")
