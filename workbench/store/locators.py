"""Where in a source a figure stands, as reviewers write it at the end of a line.

For a document that is a page, a table, a minute; for a call, an interview or an e-mail its day.
"""

from __future__ import annotations

import re

# own reading: what newsroom checkers write behind a source to say where in it a figure stands
_IN_WORDS = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_NUMBER = rf"(?:\d+[a-z]?|[ivxlc]+|{_IN_WORDS})"
_SPAN = rf"{_NUMBER}(?:\s*(?:[-\u2013&]|and|to|of)\s*{_NUMBER})?(?:\s*ff?\.)?"
_AFTER_A_COMMA = re.compile(
    rf"""
    (?: (?:pp?\.?|pg\.?|pages?|para(?:s|graphs?)?\.?|par\.?|\u00b6+|\u00a7+|sec(?:\.|tions?)?
         |tab(?:\.|les?)?|fig(?:\.|ures?)?|charts?|chapters?|ch\.?|slides?|rows?|columns?|col\.?
         |lines?|(?:foot)?notes?|fn\.?|appendix|annex|minutes?|min\.?|at|art(?:\.|icles?)?)
        \s*{_SPAN}
      | cells?\s*[a-z]{{1,3}}\d+(?:\s*[:\u2013-]\s*[a-z]{{1,3}}\d+)?
      | (?:sheet|tab|column|col\.?|appendix|annex)\s+\S[^,]{{0,60}}
      | (?:at\s+)?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s*[-\u2013]\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# without a comma only what can be nothing else
_WITHOUT = re.compile(
    rf"""(?<=\s)
    (?: (?:pp?\.|pg\.|\u00b6+|\u00a7+|ch\.|sec\.|fig\.|para\.)\s*{_SPAN}
      | pp?\s*\d+(?:\s*[-\u2013]\s*\d+)?
      | (?:pages?|paragraphs?|chapter|table|figure|slide|section)\s+{_SPAN}
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_WITHOUT = 80
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"""
    (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?
    (?: (?:{_OF_MONTH}\s+{_MONTH}|{_MONTH}\s+{_OF_MONTH})(?:,?\s+\d{{4}})?
      | \d{{4}}-\d{{2}}-\d{{2}}
      | \d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})
    )
    (?:(?:,|\s+at)?\s+\d{{1,2}}[:.]\d{{2}}(?:\s*[ap]\.?m\.?)?)?"""
_TALK = r"""(?:[\w.'\u2019-]+\s+){0,2}?
    (?: (?:telephone\s+|phone\s+|video\s*)?calls? | interviews? | e[-\u2011]?mails? | conversations?
      | by\s+(?:tele)?phone ) \b"""
_LOGGED = re.compile(
    rf"(?:^|[,;(]\s*)(?P<talk>{_TALK}[^;]{{0,120}}?)(?:,|\s+(?:of|on|from|dated))?\s+"
    rf"(?P<day>{_DAY})\)?$",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = " ,;:-\u2013\u2014"


def split_locator(line: str) -> tuple[str, str]:
    """A line before what says where in the source, and that as written; ``""`` for none.

    >>> split_locator("Annual report (p. 4)"), split_locator("Annual report, page four")
    (('Annual report', 'p. 4'), ('Annual report', 'page four'))
    >>> split_locator("Phone call with A. Lee on 3 June 2016")
    ('Phone call with A. Lee', '3 June 2016')
    """
    for split in (_logged, _after_commas, _in_brackets, _without_comma):
        name, locator = split(line)
        if name and locator:
            return name, locator
    return line, ""


def _logged(line: str) -> tuple[str, str]:
    """A talk that somebody noted the day of."""
    found = _LOGGED.search(line)
    if found is None:
        return line, ""
    if found.start("talk") == 0:
        return found["talk"].strip(_BETWEEN), found["day"]
    return line[: found.start()].strip(_BETWEEN), line[found.start("talk") : found.end("day")]


def _after_commas(line: str) -> tuple[str, str]:
    cut = len(line)
    while (sign := max(line.rfind(",", 0, cut), line.rfind(";", 0, cut))) > 0:
        if not _AFTER_A_COMMA.fullmatch(line[sign + 1 : cut].strip()):
            break
        cut = sign
    return line[:cut].strip(), line[cut + 1 :].strip()


def _in_brackets(line: str) -> tuple[str, str]:
    opening = line.rfind("(")
    if opening < 0 or not line.endswith(")"):
        return line, ""
    inside = line[opening + 1 : -1].strip(_BETWEEN)
    found = _AFTER_A_COMMA.fullmatch(inside)
    return line[:opening].strip(_BETWEEN), inside if found else ""


def _without_comma(line: str) -> tuple[str, str]:
    start = max(0, len(line) - _LONGEST_WITHOUT)
    found = _WITHOUT.search(line, start)
    if found is None:
        return line, ""
    return line[: found.start()].strip(_BETWEEN), found.group()
