"""Reading: what the reader sees and does on the reading screen, in the reader's words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import current_thread
from typing import Any

import pytest

from storage.article import CleanedArticle, RawDocument, State
from storage.block import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.cleaning.reasons import word
from storage.library import Library, NewArticle, Place, ReaderState
from tui.actions import Context, actions_of
from tui.reading import moves
from tui.screens.reading.screen import ReadingScreen
from tui.session import Session
from tui.widgets.reading_pane import ReadingPane

WIDTHS = pytest.mark.parametrize("width", [60, 100, 160])


def article_id(session: Session, title: str) -> str:
    return next(row.id for row in session.library.rows() if row.record.title == title)


def add(library: Library, title: str, blocks: list[Block], raw: bytes = b"raw") -> str:
    added = library.add([NewArticle(RawDocument(raw, f"{title}.txt"), CleanedArticle(title, tuple(blocks)))])
    return added[0].row.id


def paragraph(number: int, text: str, kind: Kind = Kind.PARAGRAPH, **other: Any) -> Block:
    return Block(f"p-{number:012x}", kind, text, Role.BODY, True, **other)


def hidden(number: int, text: str, cue: str = "share-words") -> Block:
    return Block(f"p-{number:012x}", Kind.PARAGRAPH, text, Role.SHARE, False, Reason(cue, (text,)))


# what is seen


@WIDTHS
async def test_the_article_is_shown_with_numbers_and_its_place_in_the_header(reading: Any, width: int) -> None:
    async with reading(width=width) as reader:
        assert reader.lines[0].startswith(" Night trains")
        assert "of 4" not in reader.lines[0]
        assert "1" in next(line for line in reader.lines if "The quiet return" in line)
        assert "The third is short." in reader.seen
        await reader.press("g", "j", "j")
        assert reader.lines[0].endswith("¶ 1 of 4")


@WIDTHS
async def test_hidden_lines_are_one_dim_line_that_says_what(reading: Any, width: int) -> None:
    async with reading(width=width) as reader:
        assert "▸ 1 line hidden · menu" in reader.seen


@WIDTHS
async def test_no_line_is_wider_than_the_text_column(reading: Any, width: int) -> None:
    async with reading(width=width) as reader:
        geometry = reader.screen.view.geometry
        text = [line for line in reader.lines[2:-1] if "sleeping cars" in line or "paragraph speaks" in line]
        assert text
        assert all(len(line.rstrip("┃│ ")) <= geometry.text + geometry.measure for line in text)


async def test_brackets_in_a_text_are_shown_as_they_are(reading: Any) -> None:
    async with reading() as reader:
        assert "The fourth [/foo] holds [red]square brackets[red] that are no" in reader.seen


async def test_a_hostile_article_cannot_steer_the_terminal(session: Session, reading: Any) -> None:
    evil = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202eback [bold]"
    blocks = [paragraph(1, evil), paragraph(2, evil, Kind.CODE), paragraph(3, f"{evil}\t{evil}", Kind.TABLE),
              paragraph(4, evil, Kind.FIGURE), paragraph(5, evil, Kind.LIST_ITEM, marker="\x1b[1m")]  # fmt: skip
    add(session.library, "evil", blocks)
    row = session.library.rows()[-1]
    session.library.edit(row.id, title="[/x] \x1b[2J evil", site="[red]")
    async with reading(session.library.row(row.id).record.title) as reader:
        await reader.press("j", "j", "j", "j", "X", "z")
        assert not {char for char in reader.seen if char != "\n" and not char.isprintable()}
        assert "[bold]" in reader.seen


async def test_every_kind_of_block_is_shown(session: Session, reading: Any) -> None:
    blocks = [
        paragraph(1, "Heading", Kind.HEADING_2),
        paragraph(2, "bold and code", inlines=(Inline(0, 4, InlineStyle.STRONG), Inline(9, 13, InlineStyle.CODE))),
        paragraph(3, "item", Kind.LIST_ITEM, marker="1."),
        paragraph(4, "said", Kind.QUOTE),
        paragraph(5, "if x:\n\ty()", Kind.CODE),
        paragraph(6, "a\tb\nlong\tc", Kind.TABLE),
        paragraph(7, "a harbour", Kind.FIGURE),
        paragraph(8, "", Kind.RULE),
    ]
    add(session.library, "kinds", blocks)
    async with reading("kinds", height=40) as reader:
        for shown in (
            "Heading",
            "bold and code",
            "1. item",
            "│ said",
            "if x:",
            "a     b",
            "[picture: a harbour]",
            "────",
        ):
            assert shown in reader.seen


async def test_an_article_without_text_says_what_it_is_and_takes_every_key(session: Session, reading: Any) -> None:
    add(session.library, "empty", [])
    async with reading("empty") as reader:
        for action in actions_of(Context.READING):
            if action.id not in {"reading.export", "reading.edit", "reading.find"}:
                await reader.press(session.keymap.of(action.id)[0])
                if reader.app.screen is not reader.screen:
                    await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_every_action_of_the_reading_table_has_its_method() -> None:
    methods = {action.id: action.method.partition("(")[0] for action in actions_of(Context.READING)}
    assert [action for action, method in methods.items() if not hasattr(ReadingScreen, f"action_{method}")] == []


async def test_one_paragraph_of_a_megabyte_can_be_read_to_its_end(session: Session, reading: Any) -> None:
    add(session.library, "long", [paragraph(1, "word " * 200_000 + "END")])
    async with reading("long") as reader:
        await reader.press("space", "j", "G")
        assert "END" in reader.seen


# moving


async def test_j_and_k_go_from_paragraph_to_paragraph(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("g", "j", "j", "j")
        assert reader.cursor.startswith("A second paragraph")
        await reader.press("k")
        assert reader.cursor.startswith("The quiet return")
        assert next(line for line in reader.lines if "The quiet return" in line).strip().startswith("▌ 1")


async def test_lines_pages_half_pages_and_ends(session: Session, reading: Any) -> None:
    add(session.library, "many", [paragraph(n, f"paragraph number {n}") for n in range(1, 81)])
    async with reading("many", height=20) as reader:
        await reader.press("ctrl+e")
        assert reader.first_words == "paragraph number 2"
        await reader.press("ctrl+y")
        assert reader.first_words == "paragraph number 1"
        await reader.press("space")
        page = reader.screen.view.spot().top
        await reader.press("b", "ctrl+d")
        assert 0 < reader.screen.view.spot().top < page
        await reader.press("ctrl+u")
        assert reader.screen.view.spot().top == 0
        await reader.press("G")
        assert reader.cursor == "paragraph number 80"
        assert "100 %" in reader.lines[-1]
        await reader.press("g")
        assert reader.cursor == "paragraph number 1"


async def test_headings_and_marked_paragraphs_are_gone_to(session: Session, reading: Any, mark: Any) -> None:
    mark("Joint patrols", 2, "conflict")
    async with reading("Joint patrols") as reader:
        await reader.press("g", "right_square_bracket")
        assert reader.cursor.startswith("A Syrian government")
        await reader.press("right_square_bracket")
        assert reader.said == "nothing is marked below"
        await reader.press("left_curly_bracket")
        assert reader.cursor == "Joint patrols"


async def test_the_next_article_of_the_list_is_one_key_away_and_both_remember_their_place(
    session: Session, reading: Any
) -> None:
    among = [row.id for row in session.library.rows()]
    async with reading("Night trains", among=among) as reader:
        await reader.press("G", "J")
        assert reader.lines[0].startswith(" Joint patrols")
        await reader.press("K")
        assert reader.cursor.startswith("The fourth")
        await reader.press("K")
        assert "first article" in reader.said


# the place


@pytest.mark.parametrize("other", [(60, 30), (160, 50), (200, 20), (40, 12)])
async def test_after_a_crash_and_at_another_width_the_reader_is_at_the_same_words(
    library: Library, session: Session, reading: Any, other: tuple[int, int], until: Callable[..., Awaitable[None]]
) -> None:
    article = add(
        library,
        "long",
        [paragraph(n, f"{n} begins. " + "many words follow here and there " * 20) for n in range(1, 9)],
    )
    async with reading("long", width=100, height=16) as reader:
        await reader.press("j", "j", "j", "ctrl+e", "ctrl+e", "ctrl+e")
        words, cursor = reader.first_words, reader.cursor
        view, blocks = reader.screen.view, library.article(article).blocks
        spot = view.spot()
        here = (blocks[spot.cursor].id, blocks[spot.top].id, spot.offset)
        await until(lambda: (at := session.state.place(article)) and (at.paragraph, at.top, at.offset) == here)
        session.state.flush()
    session.state = ReaderState.load(library.home)
    async with reading("long", width=other[0], height=other[1]) as reader:
        assert reader.first_words == words
        assert reader.cursor == cursor


async def test_resizing_keeps_the_row_under_the_cursor_where_it_is(session: Session, reading: Any) -> None:
    add(
        session.library, "long", [paragraph(n, f"{n} begins. " + "many words follow here " * 20) for n in range(1, 9)]
    )
    async with reading("long", width=100, height=16) as reader:
        await reader.press("j", "j", "ctrl+e", "ctrl+e")
        shown, row, cursor = reader.seen, moves.row_of_cursor(reader.screen.view), reader.cursor
        for size in ((61, 16), (140, 30), (50, 10), (100, 16)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            assert (moves.row_of_cursor(reader.screen.view), reader.cursor) == (row, cursor)
        assert reader.seen == shown


async def test_no_key_waits_while_it_is_noted_that_the_article_is_being_read(
    session: Session, library: Library, reading: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_threads: list[str] = []
    set_state = library.set_state

    def slowly(*args: Any, **options: Any) -> None:
        on_threads.append(current_thread().name)
        set_state(*args, **options)

    monkeypatch.setattr(library, "set_state", slowly)
    async with reading() as reader:
        await reader.press("G")
        assert on_threads == ["errands", "errands"]
        assert session.library.row(reader.screen.article.id).record.state is State.READ


async def test_opening_makes_it_read_in_part_and_coming_to_the_end_read(session: Session, reading: Any) -> None:
    async with reading() as reader:
        assert session.library.row(reader.screen.article.id).record.state is State.READING
        await reader.press("G")
        assert session.library.row(reader.screen.article.id).record.state is State.READ
        await reader.press("u")
        assert reader.said.startswith("undone: add 3 articles")
        await reader.press("ctrl+r")
        await reader.press("ctrl+r")
    place = session.state.place(reader.screen.article.id)
    assert place is not None
    assert place.furthest == 1.0


async def test_an_article_can_be_opened_at_a_paragraph(session: Session, reading: Any) -> None:
    session.state.set_place(article_id(session, "Night trains"), Place("p-000000000001", "p-000000000001", 0, 0.5))
    async with reading("Night trains", at="p-000000000003") as reader:
        assert reader.cursor == "The third is short."


# what is hidden


@WIDTHS
async def test_everything_hidden_is_shown_in_its_place_with_its_reason(reading: Any, width: int) -> None:
    async with reading(width=width) as reader:
        await reader.press("X")
        assert "Home" in reader.seen
        told = next(line for line in reader.seen.splitlines() if "menu-words: Home" in line)
        assert ("hidden · " in told) == (width > 140), "a narrow margin says only why"
        await reader.press("X")
        assert "▸ 1 line hidden" in reader.seen


async def test_the_line_under_the_cursor_stays_where_it_is_when_much_unfolds_above_it(
    session: Session, reading: Any
) -> None:
    menu = [hidden(number, f"menu entry {number}") for number in range(1, 41)]
    text = [paragraph(number, f"Paragraph {number}.") for number in range(42, 82)]
    add(session.library, "below a menu", [*menu, paragraph(41, "The first of the text."), *text])

    def row_of(reader: Any) -> int:
        rows: list[str] = reader.seen.splitlines()
        return next(row for row, line in enumerate(rows) if "The first of the text." in line)

    async with reading("below a menu") as reader:
        await reader.press("g", "j")
        before = row_of(reader)
        await reader.press("X")
        assert row_of(reader) == before
        assert "menu entry 40" in reader.seen
        await reader.press("X")
        assert row_of(reader) == before


async def test_x_hides_a_paragraph_and_brings_it_back(session: Session, reading: Any) -> None:
    async with reading() as reader:
        await reader.press("g", "j", "j", "x")
        assert "hidden · by you" in reader.seen
        assert "The quiet return" not in reader.seen
        assert reader.said.startswith("¶ 1 is hidden")
        await reader.press("x")
        assert "The quiet return" in reader.seen
        await reader.press("x", "u")
        assert "The quiet return" in reader.seen
        await reader.press("g", "x")
        assert "▸" not in reader.seen


async def test_several_lines_at_once_are_hidden_and_back(session: Session, reading: Any) -> None:
    add(session.library, "folded", [hidden(1, "share this"), hidden(2, "tweet this"), paragraph(3, "text")])
    async with reading("folded") as reader:
        await reader.press("g", "X", "v", "j", "x")
        assert reader.said.startswith("hidden lines are back")
        await reader.press("v", "k", "x")
        assert reader.said.startswith("¶ 1–2 are hidden")


async def test_enter_unfolds_one_run_and_x_brings_one_of_its_lines_back(session: Session, reading: Any) -> None:
    add(session.library, "folded", [hidden(1, "share this"), hidden(2, "tweet this"), paragraph(3, "text")])
    async with reading("folded") as reader:
        assert "2 lines hidden · share links" in reader.seen
        await reader.press("g", "x")
        assert "share this" in reader.seen
        await reader.press("j", "x")
        assert reader.screen.article.blocks[1].kept
        assert not reader.screen.article.blocks[0].kept
        assert "tweet this" in reader.seen


async def test_the_raw_text_is_shown_at_the_matching_place_and_back(session: Session, reading: Any) -> None:
    lines = [f"line {n} holds words of its own" for n in range(60)]
    add(session.library, "raw", [paragraph(n, line) for n, line in enumerate(lines)], "\r\n".join(lines).encode())
    async with reading("raw", height=20) as reader:
        await reader.press(*"jjjjjjjjjjjj", "R")
        assert "as it came · line 13 of 60" in reader.lines[0]
        assert reader.cursor == lines[12]
        await reader.press("t")
        assert "as it came" in reader.said
        await reader.press("R")
        assert reader.cursor == lines[12]
        await reader.press("R", *"jjjjj", "R")
        assert reader.cursor == lines[17]


async def test_the_raw_text_stands_where_the_clean_one_stood(session: Session, reading: Any) -> None:
    lines = [f"line {n} holds words of its own" for n in range(60)]
    page = f"<html><head><title>{lines[30]}</title></head><body><p>" + "</p>\n<p>".join(lines) + "</p></body></html>"
    add(session.library, "raw", [paragraph(n, line) for n, line in enumerate(lines)], page.encode())
    async with reading("raw", height=20) as reader:
        await reader.press(*"jjjjjjjjjjjjjjjjjjjjjjjjjjjjjj")
        row = next(row for row, text in enumerate(reader.lines) if lines[30] in text)
        await reader.press("R")
        assert f"<p>{lines[30]}</p>" in reader.lines[row]


async def test_the_bottom_line_offers_in_the_raw_text_what_works_there(reading: Any) -> None:
    async with reading(width=110) as reader:
        assert "t tag   a note   v range   x hide" in reader.lines[-1]
        await reader.press("R")
        assert reader.lines[-1].startswith(" R clean text   / find   ? help")
        await reader.press("R")
        assert "t tag   a note   v range   x hide" in reader.lines[-1]


@pytest.mark.parametrize("key", ["1", "full_stop"])
async def test_no_key_that_tags_is_named_in_the_raw_text_where_none_does(reading: Any, key: str) -> None:
    async with reading() as reader:
        await reader.press("R", key)
        assert reader.said == "this is the text as it came; R goes back to the clean one"
        await reader.press("R", key)
        assert "t" in reader.said.split()


async def test_the_reason_of_the_hidden_line_under_the_cursor_is_told_whole(session: Session, reading: Any) -> None:
    blocks = [hidden(1, "share this"), hidden(2, "tweet this"), paragraph(3, "text")]
    add(session.library, "folded", blocks)
    async with reading("folded", width=80) as reader:
        await reader.press("g")
        assert "x unfold" in reader.lines[-1]
        await reader.press("X", "j")
        assert "x keep" in reader.lines[-1]
        assert blocks[1].reason is not None
        assert word(blocks[1].reason) in reader.seen
        assert word(blocks[1].reason) not in reader.lines[-1], "it stands under the line; the keys have the room"


async def test_a_reason_that_is_cut_under_its_line_is_told_below(session: Session, reading: Any) -> None:
    why = Reason("share-words", ("tweet this to everybody whom you know and to their friends, one by one",))
    add(session.library, "long", [hidden(1, "tweet")._replace(reason=why), paragraph(2, "text")])
    async with reading("long", width=80) as reader:
        await reader.press("X", "g")
        assert "share: says “tweet this" in reader.lines[-1]


async def test_an_article_without_its_bytes_says_so(session: Session, reading: Any, library: Library) -> None:
    (raw,) = [
        path for path in (library.home / "raw").rglob("*") if path.is_file() and b"night train" in path.read_bytes()
    ]
    raw.unlink()
    async with reading() as reader:
        await reader.press("R")
        assert "not here" in reader.said


# width and only the text


async def test_the_width_is_kept(session: Session, reading: Any) -> None:
    async with reading(width=160) as reader:
        before = reader.screen.view.geometry.measure
        await reader.press("plus")
        assert reader.screen.view.geometry.measure == before + 4
        await reader.press("minus", "minus")
        assert session.state.setting("width", 0) == before - 4
    async with reading("Joint patrols", width=160) as reader:
        assert reader.screen.view.geometry.measure == before - 4


async def test_only_the_text_leaves_no_gutter_margin_or_header(reading: Any, mark: Any) -> None:
    mark("Night trains", 1, "todo", note="Remember")
    async with reading() as reader:
        assert "todo" in reader.seen
        await reader.press("z")
        assert "todo" not in "\n".join(reader.lines[:-1])
        assert "▎" not in reader.seen
        assert "The Ledger" not in reader.seen
        await reader.press("z")
        assert "✎ Remember" in reader.seen


# finding


async def test_find_counts_and_goes_to_the_first_hit_then_to_the_next(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("g", "slash")
        await reader.type("koln")
        assert "1 of 1" in reader.lines[-1]
        assert reader.cursor.startswith("A second paragraph")
        await reader.press("enter", "n")
        assert "hit 1 of 1" in reader.lines[-1]
        await reader.press("escape")
        assert "hit" not in reader.lines[-1]
        assert reader.cursor.startswith("A second paragraph")


@WIDTHS
async def test_while_hits_are_shown_the_bottom_line_says_how_to_go_on_and_how_to_end(
    session: Session, reading: Any, width: int
) -> None:
    for digit, tag in enumerate(("conflict", "displacement", "figures"), start=1):
        session.state.pin(digit, tag)
    async with reading(width=width) as reader:
        await reader.press("slash", *"night", "enter")
        assert "n next hit   N before   esc" in reader.lines[-1]
        await reader.press("escape")
        assert "next hit" not in reader.lines[-1]
        assert "displac" in reader.lines[-1]


async def test_leaving_find_goes_back_to_where_the_reader_was(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("g", "slash")
        await reader.type("third")
        assert reader.cursor == "The third is short."
        await reader.press("escape")
        assert reader.screen.view.cursor == 0
        assert reader.app.screen is reader.screen


async def test_an_empty_find_and_n_find_what_was_looked_for_last_also_in_another_article(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("slash", "enter")
        assert not reader.screen.view.hits
        await reader.press("slash")
        await reader.type("third")
        await reader.press("enter", "escape", "g", "slash")
        assert reader.lines[-1].startswith(" find: third")
        await reader.press("enter")
        assert reader.cursor == "The third is short."
        await reader.press("g", "slash", "up", "backspace")
        assert reader.lines[-1].startswith(" find: thir ")
        await reader.press("escape")
    async with reading("Joint patrols") as reader:
        await reader.press("g", "n")
        assert reader.said == "nothing found: third"


async def test_find_goes_across_the_ends_of_lines_and_round_the_end(reading: Any) -> None:
    async with reading(width=60) as reader:
        await reader.press("slash")
        await reader.type("the night train")
        assert "1 of 1" in reader.lines[-1]
        await reader.press("enter", "slash")
        await reader.type("is")
        count = len(reader.screen.view.hits)
        assert count > 1
        await reader.press("enter", "G", "n")
        assert f"hit 1 of {count}" in reader.lines[-1] or "from the beginning" in reader.said
        await reader.press("N")
        assert reader.screen.view.hit == count - 1


async def test_hidden_text_is_found_only_where_it_is_shown(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("slash")
        await reader.type("home")
        assert "nothing found" in reader.lines[-1]
        await reader.press("escape", "X", "slash")
        await reader.type("home")
        assert "1 of 1" in reader.lines[-1]


# ways out


async def test_copy_takes_the_quote_and_its_source(reading: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    async with reading() as reader:
        monkeypatch.setattr(reader.app, "copy_to_clipboard", copied.append)
        await reader.press("g", "j", "j", "j", "j", "y")
        assert copied == ["“The third is short.”\n— Night trains, The Ledger, 2 Oct 2026\n"]
        assert reader.said == "copied ¶ 3 with its source"
        await reader.press("s", "y")
        assert reader.said == "copied words in ¶ 3 with its source"


async def test_lines_that_are_folded_are_not_copied_unread(
    session: Session, reading: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(session.library, "folded", [hidden(1, "share this"), hidden(2, "tweet this"), paragraph(3, "text")])
    copied: list[str] = []
    async with reading("folded") as reader:
        monkeypatch.setattr(reader.app, "copy_to_clipboard", copied.append)
        await reader.press("g", "y")
        assert reader.said == "these lines are folded · enter unfolds them"
        assert not copied
        await reader.press("enter", "y")
        assert "share this" in copied[0]


async def test_the_mouse_works_too(session: Session, reading: Any) -> None:
    add(session.library, "many", [paragraph(n, f"paragraph number {n}") for n in range(1, 81)])
    async with reading("many", height=20) as reader:
        await reader.pilot.click(ReadingPane, offset=(20, 4))
        assert reader.cursor == "paragraph number 3"
        await reader.pilot.click("Minimap", offset=(0, 16))
        await reader.pilot.pause()
        assert reader.screen.view.at_end()


async def test_a_theme_changed_while_reading_paints_again(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("backslash")
        assert "The quiet return" in reader.seen


async def test_what_another_process_wrote_appears_without_moving_the_reader(
    library: Library, reading: Any, tmp_path: Path
) -> None:
    async with reading() as reader:
        await reader.press("j", "j")
        words = reader.first_words
        with Library.open(library.home, creator="reader") as other:
            from storage.anchoring import describe

            other.mark(describe(other.article(reader.screen.article.id), "p-000000000003"), add=["elsewhere"])
        reader.app.look_around()
        await reader.pilot.pause()
        assert "elsewhere" in reader.seen
        assert reader.first_words == words


async def test_a_note_written_above_in_another_window_leaves_the_cursors_row_where_it_is(
    reading: Any, mark: Any
) -> None:
    async with reading(width=60, height=14) as reader:
        await reader.press("j", "j", "j", "j")
        cursor, row = reader.cursor, next(n for n, line in enumerate(reader.lines) if "▌" in line)
        mark("Night trains", 1, "conflict", note="a note of several words that takes some lines under its paragraph")
        reader.screen.library_changed()
        await reader.pilot.pause()
        assert "1 conflict" not in reader.lines[row]
        assert next(n for n, line in enumerate(reader.lines) if "▌" in line) == row
        assert reader.cursor == cursor
        await reader.press("u")
        assert next(n for n, line in enumerate(reader.lines) if "▌" in line) == row


async def test_an_article_that_another_process_removed_stays_on_the_screen_and_says_so(
    library: Library, reading: Any
) -> None:
    async with reading() as reader:
        with Library.open(library.home) as other:
            other.remove([reader.screen.article.id])
        reader.app.look_around()
        await reader.pilot.pause()
        assert "is not in the library" in reader.said
        assert "The third is short." in reader.seen
        await reader.press("j", "j", "full_stop", "x", "D")
        assert "The third is short." in reader.seen


@pytest.mark.parametrize("size", [(1, 3), (8, 4), (20, 6), (40, 12), (400, 90)])
async def test_no_size_of_the_terminal_breaks_it(reading: Any, mark: Any, size: tuple[int, int]) -> None:
    mark("Night trains", 2, "todo", note="Remember this for later")
    async with reading(width=size[0], height=size[1]) as reader:
        await reader.press(
            "j", "j", "X", "z", "z", "s", "l", "escape", "R", "G", "R", "space", "v", "k", "escape", "1"
        )
        assert len(reader.lines) == size[1]
        assert all(len(line) <= size[0] for line in reader.lines)
        assert reader.app.screen is reader.screen


async def test_keys_that_only_move_need_not_wait_for_one_another(session: Session, reading: Any) -> None:
    add(session.library, "many", [paragraph(n, f"paragraph number {n}") for n in range(1, 81)])
    async with reading("many", height=20) as reader:
        assert all(reader.app.stays(key) for key in ("j", "k", "space", "ctrl+e", "G", "n"))
        assert not any(reader.app.stays(key) for key in ("t", "a", "slash", "q", "escape", "1", "question_mark"))
        await reader.pilot.press(*"jjjjj", "t", *"new", "enter", "j")
        await reader.pilot.pause()
        assert reader.cursor == "paragraph number 7"
        assert [mark.target.exact for mark in reader.marks] == ["paragraph number 6"]
