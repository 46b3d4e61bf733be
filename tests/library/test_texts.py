"""The blocks of an article, the files that hold them, and where a library is."""

from __future__ import annotations

import json
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.errors import LibraryDamaged
from storage.library.blobs import Blobs, sha256
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


def test_the_option_comes_before_the_environment_and_that_before_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("PAPERKNIFE_HOME", "~/shelf")
    assert library_home("/else/where") == Path("/else/where")
    assert library_home("~/other") == tmp_path / "other"
    assert library_home() == tmp_path / "shelf"
    monkeypatch.setenv("PAPERKNIFE_HOME", "")
    assert library_home() == platformdirs.user_data_path("paperknife")
    assert library_home().is_relative_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert library_home("here") == tmp_path / "here"
    assert config_file().parts[-2:] == ("paperknife", "config.toml")
