"""The user's ``config.toml`` as frozen settings; what is not understood is said, never guessed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set in ``config.toml``; paperknife never writes that file."""

    creator: str = "reader"
    """Whose annotations these are; kept with each one."""
    theme: str = ""
    """A theme's name; empty for the one used last."""
    width: int = 0
    """Cells a line of the reading pane may take, 40 to 120; 0 for the one used last."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Action id → keys, instead of its default ones."""
    problems: tuple[str, ...] = ()
    """One line for each thing in the file that was not understood."""


_WIDTHS = range(40, 121)


def load_settings(path: Path) -> Settings:
    """Read ``path``; a missing file gives the defaults, a broken one the defaults and a line that says so."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        return Settings(problems=(f"{path}: cannot be read ({error})",))
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=(f"{path}: {error}",))
    return read_settings(table)


def read_settings(table: Mapping[str, object]) -> Settings:
    """Turn a parsed ``config.toml`` into settings; each wrong value is left out and named in ``problems``."""
    problems: list[str] = []
    creator, theme, width = "reader", "", 0
    keys: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        if name == "creator" and isinstance(value, str) and value.strip():
            creator = value.strip()
        elif name == "theme" and isinstance(value, str):
            theme = value
        elif name == "width" and isinstance(value, int) and value in _WIDTHS:
            width = value
        elif name == "keys" and isinstance(value, dict):
            for action, pressed in value.items():
                listed = [pressed] if isinstance(pressed, str) else pressed
                if isinstance(listed, list) and all(isinstance(key, str) and key for key in listed):
                    keys[action] = tuple(listed)
                else:
                    problems.append(f"config.toml: keys.{action} must be a key or a list of keys")
        elif name in {"creator", "theme", "width", "keys"}:
            expected = {
                "creator": "a name",
                "theme": "a theme's name",
                "width": "a number from 40 to 120",
                "keys": "a table",
            }
            problems.append(f"config.toml: {name} must be {expected[name]}")
        else:
            problems.append(f"config.toml: there is no setting “{name}”")
    return Settings(creator, theme, width, keys, tuple(problems))
