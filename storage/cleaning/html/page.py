"""HTML → all blocks of the page in order, with what its markup says of each; nothing is left out here."""

from __future__ import annotations

from storage.cleaning.html.announced import Announced
from storage.cleaning.html.blocks import HtmlBlock, read_blocks
from storage.cleaning.html.evidence import evidence
from storage.cleaning.html.facts import Said, facts_of
from storage.cleaning.html.hints import hints_of
from storage.cleaning.html.holding import holding, near_traits
from storage.cleaning.html.regions import Hint
from storage.cleaning.html.title import title_of
from storage.cleaning.html.tree import parse
from storage.cleaning.links import Links
from storage.cleaning.segments import Page, Segment

_GAP, _INDENT, _VOTE = (Segment._field_defaults[name] for name in ("gap", "indent", "vote"))
"""What only text and Markdown say of a segment."""


def read_html(text: str, utf_8: bytes | None = None) -> Page:
    """Read a page or a fragment: its blocks as segments with the roles that markup names, its facts, its evidence.

    ``utf_8`` is the same text encoded, where that is at hand.
    """
    root = parse(text, utf_8)
    said = Said(root)
    blocks, outline = read_blocks(root, Links(said.base))
    held = holding(blocks, outline)
    near = near_traits(blocks, held)
    facts = facts_of(said, title_of(blocks, outline, said))
    hints = hints_of(blocks, held, near, facts, said.description)
    head = Announced(said.titles, said.description, said.body)
    markup = evidence(blocks, held, near, head)
    return Page(tuple(map(_segment, blocks, hints)), facts, markup)


def _segment(block: HtmlBlock, hint: Hint | None) -> Segment:
    role, reason = (hint.role, hint.reason) if hint else (None, None)
    return Segment(
        block.text, block.kind, block.inlines, block.depth, block.marker, _GAP, _INDENT, _VOTE, role, reason
    )
