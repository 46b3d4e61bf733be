"""Names every format that a bundle is exported in, and what writes it. Import reads json alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Protocol

from storage.anchoring import Finder
from storage.bundle import Bundle
from storage.exchange.envelope import envelope
from storage.exchange.markdown import markdown
from storage.exchange.objects import note_object
from storage.exchange.webannotation import collection


class Write(Protocol):
    """Turns a bundle into a text; the same each time but for ``exported`` and ``version``."""

    def __call__(self, bundle: Bundle, *, exported: datetime, version: str) -> str:
        """Return the bundle as text; ``exported`` is aware, ``version`` is the program's."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way out of the library."""

    name: str
    """What follows ``--format``."""
    purpose: str
    """What it is for, in words for the reader."""
    suffix: str
    """What the names of its files end in, with the dot."""
    write: Write


def _json(bundle: Bundle, *, exported: datetime, version: str) -> str:
    return _pretty(envelope(bundle, exported=exported, version=version))


def _jsonl(bundle: Bundle, *, exported: datetime, version: str) -> str:
    articles = {article.id: article for article in bundle.articles}
    lines = []
    for identifier, made in groupby(bundle.annotations, key=lambda made: made.target.article):
        finder = Finder(articles[identifier])
        lines += [json.dumps(note_object(each, articles[identifier], finder), ensure_ascii=False) for each in made]
    return "".join(f"{line}\n" for line in lines)


def _w3c(bundle: Bundle, *, exported: datetime, version: str) -> str:
    return _pretty(collection(bundle))


def _markdown(bundle: Bundle, *, exported: datetime, version: str) -> str:
    return markdown(bundle)


def _pretty(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("json", "everything, to take in again: articles, tags, notes", ".json", _json),
            Format("jsonl", "one mark a line, for scripts", ".jsonl", _jsonl),
            Format("w3c", "annotations alone, as a W3C AnnotationCollection", ".jsonld", _w3c),
            Format("markdown", "quotes, notes and tags, to read and to write with", ".md", _markdown),
        )
    }
)
"""By name, in the order in which they are offered."""
