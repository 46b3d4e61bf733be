"""Reads the text of a ``config.toml``: what is wrong in it is left out and named with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from storage.annotation import tag_name
from storage.errors import UsageError
from storage.text import sanitise_line
from tui.actions import BY_ID
from tui.keymap import is_key
from tui.lists.column_names import NAMES
from tui.palettes import ALSO_CALLED, PALETTES, Palette
from tui.settings.own_themes import read_theme
from tui.settings.settings import Problem, Settings
from tui.settings.toml_lines import Path, lines_of

T = TypeVar("T")

WIDTHS = range(40, 121)
"""Cells that a line of the reading pane may take."""
_DIGITS = 9
_SETTINGS = ("creator", "theme", "width", "columns", "pinned", "keys", "themes")


def read_settings(text: str) -> Settings:
    """Read the text of a ``config.toml``; what is no TOML at all gives the defaults and a line that says where."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=(_where(text, str(error)),))
    except RecursionError:
        return Settings(problems=(Problem("lists or tables lie too deep in each other"),))
    return _Reader(table, lines_of(text)).settings()


def _where(text: str, said: str) -> Problem:
    """Take the line out of what ``tomllib`` says, which names it last."""
    what, found, place = said.rpartition(" (at ")
    if not found:
        return Problem(said)
    last = text.rstrip("\n").count("\n") + 1
    line = int(place.partition(",")[0].removeprefix("line ")) if place.startswith("line ") else last
    return Problem(f"{what[:1].lower()}{what[1:]}", line)


class _Reader:
    def __init__(self, table: Mapping[str, object], lines: Mapping[Path, int]) -> None:
        self._table = table
        self._lines = lines
        self._wrong: list[Problem] = []
        self._advice: list[Problem] = []

    def settings(self) -> Settings:
        for name in self._table:
            if name not in _SETTINGS:
                self._say((name,), f"there is no setting “{sanitise_line(name)}”{perhaps(name, _SETTINGS)}")
        themes = self._themes()
        keys = dict(self._keys())
        return Settings(
            creator=self._one("creator", "a name", _name, "reader"),
            theme=self._theme(themes),
            width=self._one("width", f"a number from {WIDTHS[0]} to {WIDTHS[-1]}", _width, 0),
            columns=self._several("columns", "column", _column),
            pinned=self._several("pinned", "tag", tag_name, at_most=_DIGITS),
            keys=keys,
            themes=themes,
            problems=_in_order(self._wrong),
            advice=_in_order(self._advice),
            lines={".".join(map(str, path)): line for path, line in self._lines.items()},
        )

    def _say(self, path: Path, words: str) -> None:
        self._wrong.append(Problem(words, self._lines[path]))

    def _one(self, name: str, expected: str, read: Callable[[object], T | None], default: T) -> T:
        if name not in self._table:
            return default
        value = read(self._table[name])
        if value is None:
            self._say((name,), f"{name} must be {expected}")
        return default if value is None else value

    def _theme(self, own: Sequence[Palette]) -> str:
        name = self._one("theme", "a theme's name", _name, "")
        known = [*(palette.name for palette in (*PALETTES, *own)), *ALSO_CALLED]
        if not name or name in known:
            return name
        self._say(("theme",), f"there is no theme “{name}”; there are {', '.join(known[: -len(ALSO_CALLED)])}")
        return ""

    def _several(self, name: str, what: str, read: Callable[[str], str], at_most: int = 0) -> tuple[str, ...]:
        """Read a list of names: each that is wrong is left out, and so is one that was named before."""
        listed = self._table.get(name, [])
        if not isinstance(listed, list):
            self._say((name,), f"{name} must be a list, such as {name} = [“…”, “…”]".replace("“…”", '"…"'))
            return ()
        found: dict[str, None] = {}
        for place, item in enumerate(listed):
            path = (name, place)
            if not isinstance(item, str):
                self._say(path, f"{name} holds something that is no {what}'s name")
            elif at_most and len(found) == at_most and item not in found:
                self._say(path, f"{name} has room for {at_most} {what}s; “{sanitise_line(item)}” is one too many")
            else:
                try:
                    found[read(item)] = None
                except UsageError as error:
                    self._say(path, str(error))
        return tuple(found)

    def _keys(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        table = self._table.get("keys", {})
        if not isinstance(table, dict):
            self._say(("keys",), "keys must be a table: [keys], then a line for each action")
            return
        for path, value in _flat(table, ("keys",)):
            action = ".".join(map(str, path[1:]))
            listed = [value] if isinstance(value, str) else value
            if action not in BY_ID:
                self._say(path, f"there is no action “{sanitise_line(action)}”{perhaps(action, tuple(BY_ID))}")
            elif not (isinstance(listed, list) and all(isinstance(key, str) for key in listed)):
                self._say(path, f"keys.{action} must be a key or a list of keys")
            else:
                for place, key in enumerate(listed):
                    if not is_key(key):
                        at = path if isinstance(value, str) else (*path, place)
                        self._say(at, f"“{sanitise_line(key)}” is no key that a terminal sends")
                keys = tuple(filter(is_key, listed))
                if keys or not listed:  # an action whose new key is none keeps the one that it has
                    yield action, keys

    def _themes(self) -> tuple[Palette, ...]:
        tables = self._table.get("themes", {})
        if not isinstance(tables, dict):
            self._say(("themes",), "themes must be a table: [themes.NAME], then a line for each colour")
            return ()
        made: list[Palette] = []
        for name, table in tables.items():
            palette, wrong, advice = read_theme(name, table)
            if palette is not None:
                made.append(palette)
            for path, words in wrong:
                self._say(("themes", name, *path), words)
            for path, words in advice:
                line = self._lines.get(("themes", name, *path), self._lines["themes", name])
                self._advice.append(Problem(words, line))
        return tuple(made)


def perhaps(name: str, known: Sequence[str]) -> str:
    """Return a question after the nearest of the known names; empty where none is near."""
    near = get_close_matches(name, known, 1)
    return f"; do you mean {near[0]}?" if near else ""


def _in_order(said: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(said, key=lambda problem: problem.line))


def _name(value: object) -> str | None:
    return sanitise_line(value).strip() or None if isinstance(value, str) else None


def _width(value: object) -> int | None:
    return value if type(value) is int and value in WIDTHS else None


def _column(name: str) -> str:
    if name not in NAMES:
        hint = perhaps(name, NAMES) or f"; there are {', '.join(NAMES)}"
        raise UsageError(f"there is no column “{sanitise_line(name)}”{hint}")
    return name


def _flat(table: Mapping[str, object], before: Path) -> Iterator[tuple[Path, object]]:
    """Yield where each value is: ``reading.tag`` without quotes is a table in a table to TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, (*before, name))
        else:
            yield (*before, name), value
