"""A check finds every damage and touches nothing; a repair puts right what can be, and loses nothing."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from storage.adding import add_seeds
from storage.anchoring import describe_article
from storage.errors import LibraryError, LibraryMissing
from storage.library import Library, check, repair

if TYPE_CHECKING:
    from tests.conftest import MakeNew


@pytest.fixture
def home(library: Library) -> Path:
    """A closed library with two articles that were cleaned, a note and a tag, and a checkpoint before."""
    add_seeds(library)
    library.checkpoint()
    article = library.rows()[0].id
    library.mark(describe_article(library.article(article)), add=["tag"], note="a note")
    library.close()
    return library.home


def listing(home: Path) -> dict[str, tuple[int, int, int]]:
    return {
        str(path.relative_to(home)): (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns)
        for path in home.rglob("*")
        if not path.name.endswith("-shm")
    }


def damages(home: Path) -> dict[str, str]:
    return {finding.file: finding.text for finding in check(home).findings if finding.damage}


def document(home: Path, table: str) -> dict[str, object]:
    content = json.loads((home / "library.json").read_text("ascii"))
    found: dict[str, object] = next(iter(content[table].values()))
    return found


def overwrite(path: Path, was: bytes, now: bytes) -> None:
    data = path.read_bytes()
    assert data.count(was) >= 1
    path.write_bytes(data.replace(was, now))


# --- nothing is wrong ------------------------------------------------------------------------------------------


def test_a_sound_library_is_counted_and_not_touched(home: Path) -> None:
    before = listing(home)
    report = check(home)
    assert report.findings == ()
    assert (report.articles, report.notes, report.changes) == (2, 1, 4)
    assert report.since.startswith("20")
    assert report.size > 1000
    assert listing(home) == before


def test_a_library_in_use_is_checked_without_disturbing_it(home: Path) -> None:
    with Library.open(home) as library:
        mark = describe_article(library.article(library.rows()[1].id))
        for number in range(3):
            library.mark(mark, note=f"note {number}")
            before = set(listing(home))
            assert check(home).findings == ()
            assert set(listing(home)) == before
        assert check(home).notes == 2
        library.mark(mark, note="still written")
    with Library.open(home) as library:
        assert "still written" in [annotation.note for annotation in library.annotations()]


def test_what_a_killed_writer_left_is_no_damage(home: Path, tmp_path: Path) -> None:
    with Library.open(home) as library:
        library.mark(describe_article(library.article(library.rows()[1].id)), note="unwritten")
        shutil.copytree(home, tmp_path / "killed")
    for left in ("history.sqlite-shm", None):
        if left:
            (tmp_path / "killed" / left).unlink()
        report = check(tmp_path / "killed")
        assert (report.findings, report.notes) == ((), 2)


def test_a_folder_that_cannot_be_written_is_checked_and_backed_up_to_a_file(home: Path) -> None:
    with tempfile.TemporaryDirectory() as made:  # root becomes nobody, who may not enter the folders of tests
        folder, outside = Path(made), Path(made) / "outside"
        shutil.copytree(home, folder / "home")
        outside.mkdir()
        with written_by_nobody(folder, folder / "home"):
            before = listing(folder / "home")
            assert check(folder / "home").findings == ()
            with Library.open(folder / "home") as library:
                library.backup(outside / "mine.tar.gz")
                with pytest.raises(LibraryError, match="see its permissions"):
                    library.backup()
            assert listing(folder / "home") == before
        assert (outside / "mine.tar.gz").exists()


@contextlib.contextmanager
def written_by_nobody(folder: Path, locked: Path) -> Iterator[None]:
    """Take the right to write from a folder; root, who may do anything, becomes nobody meanwhile."""
    am_root = os.geteuid() == 0
    for path in (folder, *folder.rglob("*")) if am_root else ():
        os.chown(path, 65534, 65534)
    locked.chmod(0o500)
    if am_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if am_root:
            os.seteuid(0)
        locked.chmod(0o700)


def test_an_older_library_file_that_was_put_back_is_seen(home: Path) -> None:
    older = (home / "library.json").read_bytes()
    with Library.open(home) as library:
        library.edit(library.rows()[0].id, title="Newer")
    (home / "library.json").write_bytes(older)
    assert damages(home) == {"library.json": "is older than history.sqlite; opening the library brings it up to date"}
    with Library.open(home) as library:
        assert library.rows()[0].record.title == "Newer"
        assert "library.json is older than history.sqlite" in library.take_notices()[0]
    assert damages(home) == {}


def test_there_is_nothing_to_check_where_no_library_is(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        check(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_newer_library_is_not_judged(home: Path) -> None:
    overwrite(home / "library.json", b'"format": 2', b'"format": 9')
    with pytest.raises(LibraryError, match="newer"):
        check(home)


def test_an_edit_by_stock_tinydb_is_told_and_is_no_damage(home: Path) -> None:
    with TinyDB(home / "library.json") as stock:
        stock.table("annotations").update({"note": "edited by hand"})
    (finding,) = check(home).findings
    assert not finding.damage
    assert finding.ids == (document(home, "annotations")["id"],)
    assert "edited elsewhere: 1 document" in finding.line


def test_files_that_nobody_needs_are_told_and_are_no_damage(home: Path) -> None:
    spare = home / "raw" / "ab" / ("ab" + "0" * 62)
    spare.parent.mkdir(exist_ok=True)
    spare.write_bytes(b"x")
    name = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
    (home / "raw" / name[:2]).mkdir(exist_ok=True)
    spare.rename(home / "raw" / name[:2] / name)
    (home / ".paperknife-tmp-library.json").write_bytes(b"half")
    report = check(home)
    assert report.sound
    assert len(report.findings) == 2


def test_articles_of_an_import_lack_their_bytes_and_nothing_is_wrong(home: Path, tmp_path: Path) -> None:
    with Library.open(home) as library:
        bundle = library.bundle()
    with Library.open(tmp_path / "other", create=True) as other:
        other.take_in(bundle)
    report = check(tmp_path / "other")
    assert report.sound
    assert [finding.file for finding in report.findings] == ["raw"]


# --- something is wrong ----------------------------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _break_log(home: Path) -> None:
    data = bytearray((home / "history.sqlite").read_bytes())
    at = data.index(b"a note")
    data[at : at + 6] = b"A NOTE"
    (home / "history.sqlite").write_bytes(data)


def _blob(home: Path, kind: str) -> Path:
    field = "texts_sha256" if kind == "texts" else "source_sha256"
    name = str(document(home, "articles")[field])
    return home / kind / name[:2] / name


def _gap(home: Path) -> None:
    with sqlite3.connect(home / "history.sqlite") as db:
        db.execute("DELETE FROM change WHERE seq = 2")


DAMAGES: list[tuple[str, Callable[[Path], object], str]] = [
    ("garbled", lambda home: overwrite(home / "library.json", b"a note", b"A NOTE"), "library.json"),
    ("cut", lambda home: _cut(home / "library.json"), "library.json"),
    ("emptied", lambda home: (home / "library.json").write_bytes(b""), "library.json"),
    ("gone", lambda home: (home / "library.json").unlink(), "library.json"),
    ("previous", lambda home: _cut(home / "library.json.prev"), "library.json.prev"),
    ("row", _break_log, "history.sqlite"),
    ("gap", _gap, "history.sqlite"),
    ("no log", lambda home: (home / "history.sqlite").unlink(), "history.sqlite"),
    ("log of nonsense", lambda home: (home / "history.sqlite").write_bytes(b"x" * 9000), "history.sqlite"),
    ("text", lambda home: _blob(home, "texts").write_bytes(b"rot"), "texts/"),
    ("no text", lambda home: _blob(home, "texts").unlink(), "texts/"),
    ("state", lambda home: (home / "state.json").write_bytes(b"{"), "state.json"),
]


@pytest.mark.parametrize(("how", "file"), [damage[1:] for damage in DAMAGES], ids=[damage[0] for damage in DAMAGES])
def test_damage_is_found_without_a_change_and_repaired(home: Path, how: Callable[[Path], object], file: str) -> None:
    how(home)
    before = listing(home)
    found = damages(home)
    assert any(name.startswith(file) for name in found), found
    assert listing(home) == before
    report = repair(home)
    assert report.done
    assert report.sound, report.findings
    assert (report.articles, report.notes) == (2, 1)
    assert damages(home) == {}
    with Library.open(home) as library:
        assert library.take_notices() == ()
        assert [annotation.note for annotation in library.annotations()] == ["a note"]
        assert library.article(library.rows()[0].id).blocks
    if file in {"library.json", "history.sqlite", "state.json"} and "gone" not in report.done[0]:
        assert repair(home).done == ()


def test_a_damaged_library_file_names_the_documents_that_differ(home: Path) -> None:
    overwrite(home / "library.json", b"a note", b"A NOTE")
    (finding,) = (finding for finding in check(home).findings if finding.file == "library.json")
    assert finding.ids == (document(home, "annotations")["id"],)


def test_a_text_that_cleaning_no_longer_makes_comes_from_a_backup(library: Library, make_new: MakeNew) -> None:
    library.add([make_new("Made by hand, not by cleaning.")])
    library.backup()
    name = library.rows()[0].record.texts_sha256
    path = library.home / "texts" / name[:2] / name
    path.unlink()
    path.write_bytes(b"rot")
    library.close()
    report = repair(library.home)
    assert report.sound
    assert "backups/" in report.done[0]
    (kept,) = path.parent.glob(f"{name}.damaged.*")
    assert kept.read_bytes() == b"rot"


def test_what_cannot_be_put_right_is_told_and_kept(library: Library, make_new: MakeNew) -> None:
    library.add([make_new("Made by hand, not by cleaning.")])
    name = library.rows()[0].record.texts_sha256
    path = library.home / "texts" / name[:2] / name
    path.write_bytes(b"rot")
    library.close()
    report = repair(library.home)
    assert not report.sound
    assert path.read_bytes() == b"rot"


def test_notes_on_an_article_that_an_edit_took_out_get_it_back(home: Path) -> None:
    with TinyDB(home / "library.json") as stock:
        stock.table("articles").remove(doc_ids=[1])
    with Library.open(home) as library:
        assert len(library.rows()) == 1
    assert "library.json" in damages(home)
    report = repair(home)
    assert report.sound
    assert any("bring back 1 article" in line for line in report.done)
    with Library.open(home) as library:
        assert len(library.rows()) == 2
        assert len(library.annotations()) == 1


def test_a_damaged_backup_is_found_and_set_aside(home: Path) -> None:
    with Library.open(home) as library:
        made = library.backup()
    assert check(home).findings == ()
    _cut(made / "library.json")
    assert list(damages(home)) == [f"backups/{made.name}"]
    assert repair(home).sound
    assert not made.exists()
    assert list((home / "backups").glob(f"{made.name}.damaged.*"))


def test_what_crashes_left_is_swept_by_a_repair(home: Path) -> None:
    left = home / ".paperknife-tmp-library.json"
    left.write_bytes(b"half")
    with Library.open(home):
        repair(home)
        assert left.exists(), "another process might be writing it"
    assert "left half written" in repair(home).done[0]
    assert not left.exists()


def test_a_damaged_log_that_is_in_use_is_not_repaired_under_its_users(home: Path) -> None:
    _gap(home)
    with Library.open(home), pytest.raises(LibraryError, match="close paperknife everywhere else"):
        repair(home)
    assert repair(home).sound


def test_every_finding_is_one_line(home: Path) -> None:
    for _, how, _ in DAMAGES[:3]:
        how(home)
    (home / "raw" / "bad\nname").write_bytes(b"")
    assert all("\n" not in finding.line for finding in check(home).findings)


def test_what_another_process_takes_away_meanwhile_is_no_trouble(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup of the day is made under one name and gets another; a check may look just then."""
    going = home / "backups" / ".paperknife-tmp-going"
    going.mkdir(parents=True)
    scandir, lstat = os.scandir, os.lstat

    def of_another_moment(look: Callable[..., object]) -> Callable[..., object]:
        def looked(path: str, **more: object) -> object:
            if str(path) in {str(going), str(home / "library.json.prev")}:
                raise FileNotFoundError(path)
            return look(path, **more)

        return looked

    whole = check(home)
    monkeypatch.setattr("os.scandir", of_another_moment(scandir))
    monkeypatch.setattr("os.lstat", of_another_moment(lstat))
    found = check(home)
    assert found.sound
    assert 0 < found.size < whole.size


def test_without_a_folder_for_temporary_files_it_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(home / "nowhere"))
    with pytest.raises(LibraryError, match="set TMPDIR"):
        check(home)
