"""Where the reader is, what is half written, how things look: no history, and written behind the reader's back."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from storage.errors import LibraryError
from storage.library.disk import replace_file
from storage.library.locking import locked
from storage.library.paths import STATE_FILE, STATE_LOCK_FILE

T = TypeVar("T", str, int, bool)

_PATIENCE = 0.2
"""Seconds that a flush waits for another window's; the next flush tries again."""

_PARTS = ("places", "drafts", "pinned", "settings")


@dataclass(frozen=True, slots=True)
class Place:
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
    """The content of ``state.json``. Two runs of the program keep each other's keys: a key's last writer wins."""

    def __init__(self, home: Path, parts: Mapping[str, Mapping[str, Any]]) -> None:
        self._path = home / STATE_FILE
        self._parts: dict[str, dict[str, Any]] = {part: dict(parts.get(part, {})) for part in _PARTS}
        self._changed: dict[tuple[str, str], Any] = {}
        self._noting = threading.Lock()
        """Held for moments only, so that a flush in another thread keeps nobody from noting a place."""

    @classmethod
    def load(cls, home: Path) -> ReaderState:
        """Read the state of the library in ``home``; a missing file gives an empty one, a broken one is set aside."""
        return cls(home, _read(home / STATE_FILE))

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return bool(self._changed)

    def flush(self) -> None:
        """Write what has changed over what the file holds now. What cannot be written now stays dirty.

        May run in another thread than the rest.
        """
        if not self._changed:
            return
        with contextlib.suppress(OSError, LibraryError), locked(self._path.with_name(STATE_LOCK_FILE), _PATIENCE):
            with self._noting:
                laid = dict(self._changed)
            content: dict[str, Any] = {"format": 1, **_read(self._path)}
            for (part, key), value in laid.items():
                keys = content.setdefault(part, {})
                if value is None:
                    keys.pop(key, None)
                else:
                    keys[key] = value
            replace_file(self._path, json.dumps(content, ensure_ascii=False, indent=1).encode())
            with self._noting:
                for key_of, value in laid.items():
                    if self._changed.get(key_of, _ABSENT) == value:
                        del self._changed[key_of]

    def place(self, article: str) -> Place | None:
        """Return where the reader was in an article, or None."""
        match self._parts["places"].get(article):
            case {"paragraph": str(paragraph), "top": str(top), "offset": int(offset), "furthest": float(furthest)}:
                return Place(paragraph, top, offset, furthest)
            case _:
                return None

    def set_place(self, article: str, place: Place) -> None:
        """Note where the reader is in an article."""
        self._set("places", article, {**asdict(place), "furthest": float(place.furthest)})

    def draft(self, key: str) -> str | None:
        """Return a note that was left half written, or None.

        A key is ``ARTICLE`` or ``ARTICLE:FIRST-LAST.START-END``.
        """
        held = self._parts["drafts"].get(key)
        return held if isinstance(held, str) else None

    def set_draft(self, key: str, text: str | None) -> None:
        """Keep a note that is half written; None when it is one no more."""
        self._set("drafts", key, text)

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
        keys = self._parts[part]
        if keys.get(key) == value and type(keys.get(key)) is type(value):
            return
        with self._noting:
            if value is None:
                keys.pop(key, None)
            else:
                keys[key] = value
            self._changed[part, key] = value


_ABSENT = object()


def _read(path: Path) -> dict[str, Any]:
    """Return what the file holds; nothing if it is not there, or is broken and has been set aside."""
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        content = None
    if isinstance(content, dict) and all(isinstance(content.get(part, {}), dict) for part in _PARTS):
        return content
    with contextlib.suppress(OSError):
        path.rename(path.with_name(f"{path.name}.broken.{time.strftime('%Y%m%dT%H%M%S')}"))
    return {}
