"""What a search gives: places where a query was found, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from storage.search.matching import Stretch


class Field(StrEnum):
    """Where a hit is."""

    TITLE = "title"
    TEXT = "text"
    NOTE = "note"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a query was found."""

    article: str
    title: str
    """What stands for the article where it is named (``ArticleRecord.shown_title``)."""
    field: Field
    snippet: str
    """One line of the text around the first match."""
    matches: tuple[Stretch, ...] = ()
    """Where the words are in :attr:`snippet`, start and end in code points."""
    paragraph: str = ""
    """Paragraph id; empty for the title and for what is said of the article as a whole."""
    number: int | None = None
    """The paragraph's number as the reader shows it; None where it has none."""
    annotation: str = ""
    """The id of the annotation whose note or tag it is."""
