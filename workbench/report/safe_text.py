"""Text from outside on its way into XML, HTML and file names: nothing in it is ever markup."""

from __future__ import annotations

import html
import re

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"https?://[^\s<>\"'\x00-\x20]+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80


def for_xml(text: str) -> str:
    r"""The text with what no XML can hold shown as a picture of itself.

    >>> for_xml("a\x01b\tc")
    'a␁b\tc'
    """
    return _NOT_XML.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < ord(" ") else "\ufffd"


def escaped(text: str) -> str:
    """The text for HTML, inside an element or between double quotes.

    >>> escaped('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(for_xml(text), quote=True)


def linkable(address: str) -> str:
    """The address where it may become a link, else ``""``: http, https and mailto alone.

    >>> linkable("https://example.org/a"), linkable("JaVaScRiPt:alert(1)"), linkable(" http://a")
    ('https://example.org/a', '', '')
    """
    whole = _LINK.fullmatch(address) or _MAIL.fullmatch(address)
    return address if whole else ""


def safe_name(name: str, otherwise: str) -> str:
    """A file name that leads nowhere: the letters, figures, dots and dashes of the given one.

    >>> safe_name("../../etc/passwd", "file"), safe_name("Draft 2 (final).docx", "file")
    ('etc_passwd', 'Draft_2_final_.docx')
    >>> safe_name("..", "file")
    'file'
    """
    plain = _NOT_IN_A_NAME.sub("_", name).strip("._-")
    if len(plain) > _LONGEST_NAME:
        stem, _, ending = plain.rpartition(".")
        plain = f"{stem[:_LONGEST_NAME]}.{ending[:10]}" if stem else plain[:_LONGEST_NAME]
    return plain or otherwise
