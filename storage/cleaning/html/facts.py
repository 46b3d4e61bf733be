"""What a page says of itself: structured data, meta elements, microdata, ``time``; in the order they are trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from storage.cleaning.html.json_ld import LinkedData, linked_data
from storage.cleaning.html.tables import text_of
from storage.cleaning.links import page_url
from storage.cleaning.said import as_authors, as_language, as_published
from storage.cleaning.segments import PageFacts
from storage.cleaning.wordlist import word_list
from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 500

_PUBLISHED = word_list(
    """
    article:published_time og:article:published_time og:published_time article:published datepublished
    parsely-pub-date sailthru.date cxenseparse:recs:publishtime originalpublicationdate publish-date publishdate
    publication_date pubdate date.issued dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date
    dcterms.date date.created article_date_original date rnews:datepublished
    """
)
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title")
_AUTHORS_TRUSTED = ("parsely-author", "sailthru.author")
_AUTHORS = ("author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "byl", "creator")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_BYLINES = (
    ".//*[@itemprop='author']",
    ".//*[contains(concat(' ', @class, ' '), ' byline ') or contains(concat(' ', @class, ' '), ' author ')]",
    ".//*[contains(@class, 'author-name') or contains(@class, 'author_name') or contains(@class, 'byline')]",
)


class Said:
    """A page's own words about itself, looked up as they are needed."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._data: LinkedData = linked_data(root)
        self._meta = _meta(root)

    def first(self, names: Iterable[str]) -> str:
        """Return the first meta element's content that is there."""
        return next((self._meta[name] for name in names if self._meta.get(name)), "")

    @property
    def titles(self) -> list[str]:
        """Titles as the page gives them in its head, best first; the last one is that of the window."""
        window = self._root.find(".//title")
        found = [self._data.headline, *(self._meta.get(name, "") for name in _TITLES)]
        found.append("" if window is None else text_of(window)[:_LONGEST])
        return [title for title in dict.fromkeys(found) if title]

    @property
    def url(self) -> str:
        """Its own address; a relative one is none."""
        written = [link.get("href") for link in self._root.iterfind(".//link[@rel='canonical']")]
        return next(filter(None, map(page_url, [*written, self._meta.get("og:url"), self._data.url])), "")

    @property
    def base(self) -> str:
        """What its links are relative to."""
        found = self._root.find(".//base[@href]")
        return (page_url(found.get("href")) if found is not None else "") or self.url

    @property
    def site(self) -> str:
        """The name of what it belongs to."""
        return self.first(_SITES[:1]) or self._data.publisher or self.first(_SITES[1:])

    @property
    def language(self) -> str:
        """A BCP 47 tag."""
        html = next(self._root.iter("html"), self._root)
        written = (html.get("lang"), html.get("{http://www.w3.org/XML/1998/namespace}lang"), html.get("xml:lang"))
        metas = (self._meta.get(name) for name in ("content-language", "dc.language", "language", "og:locale"))
        return next(filter(None, map(as_language, (*written, self._data.language, *metas))), "")

    @property
    def description(self) -> str:
        """The sentence or two that it is announced with."""
        return self.first(("og:description", "description", "twitter:description"))

    def published(self) -> str:
        """When it was published."""
        written = [self._data.published, *(self._meta.get(name, "") for name in _PUBLISHED), *self._times()]
        return next(filter(None, map(as_published, written)), "")

    def _times(self) -> Iterator[str]:
        for element in self._root.iterfind(".//*[@itemprop='datePublished']"):
            yield element.get("datetime") or element.get("content") or text_of(element)[:_LONGEST]
        times = list(self._root.iterfind(".//time"))[:50]
        marked = [time for time in times if time.get("pubdate") is not None or "publi" in (time.get("class") or "")]
        first = [time for time in times if any(True for _ in time.iterancestors("article", "main", "header"))]
        for time in (*marked, *first):
            yield time.get("datetime") or text_of(time)[:_LONGEST]

    def authors(self) -> tuple[str, ...]:
        """Who wrote it."""
        if names := as_authors(self._data.authors):  # which may well name the site: it said so on purpose
            return names
        for written in self._author_sources():
            if names := as_authors(written, self.site):
                return names
        return ()

    def _author_sources(self) -> Iterator[Sequence[str]]:
        yield [self.first(_AUTHORS_TRUSTED)]
        yield _texts(self._root.iterfind(".//a[@rel='author']"))
        yield from ([self._meta.get(name, "")] for name in _AUTHORS)
        for path in _BYLINES:
            yield _texts(self._root.xpath(path))[:1]


def facts_of(said: Said, title: str) -> PageFacts:
    """Return the facts of a page whose title has been decided."""
    return PageFacts(title, said.authors(), said.site, said.published(), said.language, said.url)


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = sanitise_line((element.get("content") or "")[: _LONGEST * 4])[:_LONGEST]
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _texts(elements: Iterable[HtmlElement]) -> list[str]:
    texts = (text_of(element) for element, _ in zip(elements, range(8), strict=False))
    return [text for text in dict.fromkeys(texts) if 2 < len(text) < 200]
