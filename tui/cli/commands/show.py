"""``paperknife show``: one article, clean, with everything that was cut away, or the bytes as they came."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.article import Article, ArticleRow
from storage.errors import UsageError
from tui.cli.naming import article_named
from tui.cli.opening import open_to_read
from tui.cli.output import PAGE, Bold, Dim, json_line, line, raw, terminal_width, to_terminal, whole
from tui.cli.page import numbered_page, why_page
from tui.cli.parser import Parser, takes_json, takes_library, wants_json, whole_number
from tui.cli.words import about
from tui.plain_page import clean_text

if TYPE_CHECKING:
    from storage.library import Library

EXAMPLES = (
    "paperknife show 1f2e3d4c",
    "paperknife show 1f2e3d4c --why",
    "paperknife show 1f2e3d4c --text | wc -w",
    "paperknife show 1f2e3d4c --raw > page.html",
    "paperknife show 1f2e3d4c --revision 1",
)


def add_arguments(parser: Parser) -> None:
    """Take an article and the way to show it."""
    parser.add_argument("id", metavar="ID", help="an article's id, or the first characters of it")
    parser.add_argument("--raw", action="store_true", help="print the bytes as they came")
    parser.add_argument(
        "--why", action="store_true", help="print every block with its role and why it is kept or hidden"
    )
    parser.add_argument(
        "--text", action="store_true", help="print the clean text alone, a paragraph a line, for another program"
    )
    parser.add_argument(
        "--revision",
        type=whole_number,
        metavar="N",
        help="the number of a former revision: the text before the page changed or was cleaned again",
    )
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print the article."""
    if arguments.raw + arguments.why + arguments.text > 1:
        raise UsageError("--raw, --why and --text are three ways to print it; take one of them")
    with open_to_read(arguments) as library:
        article_id = article_named(library, arguments.id)
        if arguments.raw and arguments.revision is not None:
            raise UsageError("--raw prints the bytes of the present revision; leave --revision out")
        if arguments.raw:
            _print_raw(library.raw(article_id))
            return 0
        article, row = _text(library, article_id, arguments.revision), library.row(article_id)
    if wants_json(arguments):
        from storage.exchange.objects import show_object

        json_line(show_object(article, row))
    elif arguments.text:
        whole(clean_text(row.record.shown_title, article.blocks))
    else:
        _print_header(row)
        width = terminal_width() or PAGE
        _print_page(article, width, why=arguments.why)
    return 0


def _text(library: Library, article: str, revision: int | None) -> Article:
    if revision in (None, library.row(article).record.revision):
        return library.article(article)
    return library.revision(article, revision or 0)


def _print_header(row: ArticleRow) -> None:
    record = row.record
    line(Bold(record.shown_title))
    line(Dim(about(record)))
    line(Dim(" · ".join(filter(None, (record.id, record.url)))))
    if row.tags:
        line(Dim(" · ".join(row.tags)))


def _print_page(article: Article, width: int, *, why: bool) -> None:
    if why:
        why_page(article.blocks, article.numbers, width)
    else:
        numbered_page(article.blocks, article.numbers, width)


def _print_raw(data: bytes) -> None:
    if to_terminal():
        from storage.cleaning.decode import decode

        whole(decode(data).text)
    else:
        raw(data)
