"""The keeping half of the library's door: its file, its backups, and what is to be erased from all of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import PaperknifeError
from storage.library.traveller import LibraryTraveller

if TYPE_CHECKING:
    from storage.library.forgetting import Erased
    from storage.library.restoring import Restored


class LibraryKeeper(LibraryTraveller):
    """What keeps a library. :class:`~storage.library.Library` adds what changes it."""

    def checkpoint(self) -> None:
        """Have the library file hold everything now; otherwise it does so two seconds after the last change.

        Raises:
            LibraryError: the disk refuses; nothing is lost.
        """
        self._store.file.checkpoint()

    def warm_up(self) -> None:
        """Load and open what the first change needs, so that no key waits for it; in any thread."""
        from storage.library import flipping, labels, marking, reverting, ruling  # noqa: F401
        from storage.library.engine import checkpointing, recovery, undo_stack  # noqa: F401

        with contextlib.suppress(PaperknifeError):  # the change itself tells
            self._db  # noqa: B018
            self._store.catch_up()

    def backup(self, target: Path | None = None, *, overwrite: bool = False) -> Path:
        """Back the whole library up: into the file ``target``, or into a dated folder of its own. Return which.

        Raises:
            UsageError: ``target`` is a folder, or lies in the library.
            LibraryBusy: another process is at the backups for too long.
            LibraryError: ``target`` is there and ``overwrite`` is False, or the disk refuses; nothing is left.
        """
        from storage.library.backups import back_up, back_up_to

        return back_up(self._store) if target is None else back_up_to(self._store, target, overwrite=overwrite)

    def back_up_if_due(self) -> Path | None:
        """Make the backup of the day if the last one is a day old and something has changed; throw old ones away.

        For an errand behind the reader's back: what goes wrong is a notice. Safe in any thread.
        """
        from storage.library.backups import back_up_if_due

        return back_up_if_due(self._store)

    def restore(self, source: Path) -> Restored:
        """Put the library into the state of a backup, a folder or a file; undo takes it back as one action.

        Raises:
            LibraryDamaged: ``source`` is no backup, or a damaged one.
            LibraryError: it is one of another library, or the disk refuses; nothing has changed.
        """
        from storage.library.restoring import restore

        return restore(self._store, source, self._act)

    def find_known(self, prefix: str) -> str:
        """Return the id of the one article, here or removed before, whose id begins with ``prefix``.

        Raises:
            NothingMatches: there is none, or there are several.
        """
        from storage.library.forgetting import find

        return find(self._store, prefix)

    def forget(self, articles: Iterable[str]) -> Erased:
        """Erase articles, here or removed before, and all that was written in them from every file, for good.

        Raises:
            NothingMatches: neither the library nor its log knows one of them; nothing was erased.
            LibraryBusy: another process holds the library or its backups for too long.
            LibraryError: the disk refuses; what is not erased yet can still be forgotten.
        """
        from storage.library.forgetting import forget

        try:
            return forget(self._store, list(dict.fromkeys(articles)))
        finally:
            self._shelf.clear()
