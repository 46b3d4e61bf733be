"""The seed article, cleaned: every block's role, and a reason for everything that is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Role
from storage.cleaning import clean
from storage.cleaning.reasons import word

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_7a96e757d48b2c2e.txt"
TITLE = "Turkey, Russia discuss joint patrols option in Syria’s Idlib"


@pytest.fixture(scope="module")
def seed() -> CleanedArticle:
    return clean(RawDocument(SEED.read_bytes(), f"seed:{SEED.name}", SEED.name))


def kept(article: CleanedArticle, role: Role) -> list[str]:
    return [block.text for block in article.blocks if block.role is role and block.kept]


def hidden(article: CleanedArticle) -> list[Block]:
    return [block for block in article.blocks if not block.kept]


def test_the_page_says_its_title_and_its_day_and_no_site(seed: CleanedArticle) -> None:
    assert (seed.title, seed.published, seed.site) == (TITLE, "2020-02-20T07:02:13+09:00", "")


def test_exactly_seven_paragraphs_are_the_body(seed: CleanedArticle) -> None:
    body = kept(seed, Role.BODY)
    assert len(body) == 7
    assert body[0].startswith("ANKARA: Turkey and Russia are discussing")
    assert body[-1].endswith("“end the issue.”")


def test_the_two_bullets_above_the_text_are_its_lead(seed: CleanedArticle) -> None:
    lead = kept(seed, Role.LEAD)
    assert len(lead) == 2
    assert lead[0].startswith("Ankara and Moscow have accused")


def test_the_agency_is_kept_as_the_source(seed: CleanedArticle) -> None:
    assert kept(seed, Role.SOURCE) == ["Reuters"]


def test_the_caption_stands_once_and_its_double_is_hidden(seed: CleanedArticle) -> None:
    (caption,) = kept(seed, Role.CAPTION)
    assert caption.endswith("(AFP)")
    doubles = [block for block in hidden(seed) if block.text == caption]
    assert [block.role for block in doubles] == [Role.DUPLICATE]


def test_the_title_stands_once_and_the_breadcrumb_is_its_double(seed: CleanedArticle) -> None:
    assert kept(seed, Role.TITLE) == [TITLE]
    doubles = [block for block in hidden(seed) if block.text == TITLE]
    assert [block.role for block in doubles] == [Role.DUPLICATE]
    assert doubles[0].reason is not None
    assert "breadcrumb" in word(doubles[0].reason)


def test_nothing_else_is_kept(seed: CleanedArticle) -> None:
    assert sum(block.kept for block in seed.blocks) == 7 + 2 + 1 + 1 + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("facebook", "share: one of a run of 2 short bullets"),
        ("Middle East", "menu: one of a run of 2 short bullets"),
        ("20 Feb 2020 07:02:13 GMT9", "date: read as published 2020-02-20T07:02:13+09:00"),
        ("Short Url:", "label without a value: Short Url:"),
        ("Most Popular", "section head: Most Popular"),
        ("return to top", "return-to-top link: says “return to top”"),
        ("<", "no words: <"),
    ],
)
def test_what_is_hidden_says_why(seed: CleanedArticle, text: str, words: str) -> None:
    reasons = [block.reason for block in hidden(seed) if block.text == text]
    assert reasons
    assert all(reason is not None and word(reason) == words for reason in reasons)


def test_the_line_above_the_menu_is_hidden_for_what_the_classifier_says_of_it(seed: CleanedArticle) -> None:
    (line,) = (block for block in hidden(seed) if block.text == "Since 1975")
    assert line.role is Role.OTHER
    assert line.reason is not None
    assert word(line.reason)


def test_every_line_of_the_file_is_a_block_in_its_place(seed: CleanedArticle) -> None:
    lines = [line.strip().removeprefix("• ").strip() for line in SEED.read_text(encoding="utf-8").splitlines()]
    assert [block.text for block in seed.blocks] == [line for line in lines if line]
