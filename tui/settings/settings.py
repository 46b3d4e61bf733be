"""What a user can set in ``config.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.palettes import Palette


class Settings(NamedTuple):
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
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Action id → keys, instead of its default ones."""
    themes: tuple[Palette, ...] = ()
    """Themes of the user's own, in the order of the file."""
    problems: tuple[str, ...] = ()
    """One line for each thing in the file that was not understood."""
    advice: tuple[str, ...] = ()
    """One line for each colour that counts and yet can hardly be read; told only to those who ask."""
    lines: Mapping[str, int] = MappingProxyType({})
    """The line of the file on which each setting stands, of keys by ``keys.`` and the action's id."""

    def at(self, setting: str) -> str:
        """Return how a message on a setting begins: with the file, and with the line if it is known."""
        line = self.lines.get(setting)
        return f"config.toml, line {line}: " if line else "config.toml: "
