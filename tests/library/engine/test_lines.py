"""A document as a line of the file: what goes in comes out, and what is told of it without decoding is true."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS
from storage.library.engine.lines import (
    AnnotationHeads,
    body_of,
    decode,
    decode_all,
    encode,
    keys_of,
    keys_of_document,
    line_of,
    place_of,
)
from tests.library.engine.filling import annotation

TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(
    ['"', "\\", '\\"', '": {', '], "note": "', ', "tags": [', '"id": "x"', "é\u2028", "\ud800", "x" * 300, "", "\n"]
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(TEXT, JSON, max_size=4)


@given(st.integers(1, 2**53), TEXT, FIELDS)
def test_a_document_comes_back_from_its_line(place: int, key: str, fields: dict[str, Any]) -> None:
    document = {**fields, "id": key}
    line = line_of(place, encode(ARTICLES, document))
    assert (decode(line), place_of(line), keys_of(ARTICLES, line)) == (document, place, (key, None))
    assert json.loads(body_of(line)) == document
    assert b"\n" not in line
    assert line.isascii()


@given(st.sampled_from([ANNOTATIONS, FLIPS]), TEXT, TEXT, FIELDS)
def test_the_article_of_a_line_is_told_whatever_its_text_is(
    table: str, key: str, article: str, fields: dict[str, Any]
) -> None:
    document = {**fields, "article": article, "id": key}
    assert keys_of(table, line_of(7, encode(table, document))) == (key, article)


@given(st.lists(TEXT, max_size=4), TEXT, FIELDS)
def test_tags_and_note_of_an_annotation_are_told_without_decoding_it(
    tags: list[str], note: str, fields: dict[str, Any]
) -> None:
    document = {**fields, "id": "n", "article": "a", "tags": tags, "note": note}
    heads = AnnotationHeads()
    for _ in range(2):  # the second time from what it remembers
        assert heads.read(line_of(1, encode(ANNOTATIONS, document))) == (tuple(tags), bool(note))


@pytest.mark.parametrize(
    "document",
    [
        {"id": "n", "article": "a", "note": "x", "tags": ["b"]},
        {"id": "n", "article": "a"},
        {"id": "n", "article": "a", "tags": ["a"]},
        {"id": "n", "article": "a", "note": "x"},
        {"article": "a", "tags": [], "note": "", "id": "n"},
    ],
)
def test_marks_are_told_of_documents_that_lack_fields_or_have_them_in_another_order(document: dict[str, Any]) -> None:
    as_written = line_of(1, json.dumps(document).encode())
    expected = (tuple(document.get("tags", ())), bool(document.get("note")))
    for line in (as_written, line_of(1, encode(ANNOTATIONS, document))):
        assert AnnotationHeads().read(line) == expected


@given(st.lists(FIELDS, max_size=5))
def test_many_lines_decode_as_one_after_the_other(documents: list[dict[str, Any]]) -> None:
    lines = [line_of(at, encode(ARTICLES, {"id": str(at), **each})) for at, each in enumerate(documents, 1)]
    assert decode_all(lines) == [decode(line) for line in lines]


def test_the_telling_fields_stand_first() -> None:
    assert list(json.loads(encode(ANNOTATIONS, annotation("n", "a"))))[:4] == ["id", "article", "tags", "note"]


@pytest.mark.parametrize("document", [{}, {"id": 7}, {"id": None}, {"id": "n"}, {"id": "n", "article": 3}, [], None])
def test_what_is_no_annotation_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match=r"of its annotations (has no id|names no article)"):
        keys_of_document(ANNOTATIONS, document)


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode(ARTICLES, {"id": "a", "odd": float("nan")})
