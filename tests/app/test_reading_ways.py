"""Reading: the headings, the links, back to where one was, and the way through the list."""

from __future__ import annotations

from typing import Any

import pytest

from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Inline, InlineStyle, Kind, Role
from storage.library import Library, NewArticle
from tui.reading.links import links
from tui.reading.pointing import character_at
from tui.session import Session

LINKS = (
    Inline(4, 9, InlineStyle.LINK, "https://rivers.example/a"),
    Inline(14, 22, InlineStyle.LINK, "https://lakes.example/b"),
    Inline(23, 27, InlineStyle.LINK, "javascript:alert(1)"),
)


def add(library: Library, title: str, *blocks: Block) -> str:
    head = Block("p-0000000000ff", Kind.HEADING_1, title, Role.TITLE, True)
    added = library.add([NewArticle(RawDocument(b"x", f"{title}.txt"), CleanedArticle(title, (head, *blocks)))])
    return added[0].row.id


def block(number: int, text: str, kind: Kind = Kind.PARAGRAPH, **other: Any) -> Block:
    return Block(f"p-{number:012x}", kind, text, Role.BODY, True, **other)


@pytest.fixture
def guide(library: Library) -> str:
    """An article with headings of two levels and with links."""
    filler = "words that fill some lines of the page " * 12
    return add(
        library,
        "Guide",
        block(1, "see river and reedbeds here", inlines=LINKS),
        block(2, "Rivers", Kind.HEADING_2),
        block(3, filler),
        block(4, "Small rivers", Kind.HEADING_3),
        block(5, filler + "and https://reeds.example/c."),
        block(6, "Lakes", Kind.HEADING_2),
        block(7, filler),
        block(8, filler),
    )


async def test_the_outline_shows_where_one_is_and_goes_to_a_heading(guide: str, reading: Any) -> None:
    async with reading("Guide", height=20) as reader:
        await reader.press("j", "j", "j", "c")
        chosen = next(line for line in reader.lines if "│ ▌" in line)
        assert "Rivers" in chosen
        await reader.press("down", "down", "enter")
        assert reader.cursor == "Lakes"


async def test_typing_narrows_the_outline_and_escape_leaves_the_reader_at_the_very_place(
    guide: str, reading: Any
) -> None:
    async with reading("Guide", height=20) as reader:
        await reader.press("space", "ctrl+e")
        before = reader.lines
        await reader.press("c")
        await reader.type("small")
        assert "Lakes" not in "\n".join(line for line in reader.lines if "│" in line and "min" in line)
        await reader.press("escape")
        assert reader.lines == before


async def test_the_outline_counts_what_is_marked_under_each_heading(guide: str, reading: Any, mark: Any) -> None:
    mark("Guide", 5, "todo")
    async with reading("Guide") as reader:
        await reader.press("c")
        assert "1 mark" in next(line for line in reader.lines if "Small rivers" in line and "min" in line)
        assert "1 mark" not in next(line for line in reader.lines if "Lakes" in line and "min" in line)


