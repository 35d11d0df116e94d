"""The command line as typed: verbs, options, help."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.archive_options import archive_parser, recall_parser
from workbench.cli.parsing import add_published, parser_of
from workbench.errors import SettingsError
from workbench.report.program import PROGRAM
from workbench.settings import read_port

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from workbench.cli.parsing import Parser
    from workbench.settings import Settings
    from workbench.store import Published

VERBS = (
    "serve",
    "extract",
    "check",
    "carry",
    "find",
    "report",
    "import",
    "verify",
    "backup",
    "archive",
    "recall",
)
_LIKE_A_VERB = re.compile(r"[a-z]+")
_TAKE_A_VALUE = (
    "--store",
    "--published",
    "--host",
    "--port",
    "--who",
    "--against",
    "--profile",
    "--encoding",
    "--off",
    "--shared-password-file",
    "--archive",
    "--workers",
    "--scheduler",
    "--limit",
    "--keep",
)
_ABOUT = """\
Finds every figure and date in a news story and keeps who checked it against what.

commands:
  workbench [STORY ...]     open the desk in the browser, with these stories on it
  workbench serve           the same without opening a browser
  workbench extract INPUT   the claims of a story as CSV or JSON lines
  workbench check INPUT     the story's own arithmetic: figures that cannot all be right
  workbench carry OLD NEW   what became of each claim in the next draft
  workbench find CLAIMS     what documents have on each claim
  workbench report          the report of a story on the desk
  workbench import FILE     bring a report back in
  workbench verify FILE     is a store or a bundle whole, or a report true to its store
  workbench backup FILE     copy the store while it is in use
  workbench archive IN OUT  the claims of every text of a folder, as parquet
  workbench recall QUERY    where an archive has printed a figure like this

