"""What must hold for any story: harmless edits carry every tick, others never carry the one hit."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.drafts_of import PLACES, SPEAKERS, kept, sentences
from workbench import carry, extract

_FIGURE = re.compile(r"\d[\d,]*")
FEW = settings(max_examples=60, deadline=None)


def _swapped(told: str, index: int, line: str) -> str:
    lines = told.split("\n\n")
    lines[index] = line
    return "\n\n".join(lines)


@FEW
@given(sentences(), st.randoms(use_true_random=False))
def test_shuffled_paragraphs_keep_every_tick(lines: list[str], chance: object) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis does not export the type
    found = kept("\n\n".join(lines), "\n\n".join(shuffled))
    assert found
    assert all(found)


@FEW
@given(sentences(), st.integers(0, 9), st.sampled_from(("\n\n", " ")))
def test_inserted_text_keeps_every_tick(lines: list[str], at: int, gap: str) -> None:
    more = [*lines[:at], "Nobody at the harbour had expected so much rain.", *lines[at:]]
    assert all(kept(gap.join(lines), gap.join(more)))


@FEW
@given(sentences())
def test_typography_keeps_every_tick(lines: list[str]) -> None:
    old = "\n\n".join(f'It\'s all "true" - or so. {line}' for line in lines)
    new = old.replace("'", "’").replace(" - ", " – ").replace("\n\n", "\r\n\r\n")
    new = re.sub(r'"([^"]*)"', r"“\1”", new)
    assert all(kept(old, new.replace(" of ", "  of ")))


@FEW
@given(sentences(), st.data())
def test_a_changed_digit_reopens_its_claim_and_no_other(
    lines: list[str], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(lines) - 1))
    figure = _FIGURE.search(lines[index])
    assert figure is not None
    digits = [k for k in range(figure.start(), figure.end()) if lines[index][k] != ","]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from("123456789"))
    assume(digit != lines[index][at])
    other = f"{lines[index][:at]}{digit}{lines[index][at + 1 :]}"
    old = "\n\n".join(lines)
    found = kept(old, _swapped(old, index, other))
    assert found == [k != index for k in range(len(lines))]


@FEW
@given(sentences(), st.data())
def test_not_reopens_its_claim(lines: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(lines) - 1))
    other = re.sub(r"\b(were|burned)\b", r"\1 not", lines[index])
    old = "\n\n".join(lines)
    assert not kept(old, _swapped(old, index, other))[index]


@FEW
@given(sentences(), st.data())
def test_another_speaker_or_place_reopens_its_claim(lines: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(lines) - 1))
    names = SPEAKERS if lines[index].startswith(SPEAKERS) else PLACES
    was = next(name for name in names if name in lines[index])
    now = data.draw(st.sampled_from([name for name in names if name != was]))
    old = "\n\n".join(lines)
    assert not kept(old, _swapped(old, index, lines[index].replace(was, now)))[index]


@FEW
@given(sentences(), st.data())
def test_another_unit_or_thing_counted_reopens_its_claim(
    lines: list[str], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(lines) - 1))
    other = re.sub(r"([\d,]+) \w+", r"\1 barrels", lines[index], count=1)
    old = "\n\n".join(lines)
    assert not kept(old, _swapped(old, index, other))[index]


@FEW
@given(sentences(), st.data())
def test_a_look_alike_with_another_number_attracts_no_tick(
    lines: list[str], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(lines) - 1))
    twin = _FIGURE.sub("10,007", lines[index])
    at = data.draw(st.integers(0, len(lines)))
    old, new = "\n\n".join(lines), "\n\n".join([*lines[:at], twin, *lines[at:]])
    found = carry(old, new, extract(old))
    assert all(one.keeps_tick and one.new is not None for one in found.carried)
    assert [one.new.text for one in found.carried if one.new] == [
        one.old.text for one in found.carried
    ]
    assert [claim.text[:6] for claim in found.added] == ["10,007"]


@FEW
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared_and_no_claim_is_lost(old: str, new: str) -> None:
    claims = extract(old)
    found = carry(old, new, claims)
    assert [one.old for one in found.carried] == claims
    placed = [one.new for one in found.carried if one.new is not None]
    assert sorted([*placed, *found.added], key=lambda one: one.start) == extract(new)


@FEW
@given(
    st.lists(
        st.sampled_from(("12 men", "five", "not", "Pell said", "in May", ".", ",")), max_size=60
    )
)
def test_a_text_carries_onto_itself(parts: list[str]) -> None:
    text = " ".join(parts)
    assert all(kept(text, text))
