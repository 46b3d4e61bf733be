"""HTML → all blocks of the page in order, with what its markup says of each; nothing is left out here."""

from __future__ import annotations

from storage.article import Reason, Role
from storage.cleaning.html.article import ArticleBlocks, article_blocks
from storage.cleaning.html.blocks import HtmlBlock, blocks_of
from storage.cleaning.html.facts import Said, facts_of
from storage.cleaning.html.hints import Hints
from storage.cleaning.html.regions import label_of
from storage.cleaning.html.title import title_of
from storage.cleaning.html.tree import parse
from storage.cleaning.html.vote import extracted, votes
from storage.cleaning.links import Links
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Page, Segment


def read_html(text: str) -> Page:
    """Read a page or a fragment: its blocks as segments, voted for where they are the article, and its facts."""
    root = parse(text)
    said = Said(root)
    blocks = blocks_of(root, Links(said.base))
    lines = extracted(root, len(text))
    article = article_blocks(root, blocks, votes([block.text for block in blocks], lines))
    kept = [place for place, keep in enumerate(article.kept) if keep]
    title = title_of(blocks, said.titles, kept[-1] if kept else len(blocks) - 1)
    facts = facts_of(said, title)
    hints = Hints(blocks, article, facts, said.description)
    return Page(tuple(_segment(block, place, article, hints) for place, block in enumerate(blocks)), facts)


def _segment(block: HtmlBlock, place: int, article: ArticleBlocks, hints: Hints) -> Segment:
    hint = hints.of(place)
    vote = article.kept[place] if hint is None else hint.kept
    role, because_of = (hint.role, hint.reason) if hint else (None, None)
    if not vote and hint is None:
        role, because_of = _why_not(block, place, article)
    return Segment(
        text=block.text,
        kind=block.kind,
        inlines=block.inlines,
        depth=block.depth,
        marker=block.marker,
        vote=vote,
        hint=role,
        because=because_of,
    )


def _why_not(block: HtmlBlock, place: int, article: ArticleBlocks) -> tuple[Role | None, Reason]:
    if block.hidden:
        return Role.OTHER, because(Cue.HIDDEN_BY_PAGE, block.hidden)
    if not block.text:
        return None, because(Cue.NO_TEXT, block.kind.value)
    if region := article.regions[place]:
        return region.role, region.reason
    if block.is_link_list:
        words = max(1, len(block.text.split()))
        return None, because(Cue.LINK_LIST, str(min(words, block.linked_words)), str(words))
    where = "none found" if article.container is None else label_of(article.container)
    return None, because(Cue.EXTRACTOR, where)
