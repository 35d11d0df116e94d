"""Stories made for the drafts' tests: sentences that each hold one figure and can be moved."""

from __future__ import annotations

from hypothesis import strategies as st

from workbench import carry, extract

SPEAKERS = ("Joan Pell", "Ahmed Karimi", "Linda Osei", "Marc Dubois")
PLACES = ("Arden", "Lisbon", "Nairobi", "Quebec", "Tromso", "Jakarta")
_THINGS = ("houses", "teachers", "vessels", "orchards", "tickets", "violins", "bridges", "clinics")
_DEEDS = ("burned down in", "were sold in", "were counted in", "were moved to", "were built near")
_UNITS = ("kilometres of road", "tonnes of salt", "hectares of forest", "litres of milk")


@st.composite
def sentences(draw: st.DrawFn) -> list[str]:
    """Three to nine sentences of which no two count the same things."""
    things = draw(st.permutations([*_THINGS, *_UNITS]))[: draw(st.integers(3, 9))]
    return [_sentence(draw, thing) for thing in things]


def _sentence(draw: st.DrawFn, thing: str) -> str:
    number = draw(st.integers(13, 9_999))
    told = f"{number:,} {thing} {draw(st.sampled_from(_DEEDS))} {draw(st.sampled_from(PLACES))}"
    if draw(st.booleans()):
        return f"{draw(st.sampled_from(SPEAKERS))} said that {told}."
    return f"In all, {told}."


def kept(old: str, new: str) -> list[bool]:
    """Whether the tick of each claim of the old draft survives."""
    return [one.keeps_tick for one in carry(old, new, extract(old)).carried]
