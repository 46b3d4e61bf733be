"""A file that the user named is written whole or not at all; a note written in an editor is never lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from storage.errors import LibraryBusy, PaperknifeError, UsageError
from tui.cli.editor import edited
from tui.files import write_whole


def test_a_file_is_made_with_the_usual_rights(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.json", "é\n")
    made = tmp_path / "out.json"
    assert made.read_bytes() == "é\n".encode()
    umask = os.umask(0o022)
    os.umask(umask)
    assert stat.S_IMODE(made.stat().st_mode) == 0o666 & ~umask
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    made = tmp_path / "out.json"
    made.write_text("old")
    made.chmod(0o640)
    write_whole(made, "new")
    assert (made.read_text(), stat.S_IMODE(made.stat().st_mode)) == ("new", 0o640)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_whole(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_a_folder_is_never_overwritten(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        write_whole(tmp_path, "text")


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="make it first"):
        write_whole(tmp_path / "none" / "out.json", "text")


def test_a_device_is_written_to() -> None:
    write_whole(Path("/dev/null"), "text")
    assert not Path("/dev/null").is_file()


def test_when_writing_fails_the_old_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "out.json"
    made.write_text("old")

    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space") as raised:
        write_whole(made, "new")
    assert raised.value.filename == str(made)
    assert made.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full to be a full device")
def test_a_device_that_takes_nothing_is_named() -> None:
    with pytest.raises(OSError, match="No space") as raised:
        write_whole(Path("/dev/full"), "text")
    assert raised.value.filename == "/dev/full"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that adds a line to what it finds, on what is taken for a terminal; its files go to ``tmp_path``."""
    script = tmp_path / "the editor.sh"
    script.write_text('#!/bin/sh\nprintf "and more\\n" >> "$2"\n')
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"'{script}' --wait")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("tui.cli.editor._is_terminal", lambda stream: True)
    return script


def kept_notes(folder: Path) -> list[Path]:
    return list(folder.glob("paperknife-note-*.md"))


def test_the_editor_starts_with_the_present_note(editor: Path, tmp_path: Path) -> None:
    with edited("first line\n") as text:
        assert text == "first line\nand more"
    assert not kept_notes(tmp_path)


@pytest.mark.usefixtures("editor")
def test_a_note_that_cannot_be_saved_is_kept_and_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryBusy, match="busy; what was written is in") as raised, edited("mine "):
        raise LibraryBusy("the library is busy")
    (kept,) = kept_notes(tmp_path)
    assert str(kept) in str(raised.value)
    assert kept.read_text() == "mine and more\n"


def test_an_editor_that_fails_changes_no_note(editor: Path, tmp_path: Path) -> None:
    editor.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(PaperknifeError, match=r"the note is as it was$"), edited("mine"):
        pytest.fail("the note was taken")
    assert not kept_notes(tmp_path)


def test_what_was_written_in_an_editor_that_fails_is_kept_for_the_reader_alone(editor: Path, tmp_path: Path) -> None:
    editor.write_text('#!/bin/sh\nprintf "and more" >> "$2"\nexit 3\n')
    with pytest.raises(PaperknifeError, match="what was written is in") as raised, edited("mine "):
        pytest.fail("the note was taken")
    (kept,) = kept_notes(tmp_path)
    assert str(kept) in str(raised.value)
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == ("mine and more", 0o600)


@pytest.mark.parametrize("command", ["/nowhere/editor", "'unfinished", ""])
def test_an_editor_that_cannot_be_started_is_said(
    editor: Path, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", command)
    monkeypatch.delenv("EDITOR", raising=False)
    with pytest.raises(UsageError, match="-m TEXT"), edited("mine"):
        pytest.fail("the note was taken")
    assert not kept_notes(tmp_path)


def test_without_a_terminal_no_editor_is_started() -> None:
    with pytest.raises(UsageError, match="no terminal"), edited("mine"):
        pytest.fail("the note was taken")
