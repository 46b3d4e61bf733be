"""The Markdown export says what was marked, and no text can pretend to be its markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from storage.anchoring import describe
from storage.annotation import Annotation, Scope, Target
from storage.article import Article, ArticleRecord
from storage.block import Block, Kind, Role
from storage.bundle import Bundle
from storage.exchange import FORMATS, read_export
from storage.text import sanitise

SAMPLE = (Path(__file__).parent / "export-1.0.json").read_text(encoding="utf-8")
PARSER = MarkdownIt("gfm-like", {"linkify": False})
PARAGRAPH = "p-000000000001"
HOSTILE = [
    "# no heading", "> no quote", "- no item", "1. no item", "12345678) no item", "+ x", "***", "___", "- - -", "===",
    "a\n===", "a\n---", "```\ncode", "~~~", "    code", "\tcode", "<b>bold</b>", "<!-- gone", "<script>", "&lt;",
    "&#35;", "[a](b)", "[a]: http://b", "![a](b)", "a\\", "\\", "*a* _b_ __c__", "`a`", "| a |\n| - |", "a\n:-",
    "a | b\n- | -", "~~a~~", "a  \nb", "a\n\n\nb", "x\n\n> y", "snake_case_words _and_ more_", "$x$", ":- \n|",
    "a\n\n# b", "<http://x.y>",
]  # fmt: skip

relaxed = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(sanitise)
syntax = st.text("#>-+*_`~[]()<>|\\!&:;=$1.) \n\tab", max_size=24)


def bundle_of(quote: str = "", *, title: str = "T", note: str = "", tags: tuple[str, ...] = (), n: int = 1) -> Bundle:
    zeros = "0" * 64
    record = ArticleRecord(
        "a", title, (), "", "", "", "", "text/plain", "-", "2026-11-22T09:00:00Z", zeros, zeros, 1, 1
    )
    article = Article(record, (Block(PARAGRAPH, Kind.PARAGRAPH, quote, Role.BODY, True),))
    target = Target("a", Scope.PARAGRAPH, PARAGRAPH, PARAGRAPH, exact=quote, position=(0, len(quote)))
    made = Annotation("b", target, tags, note, "reader", "2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z")
    return Bundle((article,), (made,) * n, ())


def markdown(bundle: Bundle) -> str:
    return FORMATS["markdown"].write(bundle, exported=datetime(2026, 11, 22, tzinfo=UTC), version="0.1.0")


def shape(tokens: list[Token]) -> list[str]:
    """The outermost blocks of a page."""
    return [token.type.removesuffix("_open") for token in tokens if token.level == 0 and token.nesting >= 0]


def literal(tokens: list[Token]) -> str:
    """What a page shows when nothing in it is markup but line breaks; anything else makes the test fail."""
    shown = []
    for token in tokens:
        assert token.type in {"paragraph_open", "paragraph_close", "inline"}, token.type
        for child in token.children or ():
            assert child.type in {"text", "text_special", "hardbreak", "softbreak"}, child.type
            shown.append("\n" if child.type.endswith("break") else child.content)
        shown.append("\n")
    return "".join(shown)


def within(tokens: list[Token], kind: str) -> list[Token]:
    opened = next(place for place, token in enumerate(tokens) if token.type == f"{kind}_open")
    closed = next(place for place, token in enumerate(tokens) if token.type == f"{kind}_close" and token.level == 0)
    return tokens[opened + 1 : closed]


def words(text: str) -> list[str]:
    return text.split()


def with_examples(test: Callable[[str], None]) -> Callable[[str], None]:
    for text in HOSTILE:
        test = example(text)(test)
    return test


@relaxed
@given(texts | syntax)
@with_examples
def test_a_quote_renders_as_its_own_words_and_cannot_leave_its_block_quote(quote: str) -> None:
    tokens = PARSER.parse(markdown(bundle_of(quote, note="note", tags=("tag",))))
    if quote.strip():
        assert shape(tokens) == ["heading", "paragraph", "blockquote", "bullet_list", "paragraph"]
        assert words(literal(within(tokens, "blockquote"))) == words(quote)


@relaxed
@given(texts | syntax)
@with_examples
def test_a_title_renders_as_its_own_words(title: str) -> None:
    title = " ".join(title.split())
    tokens = PARSER.parse(markdown(bundle_of("quote", title=title)))
    assert shape(tokens) == ["heading", "paragraph", "blockquote"]
    assert words(literal(within(tokens, "heading"))) == words(title or "untitled, 2026-11-22")


@relaxed
@given(texts | syntax)
@with_examples
def test_a_note_cannot_swallow_what_follows_it(note: str) -> None:
    tokens = PARSER.parse(markdown(bundle_of("quote", note=note, tags=("tag",), n=2)))
    one = ["paragraph", "blockquote", *(["bullet_list"] if note.strip() else []), "paragraph"]
    assert shape(tokens) == ["heading", *one, *one]


@relaxed
@given(st.lists(texts | syntax, min_size=1, max_size=3))
def test_a_tag_renders_as_one_word(tags: list[str]) -> None:
    names = tuple(tag for tag in (" ".join(tag.split()) for tag in tags) if tag) or ("tag",)
    tokens = PARSER.parse(markdown(bundle_of("quote", tags=names)))
    assert shape(tokens) == ["heading", "paragraph", "blockquote", "paragraph"]
    assert words(literal(tokens[-3:])) == ["#" + re.sub(r"\s+", "-", name) for name in names]


def test_the_page_is_in_the_order_of_the_text_with_the_note_on_the_article_first() -> None:
    page = markdown(read_export(SAMPLE))
    assert page.startswith("# The quiet return of the night train\n\nAda Ives, Jón Þór · The Ledger · 2026-10-02")
    assert re.findall(r"^(?:¶ .*|\+ .*|# .*|#\S.*)$", page, re.MULTILINE) == [
        "# The quiet return of the night train",
        "+ Ask for the *figures* of 2025.",
        "#travel",
        "¶ 2",
        "#evidence #method/sampling",
        "¶ 2",
        "+ Which line?",
        "¶ 2–4",
        "#evidence",
        "¶ 3",
        "¶ 5",
        "+ Sum?",
        "#figures-&-tables",
        "¶ 6 · figure",
        "#figures-&-tables",
        "# Pasted: “5 > 3” & \\[brackets\\]",
        "¶ 1",
        "+ Who pasted this?",
        "#evidence",
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 0, "title"),
        (0, 1, "title–¶ 1"),
        (0, 2, "title–¶ 2"),
        (1, 2, "¶ 1–2"),
        (2, 3, "¶ 2–hidden"),
        (3, 3, "hidden"),
    ],
)
def test_a_title_is_not_called_hidden(first: int, last: int, said: str) -> None:
    roles = [Role.TITLE, Role.BODY, Role.BODY, Role.PROMOTION]
    blocks = tuple(
        Block(f"p-{at:012}", Kind.PARAGRAPH, f"Paragraph {at} of it.", role, role is not Role.PROMOTION)
        for at, role in enumerate(roles)
    )
    bundle = bundle_of()
    article = Article(bundle.articles[0].record, blocks)
    made = bundle.annotations[0]._replace(target=describe(article, blocks[first].id, blocks[last].id))
    assert f"\n{said}\n" in markdown(Bundle((article,), (made,), ()))


def test_articles_without_annotations_are_left_out() -> None:
    bundle = bundle_of("quote")
    assert markdown(Bundle(bundle.articles, (), ())) == ""


def test_an_orphan_keeps_its_quote_and_says_so() -> None:
    bundle = bundle_of("words that nobody wrote here")
    gone = Article(bundle.articles[0].record, ())
    page = markdown(Bundle((gone,), bundle.annotations, ()))
    assert "orphan: not found in the present text" in page
    assert "> words that nobody wrote here" in page
