"""The second copy of the tail: what is whole and of this library is believed, anything else passed over."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.library.documents import ARTICLES
from storage.library.engine.lines import encode
from storage.library.engine.mirror import Copy, Mirror, copy_of, read_mirror
from tests.library.engine.filling import row

TEXT = st.text(max_size=20) | st.sampled_from(['"', "\\", "\n", '", 7, null]', "\U0001f600"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recent.jsonl"


def noted(path: Path, count: int = 3, library: str = "lib") -> list[Copy]:
    rows = [row(seq, after=None if seq == 2 else b'{"id": "k", "n": %d}' % seq) for seq in range(1, count + 1)]
    mirror = Mirror(path, library)
    for each in rows:
        mirror.append([each])
    mirror.close()
    return [copy_of(each) for each in rows]


@settings(max_examples=60)
@given(key=TEXT, table=TEXT, fields=st.dictionaries(TEXT, TEXT | st.integers() | st.none(), max_size=4))
def test_any_document_comes_back(
    tmp_path_factory: pytest.TempPathFactory, key: str, table: str, fields: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("mirror") / "recent.jsonl"
    written = row(1, key, table=table, after=encode(ARTICLES, {**fields, "id": key}))
    gone = row(2, key, table=table, after=None)
    Mirror(path, 'li"b').append([written, gone])
    assert read_mirror(path, None) == ([copy_of(written), copy_of(gone)], 'li"b')


def test_a_torn_line_spoils_only_itself(path: Path) -> None:
    copies = noted(path)
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        mirror = Mirror(path, "lib")
        mirror.append([row(9)])
        mirror.close()
        found, _ = read_mirror(path, "lib")
        assert found[-1] == copy_of(row(9)), cut
        assert found[:-1] == copies[: len(found) - 1], cut


def test_one_flipped_bit_is_never_believed(path: Path) -> None:
    copies = noted(path)
    whole = path.read_bytes()
    for at in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[at] ^= 4
        path.write_bytes(spoilt)
        found, _ = read_mirror(path, "lib")
        assert len(found) < 3 or at in {0}, at
        assert all(each in copies for each in found), at


def test_lines_of_another_library_are_not_ours(path: Path) -> None:
    noted(path, library="other")
    assert read_mirror(path, "lib") == ([], "lib")
    assert len(read_mirror(path, None)[0]) == 3
    assert read_mirror(path, None)[1] == "other"
    copies = noted(path, library="lib")
    assert read_mirror(path, "lib") == (copies, "lib")


@pytest.mark.parametrize("body", [b'["lib", 1]', b"{}", b'["lib", 1, 2, "t", "k", 3, null, "more"]', b"null", b"7"])
def test_a_sound_line_of_another_shape_is_passed_over(path: Path, body: bytes) -> None:
    copies = noted(path)
    with path.open("ab") as file:
        file.write(b"\n%08x %b" % (zlib.crc32(body), body))
    assert read_mirror(path, "lib") == (copies, "lib")


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"\x00" * 5_000, b"\xff\xfe" * 100, b"deadbeef {}"])
def test_what_is_no_mirror_holds_nothing(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert read_mirror(path, "lib") == ([], "lib")


def test_a_missing_mirror_holds_nothing_and_is_made_by_what_is_noted(path: Path) -> None:
    assert read_mirror(path, "lib") == ([], "lib")
    assert len(noted(path)) == len(read_mirror(path, "lib")[0])
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_is_emptied_while_another_one_has_it_open(path: Path) -> None:
    mirror = Mirror(path, "lib")
    mirror.append([row(1)])
    Mirror(path, "lib").empty()
    assert path.read_bytes() == b""
    mirror.append([row(2)])
    mirror.close()
    assert [copy.seq for copy in read_mirror(path, "lib")[0]] == [2]


def test_one_that_was_deleted_while_open_is_made_again(path: Path) -> None:
    mirror = Mirror(path, "lib")
    mirror.append([row(1)])
    path.unlink()
    mirror.empty()
    mirror.append([row(2)])
    mirror.close()
    assert [copy.seq for copy in read_mirror(path, "lib")[0]] == [2]


def test_what_the_disk_refuses_is_not_noted(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path / "no" / "recent.jsonl", "lib")
    mirror.append([row(1)])
    mirror.empty()
    mirror.close()
    assert not (tmp_path / "no").exists()
