"""The library screen in the reader's hands: moving, filtering, sorting, marking, adding, removing, taking back."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from storage.anchoring import describe_article
from storage.annotation import Scope
from storage.article import CleanedArticle, RawDocument, State
from storage.article_rows import rows_given
from storage.block import Block, Kind, Role
from storage.errors import LibraryError
from storage.library import Library, NewArticle, Place, ReaderState
from tui.app import PaperknifeApp
from tui.keymap import make_keymap
from tui.screens.library.screen import LibraryScreen
from tui.screens.reading.screen import ReadingScreen
from tui.session import Session
from tui.settings import Settings
from tui.widgets.article_list import ArticleList
from tui.widgets.preview import Preview
from tui.widgets.query_input import QueryInput

Frame = Callable[[App[Any]], list[str]]
Until = Callable[..., Awaitable[None]]

HOSTILE = "The [/foo] case [red]x[/red] \x1b]0;owned\x07\x9b31m \u202eabc"


def article(title: str, text: str = "Some words.", *, site: str = "The Ledger", url: str = "") -> NewArticle:
    block = Block(f"p-{abs(hash(title)):012x}"[:14], Kind.PARAGRAPH, text, Role.BODY, True)
    raw = RawDocument(f"{title} {text}".encode("utf-8", "replace"), f"{title}.txt")
    return NewArticle(raw, CleanedArticle(title, (block,), site=site, published="2026-10-02", url=url))


def started(session: Session) -> PaperknifeApp:
    return PaperknifeApp(session)


def listing(app: App[Any]) -> ArticleList:
    return app.screen.query_one(ArticleList)


def titles(app: App[Any]) -> list[str]:
    return [row.record.title for row in listing(app).rows]


def current(app: App[Any]) -> str:
    row = listing(app).current
    return row.record.title if row else ""


def said(app: App[Any]) -> str:
    assert isinstance(app.screen, LibraryScreen)
    return app.screen.status.message


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


# moving and looking


async def test_the_last_added_article_stands_first_and_under_the_cursor(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        assert titles(app) == ["An unmarked one", "Joint patrols", "Night trains"]
        lines = frame(app)
        assert lines[0].startswith(" paperknife")
        assert lines[0].endswith("3 articles · 3 unread · 0 marks · sort: added ↓")
        assert lines[2].split() == ["Title", "Source", "Published", "min", "read", "marks"]
        assert lines[3].startswith("▌ ○ An unmarked one")
        assert lines[-1].endswith("q quit")


async def test_the_cursor_moves_by_keys_and_stops_at_the_ends(session: Session) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        seen = []
        for key in ("k", "j", "j", "j", "g", "G", "up", "home", "end", "b", "space"):
            await press(pilot, key)
            seen.append(titles(app).index(current(app)))
        assert seen == [0, 1, 2, 2, 0, 2, 1, 0, 2, 0, 2]


async def test_the_preview_follows_the_cursor_and_shows_the_tags(
    session: Session, frame: Frame, mark: Callable[..., object], until: Until
) -> None:
    mark("Joint patrols", 2, "conflict")
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        assert "Nothing was ever written here." in "\n".join(frame(app))
        await press(pilot, "j")
        await until(lambda: "Turkey and Russia are discussing possible joint patrols." in "\n".join(frame(app)))
        picture = "\n".join(frame(app))
        assert "Nothing was ever written here." not in picture
        assert "#conflict" in picture


@pytest.mark.parametrize(
    ("size", "shown"), [((60, 24), False), ((110, 24), True), ((160, 24), True), ((110, 12), False)]
)
async def test_the_preview_is_there_where_there_is_room(session: Session, size: tuple[int, int], shown: bool) -> None:
    app = started(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.screen.query_one(Preview).display is shown


async def test_from_140_columns_on_the_preview_stands_beside_the_list(session: Session) -> None:
    app = started(session)
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.pause()
        preview = app.screen.query_one(Preview).region
        assert preview.x > 70
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.screen.query_one(Preview).region.y > listing(app).region.y


async def test_below_80_columns_only_title_read_and_marks_remain(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert frame(app)[2].split() == ["Title", "read", "marks"]


async def test_a_header_without_room_for_the_filter_is_cut_with_an_ellipsis(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(40, 14)) as pilot:
        await press(pilot, "slash", *"the return of the night", "enter")
        assert len(frame(app)[0]) < 40
        assert frame(app)[0].endswith("…")


async def test_progress_and_state_are_shown(session: Session, library: Library, frame: Frame) -> None:
    last = library.rows()[-1]
    session.state.set_place(last.id, Place("p", "p", 0, 0.4))
    library.set_state([last.id], State.READING)
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        assert "● An unmarked one" in frame(app)[3]
        assert "▰▰▱▱▱" in frame(app)[3]
        assert not any("▱" in line for line in frame(app)[4:]), "what nobody has begun has no bar"


# none, one, many


async def test_an_empty_library_says_what_to_do(tmp_path: Path, frame: Frame) -> None:
    with Library.open(tmp_path / "empty", create=True) as library:
        session = Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))
        app = started(session)
        async with app.run_test() as pilot:
            await press(pilot, "j", "D", "enter", "t", "s", "v", "o", "E", "A")
            shown = frame(app)
            assert "No articles yet. a adds files and folders." in "\n".join(shown)
            assert shown[-1].split() == ["a", "add", "?", "help", "q", "quit"]
            assert not any(word in "\n".join(shown) for word in ("Title", "unread", "sort", "─"))
            assert isinstance(app.screen, LibraryScreen)


async def test_where_nothing_is_listed_no_key_for_a_listed_article_is_named(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "enter read" in frame(app)[-1]
        await press(pilot, "slash", *"zebra", "enter")
        assert not any(word in frame(app)[-1] for word in ("read", "sort"))
        assert all(word in frame(app)[-1] for word in ("/ filter", "a add", "? help"))
        await press(pilot, "escape")
        assert "enter read" in frame(app)[-1]


async def test_ten_thousand_articles_are_one_widget(tmp_path: Path, frame: Frame) -> None:
    with Library.open(tmp_path / "many", create=True) as library:
        library.add([article("Only one", site="Somewhere")])
        session = Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))
        app = started(session)
        async with app.run_test(size=(110, 24)) as pilot:
            await pilot.pause()
            widgets = len(list(app.screen.walk_children()))
            one = listing(app).rows[0]
            rows = [one._replace(record=one.record._replace(id=str(n), title=f"Article {n}")) for n in range(10_000)]
            listing(app).show(rows_given(rows), {}, (), {})
            await press(pilot, "G")
            assert current(app) == "Article 9999"
            assert "▌ ○ Article 9999" in "\n".join(frame(app))
            assert len(list(app.screen.walk_children())) == widgets


# hostile text


async def test_a_hostile_title_is_only_text(tmp_path: Path, frame: Frame, until: Until) -> None:
    with Library.open(tmp_path / "hostile", create=True) as library:
        library.add([article(HOSTILE, HOSTILE, site=HOSTILE), article("日本語の見出し", "本文です。")])
        session = Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))
        app = started(session)
        async with app.run_test(size=(150, 24)) as pilot:
            await press(pilot, "j", "D", "u", "slash", *"red", "enter")
            await until(lambda: sum("[red]x" in line[75:] for line in frame(app)) > 1)  # the preview's title and text
            picture = "\n".join(frame(app))
            assert "The [/foo] case [red]x[/red] ]0;owned31m" in picture
            assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in picture.replace("\n", ""))
            assert "\u202e" not in picture


async def test_wide_characters_keep_the_columns_in_line(tmp_path: Path, frame: Frame) -> None:
    with Library.open(tmp_path / "wide", create=True) as library:
        library.add([article("日本語の見出し" * 9, site="北京日报"), article("plain", site="x")])
        session = Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))
        app = started(session)
        async with app.run_test(size=(100, 20)) as pilot:
            await pilot.pause()
            from rich.cells import cell_len

            places = {cell_len(line[: line.index("2026-10-02")]) for line in frame(app)[3:5]}
            assert len(places) == 1


# filter


async def test_the_filter_narrows_with_each_letter_and_counts(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "slash")
        counts = []
        for letter in "nig":
            await press(pilot, letter)
            counts.append(len(titles(app)))
        assert titles(app) == ["Night trains"]
        assert counts == sorted(counts, reverse=True)
        assert frame(app)[-1].startswith(" filter: nig")
        assert frame(app)[-1].endswith("1 of 3   enter keep · esc clear")


async def test_enter_keeps_the_filter_and_esc_lets_it_go(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "slash", *"joint", "enter")
        assert "1 of 3 articles · 1 unread" not in frame(app)[0]
        assert "filter: joint" in frame(app)[0]
        assert frame(app)[-1].endswith("q quit")
        await press(pilot, "escape")
        assert len(titles(app)) == 3
        assert current(app) == "Joint patrols"


async def test_esc_while_typing_clears_the_filter(session: Session) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "slash", *"joint", "escape")
        assert len(titles(app)) == 3


async def test_letters_typed_into_the_filter_are_no_commands(session: Session) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "slash", *"qDu?")
        assert app.is_running
        assert titles(app) == []
        assert len(session.library.rows()) == 3


async def test_a_filter_by_tag_narrows_with_each_letter(
    session: Session, mark: Callable[..., object], frame: Frame
) -> None:
    mark("Night trains", 1, "travel/night")
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "slash")
        for letter in "tag:travel/nig":
            await press(pilot, letter)
            assert "Night trains" in titles(app) or letter in "tag:"
        assert titles(app) == ["Night trains"]
        await press(pilot, "enter")
        assert "filter: tag:travel/night" in "".join(frame(app))


async def test_a_filter_that_is_half_typed_narrows_nothing_and_says_why(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "slash", *"patrols tag:")
        assert titles(app) == ["Joint patrols"]
        assert "needs a tag after it" in frame(app)[-1]


async def test_a_wrong_word_is_underlined_and_explained_where_it_stands(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "slash", *"patrols tga:x")
        assert titles(app) == ["Joint patrols"]
        assert "there is no field “tga”; did you mean tag:?" in frame(app)[-1]
        line = app.screen.query_one(QueryInput).render_line(0)
        assert "".join(text for text, style, _ in line if style and style.underline) == "tga:x"
        await press(pilot, "enter")
        assert app.screen.query_one(QueryInput).value == "patrols tga:x"  # it stays to be corrected
        await press(pilot, "ctrl+u")
        assert "3 of 3" in frame(app)[-1]
        await press(pilot, *"patrols", "enter")
        assert not app.screen.query(QueryInput)
        assert titles(app) == ["Joint patrols"]


@pytest.mark.parametrize("typed", ["patrols tga:x", "patrols and not trains and not lights and not tga:x"])
async def test_what_to_do_about_a_wrong_word_is_said_in_a_narrow_terminal_too(
    session: Session, frame: Frame, typed: str
) -> None:
    app = started(session)
    async with app.run_test(size=(56, 12)) as pilot:
        await press(pilot, "slash", *typed)
        assert "did you mean tag:?" in frame(app)[-1]


async def test_tab_and_right_take_what_is_offered_and_the_list_follows(
    session: Session, frame: Frame, mark: Callable[..., object]
) -> None:
    mark("Night trains", 1, "travel by night")
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "slash", *"ta")
        assert frame(app)[-1].startswith(" filter: tag:")
        await press(pilot, "tab", *"tra")
        assert frame(app)[-1].startswith(" filter: tag:travel by night")
        await press(pilot, "right")
        assert app.screen.query_one(QueryInput).value == 'tag:"travel by night" '
        assert titles(app) == ["Night trains"]
        await press(pilot, *"or so", "tab", *"zz")
        assert app.screen.query_one(QueryInput).value == 'tag:"travel by night" or source:zz'
        assert titles(app) == ["Night trains"]


async def test_an_empty_filter_says_how_to_go_on(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "slash", *"zzz", "enter")
        assert "Nothing matches. esc clears the filter." in "\n".join(frame(app))


async def test_a_tag_that_there_is_not_is_named_and_the_nearest_one_offered(
    session: Session, mark: Callable[..., object], frame: Frame
) -> None:
    mark("Night trains", 2, "travelling")
    app = started(session)
    async with app.run_test(size=(50, 20)) as pilot:
        await press(pilot, "slash", *"tag:traveling", "enter")
        said = " ".join(" ".join(frame(app)).split())
        assert "There is no tag “traveling”; did you mean travelling? esc clears the filter." in said


# order


async def test_the_order_is_chosen_by_letters_turns_round_and_is_remembered(
    session: Session, library: Library, frame: Frame
) -> None:
    library.edit(library.rows()[0].id, site="Abendblatt")
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "S", "s")
        assert "source ↑" in frame(app)[0]
        await press(pilot, "t", "t", "enter")
        assert frame(app)[0].endswith("sort: source ↑ title ↓")
        assert titles(app) == ["Night trains", "Joint patrols", "An unmarked one"]
        await press(pilot, "exclamation_mark")
        assert titles(app) == ["Joint patrols", "An unmarked one", "Night trains"]
        assert current(app) == "An unmarked one"
    again = Session(session.library, session.state, Settings(), make_keymap({}))
    app = started(again)
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        assert titles(app) == ["Joint patrols", "An unmarked one", "Night trains"]
        await press(pilot, "S", "k", "space", "escape")
        assert "sort: " in frame(app)[0]


# selecting, state, removing


async def test_several_are_selected_and_get_a_state_together(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "v", "v", "s", "r")
        assert [row.record.state for row in library.rows()] == [State.UNREAD, State.READ, State.READ]
        await press(pilot, "u")
        assert {row.record.state for row in library.rows()} == {State.UNREAD}


async def test_a_command_leaves_alone_what_is_selected_and_hidden_by_the_filter(
    session: Session, library: Library, frame: Frame
) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "v", "v", "v", "slash", *"night", "enter")
        assert "1 selected" in frame(app)[0]
        await press(pilot, "s", "r")
        read = [row.record.title for row in library.rows() if row.record.state is State.READ]
        assert read == ["Night trains"]
        await press(pilot, "escape")
        assert "3 selected" in frame(app)[0]


async def test_the_states_stand_in_a_whole_box_on_a_tiny_screen(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(20, 8)) as pilot:
        await press(pilot, "s")
        assert len([line for line in frame(app) if line.endswith(("─┐", "─┘"))]) == 2
        assert not app.screen.show_vertical_scrollbar


async def test_the_state_can_be_picked_with_j_and_enter_and_left_with_esc(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "s", "escape", "s", "j", "enter")
        assert library.rows()[-1].record.state is State.READING


async def test_v_again_lets_go_and_esc_lets_all_go(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "v", "k", "v")
        assert "selected" not in frame(app)[0]
        await press(pilot, "v", "v")
        assert "2 selected" in frame(app)[0]
        assert "◆" in "".join(frame(app))
        await press(pilot, "escape")
        assert "◆" not in "".join(frame(app))


async def test_capital_v_selects_to_here_and_ctrl_a_all_that_is_listed(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "v", "G", "V")
        assert "3 selected" in frame(app)[0]
        assert "esc let go" in frame(app)[-1]
        await press(pilot, "ctrl+a")
        assert "selected" not in frame(app)[0]
        await press(pilot, "slash", *"night", "enter", "ctrl+a")
        assert "1 selected" in frame(app)[0]
        await press(pilot, "escape")
        assert frame(app)[0].endswith("3 articles · 1 selected · sort: added ↓")


async def test_whatever_is_done_to_several_is_one_action(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        for keys in (("s", "a"), ("t", *"todo", "enter"), ("D",)):
            before = (library.rows(), library.annotations())
            await press(pilot, "ctrl+a", *keys)
            assert (library.rows(), library.annotations()) != before
            await press(pilot, "escape", "u")
            assert (library.rows(), library.annotations()) == before


async def test_c_goes_on_with_what_was_read_last(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "c")
        assert said(app).startswith("nothing is half read")
        await press(pilot, "j", "enter")
        reading = app.screen
        await press(pilot, "q", "g", "enter", "q", "s", "r", "c")
        assert app.screen is not reading
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.article.record.title == "Joint patrols"


async def test_p_takes_the_preview_away_and_brings_it_back(session: Session) -> None:
    app = started(session)
    async with app.run_test(size=(160, 30)) as pilot:
        await press(pilot, "p")
        assert not app.screen.query_one(Preview).display
        assert listing(app).size.width > 150
        await press(pilot, "p")
        assert app.screen.query_one(Preview).display
        await press(pilot, "p")
        await pilot.resize_terminal(60, 20)
        await press(pilot, "p")
        assert "large enough" in said(app)


async def test_the_columns_are_those_of_the_config_file(library: Library, frame: Frame) -> None:
    settings = Settings(columns=("lang", "title", "state", "added"))
    session = Session(library, ReaderState.load(library.home), settings, make_keymap({}))
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        assert frame(app)[2].split() == ["lang", "Title", "state", "Added"]
        assert "unread" in frame(app)[3]


async def test_remove_says_how_to_bring_it_back_and_u_does(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "j", "D")
        assert said(app) == "removed “Joint patrols” · u brings it back"
        assert titles(app) == ["An unmarked one", "Night trains"]
        assert current(app) == "Night trains"
        await press(pilot, "u")
        assert said(app).startswith("undone: remove ")
        assert said(app).endswith("ctrl+r makes it again")
        assert current(app) == "Joint patrols"
        await press(pilot, "ctrl+r")
        assert said(app).startswith("done again: remove ")
        assert len(library.rows()) == 2


async def test_what_was_said_goes_with_the_next_key(session: Session) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "u", "u")
        assert said(app) == "nothing to undo"
        await press(pilot, "j")
        assert said(app) == ""


async def test_removing_the_last_row_moves_the_cursor_up(session: Session) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "G", "D")
        assert current(app) == "Joint patrols"


# tags, notes, corrections


async def test_t_tags_the_article_as_a_whole(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "t", *"conflict", "enter")
        [made] = library.annotations(library.rows()[-1].id)
        assert made.target.scope is Scope.ARTICLE
        assert made.tags == ("conflict",)
        await press(pilot, "u")
        assert library.annotations() == ()


async def test_t_tags_all_selected_articles_and_one_undo_takes_it_back(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "v", "v", "t", *"conflict", "enter")
        assert [made.tags for made in library.annotations()] == [("conflict",), ("conflict",)]
        await press(pilot, "u")
        assert library.annotations() == ()


async def test_a_tag_that_some_have_is_shown_half_and_given_to_all_or_none(
    session: Session, library: Library, frame: Frame
) -> None:
    def tags() -> list[tuple[str, ...]]:
        return [row.tags for row in library.rows()]

    row = library.rows()[0]
    library.mark(describe_article(row), add=["some"])
    app = started(session)
    async with app.run_test(size=(110, 24)) as pilot:
        await press(pilot, "ctrl+a", "t")
        assert "◐   some" in "\n".join(frame(app))
        await press(pilot, "tab")
        assert "✓   some" in "\n".join(frame(app))
        await press(pilot, "enter")
        assert tags() == [("some",)] * 3
        await press(pilot, "u")
        assert tags() == [("some",), (), ()]
        await press(pilot, "t", "tab", "tab")
        assert "−some" in "\n".join(frame(app))
        await press(pilot, "enter")
        assert tags() == [(), (), ()]
        await press(pilot, "u", "t", "tab", "tab", "tab")
        assert "◐   some" in "\n".join(frame(app))
        await press(pilot, "escape")
        assert tags() == [("some",), (), ()]


async def test_capital_a_writes_a_note_on_the_article(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "A", *"Ask her", "ctrl+s")
        [made] = library.annotations()
        assert (made.target.scope, made.note) == (Scope.ARTICLE, "Ask her")


async def test_capital_e_corrects_what_is_said_of_an_article(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "E", "end", *" indeed", "tab", *"A; B", "enter")
        record = library.rows()[-1].record
        assert (record.title, record.authors) == ("An unmarked one indeed", ("A", "B"))
        await press(pilot, "u")
        assert library.rows()[-1].record.title == "An unmarked one"


async def test_a_wrong_date_is_said_and_nothing_typed_is_lost(session: Session, frame: Frame) -> None:
    app = started(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "E", "tab", "tab", "tab", "end", *"x", "enter")
        picture = "\n".join(frame(app))
        assert "“2026-10-02x” is no date" in picture
        await press(pilot, "backspace", "enter")
        assert isinstance(app.screen, LibraryScreen)


# opening the source


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://"])
async def test_o_opens_no_address_but_http(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.get", lambda: opened.append("asked"))
    with Library.open(tmp_path / "urls", create=True) as library:
        library.add([article("One", url=url)])
        session = Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))
        app = started(session)
        async with app.run_test() as pilot:
            await press(pilot, "o")
            assert said(app) == "the article has no address that a browser may open"
            assert opened == []


async def test_o_opens_the_address_in_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Browser:
        def open(self, url: str) -> None:
            opened.append(url)

    monkeypatch.setattr("webbrowser.get", Browser)
    with Library.open(tmp_path / "urls", create=True) as library:
        library.add([article("One", url="https://example.org/a?b=1")])
        session = Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))
        app = started(session)
        async with app.run_test() as pilot:
            await press(pilot, "o")
            assert opened == ["https://example.org/a?b=1"]


# adding


async def added(app: App[Any], pilot: Pilot[Any], keys: Sequence[str]) -> None:
    await press(pilot, *keys)
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_adds_a_folder_and_tells_the_outcomes_in_one_line(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(
            f"A title of its own {number}\n\nA paragraph with enough words {number}.\n"
        )
    (folder / "picture.bin").write_bytes(bytes(range(256)) * 9)
    (folder / ".hidden").write_text("x")
    app = started(session)
    async with app.run_test(size=(200, 24)) as pilot:
        await added(app, pilot, ["a", *str(folder), "enter"])
        assert said(app).startswith("3 added · 1 left out · 1 failed: ")
        assert "picture.bin" in said(app)
        assert len(titles(app)) == 6
        await press(pilot, "u")
        assert len(titles(app)) == 3


async def test_the_same_file_twice_is_here_already(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("A title\n\nA paragraph of text that is long enough to be one.\n")
    app = started(session)
    async with app.run_test(size=(120, 24)) as pilot:
        await added(app, pilot, ["a", *str(path), "enter"])
        assert said(app) == "1 added"
        await added(app, pilot, ["a", *str(path), "enter"])
        assert said(app) == "1 here already"


async def test_a_file_that_has_changed_is_updated_and_one_line_says_how(session: Session, tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {number} of a text that is long enough to be one." for number in range(3)]
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text("\n\n".join([f"A title for {name}", *paragraphs, f"{name} ends."]))
    app = started(session)
    async with app.run_test(size=(160, 24)) as pilot:
        await added(app, pilot, ["a", *str(folder), "enter"])
        count = len(titles(app))
        (folder / "one.txt").write_text("\n\n".join(["A title for one", *paragraphs, "It ends otherwise."]))
        await added(app, pilot, ["a", *str(folder / "one.txt"), "enter"])
        assert said(app) == "updated “A title for one”: 3 of 4 paragraphs as before"
        assert len(titles(app)) == count
        for name in ("one", "two"):
            (folder / f"{name}.txt").write_text("\n\n".join([f"A title for {name}", *paragraphs, "Again changed."]))
        await added(app, pilot, ["a", *str(folder), "enter"])
        assert said(app) == "2 updated"
        await press(pilot, "u")
        assert f"add {folder.name}" in said(app)


async def test_when_nothing_can_be_written_adding_ends_and_can_begin_again(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"A title {number}\n\nA paragraph of text, long enough {number}.\n")
    monkeypatch.setattr(LibraryScreen, "AT_ONCE", 2)

    def full(_items: Sequence[NewArticle]) -> None:
        raise LibraryError("the disk is full")

    app = started(session)
    async with app.run_test(size=(120, 24)) as pilot:
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(session.library, "add", full)
            await added(app, pilot, ["a", *str(tmp_path), "enter"])
            assert said(app) == "the disk is full"
        await added(app, pilot, ["a", *str(tmp_path / "1.txt"), "enter"])
        assert said(app) == "1 added"


async def test_a_path_that_is_not_there_is_said_in_the_dialog(
    session: Session, tmp_path: Path, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = started(session)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "a", *"none.txt", "enter")
        assert "! there is no file or folder “none.txt”" in "\n".join(frame(app))
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_tab_completes_a_path(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a long name.txt").write_text("A title\n\nA paragraph of text that is long enough to be one.\n")
    app = started(session)
    async with app.run_test(size=(200, 24)) as pilot:
        await added(app, pilot, ["a", *f"{tmp_path}/a lo", "tab", "enter"])
        assert said(app) == "1 added"


# other windows, reading, quitting


async def test_what_another_window_adds_appears(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        with Library.open(library.home) as other:
            other.add([article("From elsewhere")])
        app.look_around()
        await pilot.pause()
        assert "From elsewhere" in titles(app)
        assert current(app) == "An unmarked one"


@pytest.mark.parametrize("content", [b"", b"{", b'{"_store": {}}'])
async def test_a_library_file_that_breaks_is_written_anew_and_said_once(
    session: Session, library: Library, content: bytes, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LibraryScreen, "HEARD_AFTER", 0.0)
    app = started(session)
    file = library.home / "library.json"
    async with app.run_test(size=(200, 24)) as pilot:
        await pilot.pause()
        file.write_bytes(content)
        await until(lambda: "library.json was" in said(app))
        await until(lambda: "Joint patrols" in file.read_text("utf-8"))
        await press(pilot, "s", "r")
        assert library.rows()[-1].record.state is State.READ
        await press(pilot, "k")
        app.look_around()
        assert said(app) == ""


async def test_files_that_are_gone_are_said_once_and_end_nothing(
    session: Session, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_library: Library) -> bool:
        raise LibraryError("history.sqlite is gone")

    monkeypatch.setattr(LibraryScreen, "HEARD_AFTER", 0.0)
    app = started(session)
    async with app.run_test(size=(200, 24)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(Library, "poll", gone)
        app.look_around()
        assert said(app) == "history.sqlite is gone"
        await press(pilot, "s", "r")
        await press(pilot, "k")
        app.look_around()
        assert said(app) == ""
        assert current(app) == "An unmarked one"


async def test_reading_and_back_keeps_the_place_in_the_list(session: Session) -> None:
    app = started(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "j", "enter")
        assert not isinstance(app.screen, LibraryScreen)
        await press(pilot, "q")
        assert isinstance(app.screen, LibraryScreen)
        assert current(app) == "Joint patrols"


async def test_the_list_follows_the_reader_who_went_on_to_another_article(session: Session) -> None:
    app = started(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "enter", "J", "J", "q")
        assert current(app) == "Night trains"
        await press(pilot, "g", "c", "q")
        assert current(app) == "Night trains"
        await press(pilot, "g", "question_mark", "escape")
        assert current(app) == "An unmarked one"


async def test_a_library_opens_with_the_rows_around_the_article_read_last(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        library.add([article(f"Article {number:02}") for number in range(60)])
        session = Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))
        for down, top in ((5, 0), (25, None)):
            app = started(session)
            async with app.run_test(size=(79, 24)) as pilot:
                await press(pilot, "g", *["j"] * down, "enter", "ctrl+q")
            app = started(session)
            async with app.run_test(size=(79, 24)) as pilot:
                await pilot.pause()
                lines = listing(app)
                assert lines.cursor == down
                assert top is None or lines.scroll_offset.y == top
                assert lines.cursor - lines.scroll_offset.y >= 5, "rows before it are in sight"
                assert lines.scroll_offset.y + lines.size.height - lines.cursor > 5, "rows after it are, too"


async def test_a_filter_that_matches_nothing_leads_back_to_the_row_it_was_begun_on(session: Session) -> None:
    app = started(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "j", "slash", *"zzz", "escape")
        assert current(app) == "Joint patrols"
        await press(pilot, "slash", *"zzz", "enter", "escape")
        assert current(app) == "Joint patrols"
        await press(pilot, "slash", *"night", "escape")
        assert current(app) == "Night trains", "what was found is what one looks at"


async def test_the_article_read_last_is_under_the_cursor_next_time(session: Session) -> None:
    app = started(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "j", "enter", "ctrl+q")
    app = started(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert current(app) == "Joint patrols"


@pytest.mark.parametrize(
    "keys", [["q"], ["ctrl+q"], ["a", "ctrl+q"], ["question_mark", "ctrl+q"], ["ctrl+p", "ctrl+q"]]
)
async def test_q_quits_and_ctrl_q_quits_from_everywhere(session: Session, keys: list[str]) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, *keys)
        assert not app.is_running


async def test_esc_in_the_library_does_not_quit(session: Session) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "escape", "escape")
        assert app.is_running


async def test_warnings_are_said_on_the_first_screen(session: Session, frame: Frame) -> None:
    session.warnings.append("config.toml: there is no setting “colour”")
    app = started(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "! config.toml: there is no setting “colour”" in frame(app)[-1]


async def test_places_are_kept_within_two_seconds(session: Session, library: Library) -> None:
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "exclamation_mark")
        app.keep_state()
        session.errands.finish()
        kept = json.loads((library.home / "state.json").read_text())
        assert kept["settings"]["sort"] == "added:up"


async def test_a_users_key_works_and_the_default_is_free(library: Library) -> None:
    keymap = make_keymap({"library.down": ("w",), "library.remove": ()})
    session = Session(library, ReaderState.load(library.home), Settings(), keymap)
    app = started(session)
    async with app.run_test() as pilot:
        await press(pilot, "j", "D", "delete")
        assert (current(app), len(library.rows())) == ("An unmarked one", 3)
        await press(pilot, "w")
        assert current(app) == "Joint patrols"


async def test_what_is_done_to_one_article_is_not_done_to_the_first_of_several(
    session: Session, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("tui.browser.open_address", lambda url, _away: opened.append(url))
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("ctrl+a", "E")
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.status.message == "one article is corrected at a time: let the selection go first"
        await pilot.press("o")
        assert app.screen.status.message == "one article is opened at a time: let the selection go first"
        assert opened == []
        await pilot.press("s", "r")
        assert app.screen.status.message == "3 articles are read"


async def test_what_is_corrected_is_seen_on_a_tiny_screen(session: Session, library: Library, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.press("E", "ctrl+u", *"Boats")
        assert any("Boats" in line for line in frame(app))
