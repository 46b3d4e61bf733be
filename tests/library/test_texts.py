"""The blocks of an article, the files that hold them, and where a library is."""

from __future__ import annotations

import json
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.errors import LibraryDamaged
from storage.hashing import sha256
from storage.library import disk
from storage.library.blobs import Blobs
from storage.library.paths import config_file, library_home
from storage.library.texts import decode_blocks, encode_blocks

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INLINES = st.builds(Inline, st.integers(0, 9), st.integers(10, 20), st.sampled_from(InlineStyle), WORDS)
REASONS = st.builds(Reason, WORDS, st.lists(WORDS, max_size=3).map(tuple))
BLOCKS = st.builds(
    Block,
    WORDS,
    st.sampled_from(Kind),
    WORDS,
    st.sampled_from(Role),
    st.booleans(),
    st.none() | REASONS,
    st.lists(INLINES, max_size=3).map(tuple),
    st.integers(0, 9),
    WORDS,
)


@given(st.lists(BLOCKS, max_size=6).map(tuple))
def test_blocks_come_back_as_they_were_and_always_make_the_same_bytes(blocks: tuple[Block, ...]) -> None:
    data = encode_blocks(blocks)
    assert decode_blocks(data) == blocks
    assert encode_blocks(decode_blocks(data)) == data


def test_the_file_has_one_block_a_line(tmp_path: Path) -> None:
    block = Block("p-1", Kind.PARAGRAPH, "Öl\non two lines", Role.BODY, True)
    data = encode_blocks([block, block])
    assert data.decode().count("\n") == 4
    assert json.loads(data)["format"] == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format":2,"blocks":[]}',
        b'{"format":1,"blocks":[["too","short"]]}',
        b'{"format":1,"blocks":[["p","odd","t","body",1,null,[],0,""]]}',
        b'{"format":1,"blocks":[["p","paragraph","t","body",1,[],[],0,""]]}',
        b'{"format":1,"blocks":7}',
    ],
)
def test_what_holds_no_blocks_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"it holds no blocks|is not a valid|Expecting|this version reads"):
        decode_blocks(data)


def test_a_file_is_stored_once_and_given_back_only_whole(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "raw")
    (name, again) = blobs.put([b"bytes", b"bytes"])
    path = tmp_path / "raw" / name[:2] / name
    assert (name, again) == (sha256(b"bytes"), name)
    assert blobs.get(name) == b"bytes" == path.read_bytes()
    was = path.stat()
    blobs.put([b"bytes"])
    assert path.stat().st_mtime_ns == was.st_mtime_ns
    path.write_bytes(b"byteS")
    with pytest.raises(LibraryDamaged, match="its bytes are not those it was stored with"):
        blobs.get(name)
    blobs.put([b"bytes"])
    assert blobs.get(name) == b"bytes"
    with pytest.raises(FileNotFoundError):
        blobs.get(sha256(b"other"))


@pytest.mark.parametrize("lead", ["", "..", "../..", "/"])
def test_a_record_leads_to_nothing_that_lies_elsewhere(tmp_path: Path, lead: str) -> None:
    """Nor is an endless device read to its end: a library may come from anybody."""
    data = b"what is nobody's business"
    elsewhere = tmp_path / sha256(data)
    elsewhere.write_bytes(data)
    (tmp_path / "raw").mkdir()
    blobs = Blobs(tmp_path / "raw")
    name = str(elsewhere) if lead == "/" else f"{lead}/{elsewhere.name}" if lead else ""
    for each in (name, "/dev/zero", "\ud800", f"{sha256(data)}\n"):
        assert not blobs.holds(each)
        with pytest.raises(FileNotFoundError):
            blobs.get(each)


def test_a_damaged_file_says_what_to_do_and_is_set_aside_when_its_bytes_come_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "raw")
    (name,) = blobs.put([b"bytes"])
    path = tmp_path / "raw" / name[:2] / name
    for damage in (b"", b"byteS", b"bytes and more"):
        path.write_bytes(damage)
        assert not blobs.holds(name)
        with pytest.raises(LibraryDamaged) as damaged:
            blobs.get(name)
        assert str(path) in str(damaged.value)
        assert "add the page again" in str(damaged.value)
        blobs.put([b"bytes"])
        assert blobs.holds(name)
        assert blobs.get(name) == b"bytes"
    aside = {file.read_bytes() for file in path.parent.glob(f"{name}.damaged.*")}
    assert aside == {b"", b"byteS", b"bytes and more"}


def test_what_stands_in_the_place_of_a_file_is_set_aside_too(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "raw")
    path = tmp_path / "raw" / sha256(b"bytes")[:2] / sha256(b"bytes")
    path.mkdir(parents=True)
    with pytest.raises(LibraryDamaged, match="cannot be read"):
        blobs.get(path.name)
    blobs.put([b"bytes"])
    assert blobs.get(path.name) == b"bytes"


def test_names_are_durable_from_the_file_to_the_library_before_put_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those of folders that another run has made and may not have synced: a power cut keeps what it was told."""
    home = tmp_path / "library"
    done: list[str] = []

    def sync(folder: Path) -> None:
        done.append(f"sync {folder.relative_to(tmp_path)}")
        disk.sync_folder(folder)

    def replace(path: Path, data: bytes) -> None:
        done.append(f"write {path.parent.relative_to(tmp_path)}")
        disk.replace_file(path, data)

    monkeypatch.setattr("storage.library.blobs.sync_folder", sync)
    monkeypatch.setattr("storage.library.blobs.replace_file", replace)
    folder = f"library/raw/{sha256(b'bytes')[:2]}"
    (tmp_path / folder).mkdir(parents=True)
    blobs = Blobs(home / "raw")
    blobs.put([b"bytes"])
    assert done == [f"write {folder}", f"sync {folder}", "sync library/raw", "sync library"]
    done.clear()
    blobs.put([b"bytes"])
    assert done == [], "what is surely there needs no sync"
    Blobs(home / "raw").put([b"bytes"])
    assert done == [f"sync {folder}", "sync library/raw", "sync library"], (
        "a run that was cut off may have written it"
    )


def test_the_option_comes_before_the_environment_and_that_before_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("PAPERKNIFE_HOME", "~/shelf")
    assert library_home("/else/where") == Path("/else/where")
    assert library_home("~/other") == tmp_path / "other"
    assert library_home() == tmp_path / "shelf"
    monkeypatch.chdir(tmp_path)
    assert library_home("~nobody-of-this-name/x") == tmp_path / "~nobody-of-this-name" / "x"
    monkeypatch.setenv("PAPERKNIFE_HOME", "")
    assert library_home() == platformdirs.user_data_path("paperknife")
    assert library_home().is_relative_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert library_home("here") == tmp_path / "here"
    assert config_file().parts[-2:] == ("paperknife", "config.toml")
