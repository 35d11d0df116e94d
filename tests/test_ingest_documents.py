"""Documents to text: every word that the page shows, where it stands, nothing that it hides."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import odfdo
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents import part_of, saved, tracked_docx, with_parts
from workbench.errors import InputError
from workbench.ingest import DocumentReader, IngestedText, read_story_bytes
from workbench.ingest.docx_file import read_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = nsdecls("w")
_REFERENCE = f'<w:r {_W}><w:footnoteReference w:id="2"/></w:r>'
_FOOTNOTES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r>'
    "<w:t>Counted in 2015.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_BOX = (
    f'<w:r {_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Boxed 17</w:t></w:r>"
    "</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r>"
    "<w:t>Boxed 17</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as one:
        yield one


@pytest.fixture(scope="module")
def tracked(reader: DocumentReader) -> IngestedText:
    return read_story_bytes(tracked_docx(), "draft.docx", reader=reader)


def test_word_draft_is_read_as_if_its_tracked_changes_were_accepted(tracked: IngestedText) -> None:
    assert "In May 2014 some 244 people returned." in tracked.text
    assert "300" not in tracked.text
    assert any("Tracked changes were read as accepted" in note for note in tracked.notes)


def test_tables_captions_and_raised_figures_keep_their_digits_apart(tracked: IngestedText) -> None:
    assert "Town\t2013\t2014\nShrewsbury\t12\t345" in tracked.text
    assert "Photograph: 1999" in tracked.text
    assert "It weighs 10² tons." in tracked.text
    parts = {tracked.text[one.start :].split("\n")[0]: one.part for one in tracked.locators}
    assert parts["Shrewsbury\t12\t345"] == "table"
    assert parts["Photograph: 1999"] == "caption"


def test_comments_are_beside_the_text_at_their_place(tracked: IngestedText) -> None:
    (comment,) = tracked.comments
    assert (comment.who, comment.text) == ("Sub", "Who counted? Ask the 999.")
    assert tracked.text[comment.start :].startswith("returned.")
    assert "Who counted" not in tracked.text


def test_document_says_its_title_byline_and_language_and_no_publication(
    tracked: IngestedText,
) -> None:
    said = tracked.said
    assert (tracked.title, said.byline, said.language) == ("Many came back", "Ada Keller", "en-GB")
    assert said.published is None
    assert said.saved is not None


def test_original_bytes_stay_with_the_text() -> None:
    data = tracked_docx()
    assert read_story_bytes(data, "draft.docx").original == data


def test_each_run_of_the_file_shows_what_its_place_in_the_text_says() -> None:
    parts = read_parts(docx.Document(io.BytesIO(tracked_docx())))
    assert len(parts.runs) > 5
    for place in parts.runs:
        words = parts.built.text[place.start : place.end]
        assert words.replace("²", "2") == place.run.text


def test_footnotes_and_text_boxes_are_in_once(reader: DocumentReader) -> None:
    document = docx.Document()
    document.add_paragraph("244 people")._p.append(parse_xml(_REFERENCE))  # noqa: SLF001 - raw
    document.add_paragraph("Beside it")._p.append(parse_xml(_BOX))  # noqa: SLF001 - raw
    document.add_paragraph("The end.")
    data = saved(document)
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    made = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = with_parts(data, {
        "word/footnotes.xml": _FOOTNOTES,
        rels: part_of(data, rels).replace(
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>',
        ),
        types: part_of(data, types).replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{made}"/></Types>'
        ),
    })  # fmt: skip
    read = read_story_bytes(data, "a.docx", reader=reader)
    assert read.text == "244 people\n\nBeside it\n\nBoxed 17\n\nThe end.\n\nCounted in 2015."
    assert [one.part for one in read.locators] == ["", "", "text box", "", "footnote 2"]


def odt() -> bytes:
    """An OpenDocument text with a deletion, a note, a comment and a table."""
    document = odfdo.Document("text")
    document.body.clear()
    document.meta.title, document.meta.creator = "Viele kamen", "Ada Keller"
    paragraph = odfdo.Element.from_tag(
        "<text:p>In May  2014<text:s text:c='2'/>some 244<text:tab/>people"
        "<text:note text:id='n1' text:note-class='footnote'><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Counted in 2015.</text:p></text:note-body>"
        "</text:note><office:annotation><dc:creator>Sub</dc:creator><text:p>Who says 999?</text:p>"
        "</office:annotation> came.</text:p>"
    )
    changes = odfdo.Element.from_tag(
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>300 gone"
        "</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    table = odfdo.Element.from_tag(
        "<table:table><table:table-row><table:table-cell><text:p>12</text:p></table:table-cell>"
        "<table:table-cell><text:p>345</text:p></table:table-cell></table:table-row></table:table>"
    )
    for one in (changes, paragraph, table):
        document.body.append(one)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_opendocument_is_read_like_a_word_draft(reader: DocumentReader) -> None:
    read = read_story_bytes(odt(), "a.odt", reader=reader)
    assert read.text == "In May 2014  some 244\tpeople came.\n\n12\t345\n\nCounted in 2015."
    assert [(one.who, one.text) for one in read.comments] == [("Sub", "Who says 999?")]
    assert (read.title, read.said.byline) == ("Viele kamen", "Ada Keller")
    assert any("Tracked changes" in note for note in read.notes)


PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>River rises | Daily News</title><meta name="author" content="Ada Keller">
<meta property="article:published_time" content="2024-02-13T08:00:00Z"></head><body>
<nav><a href="/">Home</a> 24 new</nav><article><h1>River rises again</h1>
<p>The river rose by 3.4 metres in the day to Monday, the agency said, and 1,244 homes were without
electricity in the two towns that it runs through.</p>
<figure><img src="x"><figcaption>The bridge at 5.35m on Sunday.</figcaption></figure>
<p>17 died.</p><table><tr><th>Town</th><th>Homes</th></tr><tr><td>Bern</td><td>12</td><td>345</td>
</tr></table><p>The council has spent £2.3 million on barriers since 2015, and they held at 5.2m
until the water came over them at 10<sup>2</sup> places.</p><aside>Read more: 99 best</aside>
<p>Last: 7.</p></article><div class="related"><a href="y">88 ways to swim</a></div>
<footer>Copyright 2024</footer><script>var a = 777;</script></body></html>"""


