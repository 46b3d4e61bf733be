"""Texts with nothing to cut stay whole, and no text with words comes out empty."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.article import CleanedArticle, RawDocument
from storage.block import Kind, Role
from storage.cleaning import clean
from storage.cleaning.reasons import word
from storage.text import sanitise

POEM = """The Tyger

Tyger Tyger, burning bright,
In the forests of the night;
What immortal hand or eye,
Could frame thy fearful symmetry?

In what distant deeps or skies.
Burnt the fire of thine eyes?
"""
LETTER = """Dear Anna,

I hope that this letter finds you well. We came home on Sunday and the garden was full of snow.

Print this out for your mother, please. Tell her that we miss her.

Yours,
Peter
"""
INTERVIEW = """A talk with the baker

You began in 1999?
Yes, in a garage.

Was it hard?
It was. We had no oven of our own.
"""
RECIPE = """Apple cake

Ingredients

- 3 apples
- 200 g flour
- 2 eggs
- 1 tsp cinnamon

Method

1. Peel the apples.
2. Mix flour and eggs.
3. Bake for 40 minutes.

Share with friends.
"""
CAPITALS = """FLOOD WARNING FOR THE LOWER VALLEY

THE RIVER IS EXPECTED TO RISE BY TWO METRES BEFORE MIDNIGHT. RESIDENTS ARE ASKED TO MOVE TO HIGHER GROUND.

BUSES LEAVE FROM THE SCHOOL EVERY HALF HOUR.
"""
JAPANESE = """新潟で雪まつり始まる

新潟県で五日、恒例の雪まつりが始まった。会場には多くの家族連れが訪れ、雪像を楽しんだ。

主催者によると、今年は昨年より三割多い人出を見込んでいるという。
"""
SHOPPING = "Shopping\n- eggs\n- milk\n- bread\n- a card for Anna"


def cleaned(text: str) -> CleanedArticle:
    return clean(RawDocument(text.encode(), "-", "text.txt"))


@pytest.mark.parametrize(
    "text",
    [
        POEM,
        LETTER,
        INTERVIEW,
        RECIPE,
        CAPITALS,
        JAPANESE,
        SHOPPING,
        "Call the archive about box 14",
        "eggs\nmilk\nbread",
    ],
    ids=["poem", "letter", "interview", "recipe", "capitals", "japanese", "bullets", "one line", "short lines"],
)
def test_a_text_with_nothing_around_it_is_kept_whole(text: str) -> None:
    article = cleaned(text)
    assert [block.text for block in article.blocks if not block.kept] == []


def test_a_long_article_without_furniture_is_kept_whole() -> None:
    text = "\n\n".join(
        f"Paragraph {n} tells the reader one thing, then another, and ends with a thought." for n in range(40)
    )
    assert all(block.kept for block in cleaned(text).blocks)


def test_a_first_line_that_stands_apart_is_the_title() -> None:
    assert cleaned(POEM).title == "The Tyger"
    assert cleaned(JAPANESE).title == "新潟で雪まつり始まる"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Head\n\nText *here*.\n\n- a\n- b\n", "Head"),
        ("# One\n\nText *here*.\n\n# Two\n\n- a\n- b\n", ""),
        ("The *text* of a page comes first, and it is long enough to be read as such.\n\n# Later\n\n- a\n", ""),
    ],
)
def test_the_one_first_heading_of_a_markdown_text_is_its_title(text: str, title: str) -> None:
    cleaned = clean(RawDocument(text.encode(), "note.md", "note.md"))
    assert cleaned.media_type == "text/markdown"
    assert cleaned.title == title
    assert all(block.kept for block in cleaned.blocks)


def test_a_salutation_is_no_title() -> None:
    assert cleaned(LETTER).title == ""


def test_a_word_of_furniture_alone_is_kept() -> None:
    assert [block.kept for block in cleaned("Share").blocks] == [True]


def test_a_page_of_furniture_keeps_something() -> None:
    article = cleaned("Home\nAbout\nContact\n  • Facebook\n  • Twitter\nAll rights reserved.")
    assert any(block.kept for block in article.blocks)


WORDS = st.text(string.ascii_letters + " .,:;!?•-*|“”0123456789日本語что", min_size=1, max_size=60)
PARTS = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "  • facebook",
            "  • twitter",
            "Most Popular",
            "Comments",
            "Reuters",
            "20 Feb 2020 07:02",
            "",
            "",
            "By Ann Lee",
        ]
    ),
    st.integers(1, 30).map(lambda times: "This sentence is part of a paragraph. " * times),
)


@settings(deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=40).map("\n".join))
def test_whatever_comes_in_something_with_words_is_kept_and_every_hidden_block_says_why(text: str) -> None:
    if not any(char.isalnum() for char in text):
        return
    article = cleaned(text)
    assert any(block.kept for block in article.blocks)
    for block in article.blocks:
        assert block.text == sanitise(block.text)
        assert block.kind in (Kind.CODE, Kind.TABLE) or "\n" not in block.text
        assert block.kept or (block.reason is not None and word(block.reason))
    assert len({block.id for block in article.blocks}) == len(article.blocks)
    assert sum(block.role is Role.TITLE and block.kept for block in article.blocks) <= 1


LONG = "\n\n".join(
    f"This is paragraph {n}, which tells of the river, the mill and what came of them." for n in range(30)
)


def test_the_title_of_a_long_text_is_its_first_line() -> None:
    article = cleaned(f"The river and the mill\n\n{LONG}")
    assert article.title == "The river and the mill"
    assert all(block.kept for block in article.blocks)


def test_a_break_between_parts_is_a_rule_and_stays() -> None:
    article = cleaned(f"{LONG}\n\n* * *\n\n{LONG.replace('river', 'sea')}")
    assert [(block.text, block.kept) for block in article.blocks if block.kind is Kind.RULE] == [("* * *", True)]


def test_a_salutation_is_no_heading() -> None:
    article = cleaned(f"{LONG}\n\nDear Bo,\n\n{LONG.replace('river', 'sea')}")
    assert next(block for block in article.blocks if block.text == "Dear Bo,").kind is Kind.PARAGRAPH


def test_a_short_text_says_who_and_when_and_keeps_the_lines() -> None:
    article = cleaned("Flood\n\nBy Ann Lee\n3 May 2020\n\nThe river rose in the night and took the mill.")
    assert (article.authors, article.published) == (("Ann Lee",), "2020-05-03")
    assert all(block.kept for block in article.blocks)


def test_headings_tables_and_code_of_a_markdown_text_stay_whatever_they_say() -> None:
    text = (
        "# A guide\n\nThis guide tells how the tool is used from day to day, and what each command does.\n\n"
        "## Search\n\n```\n$ tool search rivers\n```\n\n## Comments\n\n"
        "| key | meaning |\n| --- | --- |\n| a | add |\n\n"
        "## Share\n\nWords.\n\n## More\n\nThe end.\n"
    )
    cleaned = clean(RawDocument(text.encode(), "guide.md", "guide.md"))
    assert [block.text for block in cleaned.blocks if not block.kept] == []
