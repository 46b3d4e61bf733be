"""A passage as it is copied: its words as they stand, and where they are from. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from storage.article import ArticleRecord
from storage.block import Block
from storage.text import sanitise, sanitise_line
from tui.reading.headline import day


def passage(blocks: Sequence[Block], first: int, last: int, span: tuple[int, int] | None = None) -> str:
    """Return the words of a run of blocks, or of a ``span`` of the first; of several, of those not hidden."""
    if span is not None:
        return blocks[first].text[slice(*span)]
    meant = (block for block in blocks[first : last + 1] if block.kept or first == last)
    return "\n\n".join(block.text for block in meant if block.text)


def quoted(words: str, record: ArticleRecord) -> str:
    """Return words as a quote with its source in a line of its own, neither of which can steer a terminal."""
    told = (*record.authors, record.shown_title, record.site, day(record.published), record.url)
    source = ", ".join(sanitise_line(part) for part in told if part)
    return f"“{sanitise(words)}”\n— {source}\n"
