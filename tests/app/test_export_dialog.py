"""The export dialog: what, how, where to, and nothing written over by mistake."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from storage.annotation import Annotation
from storage.library import Library
from tui.screens.base import PaperknifeScreen
from tui.screens.export_dialog import ExportDialog
from tui.session import Session
from tui.widgets.choice import Choice
from tui.widgets.line_input import LineInput

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: Callable[..., Annotation]) -> Path:
    """An empty current folder, and two marks in the library."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("HOME", str(tmp_path))
    mark("Night trains", 1, "sleep", note="Who pays?")
    mark("Joint patrols", 2, "conflict")
    return place


def row_id(library: Library, title: str) -> str:
    return next(row.id for row in library.rows() if row.record.title == title)


def exported_titles(folder: Path) -> list[str]:
    (file,) = folder.iterdir()
    return [article["title"] for article in json.loads(file.read_text(encoding="utf-8"))["articles"]]


async def opened(app: App[None], pilot: Pilot[None], dialog: ExportDialog) -> None:
    app.push_screen(dialog)
    await pilot.pause()


async def settled(app: App[None], pilot: Pilot[None]) -> None:
    # A dialog that leaves when its file is written takes its worker with it, which then counts as cancelled.
    with suppress(WorkerCancelled):
        await app.workers.wait_for_complete()
    await pilot.pause()


async def test_an_article_is_written_under_its_own_name(
    session: Session, desk: PaperknifeScreen, host: Host, folder: Path
) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session, [row_id(session.library, "Night trains")]))
        await pilot.press("enter")
        await settled(app, pilot)
        written = json.loads((folder / "night-trains.json").read_text(encoding="utf-8"))
        assert [article["title"] for article in written["articles"]] == ["Night trains"]
        assert desk.status.message == "wrote 1 article, 1 mark to ~/here/night-trains.json"
        assert app.screen is desk


async def test_what_is_in_it_is_said_before_it_is_written(
    session: Session, desk: PaperknifeScreen, host: Host, frame: Frame
) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session, [row_id(session.library, "Joint patrols")]))
        assert any("1 article, 1 mark" in line for line in frame(app))
        await pilot.press("shift+tab", "right")
        await pilot.pause()
        assert any("3 articles, 2 marks" in line for line in frame(app))


async def test_an_article_that_is_removed_meanwhile_is_said_and_the_library_can_be_written(
    session: Session, desk: PaperknifeScreen, host: Host, folder: Path, frame: Frame
) -> None:
    article = row_id(session.library, "Night trains")
    session.library.remove([article])
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session, [article]))
        assert any("is not in the library" in line for line in frame(app))
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen is not desk, "it can be asked for something else"
        await pilot.press("up", "right", "enter")
        await settled(app, pilot)
        assert app.screen is desk
        assert len(exported_titles(folder)) == 2


async def test_a_query_exports_what_it_matches(
    session: Session, desk: PaperknifeScreen, host: Host, folder: Path
) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session, None, "tag:conflict"))
        await pilot.press("tab", "ctrl+u", *"out.json", "enter")
        await settled(app, pilot)
        written = json.loads((folder / "out.json").read_text(encoding="utf-8"))
        assert [article["title"] for article in written["articles"]] == ["Joint patrols"]


@pytest.mark.parametrize(
    ("turns", "name"),
    [(0, "night-trains.json"), (1, "night-trains.jsonl"), (2, "night-trains.jsonld"), (3, "night-trains.md")],
)
async def test_each_format_writes_a_file_of_its_kind(
    session: Session, desk: PaperknifeScreen, host: Host, folder: Path, turns: int, name: str
) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session, [row_id(session.library, "Night trains")]))
        await pilot.press(*["right"] * turns, "enter")
        await settled(app, pilot)
        assert "Who pays?" in (folder / name).read_text(encoding="utf-8")


async def test_a_name_of_the_readers_own_is_left_alone(session: Session, desk: PaperknifeScreen, host: Host) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session))
        field = app.screen.query_one(LineInput)
        field.value = "notes.txt"
        await pilot.press("right")
        assert field.value == "notes.txt"


async def test_a_file_that_is_there_is_written_over_only_when_asked_twice(
    session: Session, desk: PaperknifeScreen, host: Host, folder: Path, frame: Frame
) -> None:
    there = folder / "night-trains.json"
    there.write_text("precious")
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session, [row_id(session.library, "Night trains")]))
        await pilot.press("enter")
        await settled(app, pilot)
        assert there.read_text() == "precious"
        assert any("is there already" in line for line in frame(app))
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Who pays?" in there.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "name a file"),
        ("nowhere/out.json", "is no folder"),
        (".", "is a folder"),
        ("~nobody-of-that-name/x", "no home folder"),
        ("x" * 300, "File name too long"),
    ],
)
async def test_what_is_wrong_is_said_in_place_and_the_dialog_stays(
    session: Session, desk: PaperknifeScreen, host: Host, frame: Frame, path: str, words: str
) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session))
        app.screen.query_one(LineInput).value = path
        await pilot.press("tab", "enter")
        await settled(app, pilot)
        assert any(words in line for line in frame(app))
        assert app.screen.query_one(LineInput).value == path


async def test_an_article_whose_text_is_damaged_is_said_and_the_others_are_written(
    session: Session, desk: PaperknifeScreen, host: Host, folder: Path, frame: Frame
) -> None:
    name = session.library.row(row_id(session.library, "Night trains")).record.texts_sha256
    (session.library.home / "texts" / name[:2] / name).write_bytes(b"rot")
    session.library.close()
    app = host(desk)
    with Library.open(session.library.home) as library:
        session.library = library
        async with app.run_test(size=(400, 24)) as pilot:
            await opened(app, pilot, ExportDialog(session))
            await pilot.press("enter")
            await settled(app, pilot)
            shown = "\n".join(frame(app))
            assert "“Night trains” left out: " in shown
            assert "wrote 2 articles, 1 mark to " in shown
    assert exported_titles(folder) == ["Joint patrols", "An unmarked one"]


async def test_a_tilde_is_the_home_folder(
    session: Session, desk: PaperknifeScreen, host: Host, tmp_path: Path
) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session))
        app.screen.query_one(LineInput).value = "~/all.json"
        await pilot.press("enter")
        await settled(app, pilot)
        assert (tmp_path / "all.json").is_file()


async def test_a_click_chooses_a_format(session: Session, desk: PaperknifeScreen, host: Host) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        await opened(app, pilot, ExportDialog(session))
        choice = app.screen.query(Choice).last()
        await pilot.click(choice, offset=(2 + 7 + len(" json ") + 2, 0))
        assert choice.word == "jsonl"


async def test_it_fits_a_small_terminal(session: Session, desk: PaperknifeScreen, host: Host, frame: Frame) -> None:
    app = host(desk)
    async with app.run_test(size=(40, 12)) as pilot:
        await opened(app, pilot, ExportDialog(session))
        text = "\n".join(frame(app))
        assert "‹json›" in text
        assert "enter write" in text
