"""The report's columns in the reviewer's words, and back to the names that the files carry."""

from __future__ import annotations

import re

from workbench.claim import SaidSo, Status
from workbench.report.words import SAID_SO_LABELS, STATUS_LABELS

_LABELS = {
    "claim_id": "Claim id",
    "story": "Story",
    "draft": "Draft",
    "published": "Published",
    "start": "From character",
    "end": "To character",
    "claim": "Claim",
    "sentence": "Sentence",
    "kind": "Kind",
    "value": "Value",
    "value_to": "Value to",
    "unit": "Unit",
    "modifier": "Hedge",
    "counted": "What is counted",
    "earliest": "First day",
    "latest": "Last day",
    "speaker": "Said by",
    "cue": "Word that says so",
    "guess": "What is uncertain",
    "status": "Status",
    "said_so": "Did they say so",
    "proposed": "Proposed wording",
    "note": "Note",
    "flags": "Flags",
    "checked_by": "Checked by",
    "checked_at": "Checked at (UTC)",
    "second_by": "Second reading by",
    "second_at": "Second reading at (UTC)",
    "draft_sha256": "SHA-256 of the draft",
    "head_hash": "Hash of the last event",
    "program": "Program",
    "profile": "Written for",
}
_NAMES = {label.casefold(): name for name, label in _LABELS.items()}
_PARTS = {
    "": "",
    "_role": ": role",
    "_locator": ": where in it",
    "_address": ": address",
    "_quote": ": quote",
    "_supports": ": does it support",
}
_SOURCE = re.compile(r"source_(\d+)(\w*)")
_SOURCE_LABEL = re.compile(r"source (\d+)(.*)", re.IGNORECASE)
_CODES: dict[str, dict[str, str]] = {
    "status": {label.casefold(): code.value for code, label in STATUS_LABELS.items()},
    "said_so": {label.casefold(): code.value for code, label in SAID_SO_LABELS.items()},
}


def column_label(name: str) -> str:
    """A column's name as a reviewer reads it.

    >>> column_label("checked_at"), column_label("source_2_quote"), column_label("mine")
    ('Checked at (UTC)', 'Source 2: quote', 'mine')
    """
    source = _SOURCE.fullmatch(name)
    if source and source[2] in _PARTS:
        return f"Source {source[1]}{_PARTS[source[2]]}"
    return _LABELS.get(name, name)


def column_name(label: str) -> str:
    """The name that :func:`column_label` gave this label to; any other as it is.

    >>> column_name("Source 2: quote"), column_name("claim"), column_name("My own")
    ('source_2_quote', 'claim', 'My own')
    """
    source = _SOURCE_LABEL.fullmatch(label)
    for part, words in _PARTS.items():
        if source and source[2].casefold() == words:
            return f"source_{source[1]}{part}"
    return _NAMES.get(label.casefold(), label)


def code_label(name: str, code: str) -> str:
    """A status or an answer in the newsroom's words; any other cell as it is.

    >>> code_label("status", "conflicting"), code_label("note", "open")
    ('sources conflict', 'open')
    """
    if name == "status" and code:
        return STATUS_LABELS[Status(code)]
    if name == "said_so" and code:
        return SAID_SO_LABELS[SaidSo(code)]
    return code


def code_of(name: str, words: str) -> str:
    """The code that such words stand for; any other cell as it is.

    >>> code_of("status", " Sources conflict"), code_of("status", "wrong"), code_of("note", "open")
    ('conflicting', 'wrong', 'open')
    """
    return _CODES.get(name, {}).get(" ".join(words.casefold().split()), words)
