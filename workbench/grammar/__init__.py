"""The grammar of figures and dates in English news: from a text to its claims.

One module answers one question; every rule has a name, which the claim keeps in ``rules``.
"""

from workbench.grammar.extraction import claims, extract

__all__ = ["claims", "extract"]
