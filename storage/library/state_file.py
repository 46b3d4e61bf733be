"""Reads ``state.json`` and puts a new one in its place; a broken one is set aside, an unreadable one left alone."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, TypeAlias

from storage.library.disk import Stamp, replace_file, stamp_of
from storage.library.engine.aside import aside_of
from storage.text import sanitise_line

PARTS = ("places", "drafts", "pinned", "settings")
"""The objects in the file, each by key."""

Content: TypeAlias = dict[str, Any]
"""What the file holds; of a newer version also parts that are not known here."""


def read_content(path: Path) -> tuple[Content, str]:
    """Return what the file holds, and what was found wrong with it, in one line; nothing if it is not there.

    Raises:
        OSError: it is there and cannot be read; what is in it may still be good.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}, ""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    if isinstance(content, dict) and all(isinstance(content.get(part, {}), dict) for part in PARTS):
        return content, ""
    aside = aside_of(path, "broken")
    with contextlib.suppress(OSError):
        path.rename(aside)
    return {}, (
        f"{path.name} is damaged: it is set aside as {sanitise_line(aside.name)}, "
        "and places, drafts and pinned tags begin anew; articles, tags and notes are not in it"
    )


def write_content(path: Path, content: Content) -> Stamp | None:
    """Put a new file in the place of the old one and return its stamp.

    Raises:
        OSError: it cannot be written; the old one stays.
    """
    text = json.dumps({"format": 1, **content}, ensure_ascii=False, indent=1)
    replace_file(path, text.encode("utf-8", "replace"))  # half a character, which another hand may have written
    return stamp_of(path)


def why(error: OSError) -> str:
    """Return what the operating system has against it, in words."""
    return (error.strerror or type(error).__name__).lower()