each command tells more with --help; an input is a file (.txt .md .html .docx .odt .pdf, .csv or
.xlsx of claims, .jsonl), a web address with --web, or - for standard input"""


def read_command(typed: Sequence[str], settings: Settings) -> argparse.Namespace:
    """What was typed, with its verb as ``verb`` ("open" for the bare command).

    Raises:
        SettingsError: it makes no sense.
        InputError: the publication date is none.
    """
    verb, rest = _split_verb(list(typed))
    options = _PARSERS[verb](settings).parse_args(rest)
    options.verb = verb
    if verb == "open":
        _refuse_unknown_verb(options.stories)
    if hasattr(options, "published"):
        options.published = _read_day(options.published)
    if isinstance(getattr(options, "port", None), str):
        options.port = read_port(options.port)
    return options


def _refuse_unknown_verb(names: Sequence[str]) -> None:
    """Raises SettingsError where the first name was meant as a command."""
    if not names or not _LIKE_A_VERB.fullmatch(names[0]) or Path(names[0]).exists():
        return
    near = difflib.get_close_matches(names[0], VERBS, n=1)
    meant = f'perhaps "{near[0]}" was meant' if near else "see `workbench --help`"
    raise SettingsError(f'There is no such command or file "{names[0]}": {meant}.')


def _read_day(given: str | None) -> Published:
    if given is not None and not given.strip():
        raise SettingsError("--published is empty: give a day like 2016-06-04, or leave it out.")
    if given is None:
        return None
    from workbench.ingest import read_published  # noqa: PLC0415 - help does not wait for it

    return read_published(given)


def _split_verb(typed: list[str]) -> tuple[str, list[str]]:
    """The verb, wherever it stands before the first name, and the words without it.

    >>> _split_verb(["--store", "desk.sqlite", "report", "-o", "-"])
    ('report', ['--store', 'desk.sqlite', '-o', '-'])
    >>> _split_verb(["story.txt", "report"])
    ('open', ['story.txt', 'report'])
    """
    place = 0
    while place < len(typed) and typed[place].startswith("-") and typed[place] not in ("-", "--"):
        place += 2 if typed[place] in _TAKE_A_VALUE else 1
    if place < len(typed) and typed[place] in VERBS:
        return typed[place], typed[:place] + typed[place + 1 :]
    return "open", typed


def _store(parser: Parser, settings: Settings) -> None:
    parser.add_argument(
        "--store",
        metavar="URL",
        default=settings.store,
        help="the store, a file or postgresql+psycopg://name:password@host/database "
        "(default: %(default)s, from WORKBENCH_STORE if that is set)",
    )


def _input(parser: Parser, settings: Settings) -> None:
    parser.add_argument(
        "--input",
        choices=("text", "jsonl"),
        help='what an input holds: plain text, or a line {"id", "text", "published"} per story '
        "(default: what its name ends in)",
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="what texts, pages and CSVs are in, like windows-1251 (default: told by their bytes)",
    )
    parser.add_argument(
        "--web",
        action="store_true",
        default=settings.web,
        help="fetch inputs that are web addresses (default: no, unless WORKBENCH_WEB is 1)",
    )


def _app(settings: Settings, verb: str, about: str, example: str) -> Parser:
    parser = parser_of(verb, about, example)
    parser.add_argument("stories", nargs="*", metavar="STORY", help="a story to put on the desk")
    _store(parser, settings)
    add_published(parser, "the stories were published")
    _input(parser, settings)
    parser.add_argument(
        "--host", default=settings.host, help="address to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--port", default=settings.port, help="port to listen on (default: the first free one)"
    )
    parser.add_argument(
        "--archive",
        metavar="FOLDER",
        default=settings.archive,
        help="what `workbench archive` wrote, to look figures up in (default: WORKBENCH_ARCHIVE)",
    )
    parser.add_argument(
        "--shared-password-file",
        metavar="FILE",
        help="its first line admits to a desk that listens to a network without a login",
    )
    return parser


def _open(settings: Settings) -> Parser:
    parser = _app(settings, "", _ABOUT, "workbench story.txt --published 2016-06-04")
    parser.add_argument("--version", action="version", version=PROGRAM)
    return parser


def _serve(settings: Settings) -> Parser:
    about = "Serve the desk without opening a browser."
    return _app(settings, "serve", about, "workbench serve --port 8600")


def _extract(settings: Settings) -> Parser:
    example = "workbench extract story.txt --published 2016-06-04 > claims.csv"
    parser = parser_of("extract", "Write the claims of stories to standard output.", example)
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, or - for stdin")
    add_published(parser, "they were published, for those that do not say")
    _input(parser, settings)
    parser.add_argument(
        "--format", choices=("csv", "jsonl"), default="csv", help="default: %(default)s"
    )
    return parser


def _carry(_: Settings) -> Parser:
    about = (
        "Tell what became of each claim of a draft in the next one: which still stand as they were "
        "and which a person must look at again, with the reason."
    )
    parser = parser_of("carry", about, "workbench carry monday.txt tuesday.txt")
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="OLD NEW",
        help='two drafts; or one file of lines {"pair", "v1", "v2", "mentions": '
        '[{"id", "old": [start, end]}]}, - for stdin',
    )
    add_published(parser, "the drafts were published, for lines that do not say")
    parser.add_argument(
        "--format",
        choices=("text", "jsonl"),
        help="of two drafts, text if not said; of lines always jsonl",
    )
    return parser


def _check(settings: Settings) -> Parser:
    example = "workbench check story.txt --published 2016-06-04 --off grim_granularity"
    about = (
        "Recompute what stories say of their own figures and dates. "
        "Exit code 0: no flag, 1: flags, 2: an error."
    )
    parser = parser_of("check", about, example)
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, or - for stdin")
    add_published(parser, "they were published, for those that do not say")
    _input(parser, settings)
    parser.add_argument(
        "--format", choices=("text", "jsonl", "sarif"), default="text", help="default: %(default)s"
    )
    parser.add_argument(
        "--off",
        metavar="RULE",
        action="append",
        default=[],
        help="a rule that is not to be applied; may be given several times",
    )
    parser.add_argument(
        "--notes", action="store_true", help="ask an editor's questions too (percent of what? ...)"
    )
    return parser


def _find(settings: Settings) -> Parser:
    del settings  # it has no option that a setting could stand for
    example = "workbench find claims.jsonl --in report.pdf figures.xlsx"
    about = (
        "For each claim name the passages that speak of it, best first, and what they say: "
        'supports, contradicts or unclear. Claims are lines {"claim_id", "claim"}; documents are '
        'files, or lines {"doc_id", "text"} or {"doc_id", "caption", "table"} in a .jsonl.'
    )
    parser = parser_of("find", about, example)
    parser.add_argument("claims", metavar="CLAIMS.jsonl", help="the claims, or - for stdin")
    parser.add_argument(
        "--in",
        dest="documents",
        nargs="+",
        required=True,
        metavar="DOCS",
        help="documents to look in: .pdf .docx .odt .html .txt .md .csv .xlsx or .jsonl",
    )
    return parser


def _report(settings: Settings) -> Parser:
    from workbench.report import FORMATS, Profile  # noqa: PLC0415 - the others do not wait for it

    example = "workbench report --story river-rises --format docx -o river-rises.docx"
    parser = parser_of("report", "Write the report of a story on the desk.", example)
    _store(parser, settings)
    parser.add_argument("--story", metavar="ID", help="the story (default: the only one)")
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        help="default: what the name of the file ends in, else csv",
    )
    parser.add_argument(
        "--profile",
        choices=[one.value for one in Profile],
        default=Profile.DESK.value,
        help="for whom: desk has all, editor no names of confidential sources, public neither "
        "notes nor confidential sources (default: %(default)s)",
    )
    parser.add_argument(
        "--who",
        metavar="NAME",
        default=settings.who,
        help="who writes it (default: your user name)",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="default: -, standard output"
    )
    return parser


def _import(settings: Settings) -> Parser:
    example = "workbench import claims.csv --story story.txt"
    about = "Bring a report back to the desk; a cell that the desk changed since stays as it is."
    parser = parser_of("import", about, example)
    parser.add_argument("file", metavar="FILE", help="the report, .csv or .xlsx, or - for stdin")
    _store(parser, settings)
    parser.add_argument(
        "--story", metavar="STORY", help="the text that the report is about, if the desk lacks it"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would change, and change nothing"
    )
    add_published(parser, "the story was published, if the desk lacks it")
    parser.add_argument(
        "--who", metavar="NAME", default=settings.who, help="who imports (default: your user name)"
    )
    return parser


def _verify(settings: Settings) -> Parser:
    example = "workbench verify desk.sqlite --against claims.csv"
    about = (
        "Walk the history of each story of a store and name the first row that somebody tampered "
        "with; hold a report against the store; or check a bundle, which needs no store. "
        "Exit code 0: whole, 1: not, 2: not checked."
    )
    parser = parser_of("verify", about, example)
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a store, a report or a bundle (default: the store)"
    )
    parser.add_argument(
        "--against",
        metavar="REPORT.csv",
        help="a report that was written from this store: its history may not be cut or replaced",
    )
    _store(parser, settings)
    return parser


def _backup(settings: Settings) -> Parser:
    example = "workbench backup /mnt/backups/desk.sqlite"
    about = "Copy the store, while it is in use, into an SQLite file that opens as a store itself."
    parser = parser_of("backup", about, example)
    parser.add_argument(
        "file", metavar="FILE", help="the copy; into a folder it gets a name with date and time"
    )
    _store(parser, settings)
    return parser


_PARSERS = {
    "open": _open,
    "serve": _serve,
    "extract": _extract,
    "carry": _carry,
    "check": _check,
    "find": _find,
    "report": _report,
    "import": _import,
    "verify": _verify,
    "backup": _backup,
    "archive": archive_parser,
    "recall": recall_parser,
}
