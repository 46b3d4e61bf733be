"""Structured data (JSON-LD) of a page: what its article node says, whatever shape it was written in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST = 500_000
_MOST_NODES = 5_000
_LONGEST = 500
_ARTICLES = ("article", "posting", "report", "review", "liveblogposting")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What structured data say of the page's article, harmless; empty where they do not."""

    headline: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    url: str = ""


def linked_data(root: HtmlElement) -> LinkedData:
    """Return what the first article node of the page's JSON-LD says; all empty without one."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for node in _nodes(script.text or ""):
            if _is_article(node):
                return _read(node)
    return LinkedData()


def _nodes(text: str) -> Iterator[dict[str, object]]:
    if len(text) > _LARGEST:
        return
    try:
        waiting: list[object] = [json.loads(text.strip().removesuffix(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += [inner for inner in reversed(value.values()) if isinstance(inner, dict | list)]
        elif isinstance(value, list):
            waiting += reversed(value)


def _is_article(node: dict[str, object]) -> bool:
    types = node.get("@type")
    named = types if isinstance(types, list) else [types]
    written = any(isinstance(name, str) and name.lower().endswith(_ARTICLES) for name in named)
    return written and bool(node.get("headline") or node.get("name") or node.get("datePublished"))


def _read(node: dict[str, object]) -> LinkedData:
    return LinkedData(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        authors=tuple(_names(node.get("author") or node.get("creator"))),
        publisher=next(iter(_names(node.get("publisher"))), ""),
        language=_text(node.get("inLanguage")),
        url=_text(node.get("url")) or _text(node.get("mainEntityOfPage")),
    )


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@id") or value.get("name")
    return sanitise_line(unescape(value))[:_LONGEST] if isinstance(value, str) else ""


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in values[:20]]
    return [name for name in dict.fromkeys(names) if name]
