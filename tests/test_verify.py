"""Tampering: refused by the database, and found where somebody goes around that."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from tests.desk_of_two import put, with_story
from workbench.report import check_report, write_csv
from workbench.store.chain import GENESIS, event_hash, value_hash

if TYPE_CHECKING:
    from tests.databases import Place
    from workbench.store import Store

NAME = "desk.sqlite"


def lay_off(place: Place) -> None:
    """Take the triggers away, as somebody would who wants to change what happened."""
    if place.database == "sqlite":
        for trigger in place.rows(NAME, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            place.run(NAME, f"DROP TRIGGER {trigger['name']}")
    else:
        place.run(NAME, "ALTER TABLE events DISABLE TRIGGER ALL")
        place.run(NAME, "ALTER TABLE event_values DISABLE TRIGGER ALL")


def reviewed(place: Place) -> tuple[Store, str]:
    """A story with ten events."""
    store, story = with_story(place)
    put(store, "returnees.1", status="confirmed", sources="Census, table 3", note="n")
    put(store, "returnees.2", "Bob", status="wrong", proposed="February")
    return store, story


def report(store: Store, story: str) -> bytes:
    """The report of the story as it is now."""
    written = io.BytesIO()
    write_csv(store.story(story), store.claims(story), written)
    return written.getvalue()


def test_events_form_a_chain_whose_last_hash_is_the_storys(place: Place) -> None:
    store, story = reviewed(place)
    head = store.story(story).head_hash
    rows = place.rows(NAME, "SELECT * FROM events ORDER BY seq")
    values = {
        (row["seq"], row["side"]): (row["salt"], row["value"])
        for row in place.rows(NAME, "SELECT * FROM event_values")
    }
    previous = GENESIS
    for row in rows:
        assert row["prev_hash"] == previous
        previous = row.pop("hash")
        assert previous == event_hash(row)
        for side in ("old", "new"):
            kept = values.get((row["seq"], side))
            assert row[f"{side}_hash"] == (value_hash(*kept) if kept else None)
    assert previous == head
    (verdict,) = store.verify()
    assert (verdict.fault, verdict.events, verdict.head_hash) == (None, 10, head)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET who = 'Eve' WHERE seq = 1",
        "DELETE FROM events WHERE seq = 1",
        "DELETE FROM event_values WHERE seq = 1",
        "UPDATE event_values SET value = 'x' WHERE seq = 1",
    ],
)
def test_database_itself_refuses_to_change_what_happened(place: Place, statement: str) -> None:
    with_story(place)[0].close()
    with pytest.raises(DBAPIError, match=r"never|erased"):
        place.run(NAME, statement)


TAMPERED = [
    ("UPDATE events SET who = 'Eve' WHERE seq = 7", "events row 7: not what was written"),
    ("UPDATE event_values SET value = 'x' WHERE seq = 6 AND side = 'new'", "events row 6: its new"),
    ("UPDATE event_values SET value = NULL, salt = NULL WHERE seq = 8", "events row 8: its new va"),
    ("DELETE FROM events WHERE seq = 7", "events row 7: missing"),
    ("DELETE FROM events WHERE seq >= 9", "events row 9: missing, and 1 after it"),
    (
        (
            "UPDATE events SET seq = CASE seq WHEN 6 THEN -7 ELSE -6 END WHERE seq IN (6, 7);"
            "UPDATE events SET seq = -seq WHERE seq < 0"
        ),
        "events row 6: not what was written",
    ),
    ("UPDATE claims SET status = 'on_author' WHERE number = 2", "claims row returnees.2: status"),
    ("UPDATE claims SET note = 'y' WHERE number = 1", "claims row returnees.1: note"),
    ("UPDATE claims SET checked_by = 'Eve' WHERE number = 1", "claims row returnees.1: found_by"),
    ("UPDATE claims SET second_by = 'Eve' WHERE number = 1", "claims row returnees.1: second_by"),
    ("UPDATE evidence SET cited = 'Other, p. 1'", "claims row returnees.1: sources"),
    ("DELETE FROM evidence", "claims row returnees.1: sources"),
    ("DELETE FROM claims WHERE number = 4", "claims row returnees.4: missing"),
    ("UPDATE drafts SET text = 'At least 245 people'", "drafts row returnees, 1"),
]


@pytest.mark.parametrize(("statements", "fault"), TAMPERED)
def test_first_bad_row_is_named(place: Place, statements: str, fault: str) -> None:
    store, _ = reviewed(place)
    assert [verdict.fault for verdict in store.verify()] == [None]
    lay_off(place)
    for statement in statements.split(";"):
        if statement.startswith("DELETE FROM events"):
            _drop_values(place, statement)
        place.run(NAME, statement)
    (verdict,) = store.verify()
    assert str(verdict.fault).startswith(fault)


def _drop_values(place: Place, statement: str) -> None:
    place.run(NAME, statement.replace("events", "event_values"))


def cut_tail(place: Place) -> None:
    """Take the last two events off and make the story agree with that."""
    lay_off(place)
    last = place.rows(NAME, "SELECT hash FROM events WHERE seq = 8")[0]["hash"]
    for table in ("event_values", "events"):
        place.run(NAME, f"DELETE FROM {table} WHERE seq > 8")  # noqa: S608 - a table's name
    place.run(NAME, f"UPDATE stories SET revision = 8, head_hash = '{last}'")  # noqa: S608 - a hash
    place.run(NAME, "UPDATE claims SET status = 'open', proposed = NULL, checked_by = NULL, "
              "checked_at = NULL, unsourced = false WHERE number = 2")  # fmt: skip


def test_tail_cut_without_a_trace_is_found_against_a_report(place: Place) -> None:
    store, story = reviewed(place)
    written = report(store, story)
    assert check_report(store, written) == []
    cut_tail(place)
    assert [verdict.fault for verdict in store.verify()] == [None]
    (fault,) = check_report(store, written)
    assert "is not in this store" in fault


def test_older_file_put_back_is_found_against_a_report(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", status="wrong")
    written = report(store, story)
    older, _ = with_story(place, "older.sqlite")
    (fault,) = check_report(older, written)
    assert fault.startswith("Line 2:")
    assert "is not in this store" in fault


def test_report_stays_good_while_the_story_goes_on(place: Place) -> None:
    store, story = reviewed(place)
    written = report(store, story)
    store.apply("Cy", {("returnees.1", "note"): "later"}, {("returnees.1", "note"): "n"})
    assert check_report(store, written) == []


@pytest.mark.parametrize(
    ("was", "became", "cell"),
    [
        (",confirmed,", ",wrong,", "status"),
        ("February", "March", "proposed"),
        (",Ann,", ",Eve,", "checked_by"),
        ("table 3", "table 4", "sources"),
    ],
)
def test_row_edited_in_a_report_is_named_by_its_line(
    place: Place, was: str, became: str, cell: str
) -> None:
    store, story = reviewed(place)
    (fault,) = check_report(store, report(store, story).replace(was.encode(), became.encode()))
    assert fault.startswith("Line ")
    assert f": {cell} of returnees." in fault


def test_value_emptied_without_an_editor_is_not_taken_for_an_erasure(place: Place) -> None:
    store, _ = reviewed(place)
    place.run(NAME, "UPDATE event_values SET value = NULL, salt = NULL WHERE seq = 8")
    assert "no editor erased it" in str(store.verify()[0].fault)
