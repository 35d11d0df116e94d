"""Documents read in and stories looked up by a process in the background, and the words for it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench import extract
from workbench.app.choosing import Choice
from workbench.app.looked import Looked, counted, read_looked, short, told, why_old
from workbench.app.looking_up import LookingUp
from workbench.app.passage_words import cells_around, locator, quote_of, shown_part, verdict
from workbench.app.passages import marked_html
from workbench.app.reading_in import ReadingIn
from workbench.evidence import paragraph, table_of
from workbench.ingest import read_story_bytes
from workbench.store import Person, Role, Store
from workbench.store.finding import look_up
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.evidence import Passage
    from workbench.store.finding import FoundPassage

ADA = Person("Ada Keller", Role.EDITOR)
STORY = "By Monday 249 people had returned to the villages. The list runs to 60 names."
MINUTES = (
    "In all, 244 people returned to the villages.\n\nThe list runs to 60 names, the centre said."
)
_PATIENCE_SECONDS = 60


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store of this test's own."""
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """That store, with a story of two claims on it and the minutes among its documents."""
    with Store.open(url) as opened:
        opened.add_story(
            ADA, title="Back", text=STORY, published=None, claims=extract(STORY), story_id="back"
        )
        keep(opened, "minutes.txt", MINUTES)
        yield opened


def keep(store: Store, name: str, text: str) -> None:
    """Put a document into the library."""
    store.keep_source_file(ADA, read_story_bytes(text.encode(), name))


def read_all(reading: ReadingIn) -> None:
    """Wait until nothing more is being read."""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while reading.how_far().running:
        assert time.monotonic() < give_up
        time.sleep(0.02)


def looked_up(store: Store, url: str) -> Looked:
    """The story looked up from its first claim to its last."""
    run = LookingUp(store, url, "back", ADA, lambda: None)
    run.wait(_PATIENCE_SECONDS)
    assert (run.fault, run.done, run.of) == ("", len(store.claims("back")), run.done)
    return read_looked(store, "back", store.claims("back"))


def found(claim: str, *passages: Passage) -> list[FoundPassage]:
    """The passages for the first claim of a sentence."""
    with PassageIndex() as index:
        index.add("d", passages)
        return list(look_up(index, extract(claim)[0], claim).passages)


def test_what_is_kept_is_read_in_and_every_claim_says_what_the_documents_have(
    store: Store, url: str
) -> None:
    reading = ReadingIn(store, url)
    read_all(reading)
    (file,) = store.source_files()
    assert (reading.passages, reading.unread) == ({file.sha256: 2}, {})
    looked = looked_up(store, url)
    claims = {one.reading.text: one for one in store.claims("back")}
    people, names = claims["249"], claims["60"]
    assert short(looked, people) == "≠ another value 244 in minutes.txt, paragraph 1"
    assert short(looked, names) == "✓ found in minutes.txt, paragraph 2"
    assert counted(looked, [people, names]) == "1 found, 1 another value"
    assert [one.status.value for one in store.claims("back")] == ["open"] * len(claims)

    # the first of the doubts, and the only one of its filter
    assert Choice(looked=looked).of([names, people])[0] is people
    assert Choice(standing="Another value", looked=looked).of([names, people]) == [people]

    # an erased document says so, what was read with another one is not looked up
    store.erase_source_file(ADA, file.sha256, "not ours to keep")
    read_all(reading)
    with PassageIndex(store.index_file()) as index:
        assert index.documents() == {}


def test_what_was_looked_up_is_old_once_another_document_has_come(store: Store, url: str) -> None:
    read_all(ReadingIn(store, url))
    looked = looked_up(store, url)
    claim = next(one for one in store.claims("back") if one.reading.text == "249")
    assert why_old(looked, claim) == ""
    one = looked.found[claim.id]
    assert one.at is not None
    later = replace(looked, newest=one.at.replace(year=2100))
    assert short(later, claim).startswith("old: ≠ another value 244")
    assert told(later, claim).endswith("; documents have come since)")
    assert not later.is_another(claim)
    other = replace(claim, reading=replace(claim.reading, counted="tanks"))
    assert told(looked, other).endswith("; the reading has changed since)")
    assert told(Looked({"another": one}), claim) == "not looked up as it reads now"


