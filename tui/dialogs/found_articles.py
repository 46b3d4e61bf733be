"""The articles of a library as things to be found by name: each is read when it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storage.article_rows import ArticleRows
from storage.text import fold
from tui.dialogs.finder import Candidate, Found, Group

_STEP = 250
"""Articles that are folded at once."""
_APART = "\x1f"
"""Stands in no title that came in as they all do."""


class Articles(Group):
    """Articles by title; there may be a hundred thousand of them."""

    def __init__(self, rows: ArticleRows, folded: list[str] | None = None) -> None:
        """``rows`` in order; ``folded`` is what finds them, where that is known."""
        super().__init__("articles")
        self._rows = rows
        self._folded: list[str] = folded or []

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int) -> Candidate:
        row = self._rows[at]
        return Candidate(Found("article", row.id), row.record.shown_title, "read")

    def get_ready(self) -> Iterator[None]:
        """Fold what finds each of them, some at each step, so that the first letter need not."""
        while (start := len(self._folded)) < len(self._rows):
            self._folded += _folded(self._rows[start : start + _STEP])
            yield

    @property
    def folded(self) -> Sequence[str]:
        """Of each all that can be typed to find it, folded."""
        for _ in self.get_ready():
            pass
        return self._folded

    def only(self, places: Sequence[int]) -> Articles:
        """Return those at some places."""
        return Articles(self._rows.at(places), [self._folded[at] for at in places])

    def is_key_of(self, _typed: str, _at: int) -> bool:
        """Return False: an article has no key."""
        return False


def _folded(rows: ArticleRows) -> list[str]:
    titles, sites = rows.values("title"), rows.values("site")
    said = [
        f"{title or rows[at].record.shown_title}\nread\n{site}"
        for at, (title, site) in enumerate(zip(titles, sites, strict=True))
    ]
    together = fold(_APART.join(said)).split(_APART)  # in one go: it takes a third of the time
    return together if len(together) == len(said) else [fold(each) for each in said]
