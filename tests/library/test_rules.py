"""A library learns its sources: what recurs there, and what the reader says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.anchoring import describe
from storage.block import Block
from storage.errors import ExchangeError, NothingMatches, UsageError
from storage.exchange.formats import FORMATS
from storage.exchange.reading import read_export
from storage.exchange.rules import read_rules_file, rules_text
from storage.library import Library, NewArticle
from storage.rule import RuleOrigin
from tests.conftest import MakeNew

FOLLOW = "Follow us on every network"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def page(make_new: MakeNew, number: int, *more: str, site: str = "The Ledger") -> NewArticle:
    """An article of a source, with a line that all of its articles have."""
    prose = (
        f"The train number {number} was late again, and the {number} people who waited for it had to stay outside.",
        f"On the {number} of the month the company said that it was sorry, and that it would not happen again.",
    )
    return make_new(*prose, *more, FOLLOW, title=f"Number {number}", site=site)


def block(library: Library, article: str, text: str) -> Block:
    return next(each for each in library.article(article).blocks if each.text == text)


def add(library: Library, *items: NewArticle) -> list[str]:
    return [added.row.id for added in library.add(items)]


def flip(library: Library, article: str, text: str, *, kept: bool = False) -> str:
    paragraph = block(library, article, text).id
    library.flip(article, [paragraph], kept)
    return paragraph


# what recurs


def test_the_fourth_article_of_a_source_comes_without_what_stands_in_all(library: Library, make_new: MakeNew) -> None:
    first = add(library, *(page(make_new, number) for number in range(3)))
    (fourth,) = add(library, page(make_new, 3))
    assert all(block(library, article, FOLLOW).kept for article in first)
    hidden = block(library, fourth, FOLLOW)
    assert not hidden.kept
    assert hidden.reason is not None
    assert (hidden.reason.cue, hidden.reason.evidence) == ("repeated-in-source", ("4", "4"))
    assert library.row(fourth).record.paragraph_count == 2


def test_articles_that_come_together_learn_of_each_other(library: Library, make_new: MakeNew) -> None:
    articles = add(library, *(page(make_new, number) for number in range(5)))
    assert [block(library, article, FOLLOW).kept for article in articles] == [False] * 5


def test_another_source_knows_nothing_of_it(library: Library, make_new: MakeNew) -> None:
    add(library, *(page(make_new, number) for number in range(5)))
    elsewhere = add(library, page(make_new, 9, site="The Courier"), page(make_new, 10, site=""))
    assert all(block(library, article, FOLLOW).kept for article in elsewhere)


def test_copies_of_one_article_teach_nothing(library: Library, make_new: MakeNew) -> None:
    copies = [page(make_new, 1, f"Copy {number}") for number in range(6)]
    articles = add(library, *copies)
    assert all(block(library, article, FOLLOW).kept for article in articles)


def test_what_is_known_follows_every_change(library: Library, make_new: MakeNew) -> None:
    articles = add(library, *(page(make_new, number) for number in range(4)))
    assert library.source_knowledge("the ledger").articles == 4
    library.edit(articles[0], site="The Courier")
    assert library.source_knowledge("The Ledger").articles == 3
    library.remove(articles[1:2])
    assert library.source_knowledge("The Ledger").articles == 2
    library.undo()
    library.undo()
    assert library.source_knowledge("The Ledger").articles == 4
    assert not library.source_knowledge("")


def test_what_was_counted_serves_until_a_fifth_of_a_source_is_new(library: Library, make_new: MakeNew) -> None:
    add(library, *(page(make_new, number) for number in range(25)))
    seen = []
    for number in range(25, 32):
        (article,) = add(library, page(make_new, number))
        reason = block(library, article, FOLLOW).reason
        assert reason is not None
        seen.append(reason.evidence)
    assert seen == [("25", "25")] * 5 + [("31", "31")] * 2


def test_a_lost_text_keeps_nothing_from_coming_in(library: Library, make_new: MakeNew) -> None:
    articles = add(library, *(page(make_new, number) for number in range(4)))
    name = library.row(articles[0]).record.texts_sha256
    (library.home / "texts" / name[:2] / name).unlink()
    assert add(library, page(make_new, 9))


def test_an_article_that_comes_again_is_known_though_its_lines_are_hidden_now(
    library: Library, make_new: MakeNew
) -> None:
    def short(number: int, end: str) -> NewArticle:
        furniture = ("Sign up", "Share this page", "Read next", "Most read")
        made = make_new(
            f"The train number {number} was late again, and nobody knew why it had happened.", end, *furniture
        )
        raw = made.raw._replace(path=f"/scrapes/{number}.txt")
        return replace(made, raw=raw, site="The Ledger")

    for number in range(3):
        add(library, short(number, "So it goes."))
    add(library, short(3, "So it went on."))
    assert library.add([short(0, "So it ends.")])[0].status == "updated"


# rules


def test_a_rule_hides_a_line_of_what_comes_in_and_undo_takes_it_back(library: Library, make_new: MakeNew) -> None:
    rule = library.add_rule("the ledger", "FOLLOW US, on every network")
    (article,) = add(library, page(make_new, 1))
    hidden = block(library, article, FOLLOW)
    assert hidden.reason is not None
    assert (hidden.kept, hidden.reason.cue) == (False, "rule-hidden")
    assert hidden.reason.evidence == ("FOLLOW US, on every network", rule.id[:8])
    library.undo()
    library.undo()
    assert library.rules() == ()
    library.redo()
    assert library.rules() == (rule,)
    assert "rule: hide “FOLLOW US, on every network” in the ledger" in [change.label for change in library.history()]


def test_a_rule_keeps_a_line_that_recurs(library: Library, make_new: MakeNew) -> None:
    library.add_rule("The Ledger", FOLLOW, kept=True)
    articles = add(library, *(page(make_new, number) for number in range(5)))
    assert all(block(library, article, FOLLOW).kept for article in articles)


def test_a_flip_outranks_a_rule(library: Library, make_new: MakeNew) -> None:
    library.add_rule("The Ledger", FOLLOW)
    (article,) = add(library, page(make_new, 1))
    flip(library, article, FOLLOW, kept=True)
    brought_back = block(library, article, FOLLOW)
    assert brought_back.kept
    assert brought_back.reason is not None
    assert brought_back.reason.cue == "reader-kept"


def test_there_is_one_rule_on_a_line(library: Library) -> None:
    hiding = library.add_rule("The Ledger", "Follow us")
    keeping = library.add_rule("the ledger", "follow us!", kept=True)
    assert library.rules() == (keeping,)
    assert keeping.id == hiding.id
    other = library.add_rule("The Courier", "Follow us")
    with pytest.raises(UsageError, match=hiding.id[:8]):
        library.edit_rule(other.id, source="The Ledger")


def test_a_rule_is_changed_and_deleted(library: Library) -> None:
    rule = library.add_rule("The Ledger", "Follow us")
    changed = library.edit_rule(rule.id, line="Most read", kept=True, source="The Courier")
    assert (changed.id, changed.line, changed.kept, changed.source) == (rule.id, "Most read", True, "The Courier")
    assert changed.paragraph != rule.paragraph
    assert library.rule(rule.id[:6]) == changed
    library.delete_rules([rule.id])
    assert library.rules() == ()
    with pytest.raises(NothingMatches):
        library.delete_rules([rule.id])
    with pytest.raises(NothingMatches):
        library.rule(rule.id[:6])
    library.undo()
    assert library.rules() == (changed,)


@pytest.mark.parametrize(
    ("source", "line"), [("", "Follow us"), ("\x1b\n", "Follow us"), ("S", " "), ("S", "x" * 1001)]
)
def test_a_rule_needs_a_source_and_a_line(library: Library, source: str, line: str) -> None:
    with pytest.raises(UsageError):
        library.add_rule(source, line)
    assert library.rules() == ()


def test_rules_are_read_again_and_by_stock_tinydb(library: Library) -> None:
    from tinydb import TinyDB

    rule = library.add_rule("The Ledger", "Follow us")
    library.close()
    with TinyDB(library.home / "library.json") as db:
        (document,) = db.table("rules").all()
    assert (document["source"], document["line"], document["kept"]) == ("The Ledger", "Follow us", False)
    with Library.open(library.home) as again:
        assert again.rules() == (rule,)


# what is offered


def test_the_second_flip_of_a_line_of_a_source_offers_a_rule(library: Library, make_new: MakeNew) -> None:
    one, two, three = add(library, *(page(make_new, number) for number in range(3)))
    assert library.offers(one, [flip(library, one, FOLLOW)]) == ()
    (offer,) = library.offers(two, [flip(library, two, FOLLOW)])
    assert (offer.source, offer.line, offer.kept, offer.articles) == ("The Ledger", FOLLOW, False, 2)
    (rule,) = library.accept([offer])
    assert rule.origin is RuleOrigin.OFFERED
    assert library.offers(three, [flip(library, three, FOLLOW)]) == ()
    (article,) = add(library, page(make_new, 9))
    assert not block(library, article, FOLLOW).kept


def test_bringing_a_line_back_twice_offers_to_keep_it(library: Library, make_new: MakeNew) -> None:
    one, two, *_ = add(library, *(page(make_new, number) for number in range(4)))
    assert library.offers(one, [flip(library, one, FOLLOW, kept=True)]) == ()
    (offer,) = library.offers(two, [flip(library, two, FOLLOW, kept=True)])
    assert offer.kept


def test_nothing_is_offered_over_sources_or_ways_or_after_a_flip_was_taken_back(
    library: Library, make_new: MakeNew
) -> None:
    one, two, elsewhere, nowhere = add(
        library,
        page(make_new, 1),
        page(make_new, 2),
        page(make_new, 3, site="The Courier"),
        page(make_new, 4, site=""),
    )
    for article in (one, elsewhere, nowhere):
        assert library.offers(article, [flip(library, article, FOLLOW)]) == ()
    flip(library, one, FOLLOW, kept=True)
    assert library.offers(two, [flip(library, two, FOLLOW)]) == ()


def test_two_flips_in_one_article_are_one(library: Library, make_new: MakeNew) -> None:
    (article,) = add(library, page(make_new, 1, FOLLOW))
    paragraphs = [each.id for each in library.article(article).blocks if each.text == FOLLOW]
    library.flip(article, paragraphs, kept=False)
    assert len(paragraphs) == 2
    assert library.offers(article, paragraphs) == ()


# taken away and back


def export(library: Library) -> str:
    return FORMATS["json"].write(library.bundle(), exported=NOON, version="0.1.0")


def test_an_export_holds_the_rules_and_an_import_gives_them_back(library: Library, tmp_path: Path) -> None:
    library.add_rule("The Ledger", "Follow us")
    library.add_rule("The Courier", "Most read", kept=True)
    written = export(library)
    with Library.open(tmp_path / "other", create=True) as other:
        other.take_in(read_export(written))
        assert other.rules() == library.rules()
        assert export(other) == written
        other.take_in(read_export(written))
        assert other.rules() == library.rules()


def test_a_selection_takes_the_rules_of_its_sources(library: Library, make_new: MakeNew) -> None:
    (article,) = add(library, page(make_new, 1))
    mine = library.add_rule("The Ledger", "Most read")
    library.add_rule("The Courier", "Most read")
    assert library.bundle(articles=[article]).rules == (mine,)


def test_a_file_of_rules_is_taken_in_once_and_the_newer_rule_stays(library: Library, tmp_path: Path) -> None:
    library.add_rule("The Ledger", "Follow us")
    text = rules_text(library.rules(), exported=NOON, version="0.1.0")
    with Library.open(tmp_path / "other", create=True) as other:
        assert other.take_rules(read_rules_file(text)) == 1
        assert other.rules()[0].origin is RuleOrigin.IMPORTED
        assert other.take_rules(read_rules_file(text)) == 0
        keeping = other.add_rule("The Ledger", "follow us", kept=True)
        assert other.take_rules(read_rules_file(text)) == 0
        assert other.rules() == (keeping,)


GOOD = (
    '{"format": "paperknife-rules", "version": "1.0", "rules": [{'
    '"id": "urn:uuid:6f2c0e1a-9f4b-4c38-8a51-0d1b2c3d4e5f", "source": "The Ledger", "line": "Follow us", '
    '"action": "hide", "created": "2026-11-22T09:00:00Z", "origin": "written", "x-more": 1}]}'
)


def test_a_later_minor_version_is_read() -> None:
    (rule,) = read_rules_file(GOOD.replace('"1.0"', '"1.9"'))
    assert (rule.source, rule.line, rule.kept) == ("The Ledger", "Follow us", False)


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("paperknife-rules", "paperknife-export", "paperknife rules export"),
        ('"1.0"', '"2.0"', "version 2.0"),
        ('"hide"', '"burn"', r"rules\[0\].action should be one of hide, keep"),
        ("The Ledger", "\\u001b", r"rules\[0\] names no source"),
        ("Follow us", "", r"rules\[0\] should have a line"),
        ("2026-11-22T09:00:00Z", "yesterday", r"rules\[0\].created"),
        ("urn:uuid:6f2c0e1a", "6f2c0e1a", r"rules\[0\].id"),
        ('"line"', '"words"', "lacks the key “line”"),
        ("{", "", "not JSON"),
    ],
    ids=["format", "version", "action", "source", "line", "created", "id", "key", "json"],
)
def test_a_file_that_is_none_of_rules_is_refused_in_one_line(wrong: str, right: str, says: str) -> None:
    with pytest.raises(ExchangeError, match=says) as refused:
        read_rules_file(GOOD.replace(wrong, right, 1))
    assert "\n" not in str(refused.value)


# forgotten


def found_in(home: Path, word: str) -> set[str]:
    return {path.name for path in home.rglob("*") if path.is_file() and word.encode() in path.read_bytes()}


def test_a_rule_goes_with_the_last_article_that_it_quotes(library: Library, make_new: MakeNew) -> None:
    one, two = add(library, page(make_new, 1, "Ask for the bassoon"), page(make_new, 2))
    quoting = library.add_rule("The Ledger", "Ask for the bassoon")
    general = library.add_rule("The Ledger", FOLLOW)
    gone = library.add_rule("The Ledger", "Ask for the bassoon", kept=True)
    assert gone.id == quoting.id
    library.backup()
    erased = library.forget([one])
    assert erased.rules == 1
    assert library.rules() == (general,)
    assert found_in(library.home, "bassoon") == set()
    assert library.forget([two]).rules == 1
    library.close()
    assert found_in(library.home, "Follow us") == set()
    assert found_in(library.home, "Ledger") == set()


def test_a_deleted_rule_is_forgotten_too_and_one_of_another_source_stays(library: Library, make_new: MakeNew) -> None:
    (one,) = add(library, page(make_new, 1, "Ask for the bassoon"))
    other = library.add_rule("The Courier", "Ask at the desk")
    library.delete_rules([library.add_rule("The Ledger", "Ask for the bassoon").id])
    library.forget([one])
    assert found_in(library.home, "bassoon") == set()
    assert library.rules() == (other,)


# what is marked


def test_an_annotation_on_a_hidden_paragraph_stays_in_the_notes(library: Library, make_new: MakeNew) -> None:
    (article,) = add(library, page(make_new, 1))
    paragraph = block(library, article, FOLLOW).id
    library.mark(describe(library.article(article), paragraph), note="Who are they?")
    library.flip(article, [paragraph], kept=False)
    (mark,) = library.annotations(article)
    assert (mark.note, mark.target.first) == ("Who are they?", paragraph)