def test_a_run_that_is_stopped_keeps_what_it_has_found(store: Store, url: str) -> None:
    text = " ".join(f"A storm sank {place} boats in {place} villages." for place in range(5, 405))
    store.add_story(ADA, title="S", text=text, published=None, claims=extract(text), story_id="s")
    read_all(ReadingIn(store, url))
    run = LookingUp(store, url, "s", ADA, lambda: None)
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while not run.done:
        assert time.monotonic() < give_up
        time.sleep(0.001)
    run.stop()
    run.wait(_PATIENCE_SECONDS)
    assert 0 < len(store.lookups("s")) == run.done < run.of
    assert run.fault == ""


def test_reading_that_was_stopped_stays_so_until_somebody_lets_it_go_on(
    store: Store, url: str
) -> None:
    for number in range(3):
        keep(store, f"{number}.txt", "\n\n".join(f"{n} boats sank." for n in range(number, 900)))
    reading = ReadingIn(store, url)
    assert reading.how_far().running
    reading.stop()
    read_all(reading)
    far = reading.how_far()
    assert (far.running, far.stopped, far.fault) == (False, True, "")
    assert len(reading.passages) < 4
    reading.go_on()
    read_all(reading)
    assert len(reading.passages) == 4
    # a server that was started anew knows from the index what is read
    again = ReadingIn(store, url)
    read_all(again)
    assert again.passages == reading.passages


def test_an_index_that_is_none_is_a_sentence_and_made_anew(store: Store, url: str) -> None:
    store.index_file().write_text("Dear editor, " * 1000, encoding="utf-8")
    reading = ReadingIn(store, url)
    read_all(reading)
    assert "the documents are read again" in reading.how_far().fault
    reading.begin_anew()
    read_all(reading)
    assert (reading.how_far().fault, list(reading.passages.values())) == ("", [2])


def test_each_verdict_has_its_words() -> None:
    claim = "Some 244 people returned to the villages."
    for words, mark, said in (
        ("In all 244 people returned to the villages.", "✓", "same figure"),
        ("In all 249 people returned to the villages.", "≠", "another value: 249 people"),
        ("People returned to the villages.", "–", "does not give it"),
    ):
        (one,) = found(claim, paragraph("r#1", words, "page 4, paragraph 2"))
        assert verdict(extract(claim)[0], one.judged) == (mark, said)
        assert locator(one) == "page 4, paragraph 2"


def test_nothing_of_a_document_is_markup() -> None:
    claim = "Some 244 people returned to the <b>villages</b>."
    (words,) = found(claim, paragraph("r#1", "In all 249 people <img src=x> returned & left."))
    assert marked_html(words) == (
        "In all <mark>249</mark> <u>people</u> &lt;img src=x&gt; <u>returned</u> &amp; left."
    )
    rows = [["<i>Ship</i>", "People returned"], ["<script>", "244"]]
    (row,) = found(claim, table_of("t", "<b>", rows))
    assert "&lt;i&gt;Ship&lt;/i&gt;" in marked_html(row)
    assert "<script>" not in marked_html(row)


def test_the_quote_is_the_sentence_that_decides_and_not_the_page() -> None:
    before = "The committee met at nine and heard the minister on the villages. " * 20
    deciding = "In all 249 people returned to the villages."
    claim = "Some 244 people returned to the villages."
    (one,) = found(claim, paragraph("r#1", f"{before}{deciding} It rose."))
    assert quote_of(one) == deciding
    start, end = shown_part(one)
    assert deciding in one.passage.text[start:end]
    assert end - start <= 340


def test_the_quote_of_a_table_is_its_row_and_the_locator_names_row_and_column() -> None:
    table = table_of(
        "t", "Ships", [["Ship", "Crew members", "Lost in"], ["Vasa", "145", "1628"]]
    )  # fmt: skip
    (one,) = found("The Vasa had 145 crew members.", table)
    assert quote_of(one) == "Vasa 145 1628"
    assert locator(one).endswith("Vasa, Crew members")
    cells = [("Ship", "Vasa"), ("Crew members", "145"), ("Lost in", "1628")]
    assert [cell[:2] for cell in cells_around(one)] == cells
