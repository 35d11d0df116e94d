"""The options of the commands about an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.parsing import add_published, parser_of

if TYPE_CHECKING:
    from workbench.cli.parsing import Parser
    from workbench.settings import Settings


def archive_parser(_: Settings) -> Parser:
    """The options of ``workbench archive``."""
    about = (
        "Find and check the figures and dates of every text of an archive: .jsonl, .csv, .tsv (all "
        "may be .gz) and .parquet in, a parquet data set of claims out. A run that was stopped "
        "goes on when the command is repeated. A text that cannot be read is a row with an error."
    )
    parser = parser_of("archive", about, "workbench archive stories/ claims/")
    parser.add_argument("source", metavar="IN", help="a file, or a folder with its subfolders")
    parser.add_argument("out", metavar="OUT", help="a new folder, or one of a run to go on with")
    parser.add_argument(
        "--workers", metavar="N", help="processes of this machine (default: one for each core)"
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a running Dask cluster, like tcp://10.0.0.1:8786, whose workers see IN and OUT "
        "under the same names; takes the extra claims-workbench[archive]",
    )
    add_published(parser, "the texts were published, for those that do not say")
    for name in ("id", "text", "published"):
        parser.add_argument(
            f"--{name}-column", metavar="NAME", default=name, help="default: %(default)s"
        )
    parser.add_argument(
        "--keep",
        metavar="NAME",
        action="append",
        help="another column to keep; may be given several times (default: all)",
    )
    return parser


def recall_parser(settings: Settings) -> Parser:
    """The options of ``workbench recall``."""
    about = (
        "Find the figures that an archive has printed: a figure with its hedge and what is "
        "counted, a period in which the story was published or which the sentence names, and words "
        "that must stand in the sentence or the title. Spans of time and scores are no figures: "
        "they are found by their words."
    )
    example = 'workbench recall "about 240 to 250 people, 2014, Syria" --archive claims/'
    parser = parser_of("recall", about, example)
    parser.add_argument("query", metavar="QUERY", help="what to look for, as a story would say it")
    parser.add_argument(
        "--archive",
        metavar="FOLDER",
        default=settings.archive,
        help="what `workbench archive` wrote, or a folder of several such "
        "(default: WORKBENCH_ARCHIVE)",
    )
    parser.add_argument("--limit", metavar="N", default="20", help="default: %(default)s")
    parser.add_argument(
        "--format", choices=("text", "csv", "jsonl"), default="text", help="default: %(default)s"
    )
    return parser
