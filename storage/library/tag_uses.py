"""How much each tag is used: alone, with what is nested in it, and when last; worked out once until it changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from heapq import nlargest

from storage.annotation import UNUSED, TagUse
from storage.library.engine.tag_index import TagIndex


class TagUses:
    """The uses of all tags, as they are whenever somebody asks."""

    def __init__(self, tag_index: TagIndex) -> None:
        self.tag_index = tag_index
        """What is counted."""
        self._sorted = sorted(tag_index.tags())
        self._known: dict[str, TagUse] = {}

    def all(self) -> Mapping[str, TagUse]:
        """Return the use of each tag, and of each beginning that tags share, by their keys; no unused ones."""
        self._settle()
        return self._known

    def newest(self, tag: str, most: int) -> list[str]:
        """Return the ids of up to ``most`` annotations of a tag and what is nested in it, the newest first."""
        self._settle()
        found: dict[str, str] = {}
        for key in self._with_nested(tag):
            carried = self.tag_index.of(key)
            found |= {own: carried[own] for own in nlargest(most, carried, key=carried.__getitem__)}
        return nlargest(most, found, key=found.__getitem__)

    def _settle(self) -> None:
        stale = {up for tag in self.tag_index.take_touched() for up in with_ancestors(tag)}
        if not stale:
            return
        self._sorted = sorted(self.tag_index.tags())
        known = dict(self._known)  # who was given the former ones may still be reading them
        for key in stale:
            use = self._use(key)
            if use.total:
                known[key] = use
            else:
                known.pop(key, None)
        self._known = known

    def _use(self, key: str) -> TagUse:
        nested = [self.tag_index.of(each) for each in self._with_nested(key)]
        if not nested:
            return UNUSED
        total = len(nested[0]) if len(nested) == 1 else len(set().union(*nested))
        return TagUse(len(self.tag_index.of(key)), total, max(max(carried.values()) for carried in nested))

    def _with_nested(self, key: str) -> list[str]:
        """Return the tags in use that are ``key`` or nested in it."""
        own = [key] if self.tag_index.of(key) else []
        start = bisect_left(self._sorted, key + "/")
        return own + self._sorted[start : bisect_left(self._sorted, key + "0", start)]  # 0 is the sign after /


def with_ancestors(key: str) -> Iterator[str]:
    """Yield a tag's key and those that it is nested in: ``a/b/c``, ``a/b``, ``a``."""
    while key:
        yield key
        key = key.rpartition("/")[0]
