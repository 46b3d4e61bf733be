"""Prints an annotation; what is to be printed of those of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storage.annotation import Annotation
from storage.article import ArticleRow
from tui.cli.output import PAGE, Bold, Dim, line, terminal_width
from tui.cli.setting import cropped
from tui.cli.words import short
from tui.plain_page import wrapped

_INDENT = " " * 12
_PEN = "✎ "


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be printed of an article's annotations when all have been looked at."""

    row: ArticleRow
    marks: tuple[Annotation, ...]
    """In text order."""
    places: Mapping[str, str]
    """Where each is, by its id."""
    objects: Mapping[str, Mapping[str, object]]
    """What is printed of each as JSON, by its id; empty where text is printed."""


def print_mark(annotation: Annotation, where: str, source: str = "") -> None:
    """Print an annotation: its id, where it is, tags, quote and note; and its ``source`` where no heading says it."""
    width = terminal_width() or PAGE
    tags = ["  ", Bold(" · ".join(annotation.tags))] if annotation.tags else []
    line("  ", Dim(short(annotation.id)), "  ", where, *tags)
    if source:
        line(_INDENT, Dim(cropped(source, width - len(_INDENT))))
    if annotation.target.exact:
        quote = " ".join(annotation.target.exact.split())
        line(_INDENT, Dim(cropped(f"“{quote}”", width - len(_INDENT))))
    if annotation.note:
        first, *others = wrapped(annotation.note, width - len(_INDENT) - len(_PEN))
        line(_INDENT, _PEN, first)
        for row in others:
            line(_INDENT, " " * len(_PEN), row)
