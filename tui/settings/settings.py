"""What a user can set in ``config.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.keymap import Clash
    from tui.palettes import Palette

_FILE = "config.toml"


class Problem(NamedTuple):
    """Something in the user's file that is wrong or doubtful."""

    words: str
    """What is wrong, one line."""
    line: int = 0
    """Where it is, counted from 1; 0 where that is not known."""
    file: str = _FILE
    """What the file is called."""

    @property
    def told(self) -> str:
        """What is said of it: the file, the line if it is known, the words."""
        return f"{_place(self.file, self.line)}: {self.words}"


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
    problems: tuple[Problem, ...] = ()
    """Each thing in the file that was not understood, in the order of its lines."""
    advice: tuple[Problem, ...] = ()
    """Each colour that counts and yet can hardly be read; told only to those who ask."""
    lines: Mapping[str, int] = MappingProxyType({})
    """The line of the file on which each setting stands, of keys by ``keys.`` and the action's id."""

    def at(self, setting: str) -> str:
        """Return where a setting is made: the file, and the line if it is known."""
        return _place(_FILE, self.lines.get(setting, 0))

    def problems_with(self, clashes: Iterable[Clash]) -> list[Problem]:
        """Return what is wrong, the clashes of its keys too, in the order of the file's lines; unknown ones first."""
        made = (Problem(clash.words, self.lines.get(clash.setting, 0)) for clash in clashes)
        return sorted((*self.problems, *made), key=lambda problem: problem.line)


def _place(file: str, line: int) -> str:
    return f"{file}, line {line}" if line else file
