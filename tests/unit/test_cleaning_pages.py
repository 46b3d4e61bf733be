"""Pages as they are dumped: the article is kept, what stands around it is hidden with its role."""

from __future__ import annotations

import pytest

from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Role
from storage.cleaning import clean
from storage.cleaning.reasons import word
from tests.pace import in_fair_time

FIRST = "The river rose in the night and by morning the lower town stood in a foot of brown water, the mayor said."
SECOND = "Nobody was hurt. The baker opened at nine as he always does, on a table in front of the old church."
THIRD = "The water is expected to fall until Sunday, when the schools will open again, a spokeswoman said on Friday."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
MENU = "  • Home\n  • World\n  • Sport\n  • Culture\n  • Weather\n"


def cleaned(text: str) -> CleanedArticle:
    return clean(RawDocument(text.encode(), "-", "page.txt"))


def block(article: CleanedArticle, text: str) -> Block:
    return next(block for block in article.blocks if block.text == text)


def body(article: CleanedArticle) -> list[str]:
    return [block.text for block in article.blocks if block.kept and block.role is Role.BODY]


def test_menu_and_footer_are_cut_away() -> None:
    page = f"{MENU}\nRiver floods the lower town\n\n{BODY}\n\nAll rights reserved.\nPrivacy policy\n"
    article = cleaned(page)
    assert body(article) == [FIRST, SECOND, THIRD]
    assert article.title == "River floods the lower town"
    assert block(article, "World").role is Role.NAVIGATION
    assert block(article, "All rights reserved.").role is Role.LEGAL


def test_comments_longer_than_the_article_are_not_taken_for_it() -> None:
    comment = "I have lived there for thirty years, and I can tell you that this has never happened before, not once."
    comments = "\n\n".join(
        f"Reader {n} on 3 May 2020 at 10:{n:02} said:\n\n{comment} {comment} Number {n}." for n in range(10, 30)
    )
    article = cleaned(f"{MENU}\nRiver floods the lower town\n\n{BODY}\n\n20 Comments\n\n{comments}\n")
    assert body(article) == [FIRST, SECOND, THIRD]
    assert block(article, "20 Comments").role is Role.COMMENT


def test_teasers_below_the_article_are_not_taken_for_it() -> None:
    teasers = "\n\n".join(
        f"Another headline number {n}\n\nThe council met on Monday about road number {n} and what it may cost us all."
        for n in range(12)
    )
    article = cleaned(f"{MENU}\nRiver floods the lower town\n\n{BODY}\n\nMost Popular\n\n{teasers}\n")
    assert body(article) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "head",
    [
        "Comments",
        "Kommentare",
        "Commentaires",
        "Comentarios",
        "Commenti",
        "Komentarze",
        "Комментарии",
        "Σχόλια",
        "网友评论",
    ],
)
def test_a_head_of_comments_is_known_in_many_languages(head: str) -> None:
    article = cleaned(
        f"{MENU}\nRiver floods the town\n\n{BODY}\n\n{head}\n\nI do not believe one word of all this, sorry."
    )
    assert block(article, head).role is Role.COMMENT


@pytest.mark.parametrize(
    "head", ["Related articles", "Mehr zum Thema", "Lire aussi", "Читайте также", "Czytaj też", "相关新闻"]
)
def test_a_head_of_other_articles_is_known_in_many_languages(head: str) -> None:
    assert block(cleaned(f"{MENU}\n{BODY}\n\n{head}\n\nAnother headline"), head).role is Role.RELATED


def test_a_caption_keeps_its_role_and_its_alternative_text_is_hidden() -> None:
    alternative, caption = "Boats on the market place", "Boats on the market place on Friday morning (Photo: Ann Lee)"
    article = cleaned(
        f"{MENU}\nRiver floods the town\n\n{FIRST}\n\n{alternative}\n\n{caption}\n\n{SECOND}\n\n{THIRD}"
    )
    assert (block(article, caption).role, block(article, caption).kept) == (Role.CAPTION, True)
    assert (block(article, alternative).role, block(article, alternative).kept) == (Role.DUPLICATE, False)
    assert body(article) == [FIRST, SECOND, THIRD]


def test_a_heading_between_paragraphs_stays_and_is_one() -> None:
    article = cleaned(
        f"{MENU}\nRiver floods the town\n\n{FIRST}\n\nWhat comes next\n\n{SECOND}\n\n{THIRD}\n\nShare\nTweet"
    )
    heading = block(article, "What comes next")
    assert heading.kept
    assert heading.kind.is_heading


def test_a_sentence_between_title_and_text_is_the_lead() -> None:
    lead = "After a night of rain the mill gave way, and half the town woke up to water at the door."
    page = f"{MENU}\nRiver floods the lower town\n\n{lead}\n\nBy Ann Lee\n3 May 2020\nShare\n\n{BODY}\n\nComments"
    article = cleaned(page)
    assert block(article, lead).kept
    assert article.authors == ("Ann Lee",)
    assert article.published == "2020-05-03"
    assert block(article, "By Ann Lee").role is Role.BYLINE


def test_a_list_that_the_text_announces_stays() -> None:
    dates = "\n".join(f"June {day} – the hall of town number {day}" for day in range(10, 20))
    article = cleaned(f"{MENU}\nThe band tours again\n\n{BODY}\n\nAll dates:\n\n{dates}\n\nRelated\nShare")
    assert block(article, "June 19 – the hall of town number 19").kept


def test_a_notice_on_cookies_above_a_short_article_is_hidden() -> None:
    notice = (
        "We use cookies and other technologies to improve your browsing experience and to show personalised content."
    )
    article = cleaned(f"{notice}\n\nAccept\n\n{MENU}\nRiver floods the town\n\n{BODY}\n")
    assert not block(article, notice).kept
    assert body(article) == [FIRST, SECOND, THIRD]


def test_every_hidden_block_says_why() -> None:
    article = cleaned(
        f"Since 1975\n{MENU}\nRiver floods the town\n\n{BODY}\n\nReuters\n\nMost Popular\n<\nback to top"
    )
    assert all(word(b.reason) for b in article.blocks if not b.kept and b.reason)
    assert all(b.reason for b in article.blocks if not b.kept)
    assert block(article, "Reuters").role is Role.SOURCE


HOSTILE = {
    "one line of ten megabytes": "word and word, " * 700_000,
    "one line without a word": "(" * 10_000_000,
    "one line of spaces": "a" + " " * 10_000_000 + "b",
    "a million empty lines": "\n" * 1_000_000 + "a",
    "many bullets": "".join(f"  • item {n}\n" for n in range(20_000)),
    "many tabs": "a\t" * 120_000,
    "many dates": "".join(f"Bob on September 17, 2018 at 6:34 am said {n}:\n" for n in range(10_000)),
    "many small runs": "".join(f"{FIRST}\nx {n}\ny\ny\n" for n in range(8_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_no_more_than_linear_time(text: str) -> None:
    blocks = in_fair_time(lambda: cleaned(text).blocks, 40)
    assert any(block.kept for block in blocks if block.text.strip("(")) or "(" in text
