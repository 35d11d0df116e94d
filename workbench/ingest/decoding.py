"""Bytes to text, exactly or with a visible note; never a silent replacement character."""

from __future__ import annotations

import re

from workbench.errors import InputError

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_BINARIES = {
    b"\x7fELF": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a packed document (such as .docx or .zip)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x1f\x8b": "a packed file",
    b"{\\rtf": "an RTF document",
}
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b\x85")
# the five bytes that Windows-1252 leaves open stay the control characters of that number
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)
}
_MOJIBAKE = re.compile("\u00c3[\u0080-\u00bf\u0160\u0178\u017e\u20ac\u2122]|\u00e2\u20ac.")
_SAMPLE = 4096
_MOSTLY, _HARDLY, _TOO_MANY = 0.4, 0.05, 0.02
"""Shares of NULs in UTF-16 of Latin text, and of control characters in what is no text."""


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    r"""The text of a file and, where the encoding had to be guessed, a note that says so.

    Line ends stay as received; a byte order mark is no part of the text.

    Raises:
        InputError: it is no text.

    >>> decode("soit 60 %".encode("utf-16"), "a.txt")
    ('soit 60 %', None)
    >>> decode(b"2014 \x97 2016", "a.txt")[0] == "2014 \u2014 2016"
    True
    """
    for opening, what in _BINARIES.items():
        if data.startswith(opening):
            raise InputError(f"{name} is {what}, not a text: save it as plain text first.")
    text, note = _decoded(data, name)
    if _is_binary(text):
        raise InputError(f"{name} is not a text: it holds bytes that no text has.")
    if note is None and _MOJIBAKE.search(text):
        note = f"{name} seems to have been saved in a wrong encoding once: see that it reads right."
    return text, note


def _decoded(data: bytes, name: str) -> tuple[str, str | None]:
    encoding = next((known for bom, known in _BOMS if data.startswith(bom)), None)
    if encoding is None and b"\0" in data:
        encoding = _utf16_without_mark(data)
    try:
        return data.decode(encoding or "utf-8"), None
    except UnicodeDecodeError as error:
        if encoding is not None:
            sentence = f"{name} begins as {encoding.upper()} but does not go on so: save it again."
            raise InputError(sentence) from error
        return _not_utf8(data, name, error)


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    if error.reason == "unexpected end of data" and not data[: error.start].isascii():
        text = data[: error.start].decode("utf-8")
        return text, f"{name} is cut off inside its last character, which is left out."
    text = data.decode("latin-1").translate(_WINDOWS_1252)
    return text, f"{name} was read as Windows-1252: see that its accents and quotes are right."


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
