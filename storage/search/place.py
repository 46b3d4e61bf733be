"""Where an index lies: what is asked of it, be it a file or in memory."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from storage.search.tables import Tables

if TYPE_CHECKING:
    import sqlite3


class Place(ABC):
    """An index that can be read and written. One thread at a time is in either."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Tables]:
        """Give the tables to read.

        Raises:
            IndexUnusableError: they cannot be.
        """

    @abstractmethod
    def writing(self) -> AbstractContextManager[Tables]:
        """Give the tables to write; what was written is there as a whole or not at all.

        Raises:
            IndexUnusableError: they cannot be.
        """

    @abstractmethod
    def distrust(self) -> None:
        """Take what is there for gone, so that :meth:`make_anew` makes another."""

    @abstractmethod
    def make_anew(self) -> None:
        """Begin with an empty index where there is none to be trusted.

        Raises:
            IndexUnusableError: it cannot be made.
        """

    @property
    def makes_way(self) -> bool:
        """Whether somebody erases an article from every file, and nothing must be fed meanwhile."""
        return False

    @abstractmethod
    def feeding(self) -> AbstractContextManager[bool]:
        """Claim to be the only one that brings the index up to date; False where another process does."""

    @abstractmethod
    def close(self) -> None:
        """Let it go."""


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what is done inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
