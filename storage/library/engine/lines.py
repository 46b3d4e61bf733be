"""A document as one line of the library file, ``"17": {"id": …}``, and what can be told of it without decoding it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, RULES, TAGS, Document

_HEADS = {ANNOTATIONS: ("id", "article", "tags", "note"), FLIPS: ("id", "article")}
"""The fields that stand first, so that they are found without decoding the rest. Other tables: the id."""

_encode = json.JSONEncoder(allow_nan=False).encode
"""Escapes all beyond ASCII: stock TinyDB opens the file in whatever encoding the machine has."""

_parse = json.JSONDecoder().decode
"""What json.loads comes to, without its guess at the encoding each time."""

heads_of = re.compile(
    rb'"[0-9]+": \{"id": "([^"\\]+)", "article": "([^"\\]+)", "tags": (\[[^\]]*\], "note": ""?)'
).match
"""Finds in the line of an annotation its id, its article, and what it says of tags and note; else None."""


id_of = re.compile(rb'"[0-9]+": \{"id": "([^"\\]+)"').match
"""Finds in a line the id of its document; None where that has to be decoded."""

_CREATED = b'"created": "'

LONELY = frozenset({ARTICLES, TAGS, RULES})
"""The tables of which no document belongs to an article."""


def encode(table: str, document: Document) -> bytes:
    """Return a document as JSON, its telling fields first.

    Raises:
        ValueError: it holds what JSON does not know, such as NaN.
    """
    heads = {name: document[name] for name in _HEADS.get(table, ("id",)) if name in document}
    return _encode({**heads, **document}).encode("ascii")


def encode_value(value: Any) -> bytes:
    """Return any JSON value as the file writes it."""
    return _encode(value).encode("ascii")


def line_of(place: int, document: bytes) -> bytes:
    """Return the line of an encoded document whose doc_id is ``place``."""
    return b'"%d": %b' % (place, document)


def place_of(line: bytes) -> int:
    """Return the doc_id of a line."""
    return int(line[1 : line.index(b'"', 1)])


def body_of(line: bytes) -> bytes:
    """Return the encoded document of a line."""
    return line[line.index(b"{") :]


def decode(line: bytes) -> Document:
    """Return the document of a line."""
    document: Document = _parse(body_of(line).decode("ascii"))
    return document


def decode_all(lines: Iterable[bytes]) -> list[Document]:
    """Return the documents of many lines, parsed in one go: half the time of one after the other."""
    return list(_parse((b"{" + b",".join(lines) + b"}").decode("ascii")).values())


def values_of(lines: Sequence[bytes], field: str) -> list[Any]:
    """Return what each line says in a field that is text or a list of texts, the rest of it not decoded.

    None where a document has no such field.
    """
    opened = b'"%b": ' % field.encode("ascii")
    written = []
    for line in lines:
        # Within a text no quotation mark stands bare, so the next field begins there; the last one ends the document.
        said = line.partition(opened)[2].partition(b', "')[0].removesuffix(b"}")
        if not said:
            said = b"null"
        elif (said.startswith(b"[") and not said.endswith(b"]")) or line.find(b"}", 0, -1) >= 0:
            said = encode_value(decode(line).get(field))  # an object within may have such a field, too
        written.append(said)
    try:
        values: list[Any] = _parse((b"[" + b",".join(written) + b"]").decode("ascii"))
    except ValueError:  # one of them is no text
        return [decode(line).get(field) for line in lines]
    return values


def created_of(line: bytes) -> str:
    """Return when the annotation of a line was made; empty where it does not say."""
    # Inside a string of JSON no quotation mark stands bare, so no note can be mistaken for the field.
    at = line.rfind(_CREATED)
    start = at + len(_CREATED)
    written = line[start : line.find(b'"', start)]
    if at < 0 or b"\\" in written or line.find(_CREATED, 0, at) >= 0:
        return str(decode(line).get("created", ""))
    return written.decode("ascii")


def keys_of(table: str, line: bytes) -> tuple[str, str | None]:
    """Return the id of a line's document and the article that it belongs to, None for one that belongs to none.

    Raises:
        ValueError: it is no line of this table.
    """
    heads = _HEADS.get(table, ("id",))
    parts = line[:256].split(b'"', 10)
    if len(parts) > 6 and parts[3] == b"id" and parts[4] == b": " and b"\\" not in parts[5]:
        if len(heads) == 1:
            return parts[5].decode("ascii"), None
        if len(parts) > 10 and parts[7] == b"article" and parts[8] == b": " and b"\\" not in parts[9]:
            return parts[5].decode("ascii"), parts[9].decode("ascii")
    return keys_of_document(table, decode(line))


def keys_of_document(table: str, document: Any) -> tuple[str, str | None]:
    """Return the id of a document and the article that it belongs to.

    Raises:
        ValueError: it has no id, or should name an article and does not.
    """
    own = document.get("id") if isinstance(document, dict) else None
    if not isinstance(own, str):
        raise ValueError(f"a document of its {table} has no id")
    if table not in _HEADS:
        return own, None
    article = document.get("article")
    if not isinstance(article, str):
        raise ValueError(f"the document {own!r} of its {table} names no article")
    return own, article


class AnnotationHeads:
    """What the lines of annotations say of tags and notes, found without decoding them."""

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[tuple[str, ...], bool]] = {}

    def read(self, line: bytes) -> tuple[tuple[str, ...], bool]:
        """Return the tags of an annotation and whether it has a note."""
        found = heads_of(line)
        if found is None:
            document = decode(line)
            return tuple(document.get("tags", ())), bool(document.get("note"))
        return self.meant_by(found[3])

    def meant_by(self, written: bytes) -> tuple[tuple[str, ...], bool]:
        """Return the tags, and whether there is a note, from the third thing that :func:`heads_of` finds."""
        known = self._known.get(written)
        if known is None:
            tags, _, note = written.rpartition(b', "note": "')
            known = self._known[written] = tuple(json.loads(tags)), not note
        return known
