"""Every cue by which cleaning gives a role or hides a block, and its words.

A cue is a code: it is stored, exported and stable. Its words are for the reader and may change. No two cues share
their words, and each says what it saw.
"""

from __future__ import annotations

from enum import StrEnum

from storage.block import Reason


class Cue(StrEnum):
    """What cleaning saw."""

    # the article's own parts
    TITLE = "title"
    TITLE_GIVEN = "title-given"
    LEAD_BULLETS = "lead-bullets"
    LEAD_LINE = "lead-line"
    AGENCY = "agency"
    CREDIT = "credit"
    CAPTION_WORDS = "caption-words"
    CAPTION_MARKUP = "caption-markup"
    ALTERNATIVE_TEXT = "alternative-text"
    # said elsewhere
    TITLE_REPEATED = "title-repeated"
    BREADCRUMB = "breadcrumb"
    CAPTION_REPEATED = "caption-repeated"
    TEXT_REPEATED = "text-repeated"
    DATE_READ = "date-read"
    DATELINE_READ = "dateline-read"
    DATELINE_PLACE = "dateline-place"
    DATE_STAMP = "date-stamp"
    AUTHOR_READ = "author-read"
    BYLINE_WORDS = "byline-words"
    AUTHOR_BOX = "author-box"
    # furniture by its words
    SHARE_WORDS = "share-words"
    SHARE_BULLETS = "share-bullets"
    SHARE_NETWORKS = "share-networks"
    EMPTY_LABEL = "empty-label"
    RETURN_TO_TOP = "return-to-top"
    SECTION_HEAD = "section-head"
    COMMENT_HEAD = "comment-head"
    COMMENT_STAMP = "comment-stamp"
    TEASER_WORDS = "teaser-words"
    PROMOTION_WORDS = "promotion-words"
    LEGAL_WORDS = "legal-words"
    COOKIE_WORDS = "cookie-words"
    ADVERTISEMENT = "advertisement"
    WIDGET_WORDS = "widget-words"
    # furniture by its shape
    MENU_BULLETS = "menu-bullets"
    MENU_SEPARATORS = "menu-separators"
    NO_WORDS = "no-words"
    ADDRESS_ONLY = "address-only"
    FIGURES_ONLY = "figures-only"
    SHORT_LINE = "short-line"
    REPEATED_LINE = "repeated-line"
    TRADE_WORDS = "trade-words"
    AMONG_SHORT = "among-short"
    # furniture by its place
    BEFORE_ARTICLE = "before-article"
    AFTER_ARTICLE = "after-article"
    UNDER_SECTION_HEAD = "under-section-head"
    UNDER_COMMENT_HEAD = "under-comment-head"
    AMONG_COMMENTS = "among-comments"
    APART = "apart"
    # what markup says
    PAGE_REGION = "page-region"
    CLASS_WORD = "class-word"
    LINK_LIST = "link-list"
    OTHER_ELEMENT = "other-element"
    OTHER_MARKUP = "other-markup"
    HIDDEN_BY_PAGE = "hidden-by-page"
    NO_TEXT = "no-text"
    # what is known of its source
    REPEATED_IN_SOURCE = "repeated-in-source"
    RULE_KEPT = "rule-kept"
    RULE_HIDDEN = "rule-hidden"
    # the reader's own decisions
    READER_KEPT = "reader-kept"
    READER_HIDDEN = "reader-hidden"


