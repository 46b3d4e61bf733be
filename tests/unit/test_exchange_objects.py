"""The objects that commands print as JSON have the fields that were promised, and the published schema says so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from storage.article import Article, ArticleRow, CleanedArticle, State
from storage.block import Kind, Role
from storage.exchange import FORMATS, read_export
from storage.exchange.objects import article_object, clean_object, note_object, show_object

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = read_export((Path(__file__).parent / "export-1.0.json").read_text(encoding="utf-8"))
SCHEMA = json.loads((ROOT / "docs" / "commands.schema.json").read_text(encoding="utf-8"))
ARTICLE = SAMPLE.articles[0]
ROW = ArticleRow(ARTICLE.record, 7, 3, ("evidence", "travel"))
LIST = [
    "id", "title", "authors", "site", "published", "language", "added", "state", "words", "paragraph_count",
    "annotation_count", "tags",
]  # fmt: skip
NOTES = [
    "id", "article", "title", "scope", "first", "last", "start", "end", "status", "quote", "note", "tags", "creator",
    "created", "modified",
]  # fmt: skip
BLOCK = ["number", "id", "kind", "role", "kept", "reason", "text"]


def validator(command: str) -> jsonschema.Draft202012Validator:
    schema = {"$ref": f"#/$defs/{command}", "$defs": SCHEMA["$defs"]}
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name in ("block", "reason"):
        assert SCHEMA["$defs"][name]["required"] == list(SCHEMA["$defs"][name]["properties"])


def test_the_schema_names_every_kind_role_and_state() -> None:
    block = SCHEMA["$defs"]["block"]["properties"]
    assert block["kind"]["enum"] == list(Kind)
    assert block["role"]["enum"] == list(Role)
    assert SCHEMA["$defs"]["list"]["properties"]["state"]["enum"] == list(State)


def test_list_prints_the_row() -> None:
    made = article_object(ROW)
    assert list(made) == LIST
    validator("list").validate(made)
    assert (made["annotation_count"], made["tags"]) == (7, ["evidence", "travel"])


def test_show_prints_the_row_and_every_block_with_the_readers_flips() -> None:
    made = show_object(ARTICLE, ROW)
    assert list(made) == [*LIST, "blocks"]
    validator("show").validate(made)
    blocks = made["blocks"]
    assert isinstance(blocks, list)
    assert all(list(block) == BLOCK for block in blocks)
    assert len(blocks) == len(ARTICLE.cleaned)
    brought_back, title, hidden = blocks[:3]
    assert (brought_back["kept"], brought_back["number"]) == (True, 1)
    assert brought_back["reason"] == {"code": "reader-kept", "arguments": [], "text": "brought back by you"}
    assert (title["role"], title["number"]) == ("title", None)
    assert (hidden["kept"], hidden["number"], hidden["reason"]["code"]) == (False, None, "reader-hidden")


def test_clean_numbers_paragraphs_as_the_reader_will_see_them() -> None:
    cleaned = CleanedArticle("T", tuple(ARTICLE.cleaned), published="2026-10-02")
    made = clean_object("scrapes/a.txt", cleaned)
    assert list(made) == ["path", "title", "authors", "site", "published", "language", "blocks"]
    validator("clean").validate(made)
    blocks = made["blocks"]
    assert isinstance(blocks, list)
    shown = Article(ARTICLE.record, cleaned.blocks).numbers
    assert {block["id"]: block["number"] for block in blocks if block["number"]} == shown


@pytest.mark.parametrize("number", range(len(SAMPLE.annotations)))
def test_notes_prints_an_annotation(number: int) -> None:
    made = SAMPLE.annotations[number]
    article = next(each for each in SAMPLE.articles if each.id == made.target.article)
    printed = note_object(made, article)
    assert list(printed) == NOTES
    validator("notes").validate(printed)
    assert printed["status"] == "exact"
    assert (printed["first"] or "", printed["last"] or "") == (made.target.first, made.target.last)
    assert (printed["start"], printed["end"]) == (made.target.start, made.target.end)


def test_an_orphan_says_where_it_was() -> None:
    made = SAMPLE.annotations[2]
    other = replace(ARTICLE, cleaned=(), flips=())
    printed = note_object(made, other)
    validator("notes").validate(printed)
    assert (printed["status"], printed["first"], printed["start"]) == ("orphan", made.target.first, made.target.start)


def test_jsonl_is_one_such_object_a_line() -> None:
    written = FORMATS["jsonl"].write(SAMPLE, exported=datetime(2026, 11, 22, tzinfo=UTC), version="0.1.0")
    articles = {each.id: each for each in SAMPLE.articles}
    assert [json.loads(line) for line in written.splitlines()] == [
        note_object(made, articles[made.target.article]) for made in SAMPLE.annotations
    ]


@pytest.mark.parametrize(
    ("status", "more", "right"),
    [
        ("added", {"id": ARTICLE.id}, True),
        ("failed", {"id": None, "error": "it holds no text"}, True),
        ("left-out", {"id": None, "error": "a hidden file"}, True),
        ("failed", {"id": None}, False),
        ("added", {"id": None}, False),
        ("added", {"id": ARTICLE.id, "error": "x"}, False),
        ("lost", {"id": ARTICLE.id}, False),
    ],
)
def test_what_add_prints_names_an_article_or_an_error(status: str, more: dict[str, str | None], right: bool) -> None:
    printed = {"title": "T", "status": status, "origin": "a.txt", "paragraph_count": 3, **more}
    assert validator("add").is_valid(printed) is right
