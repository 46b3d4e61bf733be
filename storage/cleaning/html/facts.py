"""What a page says of itself: structured data, meta elements, microdata, ``time``; in the order they are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from storage.cleaning.html.json_ld import LinkedData, linked_data
from storage.cleaning.html.tables import text_of
from storage.cleaning.links import page_url
from storage.cleaning.said import as_authors, as_language, as_published
from storage.cleaning.segments import PageFacts
from storage.cleaning.wordlist import word_list
from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 500

_PUBLISHED = word_list(
    """
    article:published_time og:article:published_time og:published_time article:published datepublished
    parsely-pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime originalpublicationdate
    publish-date publishdate publish_date published publication_date publication-date pubdate published_time
    citation_publication_date citation_date dc.date.issued dcterms.issued date.issued bt:pubdate
    dc.date.created dcterms.created dc.created dc.date dcterms.date date.created article_date_original
    article.published article.created article:create_date og:pubdate vr:published_time displaydate
    date rnews:datepublished
    """
)
_SHARING = ("og:title", "sharing_title", "og:headline")
_OTHER_TITLES = (
    "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "cxenseparse:title", "citation_title",
    "headline", "hdl", "title",
)  # fmt: skip
_AUTHORS_TRUSTED = (
    "articleauthor",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "article:author_name",
    "byl",
)
_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "dc.contributor", "cxenseparse:author", "creator",
    "og:author", "vr:author",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "cre")
_LANGUAGES = ("content-language", "dc.language", "language", "og:locale")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_READ = frozenset((
    *_PUBLISHED, *_SHARING, "twitter:title", *_OTHER_TITLES, *_AUTHORS_TRUSTED, *_AUTHORS, *_SITES, *_LANGUAGES,
    *_DESCRIPTIONS, "og:url", "twitter:label1",
))  # fmt: skip
_SIGNED = re.compile(
    r"(?:^|[\s_-])(?:p-)?(?:author|byline)s?(?:$|\s)|author[-_]?name|byline|(?:article|post|entry)-author|author__",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"publish|pub-?date|(?:entry|post|article)[-_]*date|dateline|byline", re.IGNORECASE)
_NOT_AUTHORS = re.compile(r"avatar|bio|box|profile|comment|related|teaser|about", re.IGNORECASE)
_ADDRESSED = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")
_MOST_TIMES = 50
_SIGNS, _STAMPS = 1, 2


class Said:
    """A page's own words about itself, looked up as they are needed."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._data: LinkedData = linked_data(root)
        self._meta = _meta(root)

    def first(self, names: Iterable[str]) -> str:
        """Return the first meta element's content that is there."""
        return next((self._meta[name] for name in names if self._meta.get(name)), "")

    @cached_property
    def heads(self) -> dict[str, str]:
        """Titles as the page gives them in its head, by who they are for; ``window`` is that of the window."""
        window = next(self._root.iterdescendants("title"), None)
        found = {
            "headline": self._data.headline,
            "sharing": self.first(_SHARING),
            "cards": self._meta.get("twitter:title", ""),
            "window": "" if window is None else text_of(window)[:_LONGEST],
            "others": self.first(_OTHER_TITLES),
        }
        return {source: title for source, title in found.items() if title}

    @property
    def titles(self) -> list[str]:
        """Titles as the page gives them in its head, each once, those for machines first."""
        return list(dict.fromkeys(self.heads.values()))

    @cached_property
    def url(self) -> str:
        """Its own address; a relative one is none."""
        links = self._root.iterdescendants("link")
        written = [link.get("href") for link in links if link.get("rel") == "canonical"]
        return next(filter(None, map(page_url, [*written, self._meta.get("og:url"), self._data.url])), "")

    @property
    def base(self) -> str:
        """What its links are relative to."""
        found = (element.get("href") for element in self._root.iterdescendants("base"))
        return page_url(next((address for address in found if address is not None), "")) or self.url

    @cached_property
    def site(self) -> str:
        """The name of what it belongs to."""
        name = self.first(_SITES[:1]) or self._data.publisher or self.first(_SITES[1:])
        return "" if page_url(name) else name.strip(" .|-–—»")

    @cached_property
    def language(self) -> str:
        """A BCP 47 tag."""
        html = next(self._root.iter("html"), self._root)
        written = (html.get("lang"), html.get("{http://www.w3.org/XML/1998/namespace}lang"), html.get("xml:lang"))
        metas = (self._meta.get(name) for name in _LANGUAGES)
        return next(filter(None, map(as_language, (*written, self._data.language, *metas))), "")

    @property
    def description(self) -> str:
        """The sentence or two that it is announced with."""
        return self.first(_DESCRIPTIONS) or self._data.description

    @property
    def body(self) -> str:
        """The article's text as structured data give it, for comparison only; mostly empty."""
        return self._data.body

    def published(self) -> str:
        """When it was published: what it says to machines, what it marks up as that, what its address says."""
        for written in self._dates():
            if found := as_published(written, self.language):
                return found
        day = _ADDRESSED.search(self.url)
        return as_published("-".join(day.groups())) if day else ""

    def _dates(self) -> Iterator[str]:
        yield self._data.published
        yield from (self._meta.get(name, "") for name in _PUBLISHED)
        found = self._who_and_when
        for element in found.dated:
            yield element.get("datetime") or element.get("content") or text_of(element)[:_LONGEST]
        times = found.times[:_MOST_TIMES]
        marked = [time for time in times if time.get("pubdate") is not None or "publi" in (time.get("class") or "")]
        placed = [time for time in times if _is_the_articles(time)]
        for time in (*marked, *placed):
            yield time.get("datetime") or text_of(time)[:_LONGEST]
        for element in found.stamped[:8]:
            yield text_of(element)[:120]

    def authors(self) -> tuple[str, ...]:
        """Who wrote it; where nobody is named, the desk that its structured data name."""
        if named := as_authors(self._data.authors):  # which may well be the site: it said so on purpose
            return named
        for written in self._author_sources():
            if names := as_authors(written, self.site):
                return names
        return tuple(name for name in self._data.authors if not page_url(name))[:1]

    def _author_sources(self) -> Iterator[Sequence[str]]:
        for name in _AUTHORS_TRUSTED:
            yield [self._meta.get(name, "")]
        found = self._who_and_when
        yield _texts(_together(found.written_by))
        yield _texts(_together(found.links))
        for name in _AUTHORS:
            yield [self._meta.get(name, "")]
        yield from ([text] for text in _texts(found.signed)[:4])

    @cached_property
    def _who_and_when(self) -> _WhoAndWhen:
        return _who_and_when(self._root)


