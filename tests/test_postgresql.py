"""PostgreSQL away, back again, refusing: a sentence each time, nothing saved is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from tests.databases import NO_SERVER, OnPostgresql, address_of, prepare, server_of_its_own
from tests.desk_of_two import put, with_story
from workbench.errors import StoreError
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

NAME = "desk.sqlite"
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"


@pytest.fixture
def server() -> Iterator[Any]:
    """A server that the test may stop."""
    with server_of_its_own() as own:
        if own is None:
            pytest.skip(NO_SERVER)
        yield own


def test_server_that_stops_is_said_and_the_desk_goes_on_once_it_is_back(server: Any) -> None:  # noqa: ANN401
    prepare(address_of(server))
    store, story = with_story(OnPostgresql(address_of(server), "own"))
    put(store, "returnees.1", note="kept")
    server.stop()
    for doing in (lambda: store.claims(story), lambda: put(store, "returnees.2", note="x")):
        with pytest.raises(StoreError, match="does not answer"):
            doing()
    server.start()
    put(store, "returnees.2", note="now")
    assert [claim.note for claim in store.claims(story)][:2] == ["kept", "now"]
    store.close()


def test_connection_lost_in_the_middle_saves_nothing_of_the_change(postgresql: URL) -> None:
    place = OnPostgresql(postgresql, "cut")
    store, story = with_story(place)
    put(store, "returnees.1", note="kept")

    def cut(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:  # noqa: ANN401 - the driver's own
        if statement.startswith("INSERT INTO events"):
            place.rows(NAME, f"{_OTHERS} AND datname = current_database()")

    event.listen(store._engine, "before_cursor_execute", cut)  # noqa: SLF001 - the instant is inside
    with pytest.raises(StoreError, match="does not answer"):
        put(store, "returnees.2", note="x")
    event.remove(store._engine, "before_cursor_execute", cut)  # noqa: SLF001
    assert [claim.note for claim in store.claims(story)][:2] == ["kept", ""]
    put(store, "returnees.2", note="now")
    assert store.claims(story)[1].note == "now"
    store.close()


def test_idle_connection_that_was_lost_is_made_anew_unnoticed(postgresql: URL) -> None:
    place = OnPostgresql(postgresql, "idle")
    store, story = with_story(place)
    place.rows(NAME, f"{_OTHERS} AND datname = current_database()")
    assert len(store.claims(story)) == 4
    store.close()


def test_database_that_only_lets_read_is_read_and_says_that_it_cannot_be_written(
    postgresql: URL,
) -> None:
    place = OnPostgresql(postgresql, "read")
    with_story(place)[0].close()
    place.run(NAME, "ALTER DATABASE read_desk_sqlite SET default_transaction_read_only = on")
    with Store.open(place.url(NAME)) as store:
        assert len(store.claims("returnees")) == 4
        with pytest.raises(StoreError, match="cannot be written to"):
            put(store, "returnees.1", note="x")


def test_database_that_is_not_there_is_named_without_its_password(postgresql: URL) -> None:
    url = postgresql.set(database="nowhere", password="secret").render_as_string(  # noqa: S106
        hide_password=False
    )
    with pytest.raises(StoreError, match="is no database of that server") as refused:
        Store.open(url)
    assert "secret" not in str(refused.value)
