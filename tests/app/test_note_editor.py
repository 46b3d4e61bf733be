"""The note editor: saving, drafts, undo inside, pasting, and a paragraph that stays in sight."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.geometry import Region

from storage.annotation import Annotation
from storage.errors import LibraryError
from storage.library import Library, ReaderState
from tui.screens.base import PaperknifeScreen
from tui.screens.note_editor import NoteEditor, write_note
from tui.session import Session
from tui.widgets.note_area import NoteArea

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
KEY = "article:p-1-p-1"


@pytest.fixture
def answers() -> list[str | None]:
    return []


@pytest.fixture
def writing(
    session: Session, desk: PaperknifeScreen, host: Host, answers: list[str | None]
) -> Callable[..., App[None]]:
    """An app where a opens the editor."""

    def make(note: str = "", beside: Region | None = None) -> App[None]:
        def action_note() -> None:
            desk.app.push_screen(NoteEditor(session, "note on ¶ 3", note, KEY, beside), answers.append)

        desk.action_note = action_note  # type: ignore[attr-defined]  # what the reading screen has
        return host(desk)

    return make


def subtitle(app: App[None]) -> str:
    return str(app.screen.query_one("#editor").border_subtitle)


async def test_a_note_of_several_lines_is_saved(writing: Callable[..., App[None]], answers: list[str | None]) -> None:
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", *"one", "enter", "enter", *"two", "ctrl+s")
        assert answers == ["one\n\ntwo"]


async def test_keys_typed_right_after_a_all_arrive(
    writing: Callable[..., App[None]], answers: list[str | None]
) -> None:
    app = writing()
    async with app.run_test() as pilot:
        for key in "a" + "quick":
            app.post_message(events.Key(key, key))
        app.post_message(events.Key("ctrl+s", None))
        await pilot.pause()
        await pilot.pause()
        assert answers == ["quick"]


async def test_escape_keeps_the_draft_and_it_is_there_again(
    writing: Callable[..., App[None]], answers: list[str | None], session: Session, desk: PaperknifeScreen
) -> None:
    app = writing("old")
    async with app.run_test() as pilot:
        await pilot.press("a", *" and new", "escape")
        assert answers == [None]
        assert "draft kept" in desk.status.message
        assert ReaderState.load(session.library.home).draft(KEY) == "old and new"
        await pilot.press("a")
        await pilot.pause()
        assert app.screen.query_one(NoteArea).text == "old and new"
        assert "draft restored" in str(app.screen.query_one("#editor").border_title)


async def test_leaving_an_unchanged_note_keeps_no_draft(
    writing: Callable[..., App[None]], session: Session, desk: PaperknifeScreen
) -> None:
    app = writing("old")
    async with app.run_test() as pilot:
        await pilot.press("a", "x", "backspace", "escape")
        assert session.state.draft(KEY) is None
        assert desk.status.message == ""


async def test_what_is_typed_is_on_the_disk_soon(
    writing: Callable[..., App[None]], session: Session, until: Callable[..., Awaitable[None]]
) -> None:
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", *"not yet saved")
        await until(lambda: ReaderState.load(session.library.home).draft(KEY) == "not yet saved")


async def test_quitting_keeps_the_draft(writing: Callable[..., App[None]], session: Session) -> None:
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", *"half a thou", "ctrl+q")
        await pilot.pause()
    session.errands.finish()  # as who started the app does when it has ended
    session.state.flush()
    assert ReaderState.load(session.library.home).draft(KEY) == "half a thou"


async def test_an_emptied_note_answers_with_nothing_in_it(
    writing: Callable[..., App[None]], answers: list[str | None]
) -> None:
    app = writing("old")
    async with app.run_test() as pilot:
        await pilot.press("a", "ctrl+u")
        await pilot.pause()
        assert "remove it" in subtitle(app)
        await pilot.press("ctrl+s")
        assert answers == [""]


async def test_undo_inside_the_editor_is_the_editors_own(writing: Callable[..., App[None]]) -> None:
    app = writing("old")
    async with app.run_test() as pilot:
        await pilot.press("a", "ctrl+u", "ctrl+z")
        assert app.screen.query_one(NoteArea).text == "old"
        await pilot.press("ctrl+y")
        assert app.screen.query_one(NoteArea).text == ""


async def test_pasted_lines_come_in_whole_and_harmless(writing: Callable[..., App[None]]) -> None:
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        app.post_message(events.Paste("one\r\n[/two] \x1b]0;evil\x07\n\u202ethree"))
        await pilot.pause()
        assert app.screen.query_one(NoteArea).text == "one\n[/two] ]0;evil\n⇄three"


async def test_tab_indents(writing: Callable[..., App[None]]) -> None:
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", "tab", *"- x")
        assert app.screen.query_one(NoteArea).text == "  - x"


@pytest.mark.parametrize(
    ("size", "beside"),
    [
        ((160, 40), Region(8, 10, 72, 4)),
        ((110, 30), Region(8, 26, 66, 3)),
        ((80, 24), Region(4, 2, 72, 5)),
        ((80, 24), Region(4, 16, 72, 6)),
        ((60, 20), Region(2, 3, 56, 4)),
        ((40, 12), Region(0, 1, 40, 4)),
    ],
)
async def test_the_paragraph_stays_in_sight(
    writing: Callable[..., App[None]], size: tuple[int, int], beside: Region
) -> None:
    app = writing(beside=beside)
    async with app.run_test(size=size) as pilot:
        await pilot.press("a")
        await pilot.pause()
        box = app.screen.query_one("#editor").region
        assert app.screen.region.contains_region(box)
        assert not box.overlaps(beside)
        assert app.screen.query_one(NoteArea).size.height >= 3


@pytest.mark.parametrize("beside", [None, Region(0, 0, 40, 12), Region(0, -30, 40, 80)])
async def test_the_editor_has_room_where_the_paragraph_leaves_none(
    writing: Callable[..., App[None]], beside: Region | None
) -> None:
    app = writing(beside=beside)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert app.screen.region.contains_region(app.screen.query_one("#editor").region)
        assert app.screen.query_one(NoteArea).size.height >= 3


async def test_a_note_that_the_disk_refuses_is_not_lost(session: Session, desk: PaperknifeScreen, host: Host) -> None:
    def refused(_text: str) -> None:
        raise LibraryError("nothing was saved: the disk is full; make room and try again")

    app = host(desk)
    async with app.run_test() as pilot:
        write_note(desk, NoteEditor(session, "note", "", KEY), refused, lambda _text: "saved")
        await pilot.pause()
        await pilot.press(*"precious", "ctrl+s")
        await pilot.pause()
        assert "disk is full" in desk.status.message
        assert session.state.draft(KEY) == "precious"


async def test_a_saved_note_leaves_no_draft(session: Session, desk: PaperknifeScreen, host: Host) -> None:
    saved: list[str] = []
    app = host(desk)
    async with app.run_test() as pilot:
        write_note(desk, NoteEditor(session, "note", "", KEY), saved.append, lambda text: f"saved {text}")
        await pilot.pause()
        await pilot.press(*"done", "ctrl+s")
        await pilot.pause()
        assert saved == ["done"]
        assert desk.status.message == "saved done"
        assert session.state.draft(KEY) is None


# another window at the same place


async def test_what_another_window_wrote_on_the_same_place_meanwhile_is_kept_too(
    reading: Any, library: Library, mark: Callable[..., Annotation]
) -> None:
    mark("Night trains", 1, note="before")
    async with reading() as reader:
        await reader.press("j")
        await reader.press("a")
        await reader.type(" and mine")
        with Library.open(library.home) as other:
            (held,) = other.annotations(reader.screen.article.id)
            other.mark(held.target, note="theirs")
        reader.app.look_around()
        await reader.pilot.pause()
        assert "saving keeps both" in reader.seen
        await reader.press("ctrl+s")
        assert [each.note for each in reader.marks] == ["theirs\n\nbefore and mine"]
        assert "saved, together with what another window wrote there" in reader.said
        await reader.press("u")
        assert [each.note for each in reader.marks] == ["theirs"]


async def test_a_draft_that_another_window_went_on_with_is_not_saved_twice(
    reading: Any, library: Library, mark: Callable[..., Annotation]
) -> None:
    mark("Night trains", 1, note="before")
    async with reading() as reader:
        await reader.press("j")
        await reader.press("a")
        await reader.type(" and mine")
        with Library.open(library.home) as other:
            (held,) = other.annotations(reader.screen.article.id)
            other.mark(held.target, note="before and mine, and theirs")
        reader.app.look_around()
        await reader.pilot.pause()
        await reader.press("ctrl+s")
        assert [each.note for each in reader.marks] == ["before and mine, and theirs"]


async def test_a_tag_that_another_window_gives_meanwhile_is_no_other_note(
    reading: Any, library: Library, mark: Callable[..., Annotation]
) -> None:
    mark("Night trains", 1, note="before")
    async with reading() as reader:
        await reader.press("j")
        await reader.press("a")
        await reader.type(" and after")
        with Library.open(library.home) as other:
            (held,) = other.annotations(reader.screen.article.id)
            other.mark(held.target, add=["theirs"])
        reader.app.look_around()
        await reader.press("ctrl+s")
        assert [(each.note, each.tags) for each in reader.marks] == [("before and after", ("theirs",))]
        assert reader.said == "note on ¶ 1 saved"


async def test_a_draft_that_another_window_saved_and_dropped_is_kept_by_who_leaves_it_later(
    writing: Callable[..., App[None]], session: Session
) -> None:
    session.state.set_draft(KEY, "half a thought")
    session.state.flush()
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a")
        other = ReaderState.load(session.library.home)
        assert other.draft(KEY) == "half a thought"
        other.set_draft(KEY, None)
        other.flush()
        session.state.flush()
        await pilot.press("escape")
        assert ReaderState.load(session.library.home).draft(KEY) == "half a thought"


async def test_a_tag_is_completed_while_it_is_typed_and_tab_goes_through_those_that_fit(
    writing: Callable[..., App[None]], mark: Callable[..., Annotation], answers: list[str | None]
) -> None:
    mark("Night trains", 1, "displacement", "discourse/frame", "to dismiss")
    mark("Night trains", 2, "displacement")
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", *"see #dis")
        assert subtitle(app) == "tab #displacement #discourse/frame"
        await pilot.press("tab")
        assert app.screen.query_one(NoteArea).text == "see #displacement"
        await pilot.press("tab")
        assert app.screen.query_one(NoteArea).text == "see #discourse/frame"
        await pilot.press(*", #disc", "tab", "space", "tab", "ctrl+s")
        assert answers == ["see #discourse/frame, #discourse/frame"]


async def test_a_tag_that_is_there_already_is_not_completed_and_tab_indents(
    writing: Callable[..., App[None]], mark: Callable[..., Annotation]
) -> None:
    mark("Night trains", 1, "war")
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", *"#WAR")
        assert subtitle(app).startswith("ctrl+s save")
        await pilot.press("home", "tab")
        assert app.screen.query_one(NoteArea).text == "  #WAR"


@pytest.fixture
def returns() -> list[str]:
    """Filled each time that the app comes back from another program."""
    return []


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, returns: list[str]) -> Path:
    """An editor of the reader's own, in a terminal that can be left for it."""
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nprintf " and #more\\n\\n" >> "$1"\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    @contextmanager
    def away(_: App[None]) -> Iterator[None]:
        yield
        returns.append("back")  # as Textual does it: only when nothing was raised

    monkeypatch.setattr(App, "suspend", away)
    return script


