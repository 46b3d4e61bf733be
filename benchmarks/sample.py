"""The articles and annotations that every store of the benchmark keeps: the same for the same numbers."""

from __future__ import annotations

import hashlib
import random
from functools import cache, lru_cache
from itertools import chain, islice, product
from uuid import UUID

from storage.anchoring import describe
from storage.annotation import Annotation, Tag
from storage.article import Article, ArticleRecord
from storage.block import Block, Kind, Role
from storage.cleaning.identity import paragraph_ids

MOST_ARTICLES = 10_000
TAGS = tuple(f"{word}/{number}" for word in ("claim", "method", "doubt", "result") for number in range(10))
FRESH_TAG = "seen"
"""In the codebook from the start, on no annotation."""
_DAY = "2026-01-01T00:00:00.000Z"
_SYLLABLES = ("ka", "to", "ri", "men", "sol", "ve", "un", "per", "lin", "da", "gro", "sti")


@cache
def vocabulary() -> tuple[str, ...]:
    """Return 20,000 words; as in a language, the second is used half as often as the first, and so on."""
    made = chain.from_iterable(product(_SYLLABLES, repeat=length) for length in (2, 3, 4))
    return tuple("".join(syllables) for syllables in islice(made, 20_000))


def _words(dice: random.Random, count: int) -> str:
    words = vocabulary()
    return " ".join([words[int(len(words) ** dice.random()) - 1] for _ in range(count)])


def _uuid(kind: int, number: int) -> str:
    return str(UUID(int=random.Random(kind << 40 | number).getrandbits(128), version=4))


@lru_cache(maxsize=4)
def article(number: int) -> Article:
    """Return an article of twelve paragraphs, some five thousand characters."""
    own, title = _uuid(1, number), f"Thoughts on paper, part {number}"
    dice = random.Random(number)
    texts = [_words(dice, 70)[:420].ljust(420, ".") for _ in range(12)]
    ids = paragraph_ids((text, Kind.PARAGRAPH) for text in texts)
    blocks = (Block(own_id, Kind.PARAGRAPH, text, Role.BODY, True) for own_id, text in zip(ids, texts, strict=True))
    url, source = f"https://ledger.example/{number}", hashlib.sha256(own.encode()).hexdigest()
    said = (title, ("Ada Knife",), "The Ledger", "2025-11-02", "en", url)
    record = ArticleRecord(own, *said, "text/plain", f"{number}.txt", _DAY, source, "0" * 64, 500, 12)
    return Article(record, tuple(blocks))


def articles_of(notes: int) -> int:
    """Return how many articles a library of so many notes has."""
    return min(notes // 10, MOST_ARTICLES)


def annotation(number: int, notes: int, fresh: bool = False) -> Annotation:
    """Return the annotation ``number`` of a library of ``notes``; ``fresh``: one that is not in it."""
    each = notes // articles_of(notes)
    dice = random.Random(number if not fresh else -1 - number)
    if fresh:
        shown, slot, length = article(dice.randrange(articles_of(notes))), number, 40
    else:
        shown, slot, length = article(number // each), number % each, 30
    target = describe(shown, shown.blocks[slot % 12].id, None, slot // 12, slot // 12 + length)
    tags = tuple(dice.sample(TAGS, k=dice.randrange(3)))
    return Annotation(
        _uuid(3 if fresh else 2, number), target, tags, _words(dice, dice.randrange(4, 16)), "reader", _DAY, _DAY
    )


def codebook() -> tuple[Tag, ...]:
    """Return all tags."""
    return tuple(Tag(_uuid(4, place), name, _DAY) for place, name in enumerate((*TAGS, FRESH_TAG)))
