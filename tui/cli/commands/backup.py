"""``paperknife backup``: the whole library, into a dated folder of its own or into one file that travels."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from storage.errors import UsageError
from storage.wording import count_of
from tui.cli.opening import library_place, open_to_change
from tui.cli.output import json_line, line
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.setting import print_table
from tui.cli.streams import say

EXAMPLES = ("paperknife backup", "paperknife backup ~/library.tar.gz", "paperknife backup --list")

_TROUBLE = 4
"""The column that pays where a terminal is too narrow."""


def add_arguments(parser: Parser) -> None:
    """Take a file."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a file to write, tar.gz (otherwise a folder under backups/)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace FILE if it is there")
    parser.add_argument("--list", action="store_true", help="list the backups in the library's folder")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Make a backup and print its path, or list those that are there."""
    if arguments.list:
        if arguments.file is not None:
            raise UsageError("--list takes no FILE")
        _list(arguments)
        return 0
    with open_to_change(arguments) as library:
        made = library.backup(
            Path(arguments.file) if arguments.file is not None else None, overwrite=arguments.overwrite
        )
        articles, notes = len(library.ids()), library.listed().annotation_count
    if wants_json(arguments):
        json_line(_object(made, datetime.now(), articles, notes))
    else:
        line(str(made))
    return 0


def _list(arguments: Namespace) -> None:
    from storage.library.care import list_backups

    found = list(list_backups(library_place(arguments)))
    if wants_json(arguments):
        for each in found:
            backup = each.backup
            json_line(_object(backup.path, backup.made, each.articles, each.annotations, backup.daily, each.trouble))
    elif found:
        rows = [
            (
                each.backup.name,
                f"{each.backup.made:%Y-%m-%d %H:%M}",
                count_of(each.articles, "article"),
                count_of(each.annotations, "mark"),
                each.trouble,
            )
            for each in found
        ]
        print_table(rows, gives=_TROUBLE)
    else:
        say("no backups yet; “paperknife backup” makes one, and so does the app once a day")


def _object(
    path: Path, made: datetime, articles: int, notes: int, daily: bool = False, trouble: str = ""
) -> dict[str, object]:
    return {
        "name": path.name,
        "path": str(path),
        "made": made.astimezone().isoformat(timespec="seconds"),
        "daily": daily,
        "articles": articles,
        "notes": notes,
        "trouble": trouble,
    }
