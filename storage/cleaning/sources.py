"""What is known of an article's source is laid over its blocks: lines that recur there, and the reader's rules.

A line is known by its paragraph id, which is the same in every article. Of what speaks, the reader's rule outranks
recurrence, and that outranks what cleaning said of the page alone; a reader's flip, which lies over the blocks,
outranks all of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from storage.article import CleanedArticle
from storage.block import Block, Kind, Role
from storage.cleaning.identity import paragraph_ids, words_of
from storage.cleaning.reasons import Cue, because
from storage.rule import Rule

LEAST_ARTICLES = 4
"""Articles in which a line must stand before it counts as recurring."""
LEAST_SHARE = 0.3
"""Share of a source's articles in which a short line must stand."""
_LARGE_SHARE = 0.5
"""Share that a longer line must exceed."""
_SHORT = 60
"""Columns up to which a line is short."""
_LONG = 120
"""Columns beyond which a line never is furniture because it recurs: it may be a sentence of an article."""
_MAY_RECUR = frozenset({Role.LEAD, Role.BODY, Role.CAPTION, Role.OTHER})
"""Roles of which a line that recurs is furniture; title, byline, date and agency recur by nature."""
_OF_THE_ARTICLE = frozenset({Role.LEAD, Role.BODY})
"""Roles that furniture cannot have."""


@dataclass(frozen=True, slots=True)
class SourceKnowledge:
    """What is known of one source."""

    articles: int = 0
    """Articles that were looked at; those that are nearly the same count once."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Paragraph id of a line → in how many of these it stands, for lines that recur."""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """Paragraph id of a line → the reader's rule on it."""

    def __bool__(self) -> bool:
        return bool(self.lines or self.rules)


def source_key(source: str) -> str:
    """Return what two names of a source are compared by: case, punctuation and spaces do not count."""
    return " ".join(words_of(source)) or source.strip()


def line_key(line: str) -> str:
    """Return the paragraph id by which a line is known in every article."""
    return paragraph_ids([(line, Kind.PARAGRAPH)])[0]


def known_by(paragraph: str) -> str:
    """Return the id of a line out of the id of a paragraph, which may be a later one alike: without ``.2``."""
    return paragraph.partition(".")[0]


def apply_source(
    cleaned: CleanedArticle, knowledge: SourceKnowledge, spare: AbstractSet[str] = frozenset()
) -> CleanedArticle:
    """Return an article with what is known of its source laid over what cleaning said.

    Args:
        cleaned: The article as cleaning left it.
        knowledge: What is known of its source.
        spare: Ids of paragraphs that are not to be hidden, because something is marked in them.
    """
    if not knowledge:
        return cleaned
    ruled = [_ruled(block, knowledge.rules.get(known_by(block.id)), spare) for block in cleaned.blocks]
    going = _recurring(ruled, knowledge, spare)
    if going and not any(block.kept and block.role in _MAY_RECUR for block in _left(ruled, going)):
        going = frozenset()  # a page that is nothing but lines of its source is left as it is
    blocks = tuple(_furniture(block, knowledge) if at in going else block for at, block in enumerate(ruled))
    return cleaned if blocks == cleaned.blocks else cleaned._replace(blocks=blocks)


# rules


def _ruled(block: Block, rule: Rule | None, spare: AbstractSet[str]) -> Block:
    if rule is None or rule.kept is block.kept or (not rule.kept and block.id in spare):
        return block
    cue = Cue.RULE_KEPT if rule.kept else Cue.RULE_HIDDEN
    return block._replace(kept=rule.kept, reason=because(cue, rule.line, rule.id[:8]))


# lines that recur


def _recurring(blocks: Sequence[Block], knowledge: SourceKnowledge, spare: AbstractSet[str]) -> frozenset[int]:
    """Return the places of the blocks that are furniture because their lines recur."""
    speaks = {
        at
        for at, block in enumerate(blocks)
        if block.kept
        and block.role in _MAY_RECUR
        and block.id not in spare
        and known_by(block.id) not in knowledge.rules
        and _recurs(block.text, knowledge.lines.get(known_by(block.id), 0), knowledge.articles)
    }
    for items in _lists(blocks):  # an ingredient of many recipes recurs as well
        if not all(at in speaks or not blocks[at].kept for at in items):
            speaks.difference_update(items)
    for head, below in _sections(blocks):  # so does the head of a section
        if any(blocks[at].kept and at not in speaks for at in below):
            speaks.discard(head)
    return frozenset(speaks)


def _recurs(text: str, times: int, articles: int) -> bool:
    if times < LEAST_ARTICLES or times < LEAST_SHARE * articles:
        return False
    columns = _columns(text)
    return columns <= _SHORT or (columns <= _LONG and times > _LARGE_SHARE * articles)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text[: _LONG + 1])


def _lists(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the places of the items of each list."""
    for is_item, run in groupby(enumerate(blocks), key=lambda pair: pair[1].kind is Kind.LIST_ITEM):
        if is_item:
            yield [at for at, _ in run]


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[int, range]]:
    """Yield the place of each heading and the places of what stands below it, up to the next heading."""
    heads = [at for at, block in enumerate(blocks) if block.kind.is_heading]
    for head, following in pairwise([*heads, len(blocks)]):
        yield head, range(head + 1, following)


def _furniture(block: Block, knowledge: SourceKnowledge) -> Block:
    times = knowledge.lines[known_by(block.id)]
    reason = because(Cue.REPEATED_IN_SOURCE, str(times), str(knowledge.articles))
    role = Role.OTHER if block.role in _OF_THE_ARTICLE else block.role
    return block._replace(kept=False, role=role, reason=reason)


def _left(blocks: Sequence[Block], going: frozenset[int]) -> Iterator[Block]:
    return (block for at, block in enumerate(blocks) if at not in going)
