"""What can be exported from where the reader is, and what the file is called. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.annotation import Annotation
from storage.query import Query, parse_query
from storage.text import fold

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the library that can be exported."""

    word: str
    query: Query | None = None
    articles: Sequence[str] | None = None
    annotations: Sequence[str] | None = None
    """Exactly these, by their ids; None for all of the articles."""


_EVERYTHING = Part("the whole library")


def parts_of_articles(articles: Sequence[str] | None, query: str) -> tuple[Part, ...]:
    """Return what can be chosen: what the reader looks at, then everything.

    Args:
        articles: The ids of what is looked at; None for all.
        query: What it was narrowed by.
    """
    if query.strip():
        return (Part("what is listed", parse_query(query), articles), _EVERYTHING)
    if articles is None:
        return (_EVERYTHING,)
    word = "this article" if len(articles) == 1 else f"these {len(articles)} articles"
    return (Part(word, None, tuple(articles)), _EVERYTHING)


def parts_of_annotations(annotations: Sequence[Annotation], word: str) -> tuple[Part, ...]:
    """Return what can be chosen where annotations are listed: those meant, called ``word``, then everything."""
    articles = tuple(dict.fromkeys(mark.target.article for mark in annotations))
    ids = tuple(mark.id for mark in annotations)
    return (Part(word, articles=articles, annotations=ids), _EVERYTHING)


def file_name(title: str) -> str:
    """Return a file name made of a title: its words in plain letters, joined by hyphens; empty where it has none."""
    words = re.findall(r"[^\W_]+", fold(title))
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > _LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST_NAME]
    return name
