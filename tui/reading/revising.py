"""Where a reader is in another text of the same article: at the same paragraph, or at the one before it. Pure."""

from __future__ import annotations

from collections.abc import Callable

from storage.annotation import AnchorStatus
from storage.article import Article
from storage.errors import PaperknifeError
from storage.library import Place
from tui.reading.keeping import HeldRow
from tui.reading.view import Spot


def spot_of(place: Place | None, article: Article, revision: Callable[[int], Article]) -> Spot:
    """Return where a reader is who was at ``place``, perhaps in a former text of the article.

    ``revision`` reads the former text with a number; it is asked only if the paragraph is in the present one no more.
    """
    if place is None:
        return Spot(next((n for n, block in enumerate(article.blocks) if block.kept), 0), 0, 0)
    if place.paragraph not in article.index:
        for former in reversed(article.record.former):
            try:
                before = revision(former.number)
            except PaperknifeError:  # its text is gone
                continue
            if place.paragraph in before.index:
                return place_in(before, article, spot_of(place, before, revision))
    index = article.index
    top = index.get(place.top, index.get(place.paragraph, 0))
    return Spot(index.get(place.paragraph, top), top, place.offset if place.top in index else 0)


def place_in(before: Article, after: Article, spot: Spot) -> Spot:
    """Return the place in ``after`` of a ``spot`` in ``before``."""
    if not before.blocks:
        return Spot(0, 0, 0)
    top = min(max(spot.top, 0), len(before.blocks) - 1)
    stays = before.blocks[top].id in after.index
    return Spot(_heir(before, after, spot.cursor), _heir(before, after, top), spot.offset if stays else 0)


def held_in(before: Article, after: Article, held: HeldRow) -> HeldRow:
    """Return where a row of ``before`` is held in ``after``: on the same line, in what its paragraph has become."""
    stays = before.blocks[held.block].id in after.index
    return HeldRow(_heir(before, after, held.block), held.offset if stays else 0, held.line)


def _heir(before: Article, after: Article, at: int) -> int:
    """Return where a block now is, or what it has become, else the nearest one above it that stays, else below."""
    paragraph = before.blocks[at].id
    if paragraph not in after.index:
        from storage.anchoring import Finder, describe

        found = Finder(after).anchor(describe(before, paragraph))
        if found.status is not AnchorStatus.ORPHAN and found.first in after.index:
            return after.index[found.first]
    nearest = (*range(at, -1, -1), *range(at + 1, len(before.blocks)))
    ids = (before.blocks[each].id for each in nearest)
    return next((after.index[each] for each in ids if each in after.index), 0)
