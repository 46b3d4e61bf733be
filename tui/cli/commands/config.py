"""``paperknife config``: the settings, the places of the files, and the keys."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from tui.cli.opening import library_place
from tui.cli.output import Bold, line
from tui.cli.parser import Parser, takes_library
from tui.cli.setting import print_table
from tui.cli.streams import say

EXAMPLES = ("paperknife config", "paperknife config paths", "paperknife config keys")


def add_arguments(parser: Parser) -> None:
    """Take what is to be shown."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=list(_SHOWN),
        default="settings",
        metavar="settings|paths|keys",
        help="the settings (without a word), the places of the files, or every key with its action",
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Show it."""
    _SHOWN[arguments.what](arguments)
    return 0


def _settings(arguments: Namespace) -> None:
    del arguments
    from storage.library.paths import config_file
    from tui.settings import load_settings

    path = config_file()
    settings = load_settings(path)
    _print_rows(
        [
            ("creator", settings.creator),
            ("theme", settings.theme or "the one used last"),
            ("width", str(settings.width or "the one used last")),
            ("keys", ", ".join(settings.keys) or "the defaults"),
        ],
    )
    for problem in settings.problems:
        say(problem)
    if not path.exists():
        say(f"these are the defaults; {path} would change them")


def _paths(arguments: Namespace) -> None:
    from storage.library.paths import config_file

    _print_rows([("library", str(library_place(arguments))), ("config", str(config_file()))])


def _keys(arguments: Namespace) -> None:
    del arguments
    from storage.library.paths import config_file
    from tui.actions import Context, actions_of
    from tui.keymap import make_keymap, shown
    from tui.settings import load_settings

    settings = load_settings(config_file())
    keymap = make_keymap(settings.keys)
    for context in Context:
        line(Bold(context.value))
        _print_rows(
            [
                ("", " ".join(map(shown, keymap.of(action.id))), action.id, action.help)
                for action in actions_of(context)
            ],
        )
    for problem in (*settings.problems, *keymap.problems):
        say(problem)


def _print_rows(rows: list[tuple[str, ...]]) -> None:
    print_table(rows, gives=len(rows[0]) - 1)


_SHOWN: dict[str, Callable[[Namespace], None]] = {"settings": _settings, "paths": _paths, "keys": _keys}
