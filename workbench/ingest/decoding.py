"""Bytes to text, exactly or with a visible note; never a silent replacement character."""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.errors import InputError
from workbench.ingest.kinds import what_it_is

ENCODINGS = (
    *("utf-8", "windows-1252", "iso-8859-15", "mac-roman", "windows-1250", "windows-1251"),
    *("windows-1253", "windows-1254", "koi8-r", "gb18030", "big5", "shift_jis", "euc-kr", "utf-16"),
)
"""What somebody can choose where the guess was wrong; any other that Python knows is taken too."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b\x85")
# the five bytes that Windows-1252 leaves open stay the control characters of that number
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)
}
_MOJIBAKE = re.compile("\u00c3[\u0080-\u00bf\u0160\u0178\u017e\u20ac\u2122]|\u00e2\u20ac.")
_SAMPLE = 4096
_MOSTLY, _HARDLY, _TOO_MANY = 0.4, 0.05, 0.02
"""Shares of NULs in UTF-16 of Latin text, and of control characters in what is no text."""


class Decoded(NamedTuple):
    """A text, a note where its encoding had to be guessed, and the encoding."""

    text: str
    note: str | None
    encoding: str


def decode(
    data: bytes, name: str, encoding: str | None = None, declared: str | None = None
) -> Decoded:
    r"""The text of a file and, where the encoding had to be guessed, a note that says so.

    Line ends stay as received; a byte order mark is no part of the text.

    Args:
        data: The file.
        name: What it is called, for notes and errors.
        encoding: What somebody says that it is in; nothing else is tried then.
        declared: What the file itself says, as a web page does; tried behind a byte order mark.

    Raises:
        InputError: it is no text, or not in the encoding that was named.

    >>> decode("soit 60 %".encode("utf-16"), "a.txt")[:2]
    ('soit 60 %', None)
    >>> decode(b"2014 \x97 2016", "a.txt").text == "2014 \u2014 2016"
    True
    """
    found = what_it_is(data)
    if found:
        raise InputError(f"{name} is {found}, not a text: save it as plain text first.")
    read = _as_told(data, name, encoding) if encoding else _decoded(data, name, declared)
    if _is_binary(read.text):
        raise InputError(f"{name} is not a text: it holds bytes that no text has.")
    if read.note is None and _MOJIBAKE.search(read.text):
        note = f"{name} seems to have been saved in a wrong encoding once: see that it reads right."
        return read._replace(note=note)
    if read.note is None and "\ufffd" in read.text:
        return read._replace(
            note=f"{name} lost letters before it came here: see where it has \ufffd."
        )
    return read


def _as_told(data: bytes, name: str, encoding: str) -> Decoded:
    """The text in the encoding that somebody chose.

    Raises:
        InputError: there is no such encoding, or the file is not in it.
    """
    try:
        text = in_encoding(data, encoding)
    except LookupError as error:
        some = ", ".join(ENCODINGS[:4])
        raise InputError(f'There is no encoding "{encoding}": give one like {some}.') from error
    except UnicodeError as error:
        raise InputError(f"{name} is not in {encoding}: choose another encoding.") from error
    return Decoded(text.removeprefix("\ufeff"), None, encoding.lower())


def in_encoding(data: bytes, encoding: str) -> str:
    """The text in this encoding, exactly.

    Raises:
        LookupError, UnicodeError: there is no such, or it is not in it.
    """
    # what pages call Latin-1 is Windows-1252 (WHATWG Encoding, section 4.2)
    if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "windows-1252", "cp1252"):
        return data.decode("latin-1").translate(_WINDOWS_1252)
    return data.decode(encoding)


def _decoded(data: bytes, name: str, declared: str | None) -> Decoded:
    marked = next((known for bom, known in _BOMS if data.startswith(bom)), None)
    if marked is None and b"\0" in data:
        marked = _utf16_without_mark(data)
    if marked is None and declared and not declared.lower().startswith("utf"):
        try:
            return Decoded(in_encoding(data, declared), None, declared.lower())
        except (LookupError, UnicodeError):
            # it says what it is not; it may still be what most files are
            marked = None
    try:
        return Decoded(
            data.decode(marked or "utf-8"), None, (marked or "utf-8").removesuffix("-sig")
        )
    except UnicodeDecodeError as error:
        if marked is not None:
            sentence = f"{name} begins as {marked.upper()} but does not go on so: save it again."
            raise InputError(sentence) from error
        return _not_utf8(data, name, error)


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Decoded:
    if error.reason == "unexpected end of data" and not data[: error.start].isascii():
        text = data[: error.start].decode("utf-8")
        note = f"{name} is cut off inside its last character, which is left out."
        return Decoded(text, note, "utf-8")
    text = data.decode("latin-1").translate(_WINDOWS_1252)
    note = f"{name} was read as Windows-1252: see that its accents and quotes are right."
    return Decoded(text, note, "windows-1252")


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 told by where its NULs are, None when they are all over the place."""
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _MOSTLY and even < _HARDLY:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY and odd < _HARDLY else None


def _is_binary(text: str) -> bool:
    controls = sum(1 for char in text[:_SAMPLE] if char < " " and char not in _TEXT_CONTROLS)
    return "\0" in text or controls > _TOO_MANY * len(text[:_SAMPLE])
