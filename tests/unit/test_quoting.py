"""What is copied: the words as they stand, and where they are from."""

from __future__ import annotations

import pytest

from storage.article import ArticleRecord
from storage.block import Block, Kind, Role
from tui.reading.quoting import passage, quoted


def block(number: int, text: str, *, kept: bool = True) -> Block:
    """A paragraph."""
    return Block(f"p-{number}", Kind.PARAGRAPH, text, Role.BODY, kept)


PAGE = [block(1, "One."), block(2, "A menu.", kept=False), block(3, ""), block(4, "Two words.")]


@pytest.mark.parametrize(
    ("first", "last", "span", "words"),
    [
        (0, 0, None, "One."),
        (0, 3, None, "One.\n\nTwo words."),
        (1, 1, None, "A menu."),
        (2, 2, None, ""),
        (3, 3, (4, 9), "words"),
    ],
)
def test_a_passage_is_what_is_read_of_it(first: int, last: int, span: tuple[int, int] | None, words: str) -> None:
    assert passage(PAGE, first, last, span) == words


def record(
    title: str, authors: tuple[str, ...] = (), site: str = "", published: str = "", url: str = ""
) -> ArticleRecord:
    """What is known of an article."""
    return ArticleRecord(
        "id", title, authors, site, published, "en", url, "text/plain", "", "2026-11-22", "", "", 9, 1
    )


def test_a_quote_names_its_source_as_far_as_it_is_known() -> None:
    known = record("Night trains", ("Ann Bee", "Cid"), "The Ledger", "2026-10-02", "https://example.org/1")
    assert quoted("One.", known) == (
        "“One.”\n— Ann Bee, Cid, Night trains, The Ledger, 2 Oct 2026, https://example.org/1\n"
    )
    assert quoted("One.", record("Night trains")) == "“One.”\n— Night trains\n"


def test_a_quote_takes_nothing_along_that_steers_a_terminal() -> None:
    copied = quoted("One\x1b[31m.\n\nTwo.", record("A\x07 title\n— forged", ("\x1b]0;x\x07",)))
    assert "\x1b" not in copied
    assert "\x07" not in copied
    assert copied.count("\n— ") == 1
