"""What is known of a source is laid over an article: rules before recurrence, recurrence before cleaning."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import CleanedArticle
from storage.block import Block, Kind, Role
from storage.cleaning.identity import paragraph_ids
from storage.cleaning.reasons import word
from storage.cleaning.sources import (
    SourceKnowledge,
    apply_source,
    known_by,
    line_key,
    source_key,
)
from storage.rule import Rule, RuleOrigin
from storage.source import source_of

PROSE = "The sleeper to Rome was sold out for the first time in more than twenty years, and nobody knew why."
FOLLOW = "Follow us on every network"


def article(*texts: str, kinds: Sequence[Kind] = (), roles: Sequence[Role] = (), hidden: str = "") -> CleanedArticle:
    """An article of these paragraphs; ``hidden`` is one that cleaning hid."""
    forms = [*kinds, *[Kind.PARAGRAPH] * (len(texts) - len(kinds))]
    parts = [*roles, *[Role.BODY] * (len(texts) - len(roles))]
    ids = paragraph_ids(zip(texts, forms, strict=True))
    blocks = tuple(
        Block(own, kind, text, role, text != hidden)
        for own, kind, text, role in zip(ids, forms, texts, parts, strict=True)
    )
    return CleanedArticle("A title", blocks)


def knows(articles: int, *rules: Rule, **times: int) -> SourceKnowledge:
    """What is known: lines by their words with ``_`` for a space, and in how many articles each stands."""
    lines = {line_key(line.replace("_", " ")): number for line, number in times.items()}
    return SourceKnowledge(articles, lines, {rule.paragraph: rule for rule in rules})


def rule(line: str, *, kept: bool = False) -> Rule:
    made = "2026-11-22T09:00:00Z"
    return Rule("0a1b2c3d-0000-4000-8000-000000000000", "S", line, line_key(line), kept, made, RuleOrigin.WRITTEN)


def kept(cleaned: CleanedArticle) -> list[str]:
    return [block.text for block in cleaned.blocks if block.kept]


def test_a_short_line_of_many_articles_is_furniture_and_says_so() -> None:
    made = apply_source(article(PROSE, FOLLOW), knows(11, Follow_us_on_every_network=8))
    assert kept(made) == [PROSE]
    hidden = made.blocks[1]
    assert hidden.role is Role.OTHER
    assert hidden.reason is not None
    assert word(hidden.reason) == "same line in 8 of 11 articles of this source"


@pytest.mark.parametrize(("articles", "times"), [(4, 3), (11, 3), (20, 5)])
def test_a_line_of_too_few_articles_stays(articles: int, times: int) -> None:
    made = article(PROSE, FOLLOW)
    assert apply_source(made, knows(articles, Follow_us_on_every_network=times)) == made


def test_a_longer_line_needs_more_than_half_and_a_sentence_is_never_furniture() -> None:
    longer = "Sign up for the letter that our editors write each morning before the city wakes"
    lines = {line_key(longer): 5, line_key(PROSE * 2): 11}
    told = article(PROSE, longer, PROSE * 2)
    assert kept(apply_source(told, SourceKnowledge(10, lines))) == [PROSE, longer, PROSE * 2]
    assert kept(apply_source(told, SourceKnowledge(9, lines))) == [PROSE, PROSE * 2]


def test_the_width_of_a_line_counts_and_not_its_characters() -> None:
    wide = "分享" * 20
    told = article(PROSE, wide)
    assert kept(apply_source(told, SourceKnowledge(10, {line_key(wide): 5}))) == [PROSE, wide]
    assert kept(apply_source(told, SourceKnowledge(10, {line_key(wide): 6}))) == [PROSE]


@pytest.mark.parametrize("role", [Role.TITLE, Role.BYLINE, Role.DATELINE, Role.DATE, Role.SOURCE])
def test_what_recurs_by_nature_stays(role: Role) -> None:
    made = article("Reuters", PROSE, roles=[role])
    assert apply_source(made, knows(10, Reuters=10)) == made


def test_an_ingredient_of_many_recipes_stays_and_a_list_of_nothing_else_goes() -> None:
    items = [Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.LIST_ITEM]
    both = knows(10, Salt=9, Two_eggs=9)
    assert kept(apply_source(article(PROSE, "Salt", "Saffron", kinds=items), both)) == [PROSE, "Salt", "Saffron"]
    assert kept(apply_source(article(PROSE, "Salt", "Two eggs", kinds=items), both)) == [PROSE]


def test_a_heading_goes_only_with_what_stands_below_it() -> None:
    kinds = [Kind.HEADING_2, Kind.PARAGRAPH, Kind.HEADING_2, Kind.PARAGRAPH]
    made = article("Ingredients", PROSE, "Most read", FOLLOW, kinds=kinds)
    knowledge = knows(10, Ingredients=10, Most_read=10, Follow_us_on_every_network=10)
    assert kept(apply_source(made, knowledge)) == ["Ingredients", PROSE]


def test_a_page_of_nothing_but_such_lines_is_left_as_it_is() -> None:
    made = article("Follow us", "Most read", roles=[Role.TITLE])
    assert apply_source(made, knows(10, Follow_us=10, Most_read=10)) == made


def test_what_is_marked_is_spared() -> None:
    made = article(PROSE, FOLLOW)
    spare = {made.blocks[1].id}
    assert apply_source(made, knows(10, Follow_us_on_every_network=10), spare) == made
    assert apply_source(made, knows(10, rule(FOLLOW)), spare) == made


def test_a_rule_hides_what_cleaning_kept_and_says_which_it_is() -> None:
    hidden = apply_source(article(PROSE, FOLLOW), knows(0, rule("FOLLOW us, on every network!"))).blocks[1]
    assert not hidden.kept
    assert hidden.reason is not None
    assert word(hidden.reason) == "hidden by your rule 0a1b2c3d: “FOLLOW us, on every network!”"


def test_a_rule_keeps_what_cleaning_hid_and_outranks_recurrence() -> None:
    keeping = knows(10, rule(FOLLOW, kept=True), Follow_us_on_every_network=10)
    back = apply_source(article(PROSE, FOLLOW, hidden=FOLLOW), keeping).blocks[1]
    assert back.kept
    assert back.reason is not None
    assert word(back.reason).startswith("kept by your rule 0a1b2c3d: “Follow us")
    made = article(PROSE, FOLLOW)
    assert apply_source(made, keeping) == made


def test_a_rule_is_on_every_line_alike_of_a_page() -> None:
    assert kept(apply_source(article(FOLLOW, PROSE, FOLLOW), knows(0, rule(FOLLOW)))) == [PROSE]


@pytest.mark.parametrize(
    ("site", "url", "source"),
    [
        ("The Ledger", "https://elsewhere.example/a", "The Ledger"),
        ("", "https://www.ledger.example/a", "ledger.example"),
        ("", "http://m.ledger.example:8080/", "ledger.example"),
        ("", "https://blog.ledger.example", "blog.ledger.example"),
        ("", "https://www.example", "www.example"),
        ("", "notes/page.txt", ""),
        ("", "http://[::1", ""),
        ("  ", "", ""),
    ],
    ids=lambda value: value or "none",
)
def test_the_source_of_an_article_is_its_site_else_its_host(site: str, url: str, source: str) -> None:
    assert source_of(site, url) == source


def test_case_and_punctuation_make_no_other_source_or_line() -> None:
    assert source_key("The Ledger") == source_key("the  LEDGER.")
    assert line_key("Follow us!") == line_key("follow us")
    assert known_by("p-0123456789ab.3") == "p-0123456789ab"


LINES = st.sampled_from([PROSE, FOLLOW, "Most read", "Salt", "Ingredients", "分享", "* * *", PROSE * 2])


@given(
    st.lists(st.tuples(LINES, st.sampled_from(Kind), st.sampled_from(Role), st.booleans()), max_size=12),
    st.integers(0, 12),
    st.dictionaries(LINES, st.integers(0, 12)),
    st.dictionaries(LINES, st.booleans()),
    st.sets(LINES),
)
def test_whatever_is_known_no_text_changes_and_once_is_enough(
    parts: list[tuple[str, Kind, Role, bool]],
    articles: int,
    times: dict[str, int],
    rules: dict[str, bool],
    spared: set[str],
) -> None:
    ids = paragraph_ids((text, kind) for text, kind, _, _ in parts)
    blocks = tuple(
        Block(own, kind, text, role, keep) for own, (text, kind, role, keep) in zip(ids, parts, strict=True)
    )
    knowledge = SourceKnowledge(
        articles,
        {line_key(line): number for line, number in times.items()},
        {line_key(line): rule(line, kept=keep) for line, keep in rules.items()},
    )
    spare = {block.id for block in blocks if block.text in spared}
    made = apply_source(CleanedArticle("A title", blocks), knowledge, spare)
    assert [(block.id, block.text, block.kind) for block in made.blocks] == [
        (block.id, block.text, block.kind) for block in blocks
    ]
    assert apply_source(made, knowledge, spare) == made
    for before, after in zip(blocks, made.blocks, strict=True):
        ruled = knowledge.rules.get(known_by(before.id))
        if before.kept and not after.kept:
            assert before.id not in spare
            assert after.reason is not None
        if ruled is not None and (ruled.kept or before.id not in spare):
            assert after.kept is ruled.kept
        elif ruled is None and not before.kept:
            assert after == before