async def test_a_note_is_gone_on_with_in_the_readers_own_editor(
    writing: Callable[..., App[None]], elsewhere: Path, answers: list[str | None], session: Session
) -> None:
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", *"one", "ctrl+o")
        assert app.screen.query_one(NoteArea).text == "one and #more"
        assert session.state.draft(KEY) == "one and #more"
        await pilot.press("ctrl+s")
        assert answers == ["one and #more"]
        assert not list(elsewhere.parent.glob("paperknife-note-*"))


@pytest.mark.parametrize("broken", ["#!/bin/sh\nexit 3\n", None])
async def test_an_editor_that_fails_loses_nothing(
    writing: Callable[..., App[None]],
    elsewhere: Path,
    answers: list[str | None],
    returns: list[str],
    broken: str | None,
) -> None:
    break_editor(elsewhere, broken)
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", *"one", "ctrl+o")
        assert "! the editor" in subtitle(app)
        assert returns == ["back"]
        assert app.screen.query_one(NoteArea).text == "one"
        await pilot.press("x")
        assert "!" not in subtitle(app)
        await pilot.press("ctrl+s")
        assert answers == ["onex"]


def break_editor(script: Path, content: str | None) -> None:
    """Have an editor do something else; None: have none there."""
    if content is None:
        script.unlink()
    else:
        script.write_text(content, encoding="utf-8")


async def test_without_an_editor_that_is_said(
    writing: Callable[..., App[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = writing()
    async with app.run_test() as pilot:
        await pilot.press("a", "ctrl+o")
        assert subtitle(app) == "! neither $VISUAL nor $EDITOR names an editor"


async def test_what_the_keys_do_stands_whole_under_the_note(writing: Callable[..., App[None]], frame: Frame) -> None:
    for width, last in ((160, "ctrl+o $EDITOR"), (110, "esc keep draft")):
        app = writing(beside=Region(8, 3, 66, 3))
        async with app.run_test(size=(width, 30)) as pilot:
            await pilot.press("a")
            await pilot.pause()
            edge = next(line for line in frame(app) if "ctrl+s save" in line)
            assert last in edge
            assert "…" not in edge
