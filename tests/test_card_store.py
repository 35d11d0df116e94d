"""What the card writes: corrected readings, sources in full, reasons, findings without a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import claim_at, open_store, put, readings, reread, with_story
from workbench.claim import Modifier, Status
from workbench.errors import StoreError
from workbench.report import bring_in, read_csv, write_csv
from workbench.store import Evidence, Person, Role, Store
from workbench.store.cells import normal
from workbench.store.readings import meaning
from workbench.store.records import CORRECTED
from workbench.store.shelf import links_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place
    from workbench.store import Applied

ED = Person("Ed", Role.EDITOR)
FIRST, DATE = "returnees.1", "returnees.2"


def correct(store: Store, value: str, who: str = "Bob", seen: str | None = None) -> Applied:
    """Correct the first claim's figure."""
    now = store.claim(FIRST).reading
    said = meaning(replace(now, value=Decimal(value), modifier=Modifier.NONE))
    return store.apply(who, {(FIRST, "reading"): said}, {(FIRST, "reading"): seen or meaning(now)})


def cited(line: str, **parts: str) -> Evidence:
    """A link to a source as the card makes it."""
    title, _, locator = line.partition(", ")
    link = Evidence(0, title, "", locator, "", "", "", line)
    return replace(link, **parts)  # type: ignore[arg-type]


def cite(store: Store, *links: Evidence, claim: str = FIRST, who: str = "Ann") -> Applied:
    """Make these the claim's sources, seen as they are."""
    cell = (claim, "evidence")
    seen = links_of(store.claim(claim).sources)
    return store.apply(who, {cell: links_of(links)}, {cell: seen})


def whole(store: Store) -> bool:
    """Whether every history is borne out by the tables."""
    return [verdict.fault for verdict in store.verify()] == [None] * len(store.stories())


def test_checked_claim_whose_reading_is_corrected_opens_again_and_undo_restores_both(
    place: Place,
) -> None:
    store, story = with_story(place)
    put(store, FIRST, status="confirmed")
    applied = correct(store, "245")
    assert applied.saved == ((FIRST, "reading"), (FIRST, "status"))
    claim = store.claim(FIRST)
    assert (claim.reading.value, claim.status, claim.checked_by) == (
        Decimal(245),
        Status.OPEN,
        None,
    )
    assert claim.reading.rules == (CORRECTED,)
    assert applied.batch is not None
    store.undo("Ann", story, applied.batch)
    claim = store.claim(FIRST)
    assert claim.reading == readings()[0]
    assert (claim.status, claim.checked_by) == (Status.CONFIRMED, "Ann")
    assert whole(store)


