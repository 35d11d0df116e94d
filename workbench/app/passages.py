"""The passages of the desk's documents that speak of the claim on the card, and what each says.

Looked up only while this part of the card is open, and once for each claim and state of the
documents. Nothing here ticks: one click makes a passage evidence, which can be taken back.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app.card_fields import add_evidence
from workbench.app.library import offer_file
from workbench.app.looked import told
from workbench.app.passage_words import cells_around, locator, quote_of, shown_part, verdict
from workbench.app.reading_in import await_documents, reading_in
from workbench.app.wording import plain
from workbench.errors import StoreError
from workbench.store import Evidence, reading_hash
from workbench.store.citations import citation_of
from workbench.store.finding import look_up
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.app.card_fields import Card
    from workbench.app.looked import Looked
    from workbench.store import SourceFile
    from workbench.store.finding import FoundPassage, LookedUpPassages

_FIRST = 4
_KEPT = 64


def show_passages(card: Card, looked: Looked) -> None:
    """What the documents have on the claim; one line as long as nobody opens it."""
    with st.container(key="card_documents"):
        revision = card.store.library_revision()
        files = _files(card, revision)
        if not files:
            st.page_link(
                st.session_state["pages"]["sources"], query_params={"for": card.story.id},
                label="No documents yet: drop the report, the transcript or the table here",
                icon=":material/description:",
            )  # fmt: skip
            return
        if line := told(looked, card.claim):
            st.text(line)
        part = st.expander("In the documents", key="documents_open", on_change="rerun")
        if part.open:
            with part:
                _show_found(card, files, revision)


def _files(card: Card, revision: str) -> Mapping[str, SourceFile]:
    """The documents by SHA-256, as of this revision of the library."""
    held: tuple[str, Mapping[str, SourceFile]] | None = st.session_state.get("library_files")
    if held is None or held[0] != revision:
        there = [one for one in card.store.source_files() if one.erased_at is None]
        held = (revision, {one.sha256: one for one in there})
        st.session_state["library_files"] = held
    return held[1]


def _show_found(card: Card, files: Mapping[str, SourceFile], revision: str) -> None:
    reading = reading_in()
    far = reading.how_far()
    left = files.keys() - reading.passages.keys() - reading.unread.keys()
    await_documents(still=bool(left))
    if left:
        many = f"{len(left)} of {len(files)} documents"
        st.caption(f"{many} {'are being' if far.running else 'are not'} read yet.")
    try:
        found = _found(card, f"{revision} {reading.changes}")
    except StoreError as reason:
        st.error(plain(str(reason)))
        st.button("Read the documents again", key="index_anew", on_click=reading.begin_anew)
        return
    passages = [one for one in found.passages if one.document in files]
    if not passages:
        st.text("No passage of the documents speaks of this.")
        return
    for place, one in enumerate(passages[:_FIRST]):
        _show_one(card, one, files[one.document], place)
    more = passages[_FIRST:]
    if more and st.toggle(f"{len(more)} more", key=card.key("more_passages")):
        for place, one in enumerate(more, start=_FIRST):
            _show_one(card, one, files[one.document], place)


def _found(card: Card, state: str) -> LookedUpPassages:
    """The passages, looked up once for the claim's words and this state of the documents."""
    kept: dict[object, LookedUpPassages] = st.session_state.setdefault("passages_found", {})
    claim = card.claim.reading
    asked = (card.claim.id, reading_hash(claim, card.story.text), state)
    if asked not in kept:
        sentence = card.story.text[claim.sent_start : claim.sent_end]
        with PassageIndex(card.store.index_file()) as index:
            kept[asked] = look_up(index, claim, sentence, card.story.published)
        for old in list(kept)[:-_KEPT]:
            del kept[old]
    return kept[asked]


def _show_one(card: Card, one: FoundPassage, file: SourceFile, place: int) -> None:
    where = ", ".join(filter(None, (file.name, locator(one))))
    with st.container(key=f"passage_{place}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(
                f"{' '.join(verdict(card.claim.reading, one.judged))} · {where}", width="stretch"
            )
            if _is_used(card, one):
                st.text("used as evidence", width="content")
            else:
                st.button(
                    "Use as evidence", key=card.key(f"use_{place}"), disabled=card.locked,
                    type="tertiary", on_click=_use, args=(card, one),
                )  # fmt: skip
        st.html(f"<p class='passage'>{marked_html(one)}</p>")


def marked_html(one: FoundPassage) -> str:
    """What is shown of a passage, marked; each part is escaped: nothing in it is markup."""
    return _table(one) if one.passage.table else _paragraph(one)


def _paragraph(one: FoundPassage) -> str:
    """The part of a paragraph that decides, the claim's words in it and the figure marked."""
    text, (start, end) = one.passage.text, shown_part(one)
    said = one.judged.said
    figure = None if said is None else (said.start, said.end)
    parts, at = ["… " if start else ""], start
    for first, last in one.judged.marks:
        if first < at or last > end:
            continue
        name = "mark" if (first, last) == figure else "u"
        parts += [escape(text[at:first]), f"<{name}>{escape(text[first:last])}</{name}>"]
        at = last
    return "".join([*parts, escape(text[at:end]), " …" if end < len(text) else ""])


def _table(one: FoundPassage) -> str:
    """The row that decides, each cell under the head of its column, the figure marked."""
    return " · ".join(
        f"<i>{escape(head)}</i> {f'<mark>{escape(cell)}</mark>' if here else escape(cell)}"
        for head, cell, here in cells_around(one)
    )


def _is_used(card: Card, one: FoundPassage) -> bool:
    quote = quote_of(one)
    return any(
        link.file == one.document and link.quote == quote and link.locator == locator(one)
        for link in card.claim.sources
    )


def _use(card: Card, one: FoundPassage) -> None:
    """Make a passage the claim's evidence, with the document as it is called now."""
    there = card.store.source_files()
    file = next((f for f in there if f.sha256 == one.document and f.erased_at is None), None)
    if file is None:
        st.session_state["not_saved"] = "The document was erased meanwhile: look again."
        return
    where = locator(one)
    cited = citation_of(file.title, where, file.address)
    add_evidence(
        card,
        Evidence(
            source_id=file.source_id, title=file.title, role="", locator=where,
            address=file.address, quote=quote_of(one), supports="", cited=cited.cited,
            file=one.document,
        ),
    )  # fmt: skip


def offer_files(card: Card, one: Evidence) -> None:
    """The document that a link's quote stands in, to be opened."""
    file = _files(card, card.store.library_revision()).get(one.file) if one.file else None
    if file is not None:
        offer_file(card.store, one.file, file.name, "Open the document")
