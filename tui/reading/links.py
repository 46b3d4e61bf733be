"""Where an article's links lead: http and https addresses only, each with its words and its host. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from storage.block import Block, InlineStyle
from storage.text import fold
from tui.browser import is_address
from tui.cells import Runs, cropped, fitted, harmless
from tui.reading.layout import shown_text

_WRITTEN_OUT = re.compile(r"https?://[^\s<>\"“”„«»()\[\]{}]+(?:\([^\s()]*\)[^\s<>\"“”„«»()\[\]{}]*)*", re.IGNORECASE)
"""An address in running text, with the brackets that are part of it."""
_NOT_AT_ITS_END = ".,;:!?'’…"
_HOST_MOST = 30


@dataclass(frozen=True, slots=True)
class Link:
    """One place that a link leads to."""

    block: int
    """Number of the block that it stands in first."""
    start: int
    """Where in its text it begins."""
    text: str
    """Its words, harmless and on one line; the address where it has none."""
    url: str
    """An http or https address."""
    end: int = 0
    """One past its last character in the text of its block."""

    @property
    def host(self) -> str:
        """The name of the machine that is asked, which the link's words need not be."""
        return host_of(self.url)


def host_of(url: str) -> str:
    """Return the host of an address, with its port, without a name and password before it.

    One in letters that look like others is written as the network does it: ``xn--…``.
    """
    try:
        host = urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    return harmless(host)


def links(blocks: Sequence[Block]) -> list[Link]:
    """Return the links of the blocks that are kept, in order; an address that comes again only once.

    Cleaning has made relative addresses whole where the page's own is known, and left out all others; what is no http
    or https address is left out here once more, for an article may come from an import.
    """
    found: dict[str, Link] = {}
    for number, block in enumerate(blocks):
        if block.kept and (block.inlines or "://" in block.text):
            for link in _of_block(number, block):
                found.setdefault(link.url, link)
    return list(found.values())


def links_in(blocks: Sequence[Block], numbers: Iterable[int]) -> list[Link]:
    """Return the links of some blocks, in order; an address that comes again only once."""
    found: dict[str, Link] = {}
    for number in numbers:
        for link in _of_block(number, blocks[number]):
            found.setdefault(link.url, link)
    return list(found.values())


def link_at(blocks: Sequence[Block], number: int, offset: int) -> Link | None:
    """Return the link that a character of a block belongs to; None where it belongs to none."""
    return next((link for link in _of_block(number, blocks[number]) if link.start <= offset < link.end), None)


def _of_block(number: int, block: Block) -> Iterator[Link]:
    made: list[Link] = []
    for inline in block.inlines:
        if inline.style is InlineStyle.LINK and is_address(inline.url):
            words = shown_text(block.text[inline.start : inline.end]).strip()
            made.append(Link(number, inline.start, words or inline.url, inline.url, inline.end))
    if "://" in block.text:
        taken = {link.url for link in made}
        for match in _WRITTEN_OUT.finditer(block.text):
            url = match.group().rstrip(_NOT_AT_ITS_END)
            if url not in taken and is_address(url):
                made.append(Link(number, match.start(), url, url, match.start() + len(url)))
    yield from sorted(made, key=lambda link: link.start)


def matching(found: Iterable[Link], typed: str) -> list[Link]:
    """Return the links whose words or address hold every word that is typed."""
    words = fold(typed).split()
    return [link for link in found if all(word in fold(f"{link.text} {link.url}") for word in words)]


def link_runs(link: Link, width: int) -> Runs:
    """Return a link as a line of ``width`` cells: its words, and the host that it leads to."""
    host = cropped(link.host, min(_HOST_MOST, max(width // 2, 1)))
    room = width - len(host) - 2
    return [(fitted(link.text, max(room, 0)), ""), ("  ", ""), (host, "dim")]
