"""Where the reader is, what is half written, how things look: no history, and written behind the reader's back."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from storage.errors import LibraryBusy
from storage.library.disk import Stamp, stamp_of, sweep
from storage.library.drafts import Drafts
from storage.library.locking import locked
from storage.library.paths import STATE_FILE, STATE_LOCK_FILE
from storage.library.state_file import PARTS, Content, read_content, why, write_content

T = TypeVar("T", str, int, bool)

_PATIENCE = 0.2
"""Seconds that a flush waits for another window's; the next flush tries again, and the last one waits longer."""
_OF_ALL_WINDOWS = ("places", "drafts", "pinned")
"""What another window writes is taken over from it; how things look is each window's own while it runs."""
_ABSENT = object()


class Place(NamedTuple):
    """Where a reader is in an article."""

    paragraph: str
    """Id of the paragraph under the cursor."""
    top: str
    """Id of the block at the top of the screen."""
    offset: int
    """Code point in that block at which the screen begins."""
    furthest: float
    """How far the reader has come, 0 to 1."""


class ReaderState:
    """The content of ``state.json``. Runs of the program keep each other's keys: a key's last writer wins.

    Only of drafts none is ever overwritten by another run: :class:`~storage.library.drafts.Drafts`.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / STATE_FILE
        self._parts: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
        self._changed: dict[tuple[str, str], Any] = {}
        self._drafts = Drafts(os.urandom(4).hex())
        self._stamp: Stamp | None = None
        self._noting = threading.Lock()
        """Held for moments only, so that a flush in another thread keeps nobody from noting a place."""
        self._flushing = threading.Lock()
        self._swept = False
        self._notices: list[str] = []
        self._refusal = ""

    @classmethod
    def load(cls, home: Path) -> ReaderState:
        """Read the state of the library in ``home``; a missing file gives an empty one, a broken one is set aside.

        One that cannot be read is left alone. What is wrong, :meth:`take_notices` tells.
        """
        state = cls(home)
        state._take_over(PARTS)
        return state

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return bool(self._changed)

    @property
    def due(self) -> bool:
        """Whether :meth:`flush` has something to do: to write, or to take over what another window wrote."""
        return self.dirty or stamp_of(self._path) != self._stamp

    def take_notices(self) -> tuple[str, ...]:
        """Return what has gone wrong since the last call, one line each; the same trouble is told once."""
        with self._noting:
            notices, self._notices = tuple(self._notices), []
        return notices

    def flush(self, *, last: bool = False) -> None:
        """Write what has changed over what the file holds, and take over what other windows have written there.

        What cannot be written now stays dirty. May run in another thread than the rest. The ``last`` flush waits as
        long for another window, which may end just now as well, as everything else does.
        """
        with self._flushing:
            if self._changed:
                self._write(None if last else _PATIENCE)
            elif stamp_of(self._path) != self._stamp:
                self._take_over(_OF_ALL_WINDOWS)

    def _write(self, patience: float | None) -> None:
        try:
            with locked(self._path.with_name(STATE_LOCK_FILE), patience):
                if not self._swept:
                    sweep(self._path)
                    self._swept = True
                with self._noting:
                    changed = dict(self._changed)
                content = self._read()
                laid = self._lay(content, changed)
                stamp = write_content(self._path, content)
        except LibraryBusy:
            return
        except OSError as error:
            self._refused(f"places and drafts cannot be kept: {why(error)}")
            return
        self._refusal = ""
        self._drafts.wrote(laid)
        with self._noting:
            for at, value in changed.items():
                if self._changed.get(at, _ABSENT) == value:
                    del self._changed[at]
        self._adopt(content, stamp, _OF_ALL_WINDOWS)

    def _lay(self, content: Content, changed: Mapping[tuple[str, str], Any]) -> dict[str, str | None]:
        drafts: dict[str, str | None] = {}
        for (part, key), value in changed.items():
            keys = content.setdefault(part, {})
            if part == "drafts":
                drafts |= self._drafts.lay(keys, key, value)
            elif value is None:
                keys.pop(key, None)
            else:
                keys[key] = value
        return drafts

    def _take_over(self, parts: tuple[str, ...]) -> None:
        stamp = stamp_of(self._path)
        try:
            content = self._read()
        except OSError as error:
            self._refused(f"{STATE_FILE} cannot be read, so places and drafts cannot be kept: {why(error)}")
            self._stamp = stamp
        else:
            self._adopt(content, stamp, parts)

    def _read(self) -> Content:
        content, trouble = read_content(self._path)
        if trouble:
            with self._noting:
                self._notices.append(trouble)
        return content

    def _adopt(self, content: Content, stamp: Stamp | None, parts: tuple[str, ...]) -> None:
        """Have in memory what the file holds, under what has changed since."""
        with self._noting:
            for part in parts:
                self._parts[part] = dict(content.get(part, {}))
            for (part, key), value in self._changed.items():
                _put(self._parts[part], self._drafts.name(key) if part == "drafts" else key, value)
            self._stamp = stamp

    def _refused(self, trouble: str) -> None:
        if trouble != self._refusal:
            self._refusal = trouble
            with self._noting:
                self._notices.append(trouble)

    def place(self, article: str) -> Place | None:
        """Return where the reader was in an article, or None."""
        match self._parts["places"].get(article):
            case {
                "paragraph": str(paragraph),
                "top": str(top),
                "offset": int(offset),
                "furthest": float(furthest),
            } if offset >= 0 and 0 <= furthest <= 1:
                return Place(paragraph, top, offset, furthest)
            case _:
                return None

    def furthest(self) -> dict[str, float]:
        """Return how far the reader has come in each article in which there is a place, 0 to 1."""
        places = ((article, self.place(article)) for article in list(self._parts["places"]))
        return {article: place.furthest for article, place in places if place is not None}

    def set_place(self, article: str, place: Place) -> None:
        """Note where the reader is in an article."""
        self._set("places", article, {**place._asdict(), "furthest": float(place.furthest)})

    def draft(self, key: str) -> str | None:
        """Return a note that was left half written, or None.

        A key is ``ARTICLE`` or ``ARTICLE:FIRST-LAST.START-END``. What several windows left is all in it.
        """
        return self._drafts.give(self._parts["drafts"], key)

    def set_draft(self, key: str, text: str | None) -> None:
        """Keep a note that is half written; None when it is one no more."""
        name = self._drafts.name(key)
        mine = self._drafts.knows(key) or ("drafts", key) in self._changed
        if self._parts["drafts"].get(name) != text if text is not None else mine:
            self._note("drafts", key, name, text)

    @property
    def pinned(self) -> Mapping[int, str]:
        """The tags on the digits 1 to 9."""
        held = self._parts["pinned"]
        return {digit: held[str(digit)] for digit in range(1, 10) if isinstance(held.get(str(digit)), str)}

    def pin(self, digit: int, tag: str | None) -> None:
        """Put a tag on a digit, or nothing."""
        self._set("pinned", str(digit), tag)

    def setting(self, name: str, default: T) -> T:
        """Return a setting, or ``default`` when there is none of its type."""
        held = self._parts["settings"].get(name, default)
        return held if type(held) is type(default) else default

    def set_setting(self, name: str, value: str | int | bool) -> None:
        """Keep a setting."""
        self._set("settings", name, value)

    def _set(self, part: str, key: str, value: Any) -> None:
        held = self._parts[part].get(key)
        if held != value or type(held) is not type(value):
            self._note(part, key, key, value)

    def _note(self, part: str, key: str, name: str, value: Any) -> None:
        with self._noting:
            _put(self._parts[part], name, value)
            self._changed[part, key] = value


def _put(keys: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        keys.pop(key, None)
    else:
        keys[key] = value
