"""``paperknife restore``: puts the library into the state of a backup; undo takes that back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import LibraryDamaged, LibraryMissing
from storage.wording import count_of
from tui.cli.opening import library_place, open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import complain, say

if TYPE_CHECKING:
    from storage.library.restoring import Restored

EXAMPLES = ("paperknife restore 2026-11-22", "paperknife restore ~/library.tar.gz")


def add_arguments(parser: Parser) -> None:
    """Take a backup."""
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help="a backup: its file or folder, or its name in “paperknife backup --list”, or the beginning of that",
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Restore; what cannot be opened is set aside and replaced."""
    from storage.library.care import find_backup

    home = library_place(arguments)
    source = find_backup(home, arguments.source)
    try:
        library = open_to_change(arguments)
    except (LibraryDamaged, LibraryMissing) as error:
        return _replaced(home, source, error)
    with library:
        restored = library.restore(source)
    changed = "nothing had changed since"
    if restored.articles or restored.annotations:
        changed = f"{_counts(restored)} changed; “paperknife undo” takes that back"
    say(f"restored the backup of {restored.made}: {changed}")
    return _lacking(restored)


def _replaced(home: Path, source: Path, error: LibraryDamaged | LibraryMissing) -> int:
    from storage.library.care import put_in_place

    restored = put_in_place(home, source)
    if isinstance(error, LibraryDamaged):
        say(str(error))
        say("the files that could not be opened are kept beside the new ones, with “replaced” in their names")
    say(f"put the backup of {restored.made} into {home}: {_counts(restored)}")
    return _lacking(restored)


def _counts(restored: Restored) -> str:
    counted = ((restored.articles, "article"), (restored.annotations, "mark"))
    return " and ".join(count_of(number, thing) for number, thing in counted if number) or "nothing in it"


def _lacking(restored: Restored) -> int:
    for title in restored.missing:
        complain(f"the text of “{title}” is neither in the backup nor in the library; add the page again")
    return LibraryDamaged.exit_code if restored.missing else 0
