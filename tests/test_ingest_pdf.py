"""PDF: lines to paragraphs, columns apart, cells apart; what has no text says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import pdf
from workbench.errors import InputError
from workbench.ingest import DocumentReader, IngestedText, read_story_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEFT = [
    "The river rose by three metres in the day to",
    "Monday, the agency said, and 1,244 homes in two-",
    "thirds of the county were with-",
    "out electricity on Tuesday morning when the re-",
    "port was written by the people who count them.",
    "They had counted 58 pumps, all of them at work.",
    "Another 14 were on their way from other places.",
    "The last of them came from the far side of town.",
]
RIGHT = [
    "The council has spent a great deal on barriers,",
    "and they held at 5.2 metres until on Sunday the",
    "water came over them. Nobody had seen anything",
    "like it since 1947, said the owner of a shop at",
    "number 14, who lost goods worth 12,500 pounds.",
    "She had lost more in the flood of 2020, she said,",
    "and rather less than that in all the years since.",
    "The shop will not be opened before the end of May.",
]


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as one:
        yield one


def read(reader: DocumentReader, *pages: Sequence[tuple[int, int, int, str]]) -> IngestedText:
    return read_story_bytes(pdf(*pages), "a.pdf", reader=reader)


def column(lines: Sequence[str], x: int) -> list[tuple[int, int, int, str]]:
    """Lines under each other from 700 points up the page."""
    return [(x, 700 - 12 * number, 10, line) for number, line in enumerate(lines)]


def test_lines_become_paragraphs_and_divided_words_whole(reader: DocumentReader) -> None:
    shown = [(50, 760, 18, "River rises again"), *column(LEFT, 50)]
    text = read(reader, shown).text
    assert text.startswith("River rises again\n\nThe river rose by three metres in the day to Mon")
    assert "in two-thirds of the county were without electricity" in text
    assert "when the report was written" in text


def test_columns_written_side_by_side_are_read_one_after_the_other(reader: DocumentReader) -> None:
    across = [
        one for pair in zip(column(LEFT, 50), column(RIGHT, 320), strict=True) for one in pair
    ]
    text = read(reader, across).text
    assert "two-thirds of the county" in text
    assert text.index("side of town") < text.index("The council has spent")
    assert "until on Sunday the water came over them" in text


def test_cells_of_a_row_stay_apart(reader: DocumentReader) -> None:
    rows = [(50, 700, 10, "Bern"), (150, 700, 10, "12"), (200, 700, 10, "345"),
            (50, 688, 10, "Chur"), (150, 688, 10, "7"), (200, 688, 10, "1 244")]  # fmt: skip
    found = read(reader, rows)
    assert found.text == "Bern\t12\t345\nChur\t7\t1 244"
    assert {one.part for one in found.locators} == {"table"}


def test_pages_are_kept_and_running_heads_stand_behind_the_text(reader: DocumentReader) -> None:
    pages = [
        [(50, 800, 9, "Daily News"), *column(lines, 50), (290, 30, 9, str(number))]
        for number, lines in enumerate([LEFT[:6], RIGHT[:6], LEFT[5:]], start=1)
    ]
    found = read(reader, *pages)
    body, _, heads = found.text.partition("Daily News")
    assert heads.split() == ["1", "Daily", "News", "2", "Daily", "News", "3"]
    assert "The council has spent" in body
    at = next(one for one in found.locators if found.text[one.start :].startswith("The council"))
    assert at.page == 2
    assert "running heads and page numbers" in " ".join(found.notes)


def test_scan_and_locked_file_say_what_to_do(reader: DocumentReader) -> None:
    with pytest.raises(InputError, match=r"a\.pdf has no text in it.*text recognition"):
        read(reader, [])
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O({})/U({})>>/ID[(a)(a)]"
    words = "x" * 32
    data = pdf(column(LEFT, 50), trailer=locked.format(words, words))
    with pytest.raises(InputError, match=r"a\.pdf is protected with a password"):
        read_story_bytes(data, "a.pdf", reader=reader)


def test_unreadable_letters_are_shown_and_counted_never_dropped(reader: DocumentReader) -> None:
    found = read(reader, [(50, 700, 10, "They counted 60 \\001 of them, and of the others 40.")])
    assert "60 □ of them" in found.text
    assert "could not be read: 1, each shown as □" in " ".join(found.notes)
