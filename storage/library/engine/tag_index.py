"""Which annotations carry each tag, kept up with every change once somebody has asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from storage.annotation import tag_key
from storage.library.engine.lines import AnnotationHeads, created_of

_NONE: Mapping[str, str] = MappingProxyType({})


class TagIndex:
    """For each tag, by what tags are compared by, the annotations that carry it and when each was made."""

    def __init__(self, lines: Mapping[str, bytes], heads: AnnotationHeads) -> None:
        """``lines`` are those of all annotations, by their ids."""
        self._heads = heads
        self._of: dict[str, dict[str, str]] = {}
        self._touched: set[str] = set()
        for key, line in lines.items():
            self._put(key, line)

    def of(self, tag: str) -> Mapping[str, str]:
        """Return the ids of the annotations that carry a tag, each with the moment it was made; RFC 3339, UTC."""
        return self._of.get(tag, _NONE)

    def tags(self) -> Iterable[str]:
        """Return the tags that at least one annotation carries."""
        return self._of.keys()

    def take_touched(self) -> set[str]:
        """Return the tags that something was done to since the last call."""
        touched, self._touched = self._touched, set()
        return touched

    def follow(self, key: str, before: bytes | None, after: bytes | None) -> None:
        """Take in that the line of an annotation was ``before`` and is ``after``; None where there is none."""
        if before is not None:
            tags = self._tags(before)
            self._touched |= tags
            for tag in tags:
                carried = self._of.get(tag)
                if carried is not None:
                    carried.pop(key, None)
                    if not carried:
                        del self._of[tag]
        if after is not None:
            self._put(key, after)

    def _put(self, key: str, line: bytes) -> None:
        tags = self._tags(line)
        if tags:
            moment = created_of(line)
            self._touched |= tags
            for tag in tags:
                self._of.setdefault(tag, {})[key] = moment

    def _tags(self, line: bytes) -> set[str]:
        return set(map(tag_key, self._heads.read(line)[0]))
