"""Says on which line of a TOML text each key and each item of an array stands: ``tomllib`` keeps no positions.

It walks over a text that ``tomllib`` has accepted (TOML 1.0), so it finds where things are and judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Path = tuple[str | int, ...]
"""The keys from the outermost table inwards; an item of an array is its number, counted from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?!")'
    r"|'''.*?'''(?!')"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}\n#]+")
"""Numbers, truth values, dates; a date may hold a space."""


def lines_of(text: str) -> Mapping[Path, int]:
    """Return for each key and each item of ``text``, a valid TOML text, the line on which it begins, from 1 on.

    A table that several lines make is where the first of them is.

    Raises:
        ValueError: the text is no TOML.
    """
    walk = _Walk(text)
    try:
        walk.document()
    except IndexError:
        raise ValueError("the text ends too soon") from None
    return walk.lines


class _Walk:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._counted, self._line = 0, 1
        self._tables: dict[Path, int] = {}
        """Of each array of tables the number of its last one."""

    def document(self) -> None:
        table: Path = ()
        self._past(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._past(_BLANK)

    def _header(self) -> Path:
        line, several = self._here(), self._text.startswith("[[", self._at)
        self._at += 1 + several
        table: Path = ()
        for key in self._keys():
            table = self._inside((*table, key))
        self._at += 1 + several
        if several:
            last = table[-1]
            array = table[:-1] if isinstance(last, int) else table
            self._tables[array] = self._tables.get(array, -1) + 1
            self.lines.setdefault(array, line)
            table = (*array, self._tables[array])
        self._note(table, line)
        return table

    def _inside(self, table: Path) -> Path:
        """Return the last table of an array of tables, any other table as it is."""
        return (*table, self._tables[table]) if table in self._tables else table

    def _pair(self, table: Path) -> None:
        line = self._here()
        path = (*table, *self._keys())
        self._note(path, line, len(table))
        self._at += 1  # the sign of equality
        self._past(_SPACE)
        self._value(path)

    def _note(self, path: Path, line: int, known: int = 0) -> None:
        for length in range(known + 1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._past(_SPACE)
            keys.append(_unquoted(self._past(_KEY)))
            self._past(_SPACE)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _value(self, path: Path) -> None:
        sign = self._text[self._at]
        if sign == "[":
            self._several("]", lambda number: self._item((*path, number)))
        elif sign == "{":
            self._several("}", lambda _number: self._pair(path))
        else:
            if not self._past(_TEXT if sign in "\"'" else _SCALAR):
                raise ValueError(f"no TOML on line {self._here()}")

    def _item(self, path: Path) -> None:
        self.lines[path] = self._here()
        self._value(path)

    def _several(self, end: str, each: Callable[[int], None]) -> None:
        self._at += 1
        number = 0
        while True:
            self._past(_BLANK)
            if self._text[self._at] == end:
                self._at += 1
                return
            if self._text[self._at] == ",":
                self._at += 1
                continue
            each(number)
            number += 1

    def _past(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        found = match.group() if match else ""
        self._at += len(found)
        return found

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _unquoted(key: str) -> str:
    if key[:1] == '"' and "\\" in key:
        import tomllib

        return next(iter(tomllib.loads(f"{key} = 0")))
    return key.strip(key[0]) if key[:1] in {'"', "'"} else key
