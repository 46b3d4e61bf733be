"""Every error that the storage raises on purpose.

PaperknifeError                 what the user is told in one line; the program goes on or ends with ``exit_code``
├── UsageError            2     words that cannot be understood: a TARGET, a QUERY, a tag name
│   └── QueryError              which word of a QUERY, and where it stands (``storage.query``)
├── NothingMatches        1     an id, a prefix or a query that matches nothing, or more than one thing
│   └── SeveralMatch            the beginning of an id that several things have
├── MadeElsewhere         1     what undo would take back was made by another window or process: ask first
├── ChangedSince          1     what undo would take back was changed since: it stays as it is
├── LibraryError          3     the library cannot be opened or written
│   ├── LibraryMissing          there is no library at the place
│   ├── LibraryDamaged          a file of the library cannot be read as what it should be
│   ├── LibraryUnwritable       the disk refuses: it is full, fails, or must not be written to
│   └── LibraryBusy             another process holds the library for too long
└── InputError            4     one input cannot be taken in; the others are done
    ├── IntakeError             it cannot be read: missing, device, loop, no permission
    ├── CleaningError           its bytes hold no text: binary, empty
    └── ExchangeError           it is no export of paperknife, or a damaged one
"""

from __future__ import annotations

from typing import ClassVar

from storage.change import Change


class PaperknifeError(Exception):
    """One line that says what is wrong and what to do; its text never ends in a full stop."""

    exit_code: ClassVar[int] = 1
    """What the command line ends with when this error ends it."""


class UsageError(PaperknifeError):
    """Words that cannot be understood."""

    exit_code = 2


class NothingMatches(PaperknifeError):
    """An id, a prefix or a query that matches nothing, or an id prefix that matches several."""

    exit_code = 1


class SeveralMatch(NothingMatches):
    """The beginning of an id that several things have; its text names some of them."""


class MadeElsewhere(PaperknifeError):
    """What was done last was done by another window or process, so that the reader is asked once more."""

    exit_code = 1

    def __init__(self, label: str, change: Change) -> None:
        super().__init__(f"the last change was made elsewhere: {label}")
        self.change = change
        """What it was."""


class ChangedSince(PaperknifeError):
    """A document is no longer what an action left, so that the action cannot be taken back."""


class LibraryError(PaperknifeError):
    """The library cannot be opened or written."""

    exit_code = 3


class LibraryMissing(LibraryError):
    """There is no library at the place that was named."""


class LibraryDamaged(LibraryError):
    """A file of the library cannot be read as what it should be; it was left untouched."""


class LibraryUnwritable(LibraryError):
    """The disk refuses to save anything: it is full, fails, or must not be written to. Nothing has changed."""


class LibraryBusy(LibraryError):
    """Another process held the library's lock for longer than we wait."""


class InputError(PaperknifeError):
    """One input failed; the others are done."""

    exit_code = 4


class IntakeError(InputError):
    """An input cannot be read: it is missing, a device, a loop, or we may not."""

    def __init__(self, origin: str, why: str) -> None:
        super().__init__(f"{origin}: {why}")
        self.origin = origin
        """What was to be read, harmless to show; the error's text begins with it."""


class CleaningError(InputError):
    """The bytes of an input hold no text."""


class ExchangeError(InputError):
    """A file is no export that this version reads, or a damaged one."""
