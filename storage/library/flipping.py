"""Flips laid down in a draft, the counts of the article kept true."""

from __future__ import annotations

from storage.article import Flip
from storage.block import Block, Role
from storage.library.documents import ARTICLES, FLIPS, Draft
from storage.library.records import flip_document, flip_id


def lay_flip(draft: Draft, flip: Flip, cleaned: Block) -> None:
    """Hide a block or bring it back; a flip to what cleaning said is taken out.

    ``cleaned`` is the block as cleaning left it.
    """
    key = flip_id(flip.article, flip.paragraph)
    held = draft.get(FLIPS, key)
    was_kept = cleaned.kept if held is None else bool(held["kept"])
    if cleaned.kept == flip.kept:
        draft.drop(FLIPS, key)
    elif held is None or was_kept != flip.kept:
        draft.put(FLIPS, {**(held or {}), **flip_document(flip)})
    if was_kept != flip.kept:
        _count(draft, flip.article, cleaned, 1 if flip.kept else -1)


def _count(draft: Draft, article: str, block: Block, sign: int) -> None:
    document = draft.get(ARTICLES, article)
    if document is None:
        return
    words = document["words"] + sign * len(block.text.split())
    paragraphs = document["paragraph_count"] + sign * (block.role is not Role.TITLE)
    draft.put(ARTICLES, {**document, "words": words, "paragraph_count": paragraphs})
