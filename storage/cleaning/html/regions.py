"""Which parts of a page its own markup calls a menu, a footer, comments, an advertisement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.article import Reason, Role
from storage.cleaning.reasons import Cue, because
from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that is named by its markup."""

    role: Role
    reason: Reason


_BY_TAG = {
    "nav": (Role.NAVIGATION, "navigation"),
    "header": (Role.NAVIGATION, "header"),
    "footer": (Role.LEGAL, "footer"),
    "aside": (Role.RELATED, "side column"),
    "form": (Role.OTHER, "form"),
    "button": (Role.NAVIGATION, "buttons"),
    "dialog": (Role.OTHER, "dialog"),
}
_BY_ARIA = {
    "navigation": (Role.NAVIGATION, "navigation"),
    "menu": (Role.NAVIGATION, "menu"),
    "menubar": (Role.NAVIGATION, "menu"),
    "banner": (Role.NAVIGATION, "banner"),
    "search": (Role.NAVIGATION, "search"),
    "contentinfo": (Role.LEGAL, "footer"),
    "complementary": (Role.RELATED, "side column"),
    "dialog": (Role.OTHER, "dialog"),
    "alertdialog": (Role.OTHER, "dialog"),
    "button": (Role.NAVIGATION, "buttons"),
}
_WORDS = {
    Role.SHARE: "share sharing sharebar shares social socials addthis sharethis gigya",
    Role.COMMENT: "comment comments commentlist disqus respond replies livefyre",
    Role.RELATED: """
        related recommend recommended recommendations recirc recirculation teaser teasers popular trending topstories
        morestories mostread outbrain taboola readmore sidebar rightcol leftcol
    """,
    Role.PROMOTION: """
        newsletter promo promotion promotions advert adverts advertisement advertising ad ads adsense banner sponsor
        sponsored subscribe subscription donate donation signup
    """,
    Role.NAVIGATION: """
        nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager tags taglist toolbar masthead
    """,
    Role.LEGAL: "cookie cookies consent gdpr copyright footer disclaimer",
}
_BY_WORD = {word: role for role, words in _WORDS.items() for word in words.split()}
_NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NEVER = frozenset(("html", "body", "main", "article"))
_MOST_NAMES = 400


def names_of(element: HtmlElement) -> list[str]:
    """Return the words of an element's class and id, lower case: ``shareBar-left`` is share, bar, left."""
    written = f"{element.get('class') or ''} {element.get('id') or ''}"[:_MOST_NAMES]
    return [name.lower() for name in _NAMES.findall(written)] if len(written) > 1 else []


def label_of(element: HtmlElement) -> str:
    """Return how an element is shown in a reason: ``div.story-body``."""
    first = (element.get("class") or element.get("id") or "").split()[:1]
    return sanitise_line(".".join([str(element.tag), *first]))


def named_region(element: HtmlElement) -> Region | None:
    """Return what an element's own tag, role or names say of it."""
    tag = element.tag
    if tag in _NEVER or not isinstance(tag, str):
        return None
    named = _BY_TAG.get(tag) or _BY_ARIA.get((element.get("role") or "").strip().lower())
    if named and not (tag == "header" and _heads_an_article(element)):
        return Region(named[0], because(Cue.PAGE_REGION, named[1]))
    for name in names_of(element):
        if name in _BY_WORD:
            return Region(_BY_WORD[name], because(Cue.CLASS_WORD, name))
    return None


def _heads_an_article(header: HtmlElement) -> bool:
    inside = any(above.tag in ("article", "main") for above in header.iterancestors("article", "main"))
    return inside or header.find(".//h1") is not None


_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def hidden_by(attributes: Mapping[str, str], tag: str) -> str:
    """Return how an element says that it is not shown: ``display:none``; empty for one that is."""
    if tag == "noscript":
        return "noscript"
    if "hidden" in attributes:
        return "hidden"
    if attributes.get("aria-hidden", "").strip().lower() == "true":
        return "aria-hidden"
    style = attributes.get("style")
    found = _NOT_SHOWN.search(style) if style else None
    return re.sub(r"\s", "", found.group()).lower() if found else ""


_MOST_OF_THE_TEXT = 0.4


class Regions:
    """The named part that each element of one page stands in.

    A name such as ``with-sidebar`` on what holds the page's text says nothing: an element with 40 % of the page's
    prose, or of what was voted for, is no region.
    """

    def __init__(self, *sums: Mapping[HtmlElement, float]) -> None:
        """Take in what each element holds of the prose and of the vote; the largest sum is the whole page's."""
        self._sums = [(held, _MOST_OF_THE_TEXT * max(held.values())) for held in sums if any(held.values())]
        self._known: dict[HtmlElement | None, Region | None] = {None: None}

    def of(self, element: HtmlElement) -> Region | None:
        """Return the outermost named region that holds an element."""
        path: list[HtmlElement] = []
        above: HtmlElement | None = element
        while above not in self._known and above is not None:
            path.append(above)
            above = above.getparent()
        region = self._known[above]
        for inner in reversed(path):
            if region is None and not self._holds_most(inner):
                region = named_region(inner)
            self._known[inner] = region
        return region

    def _holds_most(self, element: HtmlElement) -> bool:
        return any(held.get(element, 0) >= limit for held, limit in self._sums)