@dataclass(slots=True)
class _WhoAndWhen:
    """Elements that are marked up as saying who or when, in the order of the page."""

    written_by: list[_Element] = field(default_factory=list)
    links: list[_Element] = field(default_factory=list)
    signed: list[_Element] = field(default_factory=list)
    dated: list[_Element] = field(default_factory=list)
    stamped: list[_Element] = field(default_factory=list)
    times: list[_Element] = field(default_factory=list)


def _who_and_when(root: _Element) -> _WhoAndWhen:
    """Find them in one walk, which costs less than one XPath expression."""
    found = _WhoAndWhen()
    for element in root.iter():
        tag, get = element.tag, element.get
        if tag == "a":
            if "author" in (get("rel") or ""):
                found.links.append(element)
        elif tag == "time":
            found.times.append(element)
        if item := get("itemprop"):
            if item == "author":
                found.written_by.append(_named(element))
            elif item == "datePublished":
                found.dated.append(element)
        if (names := get("class")) and (said := _says(names)):
            if said & _SIGNS:
                found.signed.append(element)
            if said & _STAMPS:
                found.stamped.append(element)
    return found


def _together(elements: Sequence[_Element]) -> list[_Element]:
    """The first of some elements, and those that stand beside it: further ones sign other articles."""
    around = [_grandparent(element) for element in elements[:20]]
    return [element for element, above in zip(elements, around, strict=False) if above is around[0]]


def _grandparent(element: _Element) -> _Element | None:
    parent = element.getparent()
    return None if parent is None else parent.getparent()


def _named(author: _Element) -> _Element:
    name = author.find(".//*[@itemprop='name']")
    return author if name is None else name


@lru_cache(maxsize=4096)
def _says(names: str) -> int:
    """Return as bits whether classes say who, and whether they say when; few are worth a closer look."""
    said, lower = 0, names.lower()
    byline = "byline" in lower
    if (byline or "author" in lower) and _SIGNED.search(names) and not _NOT_AUTHORS.search(names):
        said = _SIGNS
    if (byline or "date" in lower or "publish" in lower) and _STAMPED.search(names):
        said |= _STAMPS
    return said


def facts_of(said: Said, title: str) -> PageFacts:
    """Return the facts of a page whose title has been decided."""
    return PageFacts(title, said.authors(), said.site, said.published(), said.language, said.url)


def _is_the_articles(time: _Element) -> bool:
    """Whether a ``time`` stands in the article's own part, and not in a comment, a teaser or a list."""
    own = False
    for around in time.iterancestors():
        if around.tag in ("aside", "nav", "footer", "li"):
            return False
        names = f"{around.get('class') or ''} {around.get('id') or ''}".lower()
        if "comment" in names or "related" in names or "teaser" in names:
            return False
        own = own or around.tag in ("article", "main", "header")
    return own


def _meta(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        if not content:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and (name := name.strip().lower()) in _READ and not found.get(name):
                found[name] = sanitise_line(content[: _LONGEST * 4])[:_LONGEST]
    return found


def _texts(elements: Iterable[_Element]) -> list[str]:
    texts = (text_of(element) for element, _ in zip(elements, range(8), strict=False))
    return [text for text in dict.fromkeys(texts) if 2 < len(text) < 200]
