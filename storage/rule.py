"""What a reader's rule is: a line that is hidden or kept wherever it stands in the articles of a source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_LINE = 1000
"""Characters of a line that a rule may name."""


class RuleOrigin(StrEnum):
    """How a rule came to be."""

    OFFERED = "offered"
    """The reader had flipped the line in two articles and said yes."""
    WRITTEN = "written"
    """The reader wrote it by hand."""
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Rule:
    """A reader's word on a line of a source; it outranks what cleaning says, and a flip outranks it."""

    id: str
    """A uuid4 of our own."""
    source: str
    """The name of the source as the reader sees it; compared by ``storage.cleaning.sources.source_key``."""
    line: str
    """The line as it was seen."""
    paragraph: str
    """What the line is known by, whatever its case and punctuation: the paragraph id of its words."""
    kept: bool
    """Whether the line is kept; otherwise it is hidden."""
    created: str
    """When it was last set; RFC 3339, UTC."""
    origin: RuleOrigin
