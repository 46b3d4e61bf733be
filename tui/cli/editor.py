"""Lets the reader write a note in the editor of their own; what was written is never lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import PaperknifeError, UsageError

_WAYS = "-m TEXT gives the note, - reads it from standard input"


@contextmanager
def edited(note: str) -> Iterator[str]:
    """Yield ``note`` as the reader's editor leaves it; when saving it fails, the error says where the text is.

    Raises:
        UsageError: there is no terminal or no editor.
        PaperknifeError: the editor failed.
    """
    command = _editor()
    path = _file_with(note)
    _edit(command, path)
    try:
        text = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise PaperknifeError(f"the note is no UTF-8 text; what was written is in {path}") from error
    try:
        yield text
    except PaperknifeError as error:
        raise type(error)(f"{error}; what was written is in {path}") from error
    path.unlink(missing_ok=True)


def _editor() -> list[str]:
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UsageError(f"there is no terminal to write a note in: {_WAYS}")
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise UsageError(f"neither $VISUAL nor $EDITOR names an editor: {_WAYS}")
    import shlex

    try:
        return shlex.split(chosen)
    except ValueError as error:
        raise UsageError(f"$VISUAL or $EDITOR cannot be understood ({error}): {_WAYS}") from error


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return isatty is not None and bool(isatty())


def _file_with(note: str) -> Path:
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix="paperknife-note-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(note)
    return Path(name)


def _edit(command: list[str], path: Path) -> None:
    import subprocess

    try:
        ended = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UsageError(f"the editor {command[0]} cannot be started ({error.strerror}): {_WAYS}") from error
    if ended:
        raise PaperknifeError(
            f"the editor {command[0]} failed; the note is as it was, and what was written is in {path}"
        )
