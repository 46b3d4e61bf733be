"""``paperknife clean``: bytes in, clean text out, without a library."""

from __future__ import annotations

from argparse import Namespace

from storage.article import CleanedArticle, RawDocument, numbers
from storage.errors import InputError
from tui.cli.opening import standard_input
from tui.cli.output import PAGE, Bold, json_line, line, terminal_width
from tui.cli.page import clean_page, why_page
from tui.cli.parser import Parser, takes_json, wants_json
from tui.cli.streams import complain, say

EXAMPLES = ("paperknife clean page.html > page.txt", "curl -s https://example.com | paperknife clean --why -")


def add_arguments(parser: Parser) -> None:
    """Take files, folders and standard input."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file, a folder or - for standard input (the default)"
    )
    parser.add_argument(
        "--why", action="store_true", help="print every block with its role and why it is kept or hidden"
    )
    takes_json(parser)


def run(arguments: Namespace) -> int:
    """Clean each input and print it; one that fails is said and the others are done."""
    from storage.cleaning import clean
    from storage.intake import LeftOut, gather

    paths = arguments.paths or ["-"]
    exit_code, first = 0, True
    for found in gather(paths, standard_input() if "-" in paths else None):
        if isinstance(found, LeftOut):
            say(f"left out {found.origin}: {found.why}")
            continue
        try:
            if isinstance(found, InputError):
                raise found
            cleaned = clean(found)
        except InputError as error:
            complain(str(error))
            exit_code = error.exit_code
            continue
        _print(found, cleaned, arguments, first=first)
        first = False
    return exit_code


def _print(document: RawDocument, cleaned: CleanedArticle, arguments: Namespace, *, first: bool) -> None:
    if wants_json(arguments):
        from storage.exchange.objects import clean_object

        json_line(clean_object(document.origin, cleaned))
        return
    if not first:
        line()
        line()
    if arguments.why:
        line(Bold(cleaned.title))
        why_page(cleaned.blocks, numbers(cleaned.blocks), terminal_width() or PAGE)
    else:
        for row in clean_page(cleaned.title, cleaned.blocks, terminal_width()):
            line(row)
