"""All notes: grouped by article, narrowed with each letter, changed, deleted, taken away."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from storage.anchoring import describe_article
from storage.annotation import Annotation
from storage.library import Library
from tui.screens.base import PaperknifeScreen
from tui.screens.export_dialog import ExportDialog
from tui.screens.note_editor import NoteEditor
from tui.screens.notes.screen import AllNotesScreen
from tui.session import Session

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]
Until = Callable[..., Awaitable[None]]


def row_id(library: Library, title: str) -> str:
    return next(row.id for row in library.rows() if row.record.title == title)


def lose_texts(library: Library) -> None:
    for path in Path(library.home / "texts").rglob("*"):
        if path.is_file():
            path.unlink()


@pytest.fixture
def marked(library: Library, mark: Mark) -> Library:
    mark("Joint patrols", 2, "displacement", note="Compare the UN figure in ¶ 4\nwith the October report.")
    mark("Joint patrols", 3, "displacement", "figures")
    mark("Night trains", 1, "sleep")
    mark("Night trains", 4, note="[/foo] in a note")
    library.mark(describe_article(library.article(row_id(library, "Night trains"))), note="On the whole")
    return library


@pytest.fixture
def screen(marked: Library, session: Session) -> AllNotesScreen:
    return AllNotesScreen(session)


def wheres(frame: list[str]) -> list[str]:
    """The places of the annotations, as they stand at the left."""
    words = (line.lstrip("▌ ").split("  ")[0].split(" ✎")[0].strip() for line in frame)
    return [word for word in words if word.startswith(("¶", "article", "hidden", "⚠"))]


async def test_annotations_stand_under_their_article_in_text_order(
    screen: AllNotesScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.pause()
        lines = frame(app)
        assert wheres(lines) == ["article", "¶ 1", "¶ 4", "¶ 2", "¶ 3"]
        titles = [line.strip() for line in lines if "The Ledger" in line]
        assert titles == ["Night trains · The Ledger · 2026-10-02", "Joint patrols · The Ledger · 2026-10-02"]
        text = "\n".join(lines)
        assert "“A Syrian government offensive" in text
        assert "✎ Compare the UN figure in ¶ 4" in text
        assert "with the October report." in text
        assert "displacement · figures" in text
        assert "✎ [/foo] in a note" in text
        assert lines[0].split() == ["notes", "5", "marks", "·", "by", "article"]


async def test_the_cursor_begins_on_an_annotation_and_steps_over_headings(
    screen: AllNotesScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert any(line.startswith("▌ ¶ 2") for line in frame(app))
        await pilot.press("g", "G", "k", "k")
        await pilot.pause()
        assert any(line.startswith("▌ ¶ 4") for line in frame(app))


async def test_the_list_narrows_with_each_letter_and_escape_clears(
    screen: AllNotesScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("slash", *"tag:slee")
        await pilot.pause()
        assert wheres(frame(app)) == ["¶ 1"]
        await pilot.press(*["backspace"] * 4, *"displacement")
        await pilot.pause()
        assert wheres(frame(app)) == ["¶ 2", "¶ 3"]
        assert any("2 of 5" in line for line in frame(app))
        await pilot.press("enter")
        await pilot.pause()
        assert wheres(frame(app)) == ["¶ 2", "¶ 3"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(wheres(frame(app))) == 5


async def test_words_find_quotes_and_notes(marked: Library, session: Session, host: Host, frame: Frame) -> None:
    app = host(AllNotesScreen(session, "october"))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.pause()
        assert wheres(frame(app)) == ["¶ 2"]
        assert any("1 of 5 marks · filter: october" in line for line in frame(app))


async def test_enter_reads_at_the_paragraph(
    screen: AllNotesScreen, host: Host, marked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[str, str | None]] = []
    monkeypatch.setattr(screen, "read_article", lambda article, among, at: read.append((article, at)))
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("G", "enter", "g", "enter")
        assert read == [
            (row_id(marked, "Joint patrols"), "p-000000000003"),
            (row_id(marked, "Night trains"), None),
        ]


async def test_a_changes_the_note_in_place(screen: AllNotesScreen, host: Host, marked: Library) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("j", "a")
        await pilot.pause()
        assert isinstance(app.screen, NoteEditor)
        await pilot.press(*"who slept?", "ctrl+s")
        await pilot.pause()
        assert "who slept?" in [mark.note for mark in marked.annotations()]
        assert "saved" in screen.status.message
        await pilot.press("u")
        await pilot.pause()
        assert "who slept?" not in [mark.note for mark in marked.annotations()]


async def test_a_note_of_somebody_else_is_left_alone(session: Session, host: Host, marked: Library) -> None:
    session.settings = type(session.settings)(creator="somebody else")
    screen = AllNotesScreen(session)
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert app.screen is screen
        assert "reader wrote this one" in screen.status.message


async def test_deleting_says_how_to_get_it_back_and_undo_does(
    screen: AllNotesScreen, host: Host, marked: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("j", "D")
        await pilot.pause()
        assert wheres(frame(app)) == ["article", "¶ 4", "¶ 2", "¶ 3"]
        assert "u brings it back" in screen.status.message
        assert any(line.startswith("▌ ¶ 4") for line in frame(app))
        await pilot.press("j", "u")
        await pilot.pause()
        assert wheres(frame(app)) == ["article", "¶ 1", "¶ 4", "¶ 2", "¶ 3"]
        assert any(line.startswith("▌ ¶ 1") for line in frame(app))


async def test_export_takes_what_is_listed(screen: AllNotesScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("slash", *"tag:sleep", "enter", "e")
        await pilot.pause()
        assert isinstance(app.screen, ExportDialog)
        assert any("1 article, 1 mark" in line for line in frame(app))


async def test_a_lost_passage_is_shown_apart_with_its_sign_and_its_quote(
    session: Session, host: Host, library: Library, mark: Mark, frame: Frame
) -> None:
    whole = library.article(row_id(library, "Night trains"))
    made = mark("Night trains", 3, "here")
    lost = type(made.target)(
        whole.id, made.target.scope, "p-ffffffffffff", "p-ffffffffffff", exact="Words that nobody wrote, ever, at all"
    )
    library.mark(lost, note="where did it go")
    app = host(AllNotesScreen(session))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.pause()
        assert wheres(frame(app)) == ["¶ 3", "⚠ lost"]
        assert any("Words that nobody wrote" in line for line in frame(app))


async def test_a_library_without_notes_says_what_to_do(session: Session, host: Host, frame: Frame) -> None:
    app = host(AllNotesScreen(session))
    async with app.run_test() as pilot:
        await pilot.press("j", "G", "space", "enter", "a", "D")
        await pilot.pause()
        assert any("No notes yet. In an article, a writes one." in line for line in frame(app))
        assert frame(app)[-1].split() == ["?", "help", "q", "back"]


async def test_tags_stand_on_their_own_line_in_a_narrow_terminal(
    screen: AllNotesScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(40, 40)) as pilot:
        await pilot.pause()
        lines = frame(app)
        assert "displacement · figures" in [line.strip() for line in lines]
        assert all(len(line) <= 40 for line in lines)


async def test_articles_beyond_the_first_screens_get_their_numbers_too(
    session: Session, host: Host, library: Library, mark: Mark, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark("Night trains", 1, "one")
    mark("Joint patrols", 3, "two")
    monkeypatch.setattr(AllNotesScreen, "AT_ONCE", 1)
    app = host(AllNotesScreen(session))
    async with app.run_test(size=(110, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert wheres(frame(app)) == ["¶ 1", "¶ 3"]


async def test_an_article_whose_text_is_gone_still_shows_its_notes(
    screen: AllNotesScreen, host: Host, marked: Library, frame: Frame
) -> None:
    lose_texts(marked)
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.pause()
        assert any("Compare the UN figure" in line for line in frame(app))


def row_text(library: Library) -> dict[str, tuple[str, ...]]:
    """The tags of each annotation, by the beginning of its note or quote."""
    return {mark.note[:12] or mark.target.exact[:12]: mark.tags for mark in library.annotations()}


async def test_one_key_goes_round_the_groupings_and_the_cursor_stays_on_its_annotation(
    screen: AllNotesScreen, host: Host, frame: Frame, session: Session
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("G", "S")
        lines = frame(app)
        assert "by tag" in lines[0]
        headings = [
            line.strip() for line in lines[1:] if line.strip() in {"displacement", "figures", "sleep", "no tag"}
        ]
        assert headings == ["displacement", "figures", "sleep", "no tag"]
        assert any(line.strip() == "Joint patrols · The Ledger" for line in lines), "the source stands with the quote"
        assert any(line.startswith("▌ ¶ 3") for line in lines)
        await pilot.press("S")
        lines = frame(app)
        assert "by time" in lines[0]
        assert any(line.strip().startswith(("today", "yesterday")) for line in lines)
        assert any(line.startswith("▌ ¶ 3") for line in lines)
        await pilot.press("S")
        assert "by article" in frame(app)[0]
    assert session.state.setting("notes-group", "") == "article"


async def test_very_many_are_grouped_beside_the_keys_and_the_cursor_stays_on_its_annotation(
    marked: Library, session: Session, host: Host, frame: Frame, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AllNotesScreen, "MANY", 2)
    app = host(screen := AllNotesScreen(session))
    async with app.run_test(size=(110, 30)) as pilot:
        await until(lambda: len(wheres(frame(app))) == 5)
        await pilot.press("G")
        mark = screen.lines.annotation
        for heading in ("displacement", "today", "Joint patrols"):
            await pilot.press("S")
            await until(lambda heading=heading: any(line.strip().startswith(heading) for line in frame(app)))
            assert screen.lines.annotation == mark
        await pilot.press("S", "S")
        await until(lambda: any(line.strip().startswith("today") for line in frame(app)))


async def test_z_folds_a_group_and_enter_unfolds_it(screen: AllNotesScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("j", "z")
        lines = frame(app)
        assert any(line.startswith("▌ ▸ Night trains") and "3 marks" in line for line in lines)
        assert wheres(lines) == ["¶ 2", "¶ 3"]
        await pilot.press("Z")
        assert wheres(frame(app)) == []
        await pilot.press("enter")
        assert wheres(frame(app)) == ["article", "¶ 1", "¶ 4"]
        await pilot.press("Z", "Z")
        assert len(wheres(frame(app))) == 5


async def test_what_is_selected_is_tagged_in_one_go_and_one_undo_takes_it_back(
    screen: AllNotesScreen, host: Host, marked: Library, frame: Frame
) -> None:
    before = row_text(marked)
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("j", "v", "j", "V")
        assert "3 selected" in frame(app)[0]
        assert "t tag   esc let go" in frame(app)[-1]
        await pilot.press("t", *"urgent", "enter")
        tags = row_text(marked)
        assert [key for key, names in tags.items() if "urgent" in names] == [
            "The quiet re",
            "[/foo] in a ",
            "Compare the ",
        ]
        await pilot.press("u")
        assert row_text(marked) == before


async def test_what_is_selected_is_deleted_in_one_go(
    screen: AllNotesScreen, host: Host, marked: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("ctrl+a", "D")
        assert marked.annotations() == ()
        assert "deleted 5 marks" in screen.status.message
        await pilot.press("u")
        assert len(marked.annotations()) == 5
        assert len(wheres(frame(app))) == 5


async def test_a_selected_annotation_that_the_filter_hides_is_left_alone(
    screen: AllNotesScreen, host: Host, marked: Library
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("ctrl+a", "slash", *"tag:sleep", "enter", "D")
        assert len(marked.annotations()) == 4
        assert not any("sleep" in mark.tags for mark in marked.annotations())


async def test_escape_clears_the_filter_and_then_lets_the_selection_go(
    screen: AllNotesScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("slash", *"tag:sleep", "enter", "v", "escape")
        assert "5 marks" in frame(app)[0]
        assert "1 selected" in frame(app)[0], "more can be looked for and selected too"
        await pilot.press("escape")
        assert "selected" not in frame(app)[0]
        assert app.screen is screen


async def test_y_copies_quote_source_note_and_tags_as_markdown(
    screen: AllNotesScreen, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    app = host(screen)
    monkeypatch.setattr(type(app), "copy_to_clipboard", lambda _app, text: copied.append(text))
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("G", "k", "v", "y")
        (text,) = copied
        assert text.startswith("# Joint patrols")
        assert "> A Syrian government offensive" in text
        assert "Compare the UN figure" in text
        assert "3.7 million" not in text, "the other annotation of the article was not selected"


def annotations_written(folder: Path) -> int:
    (written,) = folder.glob("*.json")
    return written.read_text(encoding="utf-8").count('"type": "Annotation"')


async def test_only_what_is_selected_is_exported(
    screen: AllNotesScreen, host: Host, frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("G", "v", "e")
        assert any("what is selected" in line for line in frame(app))
        assert any("1 article, 1 mark" in line for line in frame(app))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
    assert annotations_written(tmp_path) == 1


async def test_o_shows_only_those_that_have_lost_their_passage(
    session: Session, host: Host, library: Library, mark: Mark, frame: Frame, until: Until
) -> None:
    made = mark("Night trains", 3, "here")
    lost = made.target._replace(
        first="p-ffffffffffff", last="p-ffffffffffff", exact="Nobody wrote this, ever", revision=7
    )
    library.mark(lost, note="where did it go")
    app = host(AllNotesScreen(session))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("o")
        await until(lambda: wheres(frame(app)) == ["⚠ lost"])
        assert "has:orphan" in frame(app)[0]
        await pilot.press("o")
        assert wheres(frame(app)) == ["¶ 3", "⚠ lost"]


async def test_coming_back_from_the_article_the_cursor_is_on_the_same_row(
    screen: AllNotesScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("j", "j", "enter")
        assert app.screen is not screen
        await pilot.press("q")
        assert app.screen is screen
        assert any(line.startswith("▌ ¶ 4") for line in frame(app))


@pytest.mark.parametrize("size", [(20, 6), (40, 10), (60, 24), (160, 40)])
async def test_every_key_works_at_every_size(
    screen: AllNotesScreen, host: Host, frame: Frame, size: tuple[int, int]
) -> None:
    app = host(screen)
    async with app.run_test(size=size) as pilot:
        await pilot.press(
            "j", "v", "V", "S", "z", "Z", "Z", "S", "exclamation_mark", "S", "o", "o", "ctrl+a", "escape", "G"
        )
        assert all(len(line) <= size[0] for line in frame(app))
        assert any(line.startswith("▌") for line in frame(app))


async def test_very_many_are_read_beside_the_keys(
    screen: AllNotesScreen, host: Host, frame: Frame, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AllNotesScreen, "MANY", 2)
    monkeypatch.setattr(AllNotesScreen, "FIRST", 1)
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await until(lambda: len(wheres(frame(app))) == 5)
        await pilot.press("slash", *"displacement")
        await until(lambda: wheres(frame(app)) == ["¶ 2", "¶ 3"])
        await until(lambda: "2 of 5" in frame(app)[-1])


async def test_a_digit_gives_its_pinned_tag_to_all_that_are_selected_and_takes_it_off_again(
    screen: AllNotesScreen, host: Host, marked: Library, frame: Frame, session: Session
) -> None:
    session.state.pin(1, "sleep")
    app = host(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        assert "1 sleep" in frame(app)[-1]
        await pilot.press("j", "v", "v", "1")
        assert sum("sleep" in tags for tags in row_text(marked).values()) == 2
        await pilot.press("1")
        assert not any("sleep" in tags for tags in row_text(marked).values())
        await pilot.press("u", "escape", "G", "full_stop")
        assert [tags for tags in row_text(marked).values() if "figures" in tags] == [
            ("displacement", "figures", "sleep")
        ]
        await pilot.press("2")
        assert "2 is free: t picks, f2 pins" in screen.status.message
