"""Numbers of a reference: "512 U.S. 477, 482", "1:19-cv-04471", "posts 542 and 543"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.grammar.phrases import Phrases
from workbench.lexicon import rows, words

if TYPE_CHECKING:
    from workbench.grammar.numeral import Numeral
    from workbench.grammar.tokens import Tokens

_REPORTERS = Phrases((row["word"], True) for row in rows("names") if row["role"] == "reporter")
_PLURAL_LABELS = words("names", "before_list")
_LISTING = frozenset({"and", "or", "to", ",", "-", "–", "&", "through"})
_PRODUCTS = words("names", "product")
# Words that may make a name of the number behind them, and of the number before them.
NAMING = _PLURAL_LABELS.union(_LISTING, _REPORTERS.by_last)
NAMED_BY = _PRODUCTS.union(_REPORTERS.by_first)
_LIST_REACH = 12
_CASES = frozenset({"case", "docket", "file"})
_SMALL_WORDS = frozenset({"for", "to", "in", "on", "by", "of", "and", "or"})


def is_reference(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number belongs to a citation, a docket, a list of numbered things.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> def last(text: str) -> bool:
    ...     tokens = scan(text)
    ...     return is_reference(tokens, numerals(tokens)[-1])
    >>> last("512 U.S. 477"), last("case 19-cv-04471"), last("posts 542 and 543"), last("12 U.S.")
    (True, True, True, False)
    """
    return (
        _is_cited(tokens, numeral)
        or _is_docket(tokens, numeral)
        or _is_listed(tokens, numeral.first)
        or _is_subsection(tokens, numeral)
        or _is_area_code(tokens, numeral)
        or _is_product(tokens, numeral)
    )


def _is_cited(tokens: Tokens, numeral: Numeral) -> bool:
    """A volume before the reporter's name, a page behind it, a page behind that page."""
    behind = _REPORTERS.ahead(tokens.word, numeral.stop)
    if behind is not None and (tokens.at(behind[0])[:1].isdecimal() or tokens.at(behind[0]) == "§"):
        return True
    first = numeral.first
    if first > 2 and tokens.word[first - 1] == "," and tokens.word[first - 2].isdecimal():
        first -= 2
    before = _REPORTERS.behind(tokens.word, first)
    return before is not None and before[0] > 0 and tokens.word[before[0] - 1].isdecimal()


def _is_docket(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "19-cv-04471": digits, a few letters, digits, all in one."""
    first, stop = numeral.first, numeral.stop
    written = tokens.word[first]
    if first > 1 and tokens.word[first - 1] == "-" and tokens.word[first - 2].isdecimal():
        return tokens.glued(first) and _is_case(tokens, first - 2)
    if written[0] == "0" and len(written) > 3 and written.isdecimal():
        return True
    if tokens.at(stop) != "-" or not (tokens.glued(stop) and tokens.glued(stop + 1)):
        return False
    if _is_case(tokens, first):
        return True
    letters = tokens.at(stop + 1)
    tied = tokens.at(stop + 2) == "-" and tokens.glued(stop + 2) and tokens.glued(stop + 3)
    coded = letters.isalpha() and len(letters) < 4 and letters not in _SMALL_WORDS
    return coded and tied and tokens.at(stop + 3)[:1].isdecimal()


def _is_case(tokens: Tokens, first: int) -> bool:
    """As in "Case 22-506": a label in capitals before two numbers with a dash."""
    return first > 0 and tokens.lower[first - 1] in _CASES and tokens.word[first - 1][0].isupper()


def _is_listed(tokens: Tokens, first: int) -> bool:
    """As in "junctions 9 and 10", "counts 1, 3 and 4": every number of the list."""
    at, lowest = first - 1, max(-1, first - _LIST_REACH)
    while at > lowest:
        word = tokens.lower[at]
        if word in _PLURAL_LABELS:
            return tokens.lower[at + 1].isdecimal()
        if word not in _LISTING and not word.isdecimal():
            return False
        if word.isdecimal() and tokens.lower[at + 1] not in _LISTING:
            return False
        at -= 1
    return False


def _is_subsection(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "§ 207(a)(1)": alone in brackets that touch what stands before."""
    first, stop = numeral.first, numeral.stop
    return (
        first > 1
        and tokens.word[first - 1] == "("
        and tokens.glued(first)
        and tokens.glued(first - 1)
        and tokens.at(stop) == ")"
        and (tokens.word[first - 2] == ")" or tokens.word[first - 2].isdecimal())
    )


def _is_product(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "the 80486 chip", "a 747 jet": more than one would take the plural."""
    written = tokens.word[numeral.first]
    long = len(written) > 2 and written.isdecimal() and numeral.stop == numeral.first + 1
    return long and tokens.at(numeral.stop) in _PRODUCTS


def _is_area_code(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "(212) 555-0134"."""
    first, stop = numeral.first, numeral.stop
    bracketed = first > 0 and tokens.word[first - 1] == "(" and tokens.at(stop) == ")"
    digits = tokens.at(stop + 1)
    dialled = digits.isdecimal() and len(digits) == 3 and tokens.at(stop + 2) in ("-", ".", "–")
    return bracketed and len(tokens.word[first]) == 3 and dialled
