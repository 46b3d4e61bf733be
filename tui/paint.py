"""The one place where text becomes something that Textual paints; it makes every text harmless once more.

No text of an article, a name or a path goes through markup: not here, and nowhere else.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.content import Content

from storage.text import sanitise_line


def harmless(text: str) -> str:
    """Return ``text`` as one line that cannot steer a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return sanitise_line(text) if not text.isprintable() else text


def content(text: str) -> Content:
    """Return ``text`` for a widget that would read a plain string as markup."""
    return Content(harmless(text))


def segment(text: str, style: Style | None = None) -> Segment:
    """Return ``text`` as a segment of a strip."""
    return Segment(harmless(text), style)
