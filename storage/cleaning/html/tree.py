"""HTML text → a tree, whatever the page: no network, no entities of its own, no tag that costs minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.cleaning.wordlist import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ATTRIBUTES = 500
_LONGEST_TAG = 8000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000,}>?")
_BRACKET = re.compile(r"[<>]")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_SILENT = re.compile(r"<(script|style|template|textarea|svg)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_INLINE = word_set("a abbr b bdi bdo big cite code em font i kbd mark q s samp small span strike strong sub sup tt u")


def parse(text: str, utf_8: bytes | None = None) -> _Element:
    """Return the root of a page; also for a fragment, for broken markup, and for one that holds no element at all.

    ``utf_8`` is the same text encoded, where that is at hand.

    libxml2 compares each attribute of a tag with all before it: a tag with hundreds of attributes loses them. It
    stops where elements are nested too deeply: such a page is read again as a flat row of paragraphs, so that no
    text is lost.
    """
    if _has_long_tag(text):
        text, utf_8 = _LONG_TAG.sub(_bare_tag, text), None
    root, cut = _parsed(_encoded(text) if utf_8 is None else utf_8)
    if cut:
        root, _ = _parsed(_encoded(_flat(text)))
    return root


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _parsed(utf_8: bytes) -> tuple[_Element, bool]:
    """Parse; and say whether the parser gave up because of the depth."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(utf_8.replace(b"\0", b""), parser)
    except etree.XMLSyntaxError:  # nothing but comments or white space
        root = None
    if root is None:
        root = etree.fromstring(b"<html><body></body></html>", parser)
    return root, any("depth" in entry.message for entry in parser.error_log)


def _has_long_tag(text: str) -> bool:
    """Whether so many characters stand in a row without a bracket behind one that begins a tag.

    It is told without a look at each of them: scripts have long lines without brackets too.
    """
    at = 0
    while len(text) - at >= _LONGEST_TAG:
        window = at, at + _LONGEST_TAG
        bracket = max(text.rfind(">", *window), text.rfind("<", *window))
        if bracket < 0:
            if text[at - 1 : at] == "<" and text[at].isalpha():
                return True
            following = _BRACKET.search(text, window[1])
            if not following:
                return False
            bracket = following.start()
        at = bracket + 1
    return False


def _bare_tag(tag: re.Match[str]) -> str:
    whole = tag.group()
    if whole.count("=") + whole.count(" ") <= _MOST_ATTRIBUTES:
        return whole
    name = re.match(r"<[\w:-]+", whole)
    return f"{name.group() if name else '<p'}>"


def _flat(text: str) -> str:
    """A page without nesting: inline tags gone, block tags as beginnings of paragraphs."""

    def flattened(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in ("title", "h1", "h2", "h3", "h4", "h5", "h6", "head", "meta", "link"):
            return tag.group()
        return "" if name in _INLINE else "<p>"

    return _TAG.sub(flattened, _SILENT.sub(" ", text))