async def test_an_article_without_headings_or_links_says_so(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("c")
        assert reader.said == "this article has no headings"
        await reader.press("f")
        assert reader.said == "this article has no links that a browser may open"


async def test_links_of_the_paragraph_come_first_and_a_script_never(guide: str, reading: Any) -> None:
    async with reading("Guide", width=90) as reader:
        await reader.press("j", "f")
        listed = [line.strip(" │▌") for line in reader.lines if ".example" in line]
        assert [line.split()[0] for line in listed[:3]] == ["river", "reedbeds", "https://reeds.example/c"]
        assert "in ¶ 1" in reader.seen
        assert "javascript" not in reader.seen


async def test_enter_opens_a_link_in_the_browser_and_y_copies_its_address(
    guide: str, reading: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("tui.browser.open_address", lambda url, _away: opened.append(url))
    async with reading("Guide") as reader:
        await reader.press("j", "f", "j")
        assert opened == []
        await reader.press("enter")
        assert opened == ["https://lakes.example/b"]
        assert reader.said == "opened https://lakes.example/b"
        await reader.press("f", "y")
        assert reader.app.clipboard == "https://rivers.example/a"
        assert opened == ["https://lakes.example/b"]


async def test_a_click_on_a_link_asks_with_its_whole_address_before_it_opens_it(
    guide: str, reading: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("tui.browser.open_address", lambda url, _away: opened.append(url))
    async with reading("Guide") as reader:
        link = next(link for link in links(reader.screen.view.blocks) if link.text == "river")
        y, line = next((y, line) for y, line in enumerate(reader.lines) if "see river" in line)
        pane = reader.screen.pane
        before = line.index("river") - 1 - pane.region.x
        await reader.pilot.click(pane, offset=(before, y - pane.region.y))
        assert "what was clicked" not in reader.seen, "the cell before it is no link"
        await reader.pilot.click(pane, offset=(before + 1, y - pane.region.y))
        await reader.pilot.pause()
        assert "what was clicked" in reader.seen
        assert link.url in reader.seen
        assert opened == []
        await reader.press("enter")
        assert opened == [link.url]


async def test_each_cell_of_the_text_leads_to_the_character_that_is_painted_there(guide: str, reading: Any) -> None:
    async with reading("Guide", width=60) as reader:
        pane, view = reader.screen.pane, reader.screen.view
        met = 0
        for y, line in enumerate(reader.lines[pane.region.y : pane.region.bottom]):
            for x, char in enumerate(line):
                found = character_at(view, x, y)
                if found is not None:
                    block, offset = found
                    met += 1
                    assert view.blocks[block].text[offset] == char
        assert met > 100


async def test_the_links_are_narrowed_by_typing_and_escape_first_shows_all_again(guide: str, reading: Any) -> None:
    async with reading("Guide") as reader:
        await reader.press("f", "slash")
        await reader.type("reeds")
        assert "rivers.example" not in reader.seen
        await reader.press("escape")
        assert "rivers.example" in reader.seen
        await reader.press("escape")
        assert "enter open" not in reader.seen


async def test_back_and_forward_after_big_moves(guide: str, reading: Any) -> None:
    async with reading("Guide", height=14) as reader:
        await reader.press("ctrl+o")
        assert reader.said == "no place to go back to"
        await reader.press("j")
        start = reader.lines
        await reader.press("G")
        end = reader.lines
        await reader.press("ctrl+o")
        assert reader.lines == start
        await reader.press("tab")
        assert reader.lines[:-1] == end[:-1]
        await reader.press("ctrl+o", "slash")
        await reader.type("Lakes")
        await reader.press("enter")
        assert reader.cursor == "Lakes"
        await reader.press("ctrl+o")
        assert reader.cursor.startswith("see river")


async def test_who_is_led_to_a_passage_can_go_back_to_where_they_were(
    guide: str, reading: Any, session: Session
) -> None:
    async with reading("Guide", height=14) as reader:
        await reader.press("j", "j")
        here = reader.cursor
    async with reading("Guide", height=14, at="p-000000000008") as reader:
        assert reader.cursor != here
        await reader.press("ctrl+o")
        assert reader.cursor == here


async def test_the_header_says_which_article_of_the_list_this_is(session: Session, reading: Any) -> None:
    among = [row.id for row in session.library.rows()]
    async with reading(among=among) as reader:
        assert f"1 of {len(among)}" in reader.lines[0]
        await reader.press("J")
        assert f"2 of {len(among)}" in reader.lines[0]


@pytest.mark.parametrize("key", ["j", "space", "ctrl+d"])
async def test_at_the_end_a_key_down_says_so_and_what_comes_next(session: Session, reading: Any, key: str) -> None:
    rows = {row.record.title: row.id for row in session.library.rows()}
    async with reading("Night trains", among=[rows["Night trains"], rows["Joint patrols"]]) as reader:
        await reader.press("G", key)
        assert reader.said == "the end · J reads on: Joint patrols"
        await reader.press("J", "G", key)
        assert reader.said == "the end"


async def test_the_bottom_line_says_how_long_the_rest_takes(guide: str, reading: Any) -> None:
    async with reading("Guide", height=14) as reader:
        assert "min left" in reader.lines[-1]
        await reader.press("G")
        assert "left" not in reader.lines[-1]
        assert reader.lines[-1].endswith("100 %")


async def test_the_map_at_the_right_is_dragged_and_one_jump_leads_back(guide: str, reading: Any) -> None:
    async with reading("Guide", height=14) as reader:
        await reader.press("j")
        start = reader.cursor
        await reader.pilot.mouse_down("Minimap", offset=(0, 4))
        for row in (6, 8, 11):
            await reader.pilot.hover("Minimap", offset=(0, row))
        await reader.pilot.mouse_up("Minimap", offset=(0, 11))
        await reader.pilot.pause()
        assert reader.screen.view.at_end()
        await reader.press("ctrl+o")
        assert reader.cursor == start
        await reader.press("ctrl+o")
        assert reader.said == "no place to go back to"
