"""The same extraction and checks over millions of texts, and the search of what they found.

``run_over`` reads an input into an archive, ``search`` asks one. ``crew`` is who does the work,
``plan`` what a run is to do, ``parts`` what a worker does, ``shelves`` what the search looks in.
"""

from workbench.archive.crew import cores, dask_crew, local_crew
from workbench.archive.parts import Tally
from workbench.archive.plan import Asked
from workbench.archive.records import Names
from workbench.archive.running import Finished, run_over
from workbench.archive.searching import Answer, Found, answer, search

__all__ = [
    "Answer",
    "Asked",
    "Finished",
    "Found",
    "Names",
    "Tally",
    "answer",
    "cores",
    "dask_crew",
    "local_crew",
    "run_over",
    "search",
]
