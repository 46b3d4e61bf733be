"""How much two states of a page have in common, and whether that makes them one article. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from storage.anchoring.words import words_of as running_words
from storage.block import Block, Role
from storage.cleaning.identity import words_of
from storage.cleaning.reasons import Cue

_LONG = 150
"""Runs of three words from which it is telling that a text has little in common with another one."""
_MUCH = 0.2
"""Share of common runs that two pages hardly ever reach without being the same page (docs/decisions.md)."""
_MOST_RUNS = 20_000
"""Runs that are compared; a book needs no more to be known."""
_BY_SOURCE = frozenset({Cue.REPEATED_IN_SOURCE.value, Cue.RULE_HIDDEN.value})
_FRONT_PAGES = frozenset({"", "index", "default", "home"})
_NO_PART_OF_THE_NAME = ("utm_", "fbclid", "gclid")
"""What the names of parameters begin with that say whence a reader came."""


@dataclass(frozen=True)
class Wording:
    """What a page says, as two states of it are compared: case, punctuation and spaces do not count."""

    title: str
    blocks: Sequence[Block]

    @cached_property
    def heading(self) -> tuple[str, ...]:
        """The words of its title, as the page itself has it."""
        written = next((block.text for block in self.blocks if block.role is Role.TITLE), self.title)
        return tuple(words_of(written))

    @cached_property
    def paragraphs(self) -> Counter[tuple[str, ...]]:
        """How often each paragraph stands there: those that cleaning kept of the page alone, but for the title."""
        return Counter(words for text in self._shown() if (words := tuple(words_of(text))))

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every three words in a row within a paragraph; a character is a word where there are no spaces."""
        found: set[tuple[str, ...]] = set()
        for text in self._shown():
            words = running_words(text)
            found.update(zip(words, words[1:], words[2:], strict=False))
            if len(found) > _MOST_RUNS:
                break
        return frozenset(found)

    def _shown(self) -> Iterator[str]:
        return (block.text for block in self.blocks if _is_shown(block) and block.role is not Role.TITLE)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many paragraphs two states of a page have in common."""

    alike: int
    """Paragraphs that stand in both; one that stands twice in both counts twice."""
    former: int
    """Paragraphs of the former state."""
    present: int
    """Paragraphs of the present state."""
    most_words: bool = False
    """Whether those alike hold three quarters of the words of the state that has fewer paragraphs."""

    @property
    def is_half(self) -> bool:
        """Whether at least half of the paragraphs are alike: of the longer state, or nearly all of the shorter one.

        The latter is what an article looks like that has grown, or was cut. One short line in common is not enough.
        """
        longer, shorter = max(self.former, self.present), min(self.former, self.present)
        if not self.alike:
            return False
        return 2 * self.alike >= longer or (self.alike >= 2 and 4 * self.alike >= 3 * shorter and self.most_words)


def compare(former: Wording, present: Wording) -> Likeness:
    """Return how many paragraphs of two states are alike."""
    both = former.paragraphs & present.paragraphs
    counts = former.paragraphs.total(), present.paragraphs.total()
    shorter = former if counts[0] <= counts[1] else present
    return Likeness(both.total(), *counts, 4 * _words(both) >= 3 * _words(shorter.paragraphs))


def is_same_page(former: Wording, present: Wording) -> bool:
    """Return whether two pages that give the same address, and not that of a front page, are the same one.

    Nearly always they are. But there are sites that give one address for several pages, such as those of an article
    in parts: long pages need some wording in common, short ones that or the same title.
    """
    shorter = min(len(former.runs), len(present.runs))
    if shorter < _LONG and former.heading == present.heading:
        return True
    return bool(shorter) and len(former.runs & present.runs) >= _MUCH * shorter


@lru_cache(maxsize=1 << 15)
def address_key(url: str) -> str:
    """Return what two addresses of the same page have in common; empty where there is none.

    The scheme, the default port, a slash at the end, a fragment that names no page and what only says whence a reader
    came do not count.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:  # a port or an IPv6 address that is none
        return ""
    if not host:
        return ""
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_NO_PART_OF_THE_NAME)
    ]
    query = f"?{urlencode(asked)}" if asked else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{place}{parts.path.rstrip('/')}{query}{fragment}"


def is_front_page(key: str) -> bool:
    """Return whether the key of an address is that of a site, or of a language of it, and not of one page."""
    if "?" in key or "#" in key:
        return False
    _, *path = key.lower().split("/")
    if path and len(path[0]) == 2:
        path = path[1:]
    return len(path) <= 1 and "".join(path).partition(".")[0] in _FRONT_PAGES


def _is_shown(block: Block) -> bool:
    """Return whether cleaning kept a block: what is known of a source changes with each article that comes in."""
    return block.kept or (block.reason is not None and block.reason.cue in _BY_SOURCE)


def _words(paragraphs: Counter[tuple[str, ...]]) -> int:
    return sum(len(words) * times for words, times in paragraphs.items())