_WORDS: dict[Cue, str] = {
    Cue.TITLE: "title: {0}",
    Cue.TITLE_GIVEN: "title: the page names it as its own",
    Cue.LEAD_BULLETS: "lead: one of {0} bullets between title and text",
    Cue.LEAD_LINE: "lead: {0}",
    Cue.AGENCY: "source: {0} stands alone at the end",
    Cue.CREDIT: "source: begins with {0}",
    Cue.CAPTION_WORDS: "caption: {0}",
    Cue.CAPTION_MARKUP: "caption: marked up as one ({0})",
    Cue.ALTERNATIVE_TEXT: "alternative text of a picture with a caption of its own: {0}",
    Cue.TITLE_REPEATED: "duplicate of the title",
    Cue.BREADCRUMB: "duplicate of the title: last step of a breadcrumb",
    Cue.CAPTION_REPEATED: "duplicate of the caption next to it",
    Cue.TEXT_REPEATED: "duplicate: the same words stand in “{0}”",
    Cue.DATE_READ: "date: read as published {0}",
    Cue.DATELINE_READ: "dateline: who and when, published {0}",
    Cue.DATELINE_PLACE: "dateline: says where and for whom it was written ({0})",
    Cue.DATE_STAMP: "date: nothing but a date or a time ({0})",
    Cue.AUTHOR_READ: "byline: read as author {0}",
    Cue.BYLINE_WORDS: "byline: begins with “{0}”",
    Cue.AUTHOR_BOX: "byline: tells about {0} below the text",
    Cue.SHARE_WORDS: "share: says “{0}”",
    Cue.SHARE_BULLETS: "share: one of a run of {0} short bullets",
    Cue.SHARE_NETWORKS: "share: names {0}",
    Cue.EMPTY_LABEL: "label without a value: {0}",
    Cue.RETURN_TO_TOP: "return-to-top link: says “{0}”",
    Cue.SECTION_HEAD: "section head: {0}",
    Cue.COMMENT_HEAD: "head of the comments: {0}",
    Cue.COMMENT_STAMP: "comment: who wrote it and when ({0})",
    Cue.TEASER_WORDS: "teaser: begins with “{0}”",
    Cue.PROMOTION_WORDS: "promotion: says “{0}”",
    Cue.LEGAL_WORDS: "legal: says “{0}”",
    Cue.COOKIE_WORDS: "cookie notice: says “{0}”",
    Cue.ADVERTISEMENT: "head of an advertisement: {0}",
    Cue.WIDGET_WORDS: "button of the site: says “{0}”",
    Cue.MENU_BULLETS: "menu: one of a run of {0} short bullets",
    Cue.MENU_SEPARATORS: "menu: {0} short parts in a row",
    Cue.NO_WORDS: "no words: {0}",
    Cue.ADDRESS_ONLY: "nothing but an address: {0}",
    Cue.FIGURES_ONLY: "nothing but figures: {0}",
    Cue.REPEATED_LINE: "the same short line stands {0} times on the page",
    Cue.TRADE_WORDS: "words that seldom stand in articles: {0}",
    Cue.AMONG_SHORT: "stands among short lines: {0} of the {1} next to it",
    Cue.SHORT_LINE: "short line of {0} words without an end mark",
    Cue.BEFORE_ARTICLE: "before the article: {0} blocks above its first",
    Cue.AFTER_ARTICLE: "after the article: {0} blocks below its last",
    Cue.UNDER_SECTION_HEAD: "stands below “{0}”",
    Cue.UNDER_COMMENT_HEAD: "comment: stands below “{0}”",
    Cue.AMONG_COMMENTS: "comment: {0} lines near it say who wrote and when",
    Cue.APART: "stands inside the article, but is unlike it",
    Cue.PAGE_REGION: "stands in the page’s {0}",
    Cue.CLASS_WORD: "marked up as {0}",
    Cue.LINK_LIST: "link list: {0} of {1} words are links",
    Cue.OTHER_ELEMENT: "outside the element that holds the article’s text",
    Cue.OTHER_MARKUP: "marked up otherwise than the article’s text",
    Cue.HIDDEN_BY_PAGE: "the page itself does not show it ({0})",
    Cue.NO_TEXT: "picture without words ({0})",
    Cue.REPEATED_IN_SOURCE: "same line in {0} of {1} articles of this source",
    Cue.RULE_KEPT: "kept by your rule {1}: “{0}”",
    Cue.RULE_HIDDEN: "hidden by your rule {1}: “{0}”",
    Cue.READER_KEPT: "brought back by you",
    Cue.READER_HIDDEN: "hidden by you",
}


_CODES = {cue: cue.value for cue in Cue}


def because(cue: Cue, *evidence: str) -> Reason:
    """Return a reason out of a cue and its evidence, each piece cut to a line that fits a screen."""
    return Reason(_CODES[cue], tuple(map(_short, evidence)))


def word(reason: Reason) -> str:
    """Return a reason in words; a cue of a later version is shown as its code."""
    try:
        words = _WORDS[Cue(reason.cue)]
    except ValueError:
        return ": ".join((reason.cue, *reason.evidence))
    pieces = words.count("{")
    return words.format(*reason.evidence, *["…"] * max(0, pieces - len(reason.evidence)))


_LONGEST = 60


def _short(piece: str) -> str:
    return piece if len(piece) <= _LONGEST else piece[: _LONGEST - 1].rstrip() + "…"
