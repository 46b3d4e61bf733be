"""Reads an export of ours back into values, and trusts nothing in it.

Checks by hand, each with a line that names the place: a schema's validator would cost a dependency at run time and
say less. What a later minor version adds, and every key that begins with ``x-``, is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from storage.annotation import Annotation, Tag, tag_key
from storage.bundle import Bundle
from storage.errors import ExchangeError
from storage.exchange.checks import Value, format_of, no_two_alike, parse, require_version
from storage.exchange.names import LIBRARY_FORMAT, RULES_FORMAT
from storage.exchange.reading_annotations import Known, read_annotation, read_tag_name
from storage.exchange.reading_articles import read_article
from storage.exchange.rules import read_rules

_COLOUR = re.compile(r"(#[0-9A-Fa-f]{6})?")


def read_export(text: str) -> Bundle:
    """Return what an export in the format json holds, every string made harmless.

    Tags count the annotations of the bundle.

    Raises:
        ExchangeError: the text is no export of ours, of another major version, or damaged; the line says where.
    """
    root = parse(text, "paperknife export")
    _check_format(root)
    articles = tuple(read_article(value) for value in root["articles"].each())
    no_two_alike(root["articles"], (article.id for article in articles))
    tags = tuple(_tag(value) for value in root["tags"].each())
    no_two_alike(root["tags"], (tag.id for tag in tags))
    no_two_alike(root["tags"], (tag_key(tag.name) for tag in tags), "name")
    known = Known.of(articles, tags, root.get("anchors"))
    items = root["annotations"]["first"]["items"]
    annotations = tuple(read_annotation(value, known) for value in items.each())
    no_two_alike(items, (made.id for made in annotations))
    rules = read_rules(root, root.each_at("rules"))
    complete = root["scope"]["complete"].truth()
    return Bundle(articles, annotations, _counted(tags, annotations), complete, rules=rules)


def _check_format(root: Value) -> None:
    name = format_of(root)
    if name == RULES_FORMAT:
        raise ExchangeError("the file holds rules: “paperknife rules import” takes them in")
    if name != LIBRARY_FORMAT:
        raise ExchangeError(
            f"no export of paperknife: “format” is not “{LIBRARY_FORMAT}” (“paperknife export” writes it)"
        )
    require_version(root, "this export has")


def _tag(value: Value) -> Tag:
    return Tag(
        id=value["id"].uuid(),
        name=read_tag_name(value["name"]),
        created=value["created"].time(),
        description=value.text_at("description"),
        color=value.matching_at("color", _COLOUR, "a colour such as #1A7F37"),
    )


def _counted(tags: Iterable[Tag], annotations: Iterable[Annotation]) -> tuple[Tag, ...]:
    uses = Counter(key for made in annotations for key in {tag_key(tag) for tag in made.tags})
    return tuple(replace(tag, count=uses[tag_key(tag.name)]) for tag in tags)
