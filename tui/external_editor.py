"""Hands a text to the reader's own editor and takes it back; what was written there is never lost."""

from __future__ import annotations

import os
from pathlib import Path

from storage.errors import PaperknifeError, UsageError


def editor_command() -> list[str]:
    """Return the program that ``$VISUAL``, else ``$EDITOR``, names, with its arguments.

    Raises:
        UsageError: neither does, or what it says cannot be understood.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise UsageError("neither $VISUAL nor $EDITOR names an editor")
    import shlex

    try:
        command = shlex.split(chosen)
    except ValueError as error:
        raise UsageError(f"$VISUAL or $EDITOR cannot be understood ({error})") from error
    if not command:
        raise UsageError("neither $VISUAL nor $EDITOR names an editor")
    return command


def written_in(command: list[str], text: str) -> tuple[str, Path]:
    """Return ``text`` as an editor leaves it, and the file it is in, which the caller removes once it is kept.

    The file is in the folder for temporary files and can be read by its owner alone.

    Raises:
        UsageError: the editor cannot be started; no file is left.
        PaperknifeError: it failed, or left no UTF-8 text; the error says where what was written is, if anything was.
    """
    path = _file_with(text)
    _edit(command, path, text)
    try:
        return path.read_text(encoding="utf-8").strip(), path
    except UnicodeDecodeError as error:
        raise PaperknifeError(f"the note is no UTF-8 text; what was written is in {path}") from error
    except OSError as error:
        raise PaperknifeError(f"the editor took the file away ({error.strerror}); the note is as it was") from error


def _file_with(text: str) -> Path:
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix="paperknife-note-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def _edit(command: list[str], path: Path, text: str) -> None:
    import subprocess

    from tui.interrupts import left_to_others

    try:
        with left_to_others():
            ended = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UsageError(f"the editor {command[0]} cannot be started ({error.strerror})") from error
    if ended:
        where = "" if _is_untouched(path, text) else f", and what was written is in {path}"
        raise PaperknifeError(f"the editor {command[0]} failed; the note is as it was{where}")


def _is_untouched(path: Path, text: str) -> bool:
    """Return whether a file holds just what it was made with, and if so remove it."""
    try:
        same = path.read_bytes() == text.encode()
    except OSError:
        return False
    if same:
        path.unlink(missing_ok=True)
    return same
