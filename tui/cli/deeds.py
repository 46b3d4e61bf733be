"""How the commands tell what was done: undo, redo and history print it in one way."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from storage.errors import MadeElsewhere, PaperknifeError
from tui.cli.output import json_line
from tui.cli.parser import Parser, wants_json, whole_number
from tui.cli.streams import say

if TYPE_CHECKING:
    from storage.library import Change


def takes_action(parser: Parser, help_text: str) -> None:
    """Let the command take the number of an action."""
    parser.add_argument("action", nargs="?", type=whole_number, metavar="ACTION", help=help_text)


def change_object(change: Change) -> dict[str, object]:
    """Return what was done as an object of the published schema."""
    return {
        "id": change.id,
        "label": change.label,
        "at": change.at,
        "origin": str(change.origin),
        "own": change.own,
        "undone": change.undone,
        "articles": sorted(change.articles),
    }


def print_change(arguments: Namespace, change: Change | None, done: str) -> None:
    """Print what was taken back or made again: as JSON on standard output, or in words on standard error.

    Raises:
        PaperknifeError: there was nothing to do.
    """
    if change is None:
        raise PaperknifeError(f"nothing to {arguments.command}")
    if wants_json(arguments):
        json_line(change_object(change))
    else:
        say(f"{done}: {change.label}")


def named_first(error: MadeElsewhere, command: str) -> PaperknifeError:
    """Return the error that names what a window did, and how to mean it all the same: by its number."""
    from tui.moments import made

    change, undoes = error.change, command == "undo"
    where = made(change, datetime.now().astimezone())
    return PaperknifeError(
        f"the last {'change' if undoes else 'undo'} was made {where}: {change.label}; "
        f"“paperknife {command} {change.id}” {'takes it back' if undoes else 'makes it again'}"
    )
