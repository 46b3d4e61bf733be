"""Where the reader is survives a crash and a second window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.library import Place, ReaderState

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


def test_without_a_folder_it_is_tried_again_later(tmp_path: Path) -> None:
    home = tmp_path / "library"
    state = ReaderState.load(home)
    state.set_place("one", PLACE)
    state.flush()
    assert state.dirty
    home.mkdir()
    state.flush()
    assert ReaderState.load(home).place("one") == PLACE
