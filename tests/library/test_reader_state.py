"""Where the reader is survives a crash and a second window."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from storage.library import Place, ReaderState, locking
from storage.library.paths import STATE_LOCK_FILE

PLACE = Place("p-1", "p-0", 17, 0.25)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def test_what_was_flushed_is_there_again(home: Path) -> None:
    state = ReaderState.load(home)
    assert not state.dirty
    state.set_place("one", PLACE)
    state.set_draft("one:p-1-p-1.-", "half a th\nought “ä”")
    state.pin(3, "claim")
    state.set_setting("width", 72)
    state.set_setting("reverse", True)
    assert state.dirty
    state.flush()
    assert not state.dirty
    again = ReaderState.load(home)
    assert again.place("one") == PLACE
    assert again.place("other") is None
    assert again.draft("one:p-1-p-1.-") == "half a th\nought “ä”"
    assert dict(again.pinned) == {3: "claim"}
    assert (again.setting("width", 80), again.setting("reverse", False)) == (72, True)
    assert (home / "state.json").stat().st_mode & 0o777 == 0o600


def test_a_setting_of_another_type_is_not_taken(home: Path) -> None:
    state = ReaderState.load(home)
    state.set_setting("width", "wide")
    state.set_setting("reverse", 1)
    assert state.setting("width", 80) == 80
    assert state.setting("reverse", False) is False
    assert state.setting("theme", "ink") == "ink"


def test_what_is_taken_away_stays_away(home: Path) -> None:
    state = ReaderState.load(home)
    state.set_draft("one", "text")
    state.pin(1, "a")
    state.flush()
    state.set_draft("one", None)
    state.pin(1, None)
    state.flush()
    again = ReaderState.load(home)
    assert again.draft("one") is None
    assert dict(again.pinned) == {}


def test_nothing_is_written_when_nothing_has_changed(home: Path) -> None:
    state = ReaderState.load(home)
    state.flush()
    assert not (home / "state.json").exists()
    state.set_place("one", PLACE)
    state.flush()
    state.set_place("one", PLACE)
    assert not state.dirty


def test_two_windows_keep_each_other_s_places(home: Path) -> None:
    one, other = ReaderState.load(home), ReaderState.load(home)
    one.set_place("one", PLACE)
    other.set_place("two", PLACE)
    one.set_setting("width", 60)
    other.set_setting("width", 90)
    one.flush()
    other.flush()
    one.set_place("three", PLACE)
    one.flush()
    final = ReaderState.load(home)
    assert [final.place(article) for article in ("one", "two", "three")] == [PLACE] * 3
    assert final.setting("width", 0) == 90


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"places": []}', b"[" * 100_000])
def test_a_broken_file_is_set_aside(home: Path, content: bytes) -> None:
    (home / "state.json").write_bytes(content)
    state = ReaderState.load(home)
    assert state.place("one") is None
    assert [path.read_bytes() for path in home.glob("state.json.broken*")] == [content]
    state.set_place("one", PLACE)
    state.flush()
    assert ReaderState.load(home).place("one") == PLACE


def test_a_file_that_breaks_meanwhile_is_set_aside_too(home: Path) -> None:
    state = ReaderState.load(home)
    (home / "state.json").write_text("{")
    state.set_place("one", PLACE)
    state.flush()
    assert ReaderState.load(home).place("one") == PLACE
    assert len(list(home.glob("state.json.broken*"))) == 1


def test_what_another_version_wrote_is_kept_and_not_stumbled_over(home: Path) -> None:
    (home / "state.json").write_text(
        json.dumps(
            {
                "format": 1,
                "later": {"x": 1},
                "places": {"one": {"verse": 3}, "two": {"paragraph": 1}},
                "pinned": {"x": "a", "2": 7},
            }
        )
    )
    state = ReaderState.load(home)
    assert (state.place("one"), state.place("two")) == (None, None)
    assert dict(state.pinned) == {}
    state.set_setting("theme", "ink")
    state.flush()
    kept = json.loads((home / "state.json").read_text())
    assert (kept["later"], kept["places"]) == ({"x": 1}, {"one": {"verse": 3}, "two": {"paragraph": 1}})


@pytest.mark.parametrize(
    ("field", "written"),
    [("furthest", "NaN"), ("furthest", "1e999"), ("furthest", "-0.5"), ("offset", "-5"), ("top", "null")],
)
def test_a_place_that_no_screen_can_show_is_none(home: Path, field: str, written: str) -> None:
    place = json.dumps({**PLACE._asdict(), field: "@"}).replace('"@"', written)
    (home / "state.json").write_text(f'{{"places": {{"one": {place}}}}}')
    state = ReaderState.load(home)
    assert (state.place("one"), state.furthest()) == (None, {})


@pytest.mark.parametrize("odd", ['"\\ud800"', "[]", "{}", "1e999", "null", "7"])
def test_whatever_stands_in_the_file_it_can_be_written_again(home: Path, odd: str) -> None:
    parts = ("places", "drafts", "pinned", "settings")
    held = ", ".join(f'"{part}": {{"1": {odd}}}' for part in parts)
    (home / "state.json").write_text(f"{{{held}}}")
    state = ReaderState.load(home)
    state.set_draft("1", "half a thought")
    state.set_place("one", PLACE)
    state.flush()
    assert not state.dirty
    again = ReaderState.load(home)
    assert again.take_notices() == ()
    assert again.place("one") == PLACE
    assert "half a thought" in (again.draft("1") or "")


def test_without_a_folder_it_is_tried_again_later(tmp_path: Path) -> None:
    home = tmp_path / "library"
    state = ReaderState.load(home)
    state.set_place("one", PLACE)
    state.flush()
    assert state.dirty
    home.mkdir()
    state.flush()
    assert ReaderState.load(home).place("one") == PLACE


# drafts of two windows


def test_the_draft_of_another_window_is_seen_and_continued(home: Path) -> None:
    one, other = ReaderState.load(home), ReaderState.load(home)
    one.set_draft("a", "begun here")
    one.flush()
    assert other.due
    other.flush()
    assert not other.due
    assert other.draft("a") == "begun here"
    other.set_draft("a", "begun here, ended there")
    other.flush()
    assert ReaderState.load(home).draft("a") == "begun here, ended there"


def test_two_windows_that_write_on_one_paragraph_overwrite_nothing_of_each_other(home: Path) -> None:
    one, other = ReaderState.load(home), ReaderState.load(home)
    for number in range(1, 4):
        one.set_draft("a", "one " * number)
        one.flush()
        other.set_draft("a", "other " * number)
        other.flush()
    assert len(json.loads((home / "state.json").read_text())["drafts"]) == 2
    third = ReaderState.load(home)
    assert third.draft("a") == "other other other \n\none one one "
    third.set_draft("a", "both")
    third.flush()
    assert json.loads((home / "state.json").read_text())["drafts"] == {"a": "both"}


def test_saving_a_note_drops_the_drafts_it_was_made_of_and_no_other(home: Path) -> None:
    one, other, third = (ReaderState.load(home) for _ in range(3))
    one.set_draft("a", "from one")
    one.flush()
    other.set_draft("a", "from other")
    other.flush()
    third.flush()
    assert third.draft("a") == "from other\n\nfrom one"
    one.set_draft("a", "from one, who goes on")
    one.flush()
    third.set_draft("a", None)
    third.flush()
    assert ReaderState.load(home).draft("a") == "from one, who goes on"


def test_a_window_that_never_saw_a_draft_does_not_drop_it(home: Path) -> None:
    one, other = ReaderState.load(home), ReaderState.load(home)
    other.set_draft("a", "soon saved")
    one.set_draft("a", "half a thought")
    one.flush()
    other.set_draft("a", None)
    other.flush()
    assert not other.dirty
    assert ReaderState.load(home).draft("a") == "half a thought"


def test_a_draft_that_was_dropped_elsewhere_is_written_again_by_who_goes_on(home: Path) -> None:
    one, other = ReaderState.load(home), ReaderState.load(home)
    one.set_draft("a", "half")
    one.flush()
    other.flush()
    assert other.draft("a") == "half"
    other.set_draft("a", None)
    other.flush()
    one.set_draft("a", "half a thought")
    one.flush()
    assert ReaderState.load(home).draft("a") == "half a thought"


def test_places_and_pins_of_another_window_are_taken_over_but_not_how_it_looks(home: Path) -> None:
    one, other = ReaderState.load(home), ReaderState.load(home)
    one.set_place("a", PLACE)
    one.pin(4, "claim")
    one.set_setting("width", 60)
    one.flush()
    other.set_setting("theme", "ink")
    other.flush()
    assert other.place("a") == PLACE
    assert dict(other.pinned) == {4: "claim"}
    assert other.setting("width", 80) == 80


# what the disk does


def test_a_broken_file_is_told_of_once(home: Path) -> None:
    (home / "state.json").write_text('{"places": {"a": {"para')
    state = ReaderState.load(home)
    (notice,) = state.take_notices()
    assert "state.json is damaged: it is set aside as state.json.broken." in notice
    state.set_place("one", PLACE)
    state.flush()
    assert state.take_notices() == ()


def test_a_file_that_cannot_be_read_is_left_alone_and_told_of_once(home: Path) -> None:
    (home / "state.json").mkdir()  # root may read what it is forbidden to read
    state = ReaderState.load(home)
    (notice,) = state.take_notices()
    assert "state.json cannot be read, so places and drafts cannot be kept: is a directory" in notice
    for number in range(3):
        state.set_draft("a", f"text {number}")
        state.flush()
    assert len(state.take_notices()) <= 1
    assert state.dirty
    (home / "state.json").rmdir()
    state.flush()
    assert ReaderState.load(home).draft("a") == "text 2"


def test_a_full_disk_is_told_of_once_and_what_was_typed_is_kept_when_there_is_room(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = ReaderState.load(home)
    state.set_draft("a", "before")
    state.flush()

    def full(_number: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        for number in range(3):
            state.set_draft("a", f"while full {number}")
            state.flush()
        assert state.take_notices() == ("places and drafts cannot be kept: no space left on device",)
    assert ReaderState.load(home).draft("a") == "before"
    state.flush()
    assert not state.dirty
    assert json.loads((home / "state.json").read_text())["drafts"] == {"a": "while full 2"}
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


def test_of_windows_that_end_at_once_each_keeps_what_was_typed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = ReaderState.load(home)
    state.set_draft("one", "half a thought")
    with ExitStack() as other:
        other.enter_context(locking.locked(home / STATE_LOCK_FILE))
        state.flush()
        assert state.dirty, "a flush that is not the last one waits for moments only"
        waited = list[float]()

        def nap(seconds: float) -> None:
            waited.append(seconds)
            if sum(waited) > 1:
                other.close()

        monkeypatch.setattr(locking, "time", SimpleNamespace(sleep=nap))
        state.flush(last=True)
    assert not state.dirty
    assert ReaderState.load(home).draft("one") == "half a thought"


def test_what_a_crash_left_of_a_write_is_swept_away(home: Path) -> None:
    (home / ".paperknife-tmp-state.json-0123").write_text("{")
    state = ReaderState.load(home)
    state.set_place("one", PLACE)
    state.flush()
    assert not list(home.glob(".paperknife-tmp-*"))
