"""``workbench carry``: what became of the claims of a draft in the next one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import carry, extract
from workbench.claim import Kind, Span
from workbench.cli.inputs import read_story, standard_input
from workbench.cli.progress import Progress
from workbench.cli.result_lines import ALL_DONE, ending, one_line, write_line
from workbench.drafts import Fate, claims_at
from workbench.errors import InputError, SettingsError
from workbench.ingest import BadLine, DraftPair, read_pairs

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from workbench.drafts import Carried, Comparison

_LONGEST_QUOTE = 60


def run_carry(options: argparse.Namespace) -> int:
    """Compare two drafts, or those of every line; the exit code."""
    match options.inputs:
        case [lines]:
            return _carry_lines(str(lines), options)
        case [old, new]:
            return _carry_two(str(old), str(new), options)
    raise SettingsError("Give two drafts, or one file of lines: see `workbench carry --help`.")


def _carry_two(old_name: str, new_name: str, options: argparse.Namespace) -> int:
    if old_name == new_name == "-":
        raise SettingsError("Only one of the two drafts can come from standard input.")
    old, new = read_story(old_name).text, read_story(new_name).text
    with Progress(sys.stderr) as progress:
        progress.at("comparing the drafts")
        found = carry(old, new, extract(old, options.published), options.published)
    if options.format == "jsonl":
        pair = [Path(old_name).name, Path(new_name).name]
        mentions = [_told(number, one) for number, one in enumerate(found.carried)]
        added = [[claim.start, claim.end] for claim in found.added]
        write_line({"pair": pair, "mentions": mentions, "added": added})
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found))
    return ALL_DONE


def _carry_lines(name: str, options: argparse.Namespace) -> int:
    if options.format == "text":
        raise SettingsError("Lines are answered in lines: leave out --format text.")
    done = bad = 0
    with Progress(sys.stderr) as progress:
        for given in _given(name, options):
            progress.at(f"comparing pair {done + bad + 1}")
            if isinstance(given, BadLine):
                bad += 1
                write_line({"id": given.id, "line": given.line, "error": given.error})
            else:
                done += 1
                write_line({"pair": given.pair, "mentions": _mentions(given)})
    return ending(done, bad)


def _given(name: str, options: argparse.Namespace) -> Iterator[DraftPair | BadLine]:
    if name == "-":
        yield from read_pairs(standard_input(), options.published)
        return
    try:
        with Path(name).open("rb") as stream:
            yield from read_pairs(stream, options.published)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}.") from error


def _mentions(given: DraftPair) -> list[dict[str, object]]:
    """What became of each mention of a line; of every claim where it names none."""
    claims = extract(given.old, given.published)
    marked = given.mentions
    if marked is None:
        marked = tuple((k, Span(one.start, one.end)) for k, one in enumerate(claims))
    meant = claims_at(given.old, claims, [span for _, span in marked])
    passages = [claim for claim in meant if claim.kind is Kind.PASSAGE]
    found = carry(given.old, given.new, [*claims, *passages], given.published)
    became = {id(one.old): one for one in found.carried}
    return [
        {**_told(name, became[id(claim)]), "old": [span.start, span.end]}
        for (name, span), claim in zip(marked, meant, strict=True)
    ]


def _told(name: object, one: Carried) -> dict[str, object]:
    """What became of one claim; a claim that moved is still the same."""
    return {
        "id": name,
        "old": [one.old.start, one.old.end],
        "status": "same" if one.keeps_tick else one.fate.value,
        "new": None if one.place is None else [one.place.start, one.place.end],
        "moved": one.fate is Fate.MOVED,
        "reasons": list(one.reasons),
    }


def _lines(found: Comparison) -> Iterator[str]:
    for one in found.carried:
        now = (
            ""
            if one.new is None or one.new.text == one.old.text
            else f" → {one_line(one.new.text, _LONGEST_QUOTE)}"
        )
        reasons = "".join(f"\n         {one_line(reason)}" for reason in one.reasons)
        yield f"{one.fate.value:8} {one_line(one.old.text, _LONGEST_QUOTE)}{now}{reasons}"
    yield from (f"{'new':8} {one_line(claim.text, _LONGEST_QUOTE)}" for claim in found.added)
    yield _summed(found.carried, len(found.added))


def _summed(carried: Iterable[Carried], added: int) -> str:
    fates = [one.fate for one in carried]
    kept, gone = sum(fate in (Fate.SAME, Fate.MOVED) for fate in fates), fates.count(Fate.GONE)
    again = len(fates) - kept - gone
    return f"{kept} stand, {again} to look at again, {gone} gone, {added} new."
