"""What holds of whatever is cleaned: no text is invented, lost or moved, and the same bytes give the same article."""

from __future__ import annotations

import gc
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.article import CleanedArticle, RawDocument
from storage.block import Kind, Role
from storage.cleaning import clean
from storage.cleaning.decode import decode
from storage.cleaning.mojibake import repaired
from storage.cleaning.reasons import word
from storage.errors import CleaningError
from storage.text import sanitise
from tests.pages import expectation
from tests.unit.cleaning_inputs import articles, markdown, markup, texts, wild
from tui.plain_page import clean_page

ROOT = Path(__file__).resolve().parents[2]
calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def cleaned(text: str, name: str = "page.txt") -> CleanedArticle | None:
    """Clean a text; None where it is refused."""
    return cleaned_bytes(text.encode(), name)


def cleaned_bytes(data: bytes, name: str) -> CleanedArticle | None:
    """Clean bytes; None where they are refused, which must be said in one line."""
    try:
        return clean(RawDocument(data, "-", name))
    except CleaningError as refused:
        refusal = str(refused)
    assert refusal
    assert "\n" not in refusal
    return None


def letters(text: str) -> str:
    """Letters and digits of a text in their order: what no repair of spaces, hyphens and marks may touch."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


def as_read(text: str) -> str:
    """A text as it is read: decoded, its mojibake repaired, harmless."""
    return sanitise(repaired(decode(text.encode()).text))


def whole(article: CleanedArticle) -> str:
    return letters(" ".join(f"{block.marker} {block.text}" for block in article.blocks))


def kept(article: CleanedArticle) -> str:
    """The clean text as it is printed."""
    return "\n".join(clean_page(article.title, article.blocks, None))


def holds(article: CleanedArticle) -> None:
    """Assert what holds of every cleaned article."""
    seen = set()
    for block in article.blocks:
        assert block.id not in seen
        seen.add(block.id)
        assert block.text == sanitise(block.text)
        assert block.kind in (Kind.CODE, Kind.TABLE) or "\n" not in block.text
        assert block.kept or (block.reason is not None and word(block.reason))
        for inline in block.inlines:
            assert 0 <= inline.start < inline.end <= len(block.text)
    assert any(block.kept for block in article.blocks if letters(block.text)) or not whole(article)
    assert sum(block.kept and block.role is Role.TITLE for block in article.blocks) <= 1
    for said in (article.title, *article.authors, article.site, article.published, article.language):
        assert "\n" not in said
        assert said == sanitise(said)


_BESIDE = re.compile(r"\S(?:[^\S\n]*\t[^\S\n]*|[^\S\n]{2,})\S")


def says_all_of(text: str, article: CleanedArticle) -> None:
    """Assert that the blocks hold every letter of a text, in its order unless columns stand side by side in it."""
    page = letters(as_read(text))
    assert Counter(whole(article)) == Counter(page)
    if not _BESIDE.search(as_read(text)):
        assert whole(article) == page


@calm
@given(texts())
def test_every_word_of_a_text_is_in_a_block_in_its_place_and_none_is_invented(text: str) -> None:
    article = cleaned(text, "page.txt")
    if article is None or article.media_type != "text/plain":
        return
    holds(article)
    says_all_of(text, article)


@calm
@given(wild)
def test_any_characters_at_all_are_kept_or_hidden_never_dropped(text: str) -> None:
    article = cleaned(text, "page.txt")
    if article is None or article.media_type != "text/plain":
        return
    holds(article)
    says_all_of(text, article)


_TAG = re.compile(r"<[^>]*>")


@calm
@given(markup())
def test_every_word_of_a_marked_up_page_is_in_a_block_and_none_is_invented(text: str) -> None:
    article = cleaned(text, "page.html")
    if article is None:
        return
    holds(article)
    page = unescape(_TAG.sub(" ", text))
    own = {letters(piece) for piece in page.split()} - {""}
    found = {letters(piece) for block in article.blocks for piece in block.text.split()} - {""}
    assert found == own


@calm
@given(markdown())
def test_no_word_of_a_markdown_text_is_invented(text: str) -> None:
    article = cleaned(text, "page.md")
    if article is None:
        return
    holds(article)
    page = letters(as_read(unescape(text)))
    for block in article.blocks:
        for piece in re.findall(r"\w+", block.text):
            assert letters(piece) in page


@settings(calm, max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_cleaned_or_refused_in_one_line(data: bytes) -> None:
    article = cleaned_bytes(data, "")
    if article is not None:
        holds(article)


@calm
@given(st.one_of(texts(), markup(), markdown()), st.sampled_from(["", "a.txt", "a.html", "a.md", "a.pdf", "\x1b/.."]))
def test_the_same_bytes_give_the_same_article(text: str, name: str) -> None:
    assert cleaned(text, name) == cleaned(text, name)


@calm
@given(articles())
def test_cleaning_a_cleaned_article_keeps_all_of_it(page: tuple[str, str]) -> None:
    once = cleaned(page[0])
    assert once is not None
    again = cleaned(kept(once))
    assert again is not None
    assert hidden(again) == []


def hidden(article: CleanedArticle) -> list[str]:
    return [block.text for block in article.blocks if not block.kept]


_DIGEST = """
import hashlib
from tests.pages import expectation
print(hashlib.sha256("".join(repr(expectation.cleaned(page)) for page in expectation.pages()).encode()).hexdigest())
"""


def test_another_process_makes_the_same_of_the_same_bytes() -> None:
    own = hashlib.sha256("".join(repr(expectation.cleaned(page)) for page in expectation.pages()).encode())
    for seed in ("0", "4711"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C",
            "TZ": "Asia/Tokyo",
        }
        run = subprocess.run(
            [sys.executable, "-c", _DIGEST], capture_output=True, text=True, env=environment, check=True, cwd=ROOT
        )
        assert run.stdout.strip() == own.hexdigest()


def test_what_is_kept_does_not_depend_on_the_name_of_the_file_or_where_it_came_from() -> None:
    page = expectation.HERE / "en-news-main.txt"
    one = clean(RawDocument(page.read_bytes(), "-", ""))
    two = clean(RawDocument(page.read_bytes(), "seed:x", "x.txt", "/x.txt"))
    assert one == two


@pytest.mark.parametrize(
    "page",
    [page for page in expectation.pages() if page.suffix != ".md"],  # the parser of Markdown has cycles of its own
    ids=lambda page: page.name,
)
def test_a_page_is_let_go_of_when_it_is_cleaned(page: Path) -> None:
    expectation.cleaned(page)  # the first page loads what stays

    def waiting_for_the_collector() -> int:
        gc.collect()
        expectation.cleaned(page)
        return gc.collect()

    gc.disable()
    try:
        assert 0 in (waiting_for_the_collector() for _ in range(5))  # a thread of pytest's leaves something at times
    finally:
        gc.enable()
