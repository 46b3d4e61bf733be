"""The user's ``config.toml`` as frozen settings; what is not understood is said, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from tui.lists.column_names import NAMES


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set in ``config.toml``; paperknife never writes that file."""

    creator: str = "reader"
    """Whose annotations these are; kept with each one."""
    theme: str = ""
    """A theme's name; empty for the one used last."""
    width: int = 0
    """Cells a line of the reading pane may take, 40 to 120; 0 for the one used last."""
    columns: tuple[str, ...] = ()
    """Columns of the library's list in their order, named as in ``tui.lists.column_names``; empty for the usual."""
    pinned: tuple[str, ...] = ()
    """Tags for the digits from 1 on, at most nine; they stand where the reader has pinned none."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Action id → keys, instead of its default ones."""
    problems: tuple[str, ...] = ()
    """One line for each thing in the file that was not understood."""


_WIDTHS = range(40, 121)
_DIGITS = 9

def _listed(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


_EXPECTED: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "creator": ("a name", lambda value: isinstance(value, str) and bool(value.strip())),
    "theme": ("a theme's name", lambda value: isinstance(value, str)),
    "width": ("a number from 40 to 120", lambda value: type(value) is int and value in _WIDTHS),
    "columns": (f"a list of these: {', '.join(NAMES)}", lambda value: _listed(value) and set(value) <= set(NAMES)),
    "pinned": ("a list of at most nine tags", lambda value: _listed(value) and len(value) <= _DIGITS),
    "keys": ("a table", lambda value: isinstance(value, dict)),
}
"""Each setting, what it must be in words, and whether a value is that."""


def load_settings(path: Path) -> Settings:
    """Read ``path``; a missing file gives the defaults, a broken one the defaults and a line that says so."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        return Settings(problems=(f"{path}: is not UTF-8",))
    except OSError as error:
        return Settings(problems=(f"{path}: cannot be read ({error.strerror})",))
    import tomllib  # 3 ms that nobody pays who has no such file

    try:
        return read_settings(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=(f"{path}: {error}",))


def read_settings(table: Mapping[str, object]) -> Settings:
    """Turn a parsed ``config.toml`` into settings; each wrong value is left out and named in ``problems``."""
    problems: list[str] = []
    found: dict[str, object] = {}
    for name, value in table.items():
        if name not in _EXPECTED:
            problems.append(f"config.toml: there is no setting “{name}”")
        elif not _EXPECTED[name][1](value):
            problems.append(f"config.toml: {name} must be {_EXPECTED[name][0]}")
        else:
            found[name] = value
    keys: dict[str, tuple[str, ...]] = {}
    for action, value in _flat(found.get("keys", {})):
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(key, str) and key for key in listed):
            keys[action] = tuple(listed)
        else:
            problems.append(f"config.toml: keys.{action} must be a key or a list of keys")
    width = found.get("width", 0)
    return Settings(
        creator=str(found.get("creator", "reader")).strip(),
        theme=str(found.get("theme", "")),
        width=width if isinstance(width, int) else 0,
        columns=_names(found.get("columns")),
        pinned=_names(found.get("pinned")),
        keys=keys,
        problems=tuple(problems),
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in value)) if _listed(value) else ()


def _flat(keys: object, before: str = "") -> Iterator[tuple[str, object]]:
    """Yield each action's id with what it is given: ``reading.tag`` without quotes is a table in a table to TOML."""
    if isinstance(keys, dict):
        for name, value in keys.items():
            if isinstance(value, dict):
                yield from _flat(value, f"{before}{name}.")
            else:
                yield f"{before}{name}", value
