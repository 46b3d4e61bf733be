"""The library file: any tables come back, stock TinyDB reads them, and nothing that is not ours passes for ours."""

from __future__ import annotations

import contextlib
import errno
import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from storage.errors import LibraryDamaged, LibraryError
from storage.library.disk import stamp_of
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, TABLES, TAGS
from storage.library.engine.checkpoint import Header, NotOurs, is_whole, read_checkpoint, read_header
from storage.library.engine.checkpointing import Snapshot, is_edited, write, write_checkpoint
from storage.library.engine.lines import keys_of
from storage.library.engine.memory import Lines
from tests.library.engine.filling import annotation, article, lines_of, stock, tag

HEADER = Header("lib", 12, {ARTICLES: 3, ANNOTATIONS: 9}, more={"odd": [1, "é"]})
LINES = lines_of(
    (ARTICLES, [article("a1", "Ein „Titel“\u2028"), article("a2", '": {\n')]),
    (ANNOTATIONS, [annotation("n1", "a1", "x" * 700, ["war"]), annotation("n2", "a2", tags=['"]'])]),
    ("shelves", [{"id": "r1", "unknown": {"deep": [None, 1.5]}}]),
)
TEXT = st.text(max_size=12) | st.sampled_from(['": {', '"', "},", "\\", "\n", "x" * 300])
DOCUMENTS = st.dictionaries(TEXT, st.dictionaries(TEXT, TEXT | st.integers() | st.none(), max_size=3), max_size=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.json"


def written(path: Path, lines: Lines = LINES, header: Header = HEADER) -> bytes:
    write_checkpoint(path, header, lines, None)
    return path.read_bytes()


@settings(max_examples=80)
@given(tables=st.dictionaries(TEXT.filter(lambda name: name != "_store"), DOCUMENTS, max_size=3))
def test_any_tables_come_back(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, dict[str, dict[str, Any]]]
) -> None:
    home = tmp_path_factory.mktemp("home")
    lines = lines_of(
        *(
            (name, [{"article": "a", **fields, "id": key} for key, fields in documents.items()])
            for name, documents in tables.items()
            if name not in TABLES
        )
    )
    written(home / "library.json", lines)
    found = read_checkpoint(home / "library.json")
    assert found.lines == lines
    assert (found.header.library, found.header.change, found.header.more) == ("lib", 12, {"odd": [1, "é"]})
    assert is_whole(home / "library.json")
    assert {name: set(documents) for name, documents in stock(home).items()} == {
        name: set(documents) for name, documents in lines.items() if documents
    }


def test_what_belongs_to_an_article_is_known_from_the_reading(path: Path) -> None:
    notes = [annotation("n1", "a1"), annotation('n"2', "a1"), annotation("n3", "a\\2"), annotation("n4", "x" * 300)]
    flips = [{"id": "a1 p-1", "article": "a1"}]
    lines = lines_of((ANNOTATIONS, notes), (FLIPS, flips))
    written(path, lines)
    index = read_checkpoint(path).index
    for table in (ANNOTATIONS, FLIPS):
        expected: dict[str | None, set[str]] = {}
        for line in lines[table].values():
            key, of = keys_of(table, line)
            expected.setdefault(of, set()).add(key)
        assert {of: set(ids) for of, ids in index[table].items()} == expected


def test_a_library_without_documents_comes_back(path: Path) -> None:
    empty: Lines = {name: {} for name in TABLES}
    written(path, empty)
    assert read_checkpoint(path).lines == empty
    assert stock(path.parent) == {}


def test_it_is_one_document_a_line_in_ascii(path: Path) -> None:
    text = written(path).decode("ascii")
    assert sum(line.startswith('"') and '"id"' in line for line in text.splitlines()) == 5


def test_no_flipped_bit_passes_for_ours(path: Path) -> None:
    whole = written(path)
    dice = random.Random(3)
    for at in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        if spoilt[at : at + 1].lower() == whole[at : at + 1].lower() and b'"crc": "' in spoilt[at - 20 : at + 8]:
            continue  # the checksum itself in capitals says the same
        with pytest.raises(LibraryError):  # one in the number of the format is a newer one
            read_checkpoint(path)
        assert not is_whole(path), at


def test_nothing_that_is_cut_or_longer_passes_for_ours(path: Path) -> None:
    whole = written(path)
    for data in [*(whole[:cut] for cut in range(len(whole))), whole + b"\n", whole + whole, b"\n" + whole]:
        path.write_bytes(data)
        with pytest.raises(NotOurs):
            read_checkpoint(path)
        assert not is_whole(path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"  ", b" ").replace(b": ", b":"),
        lambda data: data[: len(data) // 2] + b"\x00" * (len(data) - len(data) // 2),
        lambda data: b"\x00" * len(data),
        lambda data: data.replace(b'"n2"', b'"n1"'),
        lambda data: data.replace(b'"change": 12', b'"change": 1e999'),
        lambda data: data.replace(b'"articles": 3', b'"articles": Infinity'),
        lambda _: b"[" * 100_000,
    ],
)
def test_what_another_program_made_of_it_is_not_ours(path: Path, spoil: Any) -> None:
    path.write_bytes(spoil(written(path)))
    with pytest.raises(NotOurs) as told:
        read_checkpoint(path)
    assert "\n" not in str(told.value)
    assert isinstance(told.value, LibraryDamaged)


def test_a_newer_format_is_named_as_such(path: Path) -> None:
    path.write_bytes(written(path).replace(b'"format": 2', b'"format": 3'))
    with pytest.raises(LibraryError, match=r"by a newer paperknife \(format 3, this one knows 2\); update") as told:
        read_checkpoint(path)
    assert not isinstance(told.value, LibraryDamaged)


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LibraryError, match="cannot be read: Is a directory"):
        read_checkpoint(path)
    assert read_header(path) is None
    assert not is_whole(path)


