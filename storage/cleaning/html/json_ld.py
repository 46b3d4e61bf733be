"""Structured data (JSON-LD) of a page: what its article node says, whatever shape it was written in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, TypeAlias

from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.etree import _Element

    Node: TypeAlias = Mapping[str, object]

_LARGEST = 500_000
_MOST_NODES = 5_000
_LONGEST = 500
_LONGEST_BODY = 200_000
_MOST_SCRIPTS = 50
_ARTICLES = ("article", "posting", "report", "review", "liveblogposting", "recipe", "interview")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What structured data say of the page's article, harmless; empty where they do not."""

    headline: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    url: str = ""
    description: str = ""
    body: str = ""
    """The article's whole text, as written but for its character references; nothing harmful was taken out."""


def linked_data(root: _Element) -> LinkedData:
    """Return what the first article node of the page's JSON-LD says; what it leaves out, later ones may say."""
    nodes: list[Node] = []
    for count, script in enumerate(root.iter("script")):
        kind = script.get("type")
        if kind and "ld+json" in kind.lower() and count < _MOST_SCRIPTS * 20:
            nodes += _nodes(script.text or "")
            if len(nodes) > _MOST_NODES:
                break
    named = _by_id(nodes)
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return _of_the_page(nodes)
    said = _read(articles[0], named)
    for node in articles[1:8]:
        if said.published and said.authors and said.headline:
            break
        said = _completed(said, _read(node, named))
    return said if said.published else replace(said, published=_of_the_page(nodes).published)


def _completed(said: LinkedData, other: LinkedData) -> LinkedData:
    """What an article node says, completed by another of the same headline."""
    if said.headline and other.headline and said.headline != other.headline:
        return said
    return LinkedData(
        *(getattr(said, name) or getattr(other, name) for name in LinkedData.__dataclass_fields__),
    )


def _of_the_page(nodes: Iterable[Node]) -> LinkedData:
    """What a node of the page itself says, where there is none of its article."""
    for node in nodes:
        if any(name.endswith("webpage") for name in _types(node)) and node.get("datePublished"):
            return LinkedData(published=_text(node.get("datePublished")), language=_text(node.get("inLanguage")))
    return LinkedData()


_OUTSIDE = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|(?://\s*|/\*\s*)?\]\]>(?:\s*\*/)?)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRITTEN = re.compile(r'"(headline|datePublished|inLanguage|name|author)"\s*:\s*"((?:[^"\\]|\\.){1,500})"')


def _nodes(text: str) -> list[Node]:
    """All objects of a script, outer ones first; of one that is no JSON what can be picked out of it."""
    if len(text) > _LARGEST:
        return []
    text = (_OUTSIDE.sub("", text) if "<!" in text or "-->" in text or "]]>" in text else text).strip()
    text = text.removesuffix(";")
    return list(_walk(_values(text)))


def _values(text: str) -> list[object]:
    """The JSON values of a script: usually one, at times several in a row, or with a comma too many."""
    decoder = json.JSONDecoder(strict=False)
    for attempt in _readings(text):
        found: list[object] = []
        at = 0
        try:
            while at < len(attempt) and len(found) < _MOST_SCRIPTS:
                value, at = decoder.raw_decode(attempt, at)
                found.append(value)
                at = next(
                    (place for place in range(at, len(attempt)) if attempt[place] not in " \t\r\n,;"), len(attempt)
                )
        except (ValueError, RecursionError):
            if not found:
                continue
        return found
    return [_picked(text)] if '"headline"' in text else []


def _readings(text: str) -> Iterator[str]:
    yield text
    yield _TRAILING_COMMA.sub("", text)


def _picked(text: str) -> dict[str, object]:
    """The first plain entries of what was meant to be an article node."""
    found: dict[str, object] = {"@type": "Article"}
    start = text.rfind("{", 0, text.index('"headline"'))
    for entry in _WRITTEN.finditer(text, max(0, start)):
        value = entry[2].replace('\\"', '"').replace("\\/", "/")
        if entry[1] == "name":
            if "author" not in found and '"author"' in text[max(0, entry.start() - 120) : entry.start()]:
                found["author"] = value
        else:
            found.setdefault(entry[1], value)
    return found


def _walk(values: list[object]) -> Iterator[Node]:
    waiting = values[::-1]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += [inner for inner in reversed(value.values()) if isinstance(inner, dict | list)]
        elif isinstance(value, list):
            waiting += [inner for inner in reversed(value) if isinstance(inner, dict | list)]


def _by_id(nodes: Iterable[Node]) -> dict[str, Node]:
    """Nodes that others refer to by ``@id``, those that say more than their id."""
    return {key: node for node in nodes if len(node) > 1 and isinstance(key := node.get("@id"), str)}


def _types(node: Node) -> list[str]:
    types = node.get("@type")
    named = types if isinstance(types, list) else [types]
    return [name.lower() for name in named if isinstance(name, str)]


def _is_article(node: Node) -> bool:
    written = any(name.endswith(_ARTICLES) for name in _types(node))
    return written and bool(node.get("headline") or node.get("name") or node.get("datePublished"))


def _read(node: Node, named: Mapping[str, Node]) -> LinkedData:
    body = node.get("articleBody")
    writers = node.get("author") or node.get("creator")
    return LinkedData(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        authors=tuple(_names(writers, named)),
        publisher=next(iter(_names(node.get("publisher"), named)), ""),
        language=_text(node.get("inLanguage")),
        url=_text(node.get("url")) or _text(node.get("mainEntityOfPage")),
        description=_text(node.get("description")),
        body=unescape(body[:_LONGEST_BODY]) if isinstance(body, str) else "",
    )


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("name")
    return sanitise_line(unescape(value[: _LONGEST * 4]))[:_LONGEST] if isinstance(value, str) else ""


def _names(value: object, named: Mapping[str, Node]) -> list[str]:
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values[:20]:
        if isinstance(one, dict):
            key = one.get("@id")
            node = named.get(key, one) if isinstance(key, str) and not one.get("name") else one
            inner = node.get("name") or f"{_text(node.get('givenName'))} {_text(node.get('familyName'))}"
            found += [_text(name) for name in (inner if isinstance(inner, list) else [inner])]
        else:
            found.append(_text(one))
    return [name for name in dict.fromkeys(found) if name and not name.startswith(("http:", "https:"))]
