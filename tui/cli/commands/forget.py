"""``paperknife forget``: erases articles and all that was written in them from every file, for good."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.errors import LibraryError, NothingMatches, UsageError
from storage.wording import count_of
from tui.cli.asking import agreed, can_ask
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import complain, say

if TYPE_CHECKING:
    from storage.library import Library
    from storage.library.forgetting import Erased

EXAMPLES = ("paperknife forget 1f2e3d4c", "paperknife forget --yes 1f2e3d4c")


def add_arguments(parser: Parser) -> None:
    """Take articles."""
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help="an article's id, or the first characters of it; also one that was removed before",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Ask once, erase, and say what was erased; nothing of it when one id matches nothing."""
    if not (arguments.yes or can_ask()):
        raise UsageError("forget erases for good, undo does not help: say --yes, or run it on a terminal")
    with open_to_change(arguments) as library:
        ids = list(dict.fromkeys(map(library.find_known, arguments.ids)))
        if not arguments.yes and not _agreed(library, ids):
            say("nothing was erased")
            return NothingMatches.exit_code
        erased = library.forget(ids)
    _tell(erased)
    return LibraryError.exit_code if erased.troubles else 0


def _agreed(library: Library, ids: list[str]) -> bool:
    for article in ids:
        try:
            row = library.row(article)
        except NothingMatches:
            say(f"{article[:8]}, which was removed before")
        else:
            marks = f" with {count_of(row.annotation_count, 'mark')}" if row.annotation_count else ""
            say(f"{article[:8]} “{row.record.shown_title}”{marks}")
    return agreed("erase this from the library, its history and its backups, for good?")


def _tell(erased: Erased) -> None:
    what = [count_of(erased.articles, "article")]
    for number, thing in ((erased.annotations, "mark"), (erased.tags, "tag"), (erased.rules, "rule")):
        if number:
            what.append(count_of(number, thing))
    where = [count_of(erased.rows, "change") + " in the log", f"{count_of(erased.files, 'file')} of text and bytes"]
    say(f"erased {', '.join(what)}: {', '.join(where)}, and places, drafts and the index of the search")
    if erased.backups:
        say(f"erased the backups that held it: {', '.join(erased.backups)}")
    if erased.backup:
        say(f"made a new backup in their place: {erased.backup}")
    if erased.set_aside:
        say(f"erased what was set aside: {', '.join(erased.set_aside)}")
    for trouble in erased.troubles:
        complain(trouble)
    say("copies that were made elsewhere are not touched: exports, backups in files, other disks")