def test_stock_tinydb_reads_it_and_what_it_writes_is_noticed(path: Path) -> None:
    written(path)
    stamp = stamp_of(path)
    assert not is_edited(path.parent, stamp)
    with TinyDB(path) as db:
        assert [each["id"] for each in db.table(ANNOTATIONS)] == ["n1", "n2"]
        assert db.table("shelves").get(doc_id=1) == {"id": "r1", "unknown": {"deep": [None, 1.5]}}
        db.table(ANNOTATIONS).update({"note": "stock"}, doc_ids=[1])
    assert is_edited(path.parent, stamp)


def test_a_file_of_ours_in_its_place_is_no_edit(path: Path) -> None:
    written(path)
    stamp = stamp_of(path)
    written(path, header=Header("lib", 13, {}))
    assert stamp_of(path) != stamp
    assert not is_edited(path.parent, stamp)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link = tmp_path / "library.json"
    link.symlink_to(tmp_path / "far" / "really.json")
    written(tmp_path / "far" / "really.json")
    write_checkpoint(link, HEADER, lines_of(), tmp_path / "library.json.prev")
    assert link.is_symlink()
    assert read_checkpoint(tmp_path / "far" / "really.json").lines == lines_of()
    assert read_checkpoint(tmp_path / "library.json.prev").lines == LINES


def test_a_link_to_another_disk_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "library.json").symlink_to(tmp_path / "far" / "really.json")
    replace = Path.replace

    def far(source: Path, target: Path) -> Path:
        if source.parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(source, target)

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "replace", far)
    monkeypatch.setattr(os, "link", refuse)
    for change in (1, 2, 3):
        write(tmp_path, snapshot(change), keep=True)
    assert change_of(tmp_path / "far" / "really.json") == 3
    assert change_of(tmp_path / "library.json.prev") == 2
    assert [each.name for each in (tmp_path / "far").iterdir()] == ["really.json"]


def snapshot(change: int, lines: Lines = LINES, library: str = "lib") -> Snapshot:
    return Snapshot(library, change, {}, lines, frozenset(), {})


def change_of(path: Path) -> int:
    header = read_header(path)
    assert header is not None
    return header.change


def test_it_never_goes_backwards(path: Path) -> None:
    write(path.parent, snapshot(10), keep=True)
    before, content = path.stat(), path.read_bytes()
    for change in (9, 10):
        write(path.parent, snapshot(change, lines_of()), keep=True)
        now = path.stat()  # but for when it was read last
        assert (now.st_ino, now.st_mtime_ns, path.read_bytes()) == (before.st_ino, before.st_mtime_ns, content)
    write(path.parent, snapshot(11), keep=True)
    assert (change_of(path), change_of(path.with_name("library.json.prev"))) == (11, 10)


def test_a_repaired_file_never_goes_backwards_either(path: Path) -> None:
    write(path.parent, snapshot(10), keep=True)
    write(path.parent, snapshot(9, lines_of()), keep=False)
    assert change_of(path) == 10


def test_the_file_before_is_kept_but_for_one_that_is_not_sound(path: Path) -> None:
    previous = path.with_name("library.json.prev")
    write(path.parent, snapshot(1), keep=True)
    assert not previous.exists()
    write(path.parent, snapshot(2), keep=True)
    path.write_bytes(b"spoilt")
    write(path.parent, snapshot(3), keep=False)
    assert (change_of(path), change_of(previous)) == (3, 1)


@pytest.mark.parametrize("error", [PermissionError, OSError])
def test_where_there_are_no_links_the_file_before_is_moved(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError]
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "link", refuse)
    for change in (1, 2, 3):
        write(path.parent, snapshot(change), keep=True)
    assert (change_of(path), change_of(path.with_name("library.json.prev"))) == (3, 2)


def test_the_file_before_is_another_file(path: Path) -> None:
    for change in (1, 2, 3):
        write(path.parent, snapshot(change), keep=True)
    previous = path.with_name("library.json.prev")
    assert previous.stat().st_nlink == path.stat().st_nlink == 1


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_what_the_disk_refuses_leaves_both_files_as_they_were(
    path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    write(path.parent, snapshot(1), keep=True)
    write(path.parent, snapshot(2), keep=True)
    before = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.suffix != ".lock"}

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync", refuse) if fails == "fsync" else (Path, "replace", refuse)))
        with pytest.raises(LibraryError, match="the disk is full; make room and try again"):
            write(path.parent, snapshot(3), keep=True)
    assert {each.name: each.read_bytes() for each in path.parent.iterdir() if each.suffix != ".lock"} == before


def test_what_a_crash_left_half_written_is_written_over(path: Path) -> None:
    (path.parent / ".paperknife-tmp-library.json").write_bytes(b"half" * 10_000)
    (path.parent / ".paperknife-tmp-library.json.prev").write_bytes(b"half")
    for change in (1, 2):
        write(path.parent, snapshot(change), keep=True)
    with contextlib.suppress(FileNotFoundError):
        (path.parent / "open.lock").unlink()
    assert sorted(each.name for each in path.parent.iterdir()) == ["library.json", "library.json.prev"]
    assert read_checkpoint(path).lines == LINES


def test_a_table_that_is_not_in_order_is_put_in_order(path: Path) -> None:
    lines = lines_of((TAGS, [tag("t1", "a"), tag("t2", "b")]))
    lines[TAGS] = dict(reversed(lines[TAGS].items()))
    write(path.parent, Snapshot("lib", 1, {}, lines, frozenset({TAGS}), {}), keep=True)
    assert list(read_checkpoint(path).lines[TAGS]) == ["t1", "t2"]
