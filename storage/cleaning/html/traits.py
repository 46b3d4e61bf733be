"""What an element's tag, role and names say of what stands in it: one bit a trait, so that they add up downwards."""

from __future__ import annotations

import re
from functools import lru_cache

_TAGS = {
    "navigation": "nav menu",
    "header": "header",
    "footer": "footer address",
    "aside": "aside",
    "controls": "form button dialog label fieldset details",
    "article": "article",
    "main": "main",
    "section": "section",
    "figure": "figure picture",
    "caption": "figcaption caption",
    "quote": "blockquote q",
    "list": "ul ol dl",
    "table": "table",
    "cell": "td th",
    "paragraph": "p",
    "heading": "h1 h2 h3 h4 h5 h6",
    "time": "time",
    "code": "pre code",
    "center": "center",
    "font": "font b strong i em big small",
}
_ARIA = {
    **dict.fromkeys(("navigation", "menu", "menubar", "search", "tablist"), "navigation"),
    "banner": "header",
    "contentinfo": "footer",
    **dict.fromkeys(("complementary", "note"), "aside"),
    **dict.fromkeys(("dialog", "alertdialog", "button", "form", "tooltip", "alert"), "controls"),
    "article": "article",
    "main": "main",
    "list": "list",
}
_WORDS = {
    "body-word": """
        body articlebody storybody entrycontent postcontent bodytext articletext storytext textbody articlecontent
        maintext fulltext newstext hnews copy prose richtext texte texto contenu inhalt
    """,
    "content-word": "content entry post hentry story text article artikel articulo news blog page document",
    "share-word": """
        share sharing sharebar shares sharethis addthis addtoany social socials facebook twitter pinterest whatsapp
        linkedin gigya follow bookmark tools toolbox toolbar
    """,
    "comment-word": """
        comment comments commentlist commenttext commentbody disqus respond response responses reply replies livefyre
        discussion feedback forum guestbook trackback trackbacks pingback kommentar kommentare commentaires
        comentarios komentarze
    """,
    "related-word": """
        related recommend recommended recommendation recommendations recirc recirculation teaser teasers popular
        trending topstories morestories mostread mostviewed outbrain taboola readmore more further seealso similar
        latest recent headlines archive archives next prev previous suggested linked promoted stories posts articles
    """,
    "side-word": "sidebar rightcol leftcol rightrail rail side secondary right left widget widgets module tab tabs",
    "promotion-word": """
        newsletter promo promotion promotions subscribe subscription donate donation signup paywall offer offers shop
        product products buy affiliate commerce membership member register
    """,
    "advert-word": "advert adverts advertisement advertising ad ads adsense adbox banner sponsor sponsored dfp",
    "menu-word": """
        nav navbar navigation menu submenu breadcrumb breadcrumbs crumbs pagination pager masthead topbar links
        linklist sitemap dropdown
    """,
    "tag-word": "tag tags taglist category categories topics topic keywords labels cat",
    "footer-word": "footer foot bottom copyright colophon",
    "header-word": "header head top headline hed",
    "legal-word": "cookie cookies consent gdpr disclaimer legal terms privacy license",
    "byline-word": "byline bylines author authors autor auteur writer contributor reporter credit credits vcard",
    "profile-word": "bio biography about profile avatar authorbox aboutauthor contact",
    "date-word": "date dateline time timestamp datetime published pubdate datum posted updated",
    "meta-word": "meta metadata info details postmeta",
    "caption-word": "caption captions figcaption wpcaption imagecaption cutline legend cap",
    "picture-word": "image images img photo photos picture media gallery slideshow carousel slide figure thumbnail",
    "video-word": "video videos player audio podcast embed iframe",
    "lead-word": """
        standfirst dek deck lede lead leadtext intro introduction subtitle subheadline subhead summary excerpt sapo
        chapo abstract teasertext description kicker
    """,
    "title-word": "title titles heading h1",
    "list-word": "list item items grid card cards row rows table tile tiles listing index feed river",
    "hidden-word": "hidden hide print screenreader sronly visuallyhidden off offscreen noprint modal popup overlay",
    "account-word": "login account user users username search form input button btn submit rating ratings vote votes",
    "quote-word": "quote quotes pullquote blockquote pull tweet instagram status",
    "box-word": "box infobox factbox fact facts panel block inset highlight callout alert notice message correction",
    "note-word": "footnote footnotes note notes reference references reflist source sources citation toc transcript",
    "paragraph-word": "paragraph para p text1 paragraphs",
    "column-word": "column col wrapper wrap container main inner center primary middle section area left1",
}
_ITEMS = {
    "articlebody": "body-item",
    "text": "body-item",
    "commenttext": "comment-word",
    "comment": "comment-word",
    "description": "lead-word",
    "headline": "title-word",
    "caption": "caption-word",
    "author": "byline-word",
    "datepublished": "date-word",
    "datemodified": "date-word",
}
TRAITS = (*_TAGS, "body-item", *_WORDS)
"""The traits by the number of their bit; at most 63 of them."""
STRUCTURE = (1 << len(_TAGS)) - 1
"""The bits of what a tag or an ARIA role says; the others stand in names, which say less."""
_BITS = {name: 1 << number for number, name in enumerate(TRAITS)}
_BY_TAG = {tag: _BITS[name] for name, tags in _TAGS.items() for tag in tags.split()}
_BY_ROLE = {role: _BITS[name] for role, name in _ARIA.items()}
_BY_WORD = {word: _BITS[name] for name, words in _WORDS.items() for word in words.split()}
_BY_ITEM = {item: _BITS[name] for item, name in _ITEMS.items()}
_of_word = _BY_WORD.get
_BEGINNINGS = frozenset(word[:end] for word in _BY_WORD for end in range(1, len(word)))
_words_of_name = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])").findall
_MOST_NAMES = 400


def names_in(written: str) -> tuple[str, ...]:
    """Return the words of a class or id, lower case: ``shareBar-left`` is share, bar, left."""
    return tuple([name.lower() for name in _words_of_name(written[:_MOST_NAMES])])


def _traits_of_names(names: str) -> int:
    """Return the traits of an id or of classes as written."""
    bits = 0
    for name in names[:_MOST_NAMES].split():
        bits |= _traits_of_name(name)
    return bits


@lru_cache(maxsize=8192)
def _traits_of_name(name: str) -> int:
    """Return the traits of one name: of its words, and of each two of them written as one."""
    bits, before = 0, ""
    for written in _words_of_name(name):
        word = written.lower()
        bits |= _of_word(word, 0)
        if before in _BEGINNINGS:
            bits |= _of_word(before + word, 0)
        before = word
    return bits


def traits_of(tag: str, classes: str, ident: str = "", role: str = "", item: str = "") -> int:
    """Return the traits of an element as bits: of its tag, classes and id, its ARIA role and its ``itemprop``."""
    bits = _BY_TAG.get(tag, 0)
    if role:
        bits |= _BY_ROLE.get(role.strip().lower(), 0)
    if item:
        for word in item.lower().split():
            bits |= _BY_ITEM.get(word, 0)
    if classes:
        bits |= _traits_of_names(classes)
    return bits | _traits_of_names(ident) if ident else bits


def bits_of(*traits: str) -> int:
    """Return the bits of traits by their names."""
    return sum(_BITS[trait] for trait in traits)


DOUBTFUL = bits_of(
    *("navigation", "footer", "aside", "controls", "comment-word", "related-word", "side-word", "promotion-word"),
    *("advert-word", "menu-word", "footer-word", "legal-word", "hidden-word", "profile-word"),
)
"""The bits of traits in which prose is seldom the article's."""
