"""Who is compared in the cleaning benchmark: ours, trafilatura, readability-lxml and resiliparse, each as documented.

Each makes a prediction of a page, as the scorer reads it: the text without the headline, paragraphs parted by empty
lines, and what it says of title, date and authors.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Role
from storage.cleaning import clean
from storage.errors import CleaningError

Prediction = dict[str, Any]
"""``text``, ``title``, ``date``, ``author``; a page that fails is an empty one."""

OWN_TEXT = (Role.LEAD, Role.BODY)
"""The roles whose blocks are scored, of whatever kind."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """One of those that are compared."""

    name: str
    predict: Callable[[RawDocument], Prediction]
    work: Callable[[RawDocument], object]
    """What is timed: ours with all roles, reasons and facts, the others' text alone, which is less work."""


def cleaned(raw: RawDocument) -> CleanedArticle:
    """Return what cleaning makes of a page; an empty article where it holds no text."""
    try:
        return clean(raw)
    except CleaningError:
        return CleanedArticle("", ())


def text_of(blocks: Iterable[Block]) -> str:
    """Return the text of blocks as the scorer reads it: a paragraph each."""
    return "\n\n".join(block.text.replace("\n", " ") for block in blocks)


def ours(raw: RawDocument) -> Prediction:
    """Return our prediction of a page in any shape."""
    return prediction_of(cleaned(raw))


def prediction_of(article: CleanedArticle) -> Prediction:
    """Return what the scorer reads of a cleaned article: its kept blocks of role lead and body."""
    text = text_of(block for block in article.blocks if block.kept and block.role in OWN_TEXT)
    return {"text": text, "title": article.title, "date": article.published, "author": list(article.authors)}


def by_trafilatura(raw: RawDocument) -> Prediction:
    """Return trafilatura's prediction: its defaults but for the comments, which are no article."""
    from trafilatura import bare_extraction

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateutil's, of zones that it does not know
        found = bare_extraction(raw.data, include_comments=False, with_metadata=True)
    if found is None:
        return {"text": ""}
    authors = [name for name in (found.author or "").split("; ") if name]
    text = (found.text or "").replace("\n", "\n\n")
    return {"text": text, "title": found.title or "", "date": found.date or "", "author": authors}


def _text_by_trafilatura(raw: RawDocument) -> object:
    from trafilatura import extract

    return extract(raw.data, include_comments=False)


def by_readability(raw: RawDocument) -> Prediction:
    """Return readability-lxml's prediction: the text of its summary, and its short title."""
    from lxml import html
    from lxml.etree import ParserError
    from readability import Document
    from readability.readability import Unparseable

    document = Document(_decoded(raw))
    try:
        root = html.fromstring(document.summary(html_partial=True))
        return {"text": "\n\n".join(_paragraphs(root)), "title": document.short_title()}
    except (Unparseable, ParserError, ValueError, TypeError):
        return {"text": ""}


def _summary_by_readability(raw: RawDocument) -> object:
    from readability import Document
    from readability.readability import Unparseable

    try:
        return Document(_decoded(raw)).summary(html_partial=True)
    except (Unparseable, ValueError, TypeError):
        return None


def by_resiliparse(raw: RawDocument) -> Prediction:
    """Return resiliparse's prediction: the main content of a page as text."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(raw.data, detect_encoding(raw.data))
    text = extract_plain_text(tree, main_content=True, alt_texts=False, links=False, list_bullets=False)
    return {"text": text, "title": tree.title or ""}


PEERS = (
    Extractor("trafilatura", by_trafilatura, _text_by_trafilatura),
    Extractor("readability-lxml", by_readability, _summary_by_readability),
    Extractor("resiliparse", by_resiliparse, by_resiliparse),
)
WITH_FACTS = Extractor("trafilatura, with metadata", by_trafilatura, by_trafilatura)
"""Timed besides: its text with title, date and authors, which ours always has."""
OURS = Extractor("paperknife", ours, cleaned)


def _decoded(raw: RawDocument) -> str:
    from storage.cleaning.decode import decode

    return decode(raw.data).text


_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|d[dlt]|div|figcaption|figure|footer|h[1-6r]|header|li|main|ol|p|pre|section|"
    "table|tbody|t[dhr]|thead|ul"
)
_SPACES = re.compile(r"\s+")


def _paragraphs(root: Any) -> list[str]:
    """Return the text of an element, parted where a block element begins or ends."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    for event, element in iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            parts.append("\n" if _BLOCKS.fullmatch(element.tag) else "")
            parts.append((element.text if event == "start" else element.tail) or "")
        elif event == "end":
            parts.append(element.tail or "")
    lines = "".join(part if part == "\n" else _SPACES.sub(" ", part) for part in parts).split("\n")
    return [line.strip() for line in lines if line.strip()]
