"""``paperknife clean``: bytes in, clean text out, without a library."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from storage.article import CleanedArticle, RawDocument
from storage.errors import InputError, IntakeError
from storage.page import numbers
from tui.cli.opening import standard_input
from tui.cli.output import PAGE, Bold, json_line, line, terminal_width, to_terminal
from tui.cli.page import why_page
from tui.cli.parser import Parser, ignores_library, takes_json, wants_json
from tui.cli.progress import ProgressBar
from tui.cli.streams import complain, say
from tui.plain_page import clean_page

EXAMPLES = ("paperknife clean page.html > page.txt", "curl -s https://example.com | paperknife clean --why -")


def add_arguments(parser: Parser) -> None:
    """Take files, folders and standard input."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a file, a folder with all below it, or - for standard input (otherwise that)",
    )
    parser.add_argument(
        "--why", action="store_true", help="print every block with its role and why it is kept or hidden"
    )
    takes_json(parser)
    ignores_library(parser)


def run(arguments: Namespace) -> int:
    """Clean each input, all cores at work, and print it; one that fails is said and the others are done."""
    from storage.crew import clean_all
    from storage.intake import LeftOut, gather, how_many, shown

    paths = arguments.paths or ["-"]
    done = failed = 0
    inputs = gather(paths, standard_input() if "-" in paths else None)
    with (
        ProgressBar(lambda: how_many(paths), visible=not to_terminal()) as bar,
        closing(clean_all((found, found if isinstance(found, RawDocument) else None) for found in inputs)) as cleaned,
    ):
        for found, outcome in cleaned:
            bar.count(shown(found.origin))
            if isinstance(outcome, CleanedArticle):
                _print(found.origin, outcome, arguments, first=done == 0)
                done += 1
                continue
            bar.wipe()
            if isinstance(found, LeftOut):
                say(f"left out {found.origin}: {found.why}")
                continue
            complain(str(found) if isinstance(found, IntakeError) else f"{found.origin}: {outcome}")
            failed += 1
    return InputError.exit_code if failed else 0


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
