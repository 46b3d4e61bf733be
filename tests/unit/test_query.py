"""What a reader's query picks, and what is said of one that is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Annotation, Scope, Target
from storage.article import ArticleRecord, ArticleRow, State
from storage.query import Query, QueryError, parse_query
from storage.query.matching import picks
from storage.query.printing import tag_query, written
from storage.query.said import NoAnnotations, Said, Sayings
from storage.query.tree import Node, Part, Span, both, either, negated

TODAY = date(2026, 11, 22)
RECORD = ArticleRecord(
    "id",
    "Turkey, Russia discuss joint patrols",
    ("Özge Ünal",),
    "Arab News",
    "2020-02-20T07:02:13+09:00",
    "en-GB",
    "",
    "text/plain",
    "page.txt",
    "2026-10-02T12:00:00.000Z",
    "",
    "",
    0,
    0,
    State.READING,
)
ROW = ArticleRow(RECORD, 1, 1, ("Conflict/Syria", "method", "to do"))
ANNOTATION = Annotation(
    "a",
    Target("id", Scope.PARAGRAPH, "p", "p", exact="Idlib’s roads"),
    ("Conflict/Syria",),
    "Who *says*?\nAnd why?",
    "",
    "2026-11-21T12:00:00.000Z",
    "",
)


class OneAnnotation(NoAnnotations):
    """Holds the annotation of the article, which has lost its passage."""

    def annotations(self, _article: str, /) -> Sequence[Annotation]:
        return (ANNOTATION,)

    def lost(self, _article: str, /) -> frozenset[str]:
        return frozenset({ANNOTATION.id})


ARTICLE = Said(ROW, OneAnnotation())
BARE = Said(ArticleRow(RECORD._replace(authors=(), site="", published="", language="", url="")), OneAnnotation())


def holds(query: str | Query, said: Said = ARTICLE) -> bool:
    return picks(parse_query(query) if isinstance(query, str) else query, TODAY)(said)


@pytest.mark.parametrize(
    ("query", "article", "annotation"),
    [
        ("", True, True),
        ("turkey", True, True),
        ("TURKEY patrol", True, True),
        ("turkey greece", False, False),
        ("ozge unal", True, True),
        ("ÖZGE", True, True),
        ("arab", True, True),
        ('"joint patrols"', True, True),
        ('"patrols joint"', False, False),
        ("says", False, True),
        ("idlib", False, True),
        ("tag:conflict", True, True),
        ("TAG:conflict/syria", True, True),
        ("tag:conflict/", True, True),
        ("tag:conf", False, False),
        ("tag:method", True, False),
        ('tag:"to do"', True, False),
        ("not tag:method", False, True),
        ("not tag:war", True, True),
        ("turkey not greece", True, True),
        ("not not turkey", True, True),
        ('turkey not "joint patrols"', False, False),
        ('"not"', False, False),
        ("syria", True, True),
        ("method", True, False),
        ("title:turkey", True, True),
        ("TITLE:idlib", False, False),
        ('title:"joint patrols"', True, True),
        ("title:arab", False, False),
        ("note:says", True, True),
        ("note:idlib", False, False),
        ('note:"says*? and why"', True, True),
        ("text:idlib", True, True),
        ("text:says", False, False),
        ("not title:greece", True, True),
        ("not note:says", False, False),
        ("http://x", False, False),
        ("Patrols:", False, False),
    ],
)
def test_words_phrases_tags_and_places_to_look(query: str, article: bool, annotation: bool) -> None:
    assert holds(query) is article
    assert holds(query, Said(ROW, OneAnnotation(), ANNOTATION)) is annotation


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source:arab", True),
        ("site:ARAB", True),
        ('source:"arab news"', True),
        ("source:gazette", False),
        ("author:ozge", True),
        ("author:turkey", False),
        ("lang:en", True),
        ("lang:EN-gb", True),
        ("lang:en_GB", True),
        ("lang:e", False),
        ("lang:en-US", False),
        ("state:reading", True),
        ("state:read", False),
        ("has:note", True),
        ("has:notes", True),
        ("has:mark has:tag has:author has:date has:source has:lang", True),
        ("has:orphan", True),
        ("has:url", False),
        ("not has:url", True),
    ],
)
def test_what_is_known_of_an_article(query: str, found: bool) -> None:
    assert holds(query) is found


def test_an_article_of_which_nothing_is_known_has_nothing() -> None:
    for thing in ("note", "tag", "mark", "author", "date", "url", "source", "lang", "orphan"):
        assert not holds(f"has:{thing}", BARE)
    for query in ("source:a", "author:a", "lang:en", "published:..2030", "published:>=0002", "tag:a"):
        assert not holds(query, BARE)
        assert holds(f"not {query}", BARE)


def test_an_article_without_a_site_is_of_the_host_of_its_address() -> None:
    said = Said(ArticleRow(RECORD._replace(site="", url="https://me@www.ledger.example:80/a/b")), NoAnnotations())
    assert holds("source:ledger.example", said)
    assert not holds("source:www", said)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("2020", True),
        ("2020-02", True),
        ("2020-02-20", True),
        ("2020-02-19", False),
        ("2019..2020", True),
        ("2020-02-20..2020-02-20", True),
        ("2020-03..", False),
        ("..2020-02", True),
        ("..2020-01", False),
        (">=2020-02", True),
        (">2020-02", False),
        (">2020-01", True),
        ("<2020-02-20", False),
        ("<=2020-02-20", True),
        ("<2021", True),
        ("..3m", True),
        ("6y", False),
        ("7Y", True),
        ("today", False),
    ],
)
def test_published_within_days(days: str, found: bool) -> None:
    assert holds(f"published:{days}") is found


@pytest.mark.parametrize(
    ("published", "days", "found"),
    [
        ("2020", "2020", True),
        ("2020", "2019..2020", True),
        ("2020", ">2019", True),
        ("2020", "2020-01", False),
        ("2020", "..2020-06", False),
        ("2020-02", "2020", True),
        ("2020-02", "2020-02", True),
        ("2020-02", "2020-02-01", False),
        ("2020-02", "<2020-02", False),
        ("soon", "2020", False),
        ("9999", ">2020", False),  # no calendar says when it ends
    ],
)
def test_of_a_year_or_a_month_all_of_it_must_lie_within(published: str, days: str, found: bool) -> None:
    said = Said(ArticleRow(RECORD._replace(published=published)), NoAnnotations())
    assert holds(f"published:{days}", said) is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("added:2026-10-02", True),
        ("added:51d", True),
        ("added:50d", False),
        ("added:2m", True),
        ("added:1m..today", False),
        ("added:..8w", False),
        ("added:..7w", True),
        ("marked:yesterday", True),
        ("marked:today", False),
        ("marked:7d", True),
        ("marked:..2025", False),
    ],
)
def test_added_and_marked_count_in_days_of_the_readers_own_clock(query: str, found: bool) -> None:
    assert holds(query) is found


def test_a_month_ago_is_the_same_day_or_the_last_of_its_month() -> None:
    said = Said(ArticleRow(RECORD._replace(published="2026-02-28")), NoAnnotations())
    asked = parse_query("published:1m")
    assert picks(asked, date(2026, 3, 31))(said)
    assert not picks(asked, date(2026, 4, 1))(said)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a b or c d", "(a b) or (c d)"),
        ("a and b or c", "(a and b) or c"),
        ("not a b", "(not a) b"),
        ("not (a or b) c", "(not (a or b)) c"),
        ("a OR b And c", "a or (b c)"),
        ("((a))", "a"),
        ("a (b (c d))", "a b c d"),
        ("(a or b) or c", "a or b or c"),
        ('a or ""', "a"),
        ("foo(bar)baz", "foo bar baz"),
        ("site:x", "source:x"),
        ("added:>=2026", "added:2026.."),
        ("added:7d", "added:7d.."),
        ("published:2026..2026", "published:2026"),
    ],
)
def test_operators_bind_as_usual(query: str, tree: str) -> None:
    assert parse_query(query) == parse_query(tree)


@pytest.mark.parametrize(
    ("query", "line", "at"),
    [
        ("tag:", "needs a tag after it", "tag:"),
        ('tag:""', "needs a tag after it", 'tag:""'),
        ("war tag: peace", "needs a tag after it", "tag:"),
        ("title:", "needs a word after it", "title:"),
        ('peace note:""', "needs a word after it", 'note:""'),
        ("not", "needs a word or a tag after it", "not"),
        ("war not", "needs a word or a tag after it", "not"),
        ("war or", "“or” needs something after it", "or"),
        ("war or and peace", "“or” needs something after it", "or"),
        ("and war", "“and” needs something before it", "and"),
        ('"war', "both sides of a phrase", '"war'),
        ('war" peace', "both sides of a phrase", '" peace'),
        ("(war", "has no ) after it", "("),
        ("a (b or", "“or” needs something after it", "or"),
        ("war)", "a ) too many", ")"),
        (")", "a ) too many", ")"),
        ("a ()", "nothing stands between", "("),
        ("tga:war", "there is no field “tga”; did you mean tag:?", "tga:war"),
        ("zzz:war", "there is no field “zzz”, but tag: source:", "zzz:war"),
        ("state:done", "is no state: unread, reading, read or archived", "state:done"),
        ("has:time", "is no thing to have: note, tag,", "has:time"),
        ("added:2026-13", "is no date; write 2026,", "added:2026-13"),
        ("added:2026-02-30", "is no date", "added:2026-02-30"),
        ("published:..", "is no date", "published:.."),
        ("published:99999d", "is no date", "published:99999d"),
        ("(" * 60 + "a", "more than 50 parentheses", "("),
    ],
)
def test_what_is_no_query_is_said_in_one_line_that_names_the_place(query: str, line: str, at: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse_query(query)
    said = str(raised.value)
    assert line in said
    assert said.startswith(f"query, at “{at}”: ")
    assert "\n" not in said
    assert query[raised.value.start : raised.value.end] == at


def test_only_a_query_that_asks_for_something_is_true() -> None:
    assert parse_query("x")
    assert not parse_query(' "" ')
    assert not parse_query("\x00 (\"\" or '')".replace("''", '""'))


def test_a_tag_of_any_name_can_be_asked_for() -> None:
    for name in ("to do", "a (b)", "or", "x:y", "war"):
        said = Said(ArticleRow(RECORD, tags=(name,)), NoAnnotations())
        assert holds(tag_query(name), said)


def test_what_a_row_says_is_kept_until_it_is_another_row() -> None:
    sayings = Sayings(NoAnnotations())
    said = sayings.of(ROW)
    assert sayings.of(ROW) is said
    assert sayings.of(ROW._replace(note_count=0)) is not said


# any text, any tree

WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).filter(
    lambda word: word.lower() not in {"and", "or", "not"}
)
PIECE = (
    st.sampled_from(
        ["and", "or", "not", "(", ")", '"', " ", "tag:", "lang:", "has:note", "added:", "2026", "..", "7d", "<", "Or"]
    )
    | WORD
    | st.text(max_size=3)
)
LEAF = st.one_of(
    WORD,
    st.builds('"{} {}"'.format, WORD, WORD),
    st.builds("{}:{}".format, st.sampled_from(["tag", "source", "author", "title", "note", "text", "lang"]), WORD),
    st.builds("state:{}".format, st.sampled_from([*State])),
    st.builds("has:{}".format, st.sampled_from(["note", "tag", "orphan"])),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["added", "published", "marked"]),
        st.sampled_from(["2026", "2026-10", "<2026", ">2025-01", "2025..2026-10-02", "7d", "..3m", "today.."]),
    ),
).map(lambda text: parse_query(text).root)
TREE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        inner.map(negated),
        st.lists(inner, min_size=1, max_size=3).map(both),
        st.lists(inner, min_size=1, max_size=3).map(either),
    ),
    max_leaves=8,
)


@given(st.lists(PIECE).map(" ".join) | st.lists(PIECE).map("".join) | st.text())
def test_any_text_is_a_query_or_a_usage_error_with_a_place(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError as error:
        assert str(error)  # noqa: PT017  most texts are queries, some are none
        assert 0 <= error.start < error.end  # noqa: PT017  likewise
        return
    holds(query)
    holds(query, BARE)
    assert parse_query(written(query)) == query


@given(TREE)
def test_a_tree_that_is_written_and_read_again_is_the_same(root: Node | None) -> None:
    assert parse_query(written(Query(root))) == Query(root)


@given(TREE, TREE, TREE)
def test_and_or_and_not_are_those_of_logic(a: Node | None, b: Node | None, c: Node | None) -> None:
    for said in (ARTICLE, BARE):

        def true(node: Node | None, said: Said = said) -> bool:
            return holds(Query(node), said)

        assert true(negated(a)) is not true(a)
        assert true(both([a, b])) is (true(a) and true(b))
        assert true(either([a, b])) is (true(a) or true(b))
        assert true(negated(both([a, b]))) is true(either([negated(a), negated(b)]))
        assert true(both([a, either([b, c])])) is true(either([both([a, b]), both([a, c])]))


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=4))
def test_the_words_of_a_text_are_found_in_it(words: list[str]) -> None:
    title = " ".join(reversed(words))
    said = Said(ArticleRow(RECORD._replace(title=title)), NoAnnotations())
    assert holds(" ".join(f'"{word}"' for word in words), said)


@given(
    st.sampled_from(["Özge", "ünal", "Turkey", "Arab", "Conflict"]),
    st.sampled_from(["", "tag:", "author:", "source:"]),
)
def test_neither_case_nor_accents_count(word: str, field: str) -> None:
    plain = word.translate(str.maketrans("Öü", "Ou"))
    if field == "tag:":
        plain = word  # a tag's name is compared as it is written, but for case
    assert holds(field + word) is holds(field + plain.upper()) is holds(field.upper() + plain.lower())


def test_a_span_without_an_end_is_open() -> None:
    assert parse_query("added:2026..").root == Span(Part.ADDED, "2026")
