"""Reads off the line of an annotation which tags it gives to which part of which article, without decoding it."""

from __future__ import annotations

import json
import re

from storage.annotation import tag_key
from storage.library.engine.lines import decode, heads_of
from storage.together import TaggedAnnotation

_PLACE = re.compile(rb'"first": "([^"\\]*)".*"position": \[([0-9]+), ([0-9]+)\], "revision": ([0-9]+)').search
"""A quote inside a text has a backslash before it, so that no text can look like this."""


def tagged_annotation(line: bytes) -> TaggedAnnotation:
    """Return what a line of the library file says of an annotation's tags and place."""
    head, place = heads_of(line), _PLACE(line)
    if head is None or place is None:
        return _decoded(line)
    tags = json.loads(head[3].rpartition(b', "note": "')[0])
    first, start, end, revision = place.groups()
    return TaggedAnnotation(
        head[1].decode("ascii"),
        head[2].decode("ascii"),
        frozenset(map(tag_key, tags)),
        (int(revision), int(start), int(end)) if first else (0, 0, 0),
    )


def _decoded(line: bytes) -> TaggedAnnotation:
    document = decode(line)
    start, end = document["position"]
    return TaggedAnnotation(
        document["id"],
        document["article"],
        frozenset(map(tag_key, document["tags"])),
        (int(document["revision"]), int(start), int(end)) if document["first"] else (0, 0, 0),
    )
