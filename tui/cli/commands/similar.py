"""``paperknife similar``: the paragraphs of the library that say the same as one, or much of it, and tags on them."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from storage.annotation import Scope, Target, tag_name
from storage.errors import NothingMatches, UsageError
from storage.wording import count_of
from tui.cli.marking import resolved
from tui.cli.opening import creator, open_to_change, open_to_read
from tui.cli.output import Bold, Dim, json_line, line, terminal_width
from tui.cli.parser import Parser, takes_json, takes_library, takes_limit, wants_json
from tui.cli.setting import cropped
from tui.cli.streams import say
from tui.cli.words import short

if TYPE_CHECKING:
    from storage.library import Library
    from storage.search.alike import Alike

EXAMPLES = (
    "paperknife similar 1f2e3d4c:3",
    "paperknife similar 1f2e3d4c:3 --least 100 --tag boilerplate",
    "paperknife similar 1f2e3d4c:3 --json",
)

_NUMBER = 8


def add_arguments(parser: Parser) -> None:
    """Take a paragraph, how alike others must be, and tags for them."""
    parser.add_argument(
        "target",
        metavar="TARGET",
        help="ID:P (a paragraph) or ID:P.START-END (characters of a paragraph); "
        "P is the number that is shown, or a paragraph's own id",
    )
    parser.add_argument(
        "--least",
        type=_percent,
        default=None,
        metavar="PERCENT",
        help="how alike a paragraph must be, 1 to 100 (otherwise 40); 100 finds equal ones only",
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help="a tag for all that is printed, given as one action; again for more",
    )
    takes_limit(parser, "how many paragraphs to print, those that are most alike")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print what is alike, the most alike first, and tag it if that is asked for."""
    tags = [tag_name(tag) for tag in arguments.tag]
    reader = creator() if tags else ""
    with open_to_change(arguments, reader) if tags else open_to_read(arguments) as library:
        _, target = resolved(library, arguments.target)
        if target.scope not in {Scope.PARAGRAPH, Scope.SPAN}:
            raise UsageError("name one paragraph, ID:P, or words of one, ID:P.START-END")
        found = _found(library, target, arguments.least)[: arguments.limit]
        if not found:
            less = "; --least 20 asks for less" if arguments.least is None else ""
            raise NothingMatches(f"no other paragraph in the library is like {arguments.target}{less}")
        for alike in found:
            _print(arguments, library, alike)
        if tags:
            _tag(library, reader, found, tags)
    return 0


def _found(library: Library, target: Target, least: float | None) -> Sequence[Alike]:
    from storage.search import Searcher
    from storage.search.alike import LEAST, find_alike

    besides = (target.article, target.first)
    with closing(Searcher(library)) as searcher:
        return find_alike(library, searcher, target.exact, besides=besides, least=LEAST if least is None else least)


def _tag(library: Library, reader: str, found: Sequence[Alike], tags: Sequence[str]) -> None:
    from storage.anchoring import describe
    from storage.search.alike import lacking

    new = lacking(library, found, reader, tags)
    passages = [alike.passage for alike in new]
    if passages:
        library.mark_each([describe(library.article(each.article), each.paragraph) for each in passages], add=tags)
    given = " ".join(f"+{tag}" for tag in tags)
    say(f"{given} on {count_of(len(new), 'paragraph')}" if new else f"nothing to tag: {given} is on all of them")


def _print(arguments: Namespace, library: Library, alike: Alike) -> None:
    passage, title = alike.passage, library.row(alike.passage.article).record.shown_title
    if wants_json(arguments):
        json_line(
            {
                "article": passage.article,
                "title": title,
                "paragraph": passage.paragraph,
                "number": passage.number,
                "likeness": round(alike.likeness, 3),
                "equal": alike.is_equal,
                "text": passage.text,
            }
        )
        return
    width = terminal_width()
    how = "equal" if alike.is_equal else f"{int(100 * alike.likeness)} %"
    line(Dim(f"{short(passage.article)}:{passage.number}  {how}  "), Bold(title))
    text = passage.text.replace("\n", " ")
    line(" " * _NUMBER, text if width is None else cropped(text, width - _NUMBER))


def _percent(written: str) -> float:
    if written.isascii() and written.isdigit() and 1 <= int(written) <= 100:
        return int(written) / 100
    raise ArgumentTypeError(f"{written} is no percentage from 1 to 100")
