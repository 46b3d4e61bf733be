"""``paperknife config``: the settings and where each is from, what is wrong in them, the files, and the keys."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.cli.opening import library_place
from tui.cli.output import Bold, line
from tui.cli.parser import Parser, takes_library
from tui.cli.setting import print_table
from tui.cli.streams import say

if TYPE_CHECKING:
    from storage.library import ReaderState
    from tui.keymap import Keymap
    from tui.settings import Settings

EXAMPLES = ("paperknife config", "paperknife config check", "paperknife config paths", "paperknife config keys")

_WRONG = 2
"""The exit code of ``config check`` when something is wrong: that of words that are not understood."""
_NONE = "-"


def add_arguments(parser: Parser) -> None:
    """Take what is to be shown."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=list(_SHOWN),
        default="settings",
        metavar="settings|check|paths|keys",
        help="the settings and where each is from, what is wrong in config.toml, "
        "the places of the files, or every key with its action (otherwise the settings)",
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Show it."""
    return _SHOWN[arguments.what](arguments)


def _settings(arguments: Namespace) -> int:
    from storage.library import ReaderState
    from storage.library.paths import config_file

    settings, keymap = _read()
    _print_rows(list(_rows(settings, ReaderState.load(library_place(arguments)))))
    for problem in settings.problems_with(keymap.clashes):
        say(problem.told)
    if not config_file().exists():
        say(f"these are the defaults; {config_file()} would change them")
    return 0


def _rows(settings: Settings, state: ReaderState) -> Iterator[tuple[str, str, str]]:
    """Yield each setting, what it is, and where that is from; what was chosen in the app wins."""

    def row(name: str, value: str, usual: str = _NONE, chosen: str = "") -> tuple[str, str, str]:
        if chosen:
            return name, chosen, "chosen in the app"
        return (name, value, settings.at(name)) if value else (name, usual, "default")

    yield row("creator", settings.creator if "creator" in settings.lines else "", settings.creator)
    yield row("theme", settings.theme, "what suits the terminal", state.setting("theme", ""))
    yield row("width", str(settings.width or ""), "as reads well", str(state.setting("width", 0) or ""))
    yield row("columns", ", ".join(settings.columns), "what there is room for")
    chosen = ", ".join(f"{digit} {tag}" for digit, tag in sorted(state.pinned.items()))
    yield row("pinned", ", ".join(f"{digit} {tag}" for digit, tag in enumerate(settings.pinned, 1)), chosen=chosen)
    for theme in settings.themes:
        yield row(f"themes.{theme.name}", f"{theme.text} on {theme.background}")
    for action, keys in settings.keys.items():
        yield row(f"keys.{action}", " ".join(keys) or _NONE)
    if not settings.keys:
        yield row("keys", "", "“paperknife config keys” lists them")


def _check(_arguments: Namespace) -> int:
    """Print everything that is wrong, and which colours can hardly be read; those are no mistake."""
    from storage.library.paths import config_file

    settings, keymap = _read()
    problems = settings.problems_with(keymap.clashes)
    for problem in (*problems, *settings.advice):
        line(problem.told)
    if not problems:
        path = config_file()
        say(f"nothing is wrong in {path}" if path.exists() else f"nothing is wrong: there is no {path}")
    return _WRONG if problems else 0


def _paths(arguments: Namespace) -> int:
    from storage.library.paths import config_file

    _print_rows([("library", str(library_place(arguments))), ("config", str(config_file()))])
    return 0


def _keys(_arguments: Namespace) -> int:
    from tui.actions import Context, actions_of
    from tui.keymap import shown

    settings, keymap = _read()
    for context in Context:
        line(Bold(context.value))
        _print_rows(
            [
                ("", " ".join(map(shown, keymap.of(action.id))), action.id, action.help)
                for action in actions_of(context)
            ],
        )
    for problem in settings.problems_with(keymap.clashes):
        say(problem.told)
    return 0


def _read() -> tuple[Settings, Keymap]:
    from storage.library.paths import config_file
    from tui.keymap import make_keymap
    from tui.settings import load_settings

    settings = load_settings(config_file())
    return settings, make_keymap(settings.keys)


def _print_rows(rows: list[tuple[str, ...]]) -> None:
    print_table(rows, gives=1 if len(rows[0]) == 3 else len(rows[0]) - 1)


_SHOWN: dict[str, Callable[[Namespace], int]] = {
    "settings": _settings,
    "check": _check,
    "paths": _paths,
    "keys": _keys,
}
