"""A quote found again as it stands in its document, and not found where a figure differs."""

from __future__ import annotations

import pytest

from workbench.evidence.quoting import Quotable, fold, stands_in
from workbench.ingest import read_story_bytes

PAGE = (
    "The census\n\n"
    "At least 1,244 people \u201ccame back\u201d to the popu-\nlation centres, "
    "the well-\nknown ones, in 2014\u20132016.\n\n"
    "It cost \u00a3300,\u00a0more co\u00adoper\u00ad\nation than be\ufb01ts."
)


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("At least 1,244 people came back", "paragraph 2"),
        ("\"At least 1,244  people\n'came back'", "paragraph 2"),
        ("the population centres, the well-known ones", "paragraph 2"),
        ("popu- lation centres", "paragraph 2"),
        ("in 2014-2016.", "paragraph 2"),
        ("\u00a3300, more cooperation than befits", "paragraph 3"),
        ("in 2014-2016. It cost \u00a3300", ""),
        ("244 people came back", None),
        ("At least 1,24", None),
        ("At least 1,245 people", None),
        ("least 1,244 people came backwards", None),
        ("came back to the population centre", None),
        ("", None),
        ("\u201c\u201d", None),
    ],
)
def test_quote_is_found_up_to_what_a_typesetter_changes(quote: str, place: str | None) -> None:
    read = read_story_bytes(PAGE.encode(), "census.txt")
    assert Quotable.of(read).place_of(quote) == place


def test_quote_that_is_a_row_of_a_table_is_found_across_its_cells() -> None:
    table = b"Town,Year,People\nShrewsbury,2014,244\nLudlow,,12\n"
    document = Quotable.of(read_story_bytes(table, "census.csv"))
    assert document.place_of("Shrewsbury | 2014 | 244") is not None
    assert document.place_of("Ludlow 12") is not None
    assert document.place_of("Shrewsbury 2014 245") is None


def test_later_place_counts_where_the_first_cuts_through_a_figure() -> None:
    assert stands_in("44 people", "244 people, then 44 people")


def test_letters_written_two_ways_are_one_and_their_case_counts() -> None:
    assert fold("Zu\u0308rich") == fold("Z\u00fcrich")
    assert not stands_in(fold("zurich"), fold("Zurich"))