def test_web_page_keeps_every_figure_of_the_article_and_nothing_around_it(
    reader: DocumentReader,
) -> None:
    read = read_story_bytes(PAGE.encode(), "river.html", reader=reader)
    for figure in ("3.4", "1,244", "5.35m", "17", "12\t345", "£2.3", "5.2m", "10²", "Last: 7."):
        assert figure in read.text
    for around in ("24 new", "99 best", "88 ways", "Copyright", "777"):
        assert around not in read.text
    said = read.said
    assert (read.title, said.byline, said.language) == ("River rises again", "Ada Keller", "en-GB")
    assert str(said.published) == "2024-02-13"


@pytest.mark.parametrize(
    ("declared", "encoding", "note"),
    [("windows-1251", "cp1251", None), ("utf-8", "cp1252", "Windows-1252"), ("x", "utf-8", None)],
)
def test_web_page_is_in_the_encoding_that_it_declares_or_says_what_was_guessed(
    reader: DocumentReader, declared: str, encoding: str, note: str | None
) -> None:
    words = "Река поднялась" if encoding == "cp1251" else "était élevé"
    page = f'<html><meta charset="{declared}"><p>{words} 60.</p></html>'
    read = read_story_bytes(page.encode(encoding), "a.html", reader=reader)
    assert words in read.text
    assert (read.encoding_note is None) is (note is None)
    assert note is None or note in str(read.encoding_note)


def test_chosen_encoding_is_taken_and_a_wrong_one_refused() -> None:
    data = "Река поднялась на 3 м".encode("koi8-r")
    assert read_story_bytes(data, "a.txt", encoding="koi8-r").text.startswith("Река")
    assert "Windows-1252" in str(read_story_bytes(data, "a.txt").encoding_note)
    for wrong, said in (("utf-8", "is not in utf-8"), ("klingon", "no encoding")):
        with pytest.raises(InputError, match=said):
            read_story_bytes(data, "a.txt", encoding=wrong)


def test_markdown_is_a_plain_text() -> None:
    assert read_story_bytes(b"# River\n\nIt rose 3 ft.", "a.md").text == "# River\n\nIt rose 3 ft."