def test_correction_that_says_the_same_leaves_the_finding_alone(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    put(store, FIRST, status="confirmed")
    now = store.claim(FIRST).reading
    said = meaning(replace(now, counted="fighters"))
    store.apply("Bob", {(FIRST, "reading"): said}, {(FIRST, "reading"): meaning(now)})
    claim = store.claim(FIRST)
    assert (claim.reading.counted, claim.status) == ("fighters", Status.CONFIRMED)


def test_correction_stays_when_the_story_is_read_again(place: Place) -> None:
    store, story = with_story(place)
    correct(store, "245")
    store.apply("Bob", {(DATE, "speaker"): "Ann  Lee"}, {(DATE, "speaker"): None})
    store.set_published("Ann", story, date(2016, 6, 4), reread("January 2014", "2013-01"))
    first, second = store.claim(FIRST).reading, store.claim(DATE).reading
    assert first.value == Decimal(245)
    assert (second.value, second.speaker, second.cue) == ("2013-01", "Ann Lee", CORRECTED)
    assert whole(store)


def test_two_corrections_of_one_reading_are_a_conflict_and_the_speaker_is_none_of_it(
    tmp_path: Path,
) -> None:
    store, _ = with_story(tmp_path)
    seen = meaning(store.claim(FIRST).reading)
    store.apply("Ann", {(FIRST, "speaker"): "Ann Lee"}, {(FIRST, "speaker"): None})
    assert correct(store, "245", seen=seen).conflicts == ()
    (conflict,) = correct(store, "246", "Cy", seen=seen).conflicts
    assert (conflict.field, conflict.actual_by) == ("reading", "Bob")
    claim = store.claim(FIRST).reading
    assert (claim.value, claim.speaker) == (Decimal(245), "Ann Lee")


@pytest.mark.parametrize("said", ["{", "{}", '{"kind": "no kind"}', "[1]", "7"])
def test_what_is_no_reading_or_no_sources_is_refused_in_a_sentence(said: str) -> None:
    with pytest.raises(StoreError, match="no reading of a claim"):
        normal("reading", said)
    with pytest.raises(StoreError, match="no sources of a claim"):
        normal("evidence", said)


def test_source_in_full_is_kept_with_quote_and_survives_an_edit_of_the_table(
    tmp_path: Path,
) -> None:
    store, _ = with_story(tmp_path)
    link = cited("Census, p. 4", quote="244 came back", supports="supports", role="primary")
    cite(store, link, cited("Ann Lee"))
    held = store.claim(FIRST).sources
    assert [(one.title, one.locator, one.quote, one.role) for one in held] == [
        ("Census", "p. 4", "244 came back", "primary"), ("Ann Lee", "", "", ""),
    ]  # fmt: skip
    store.apply(
        "Bob", {(FIRST, "sources"): "Census, p. 5"}, {(FIRST, "sources"): "Census, p. 4\nAnn Lee"}
    )
    (left,) = store.claim(FIRST).sources
    assert (left.locator, left.quote, left.supports) == ("p. 5", "244 came back", "supports")
    assert whole(store)


def test_sources_that_somebody_changed_meanwhile_are_a_conflict(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    cite(store, cited("Census, p. 4"))
    cell = (FIRST, "evidence")
    mine = links_of([cited("Census, p. 4", quote="mine")])
    applied = store.apply("Bob", {cell: mine}, {cell: None})
    assert [(one.field, one.actual_by) for one in applied.conflicts] == [("evidence", "Ann")]
    assert store.claim(FIRST).sources[0].quote == ""


def test_answers_of_one_call_are_one_batch_and_end_unsourced(place: Place) -> None:
    store, story = with_story(place)
    for number in (1, 2):
        put(store, f"{story}.{number}", status="confirmed")
    assert [one.unsourced for one in store.claims(story)[:2]] == [True, True]
    answer = cited("Ann Lee, call of 3 June 2016, 14:10", quote="it was 244")
    cells = {(f"{story}.{number}", "evidence"): links_of([answer]) for number in (1, 2)}
    store.apply("Ann", cells, dict.fromkeys(cells))
    assert [one.unsourced for one in store.claims(story)[:2]] == [False, False]
    batch = store.last_batch("Ann", story).undo
    assert batch is not None
    store.undo("Ann", story, batch)
    assert [one.sources for one in store.claims(story)[:2]] == [(), ()]
    assert whole(store)


def test_unsourced_finding_is_saved_and_keeps_the_draft_from_sign_off_unless_switched_off(
    place: Place,
) -> None:
    store, story = with_story(place)
    store.configure(ED, second_reader=False)
    for number in range(1, 5):
        put(store, f"{story}.{number}", status="on_author" if number > 1 else "confirmed")
    draft = store.story(story).draft_sha256
    assert store.stories()[0].unsourced == 1
    with pytest.raises(StoreError, match=r"source .* author: returnees\.1\."):
        store.sign_off("Ann", story, draft)
    store.configure(ED, unsourced_blocks=False)
    assert not store.settings().second_reader
    signed = store.sign_off("Ann", story, draft)
    assert (signed.holds, signed.unsourced, signed.second_reader) == (True, 1, False)
    assert store.events(story)[-1].new == "1"
    assert whole(store)


def test_reason_of_a_change_is_a_cell_like_any_other_and_can_be_erased(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    put(store, FIRST, proposed="245 people", reason="the minutes of 10 May")
    assert store.claim(FIRST).reason == "the minutes of 10 May"
    store.erase(ED, story, FIRST, "reason", "a name in it")
    assert store.claim(FIRST).reason == ""
    assert whole(store)


def test_corrections_go_out_with_a_report_and_come_back_to_another_desk(place: Place) -> None:
    store, story = with_story(place)
    correct(store, "245")
    store.apply("Bob", {(DATE, "speaker"): "Ann Lee"}, {(DATE, "speaker"): None})
    written = BytesIO()
    write_csv(store.story(story), store.claims(story), written)
    report = read_csv(written.getvalue())
    other = open_store(place, "other.sqlite")
    other.add_story(
        "Cy", title="Returnees", text=store.story(story).text, published=None, claims=readings()
    )
    outcome = bring_in(other, "Cy", report, "claims.csv")
    assert (outcome.changed, outcome.conflicts, outcome.problems) == (2, [], [])
    assert [one.reading for one in other.claims(story)] == [
        one.reading for one in store.claims(story)
    ]
    assert bring_in(other, "Cy", report, "claims.csv").changed == 0
    assert bring_in(store, "Cy", report, "claims.csv").changed == 0
    assert whole(other)


def test_correction_of_a_file_that_meets_one_of_the_desk_is_a_conflict(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    correct(store, "245")
    written = BytesIO()
    write_csv(store.story(story), store.claims(story), written)
    correct(store, "246", "Ann")
    edited = written.getvalue().replace(b",245,,", b",247,,")
    (conflict,) = bring_in(store, "Cy", read_csv(edited), "claims.csv").conflicts
    assert (conflict.field, conflict.actual_by) == ("reading", "Ann")
    assert store.claim(FIRST).reading.value == Decimal(246)


def test_claim_added_by_hand_can_be_given_a_value(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    added = store.add_claim("Ann", story, claim_at("vote"))
    now = store.claim(added).reading
    said = meaning(replace(now, kind=readings()[0].kind, value=Decimal(1)))
    store.apply("Ann", {(added, "reading"): said}, {(added, "reading"): meaning(now)})
    assert store.claim(added).reading.value == Decimal(1)
    assert whole(store)
