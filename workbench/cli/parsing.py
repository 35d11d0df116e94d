"""What every command's options are made of."""

from __future__ import annotations

import argparse
from typing import NoReturn

from workbench.errors import SettingsError


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        """Raise what the user did wrong."""
        said = f"{message[:1].upper()}{message[1:]}"
        raise SettingsError(f"{said}: see `{self.prog} --help`.")


def parser_of(verb: str, about: str, example: str) -> Parser:
    """The parser of a verb, with an example in its help."""
    return Parser(
        prog=f"workbench {verb}".strip(),
        description=about,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_published(parser: Parser, what: str) -> None:
    """Let the user say when something was published."""
    parser.add_argument(
        "--published", metavar="DATE", help=f"when {what}, like 2016-06-04 (default: unknown)"
    )
