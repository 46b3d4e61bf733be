"""What readers of HTML, Markdown and plain text hand to judging: a page as segments, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from storage.block import Inline, Kind, Reason, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Segment(NamedTuple):
    """One block of a page before it is judged: its text, its form, and what its source says about it.

    Nothing of a page is left out here: judging hides, readers never drop. A tuple, since making a frozen dataclass
    takes four times as long and a page has hundreds of segments.
    """

    text: str
    """Harmless text (``storage.text``); one line, but for code and tables, whose cells are parted by tabs."""
    kind: Kind = Kind.PARAGRAPH
    inlines: tuple[Inline, ...] = ()
    depth: int = 0
    """How deep a list item or a quote is nested, 0 for the outermost."""
    marker: str = ""
    """What a list item begins with: ``•`` or a number such as ``1.``; not part of the text."""
    gap: int = 1
    """Blank lines above it in plain text; 0 says that it stands directly under the segment before."""
    indent: int = 0
    """Columns before its first character in plain text."""
    vote: bool | None = None
    """Whether the source's structure takes it for the article; None: only its words and its place can say.

    When any segment of a page is voted for, as in Markdown, votes decide what the article is; what has no vote is
    then outside.
    """
    hint: Role | None = None
    """The role that the source's structure names, say CAPTION for a figcaption; it outranks words."""
    because: Reason | None = None
    """Why the structure votes no or hints at a role; shown as the block's reason."""


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """What the markup of an HTML page says of its segments, as numbers: one row a segment, in their order."""

    columns: NDArray[np.float32]
    """Features, (segments, ``len(NAMES)``); what each column means stands in ``storage.cleaning.html.evidence``."""
    containers: NDArray[np.int32]
    """The number of the nearest container (div, td, article, section, main, body) that holds each segment."""
    paths: NDArray[np.int32]
    """Segments whose elements have the same path of tags and classes share a number."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself outside its blocks; empty where it does not."""

    title: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    published: str = ""
    """YYYY-MM-DD, or with time and zone; see ``CleanedArticle.published``."""
    language: str = ""
    """A BCP 47 tag."""
    url: str = ""
    """http or https only."""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page, read but not judged."""

    segments: tuple[Segment, ...]
    facts: PageFacts = PageFacts()
    markup: Markup | None = field(default=None, compare=False)
    """What only HTML can say; None for text and Markdown."""
