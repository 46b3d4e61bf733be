"""What can be wrong with the log."""

from storage.errors import LibraryDamaged


class LogDamaged(LibraryDamaged):
    """The log cannot be read as what it should be."""


class Taken(Exception):
    """Another process has appended first; what it wrote must be seen before the change is made again."""
