"""From what the user names to raw bytes: files, folders and standard input, one outcome each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from storage.article import RawDocument
from storage.errors import IntakeError
from storage.intake.files import read_file, shown, trouble
from storage.intake.folders import LeftOut, count_files, walk
from storage.intake.limits import LARGEST, too_large

__all__ = ["LARGEST", "LeftOut", "gather", "how_many", "shown", "trouble"]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def gather(arguments: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[RawDocument | LeftOut | IntakeError]:
    """Read what ``arguments`` name, one after the other: paths, folders with all below them, ``-`` for ``stdin``.

    Nothing is raised for an input that cannot be read: its error is an outcome like any other, its text begins with
    the input's name, and the rest goes on. Documents are read one at a time, as the caller asks for them.
    """
    for argument in arguments:
        if argument == "-":
            yield _standard_input(stdin)
            stdin = None
        else:
            yield from _named(argument)


def how_many(arguments: Sequence[str]) -> int:
    """Return how many inputs ``arguments`` name, near enough for a progress bar; nothing is opened for that."""
    return sum(count_files(Path(argument)) if argument and Path(argument).is_dir() else 1 for argument in arguments)


def _named(argument: str) -> Iterator[RawDocument | LeftOut | IntakeError]:
    try:
        path = Path(argument)
        if _ADDRESS.match(argument) and not path.exists():
            raise IntakeError(shown(argument), "addresses are not fetched; save the page and add the file")
        if not argument:
            raise IntakeError("“”", "an empty path names no file")
        if path.is_dir():
            yield from walk(path)
        else:
            yield read_file(path)
    except IntakeError as error:
        yield error
    except ValueError:  # a NUL in the path
        yield IntakeError(shown(argument), "no path can hold a NUL character")
    except OSError as error:
        yield IntakeError(shown(argument), error.strerror or str(error))


def _standard_input(stdin: BinaryIO | None) -> RawDocument | IntakeError:
    if stdin is None:
        return IntakeError("-", "standard input has nothing more to read")
    try:
        data = stdin.read(LARGEST + 1)
    except OSError as error:
        return IntakeError("-", f"standard input cannot be read: {error.strerror or error}")
    if len(data) > LARGEST:
        return IntakeError("-", too_large())
    if not data:
        return IntakeError("-", "standard input is empty")
    return RawDocument(data, origin="-")
