"""Reads the articles of an export: records, blocks and flips."""

from __future__ import annotations

import re
from collections.abc import Set

from storage.article import Article, ArticleRecord, Flip, State
from storage.block import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.exchange.checks import Value, no_two_alike

_PUBLISHED = re.compile(r"(\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?)?", re.ASCII)
_WEB = re.compile(r"(https?://\S+)?", re.IGNORECASE)
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS_OF_SEVERAL_LINES = frozenset({Kind.CODE, Kind.TABLE})


def read_article(value: Value) -> Article:
    """Return an article with its blocks and flips, or raise ExchangeError."""
    record = _record(value)
    blocks = tuple(_block(each) for each in value["blocks"].each())
    no_two_alike(value["blocks"], (block.id for block in blocks))
    ids = {block.id for block in blocks}
    flips = tuple(_flip(each, record.id, ids) for each in value.each_at("flips"))
    no_two_alike(value, (flip.paragraph for flip in flips), "flip")
    return Article(record, blocks, flips)


def _record(value: Value) -> ArticleRecord:
    cleaner = value.get("cleaner")
    return ArticleRecord(
        id=value["id"].uuid(),
        title=value["title"].line(),
        authors=tuple(each.line() for each in value.each_at("authors")),
        site=value.line_at("site"),
        published=value.matching_at("published", _PUBLISHED, "a date such as 2026-11-22, with or without a time"),
        language=value.line_at("language"),
        url=value.matching_at("url", _WEB, "an address that begins with http:// or https://"),
        media_type=value["media_type"].line(),
        origin=value["origin"].line(),
        added=value["added"].time(),
        source_sha256=value["source_sha256"].sha256(),
        texts_sha256=value["texts_sha256"].sha256(),
        words=value["words"].whole(),
        paragraph_count=value["paragraph_count"].whole(),
        state=value["state"].one_of(State),
        revision=value["revision"].whole(1),
        cleaner=0 if cleaner is None else cleaner.whole(1),
    )


def _block(value: Value) -> Block:
    kind = value["kind"].one_of(Kind)
    text = value["text"].text() if kind in _KINDS_OF_SEVERAL_LINES else value["text"].line()
    kept = value["kept"].truth()
    reason = value.get("reason")
    if reason is None and not kept:
        value.refuse("is hidden and lacks the key “reason”")
    depth = value.get("depth")
    return Block(
        id=value["id"].paragraph(),
        kind=kind,
        text=text,
        role=value["role"].one_of(Role),
        kept=kept,
        reason=None if reason is None else _reason(reason),
        inlines=tuple(_inline(each, len(text)) for each in value.each_at("inlines")),
        depth=0 if depth is None else depth.whole(),
        marker=value.line_at("marker"),
    )


def _reason(value: Value) -> Reason:
    code = value["code"].matching(_CODE, "a code such as link-list")
    return Reason(code, tuple(each.text() for each in value["arguments"].each()))


def _inline(value: Value, length: int) -> Inline:
    start, end = value.stretch(length)
    return Inline(start, end, value["style"].one_of(InlineStyle), value.line_at("url"))


def _flip(value: Value, article: str, paragraphs: Set[str]) -> Flip:
    paragraph = value["paragraph"].paragraph()
    if paragraph not in paragraphs:
        value.refuse(f"flips {paragraph}, which is no block of its article")
    return Flip(article, paragraph, value["kept"].truth(), value["created"].time())
