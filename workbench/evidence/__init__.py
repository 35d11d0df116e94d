"""Passages of documents held against claims: which speak of a claim, and what they say of it."""

from workbench.evidence.asking import Question, ask
from workbench.evidence.cells import Cell, cells_of
from workbench.evidence.comparing import Stands
from workbench.evidence.documents import passages_of
from workbench.evidence.holding import Held, Holds, agree, compare, look_in
from workbench.evidence.passages import Passage, ReadPassage, paragraph, read_passage, table_of
from workbench.evidence.ranking import Collection, rank
from workbench.evidence.standing import Judged, judge_passage
from workbench.evidence.table_pieces import locator_of
from workbench.evidence.verdict import Verdict, judge

__all__ = [
    "Cell",
    "Collection",
    "Held",
    "Holds",
    "Judged",
    "Passage",
    "Question",
    "ReadPassage",
    "Stands",
    "Verdict",
    "agree",
    "ask",
    "cells_of",
    "compare",
    "judge",
    "judge_passage",
    "locator_of",
    "look_in",
    "paragraph",
    "passages_of",
    "rank",
    "read_passage",
    "table_of",
]
