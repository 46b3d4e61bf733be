"""A cleaner that has become better in a way that a test says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pytest

from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Reason
from storage.cleaning import clean
from storage.cleaning.identity import paragraph_ids
from storage.errors import CleaningError

LINKS = Reason("link-list", ("9", "9"))


class Better(Protocol):
    """From when it is called on, articles are cleaned as before but for what it is told."""

    def __call__(
        self,
        *,
        hide: Sequence[str] = (),
        drop: Sequence[str] = (),
        split: Sequence[str] = (),
        because: Reason = LINKS,
        nothing: bool = False,
        **said: object,
    ) -> None:
        """Paragraphs that begin with one of the words are hidden, left out, or split at their comma."""


def better_cleaner(monkeypatch: pytest.MonkeyPatch) -> Better:
    """Return what makes cleaning better until the test ends."""

    def better(
        *,
        hide: Sequence[str] = (),
        drop: Sequence[str] = (),
        split: Sequence[str] = (),
        because: Reason = LINKS,
        nothing: bool = False,
        **said: object,
    ) -> None:
        def cleaned(raw: RawDocument) -> CleanedArticle:
            if nothing:
                raise CleaningError("it holds no text")
            was = clean(raw)
            parts: list[Block] = []
            for block in was.blocks:
                if block.text.startswith(tuple(split)):
                    first, _, second = block.text.rpartition(", ")
                    parts += [block._replace(text=f"{first},"), block._replace(text=second)]
                elif not block.text.startswith(tuple(drop)):
                    parts.append(block)
            ids = paragraph_ids((block.text, block.kind) for block in parts)
            blocks = tuple(block._replace(id=own) for own, block in zip(ids, parts, strict=True))
            blocks = tuple(
                block._replace(kept=False, reason=because) if block.text.startswith(tuple(hide)) else block
                for block in blocks
            )
            return was._replace(blocks=blocks, **said)  # type: ignore[arg-type]  # fields of it

        monkeypatch.setattr("storage.cleaning.clean", cleaned)

    return better
