"""The library's door to time: every change is an action under a name, and can be taken back."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from storage.change import Change
from storage.library.documents import Draft
from storage.library.engine.store import Store
from storage.library.holder import LibraryHolder
from storage.library.timeline import Group, Timeline

if TYPE_CHECKING:
    from storage.library.engine.face import LibraryDB

T = TypeVar("T")


class LibraryTraveller(LibraryHolder):
    """A library whose changes can be undone. :class:`~storage.library.Library` adds the changes."""

    def __init__(self, store: Store, creator: str) -> None:
        super().__init__(store, creator)
        self._timeline = Timeline(store, lambda: self._db)

    @contextlib.contextmanager
    def as_one(self, group: Group) -> Iterator[None]:
        """Let changes of this thread be undone as one with others of ``group``; each is on the disk by itself."""
        with self._timeline.as_one(group):
            yield

    @contextlib.contextmanager
    def not_undoable(self) -> Iterator[None]:
        """Let changes be none of the reader's: undo does not begin with them."""
        with self._timeline.not_undoable():
            yield

    def undo(self, action: int | None = None, *, confirmed: bool = False) -> Change | None:
        """Take the last action back, or a certain one; None when there is none.

        Raises:
            MadeElsewhere: the last one was made by another window or process, and the reader has not ``confirmed``.
            ChangedSince: what it touched has been changed since; the next call takes back the one before it.
            NothingMatches: there is no such action, or it has been taken back already.
            LibraryError: the disk refuses.
        """
        return self._timeline.undo(action, confirmed=confirmed)

    def redo(self, action: int | None = None, *, confirmed: bool = False) -> Change | None:
        """Make again what was taken back last; None when there is nothing. ``action`` says that it is that one.

        Raises:
            MadeElsewhere: it was taken back by another window or process, and the reader has not ``confirmed``.
            ChangedSince: what it touched has been changed since; the next call makes the one before it again.
            NothingMatches: it is not ``action``.
            LibraryError: the disk refuses.
        """
        return self._timeline.redo(action, confirmed=confirmed)

    def history(self, limit: int | None = None, article: str | None = None) -> Iterator[Change]:
        """Yield what was done, newest first, to one article or to all; what was taken back is marked.

        Raises:
            LibraryDamaged: the log is damaged.
        """
        return self._timeline.history(limit, article)

    @functools.cached_property
    def _db(self) -> LibraryDB:
        from storage.library.engine.face import LibraryDB  # a library that is only read needs no TinyDB

        return LibraryDB(self._store)

    def _act(self, action: Callable[[Draft], T], label: Callable[[T], str] | None) -> T:
        """Commit ``action`` under its label; None: it cannot be undone."""
        return self._timeline.do(action, label)
