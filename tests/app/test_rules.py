"""Hiding what is marked asks; the second flip of a line offers a rule; the rules are shown, changed and applied."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.app import App

from storage.annotation import Annotation
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.cleaning.sources import line_key
from storage.library import Library, NewArticle
from storage.rule import Rule, RuleOrigin
from tests.app.conftest import Reader
from tui.screens.base import PaperknifeScreen
from tui.screens.notes.screen import AllNotesScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.rules import RulesScreen
from tui.session import Session
from tui.widgets.prompt import Prompt

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]
Reading = Callable[..., AbstractAsyncContextManager[Reader]]

FOLLOW = "Follow [b]us[/b] everywhere"


def block(paragraph: str, text: str) -> Block:
    return Block(paragraph, Kind.PARAGRAPH, text, Role.BODY, True)


def article(title: str, site: str = "The Ledger") -> NewArticle:
    """An article that ends with the line that all articles of its source have."""
    prose = f"The story of {title} is long, and it was told before."
    blocks = (block(line_key(prose), prose), block(line_key(FOLLOW), FOLLOW))
    raw = RawDocument(f"{title}\n\n{prose}\n\n{FOLLOW}".encode(), f"{title}.txt", f"{title}.txt")
    return NewArticle(raw, CleanedArticle(title, blocks), site=site)


@pytest.fixture
def ledger(library: Library) -> Library:
    library.add([article("Boats"), article("Kites"), article("Wheels", site="")])
    return library


# hiding what is marked


async def test_hiding_what_is_marked_asks_and_the_annotation_stays_in_the_notes(
    reading: Reading, mark: Mark, library: Library
) -> None:
    mark("Night trains", 2, "sleep", note="Köln?")
    async with reading(height=40) as reader:
        await reader.press("right_square_bracket", "x")
        assert reader.said == "¶ 2 carries 1 mark, kept in the notes · x again hides it"
        assert library.flips(reader.screen.article.id) == ()
        await reader.press("x")
        assert reader.said.startswith("¶ 2 is hidden")
        assert "1 mark inside" in reader.seen
        assert [made.note for made in reader.marks] == ["Köln?"]
        await reader.press("u")
        assert library.flips(reader.screen.article.id) == ()


async def test_another_key_lets_go_of_the_question(reading: Reading, mark: Mark, library: Library) -> None:
    mark("Night trains", 2, "sleep")
    async with reading() as reader:
        await reader.press("right_square_bracket", "x", "j", "k", "x")
        assert "x again hides it" in reader.said
        assert library.flips(reader.screen.article.id) == ()


async def test_a_range_asks_once_for_all_that_is_marked_in_it(reading: Reading, mark: Mark, library: Library) -> None:
    mark("Night trains", 1, "sleep")
    mark("Night trains", 3, "sleep")
    async with reading() as reader:
        await reader.press("right_square_bracket", "v", "j", "j", "x")
        assert reader.said.startswith("¶ 1–3 carries 2 marks")
        await reader.press("x")
        assert len(library.flips(reader.screen.article.id)) == 3


async def test_the_notes_lead_to_what_was_hidden(
    session: Session, host: Host, mark: Mark, library: Library, frame: Frame
) -> None:
    made = mark("Night trains", 2, "sleep", note="Köln?")
    library.flip(made.target.article, [made.target.first], kept=False)
    app = host(AllNotesScreen(session))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        assert "Köln?" in "\n".join(frame(app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert "A second paragraph speaks of Köln" in "\n".join(frame(app))
        view = app.screen.clean
        assert view.blocks[view.cursor].id == made.target.first


# what is offered


async def test_the_second_flip_of_a_line_offers_a_rule_and_one_key_makes_it(
    reading: Reading, ledger: Library
) -> None:
    async with reading("Boats") as reader:
        await reader.press("G", "x")
        assert "makes it a rule" not in reader.said
    async with reading("Kites") as reader:
        await reader.press("G", "x")
        assert reader.said == "¶ 2 is hidden, as in 2 articles of The Ledger · r makes it a rule"
        await reader.press("r")
        assert reader.said.startswith(f"a rule: “{FOLLOW}” is hidden in The Ledger from now on")
        (rule,) = ledger.rules()
        assert (rule.source, rule.line, rule.kept, rule.origin) == ("The Ledger", FOLLOW, False, RuleOrigin.OFFERED)
        await reader.press("u")
        assert ledger.rules() == ()


async def test_an_offer_is_let_go_by_any_other_key_and_a_flipped_line_can_be_ruled_later(
    reading: Reading, ledger: Library
) -> None:
    async with reading("Boats") as reader:
        await reader.press("G", "x", "g", "r")
        assert ledger.rules() == ()
        assert "x hides it or brings it back first" in reader.said
        await reader.press("G", "r")
        assert [rule.line for rule in ledger.rules()] == [FOLLOW]


async def test_an_article_from_nowhere_says_how_to_name_its_source(reading: Reading, ledger: Library) -> None:
    async with reading("Wheels") as reader:
        await reader.press("G", "x", "r")
        assert reader.said == "where this article is from is not known; E says it"
        assert ledger.rules() == ()


async def test_a_new_article_shows_the_rule_that_hid_its_line(reading: Reading, library: Library) -> None:
    rule = library.add_rule("The Ledger", FOLLOW)
    library.add([article("Boats")])
    async with reading("Boats", width=140) as reader:
        await reader.press("X")
        assert f"hidden by your rule {rule.id[:8]}: “{FOLLOW[:10]}" in " ".join(reader.seen.split())


# the rules on the screen


@pytest.fixture
def ruled(library: Library) -> Library:
    library.add_rule("The Ledger", FOLLOW)
    library.add_rule("A Courier", "Most read", kept=True)
    return library


def lines(library: Library) -> list[tuple[str, bool]]:
    return [(rule.line, rule.kept) for rule in library.rules()]


def under(app: App[None]) -> Rule | None:
    assert isinstance(app.screen, RulesScreen)
    return app.screen.lines.rule


async def test_rules_are_shown_source_by_source(ruled: Library, session: Session, host: Host, frame: Frame) -> None:
    app = host(RulesScreen(session))
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        shown = [line.strip("▌ ") for line in frame(app) if line.strip()]
        assert shown[0].split() == ["rules", "2", "rules"]
        assert shown[1] == "A Courier"
        assert shown[2].split()[:3] == ["keep", "Most", "read"]
        assert shown[3] == "The Ledger"
        assert shown[4].startswith(f"hide  {FOLLOW}")


async def test_a_rule_is_turned_changed_deleted_and_brought_back(
    ruled: Library, session: Session, host: Host
) -> None:
    app = host(RulesScreen(session))
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        assert lines(ruled) == [(FOLLOW, False), ("Most read", False)]
        await pilot.press("E", *" now", "enter")
        assert lines(ruled) == [(FOLLOW, False), ("Most read now", False)]
        await pilot.press("D")
        assert lines(ruled) == [(FOLLOW, False)]
        await pilot.press("u")
        assert lines(ruled) == [(FOLLOW, False), ("Most read now", False)]
        rule = under(app)
        assert rule is not None
        assert rule.line == "Most read now"


async def test_a_line_that_cannot_be_is_answered_and_stays_to_be_corrected(
    ruled: Library, session: Session, host: Host, frame: Frame
) -> None:
    app = host(RulesScreen(session))
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "ctrl+u", "enter")
        assert "a rule needs a line" in "\n".join(frame(app))
        assert app.screen.query_one(Prompt).text == ""
        await pilot.press("escape")
        assert lines(ruled) == [(FOLLOW, False), ("Most read", True)]


async def test_a_rule_is_applied_to_the_articles_that_are_here(ruled: Library, session: Session, host: Host) -> None:
    ruled.add([article("Boats", site="A Courier")])
    app = host(RulesScreen(session))
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, RulesScreen)
        own = next(row.id for row in ruled.rows() if row.record.title == "Boats")
        assert app.screen.to_reclean() == (own,)
        await pilot.press("j")
        assert len(app.screen.to_reclean()) == 3


async def test_an_empty_list_says_how_rules_are_made(
    library: Library, session: Session, host: Host, frame: Frame
) -> None:
    app = host(RulesScreen(session))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.press("x", "D", "E", "C")
        assert library.rules() == ()
        assert "x on an article’s line, then r makes one" in "\n".join(frame(app))
        assert frame(app)[-1].split() == ["?", "help", "M", "notes"], "no key is named that has nothing to do"


async def test_a_key_leads_to_the_rules_and_back(session: Session, reading: Reading) -> None:
    async with reading() as reader:
        await reader.press("L")
        assert isinstance(reader.app.screen, RulesScreen)
        await reader.press("q")
        assert isinstance(reader.app.screen, ReadingScreen)
