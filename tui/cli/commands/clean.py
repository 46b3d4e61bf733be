"""``paperknife clean``: bytes in, clean text out, without a library."""

from __future__ import annotations

from argparse import Namespace

from storage.article import CleanedArticle, RawDocument, numbers
from storage.errors import CleaningError, InputError, IntakeError
from tui.cli.opening import standard_input
from tui.cli.output import PAGE, Bold, json_line, line, terminal_width
from tui.cli.page import clean_page, why_page
from tui.cli.parser import Parser, ignores_library, takes_json, wants_json
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
    ignores_library(parser)


def run(arguments: Namespace) -> int:
    """Clean each input and print it; one that fails is said and the others are done."""
    from storage.intake import LeftOut, gather

    paths = arguments.paths or ["-"]
    done = failed = 0
    for found in gather(paths, standard_input() if "-" in paths else None):
        if isinstance(found, LeftOut):
            say(f"left out {found.origin}: {found.why}")
            continue
        try:
            origin, cleaned = _cleaned(found)
        except InputError as error:
            complain(str(error))
            failed += 1
        else:
            _print(origin, cleaned, arguments, first=done == 0)
            done += 1
    return InputError.exit_code if failed else 0


def _cleaned(found: RawDocument | IntakeError) -> tuple[str, CleanedArticle]:
    """Return an input's name and its text; the error of an input that has none begins with its name."""
    from storage.cleaning import clean

    if isinstance(found, IntakeError):
        raise found
    try:
        return found.origin, clean(found)
    except CleaningError as error:
        raise CleaningError(f"{found.origin}: {error}") from error


def _print(origin: str, cleaned: CleanedArticle, arguments: Namespace, *, first: bool) -> None:
    if wants_json(arguments):
        from storage.exchange.objects import clean_object

        json_line(clean_object(origin, cleaned))
        return
    if not first:
        line()
        line()
    if arguments.why:
        if cleaned.title:
            line(Bold(cleaned.title))
        why_page(cleaned.blocks, numbers(cleaned.blocks), terminal_width() or PAGE)
    else:
        for row in clean_page(cleaned.title, cleaned.blocks, terminal_width()):
            line(row)
