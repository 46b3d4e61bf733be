"""Lets the reader write a note in the editor of their own; what was written is never lost."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from storage.errors import PaperknifeError, UsageError
from tui.external_editor import editor_command, written_in

WAYS = "-m TEXT gives the note, - reads it from standard input"
"""How a note is given without an editor."""


@contextmanager
def edited(note: str) -> Iterator[str]:
    """Yield ``note`` as the reader's editor leaves it; when saving it fails, the error says where the text is.

    Raises:
        UsageError: there is no terminal or no editor.
        PaperknifeError: the editor failed.
    """
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UsageError(f"there is no terminal to write a note in: {WAYS}")
    try:
        text, path = written_in(editor_command(), note)
    except UsageError as error:
        raise UsageError(f"{error}: {WAYS}") from error
    try:
        yield text
    except PaperknifeError as error:
        raise type(error)(f"{error}; what was written is in {path}") from error
    path.unlink(missing_ok=True)


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return isatty is not None and bool(isatty())
