"""Which parts of a page its own markup calls a menu, a footer, comments, an advertisement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from storage.block import Kind, Reason, Role
from storage.cleaning.html.traits import bits_of, names_in, traits_of
from storage.cleaning.reasons import Cue, because

if TYPE_CHECKING:
    from storage.cleaning.html.blocks import HtmlBlock
    from storage.cleaning.html.holding import Holding


@dataclass(frozen=True, slots=True)
class Hint:
    """What markup says of one block: the role that it names, and why; a reason alone says what speaks against it."""

    role: Role | None
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
    Role.COMMENT: """
        comment comments commentlist disqus respond replies livefyre kommentar kommentare commentaires comentarios
        komentarze
    """,
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
# Looking up a member of an enumeration takes longer than all else that is done with it: once is enough.
_HEADING = Kind.HEADING_1
_NEVER = frozenset(("html", "body", "main", "article"))
_IN_AN_ARTICLE = bits_of("article", "main")
_NAMED = reduce(
    or_,
    (
        *(traits_of(tag, "") for tag in _BY_TAG),
        *(traits_of("", "", role=role) for role in _BY_ARIA),
        *(traits_of("", word) for word in _BY_WORD),
    ),
)
"""Traits of all that names a region: an element with none of them is none."""


@lru_cache(maxsize=8192)
def _named(tag: str, names: str, role: str, heads_an_article: bool) -> Hint | None:
    """Return what an element's own tag, role or names say of it."""
    if tag in _NEVER:
        return None
    named = _BY_TAG.get(tag) or _BY_ARIA.get(role.strip().lower())
    if named and not (tag == "header" and heads_an_article):
        return Hint(named[0], because(Cue.PAGE_REGION, named[1]))
    for name in names_in(names):
        if name in _BY_WORD:
            return Hint(_BY_WORD[name], because(Cue.CLASS_WORD, name))
    return None


def regions_of(blocks: Sequence[HtmlBlock], held: Holding) -> list[Hint | None]:
    """Return for each element of the outline the outermost named region that holds it.

    A name such as ``with-sidebar`` on what holds the page's text says nothing: an element with 40 % of the page's
    prose and its heading is no region. A header inside an article, or one that holds the page's first heading, heads
    the article.
    """
    heads = [0]
    for block in blocks:
        heads.append(heads[-1] + (block.kind is _HEADING))
    outline = held.outline
    no_region = held.speaks_of_all.tolist()
    found: list[Hint | None] = []
    for number, (looks, parent) in enumerate(zip(outline.looks, outline.parents, strict=True)):
        region = found[parent] if parent >= 0 else None
        if region is None and looks.own & _NAMED and not no_region[number]:
            heading = looks.tag == "header" and (
                heads[outline.end[number]] > heads[outline.first[number]]
                or bool(int(held.around[number]) & _IN_AN_ARTICLE)
            )
            region = _named(looks.tag, looks.names, looks.role, heading)
        found.append(region)
    return found
