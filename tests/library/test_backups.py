"""Backups are whole, a few are kept, and what comes back from them can be undone."""

from __future__ import annotations

import errno
import io
import os
import shutil
import tarfile
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.anchoring import describe_article
from storage.errors import LibraryDamaged, LibraryError, NothingMatches, UsageError
from storage.library import Library, ReaderState, backups, restoring
from storage.library.backups import Backup

if TYPE_CHECKING:
    from tests.conftest import MakeNew


def note(library: Library, text: str, row: int = 0) -> None:
    library.mark(describe_article(library.article(library.rows()[row].id)), note=text)


def notes(library: Library) -> list[str]:
    return [annotation.note for annotation in library.annotations()]


@pytest.fixture
def used(library: Library, make_new: MakeNew) -> Library:
    """A library with two articles and a note."""
    library.add([make_new("One."), make_new("Two.", title="Second")])
    note(library, "first")
    return library


# --- making them -----------------------------------------------------------------------------------------------


def test_a_backup_is_a_library_that_opens_without_a_word(used: Library) -> None:
    made = used.backup()
    assert made.parent == used.home / "backups"
    note(used, "later")
    with Library.open(made) as backup:
        assert backup.take_notices() == ()
        assert (backup.id, notes(backup)) == (used.id, ["first"])
        assert [backup.article(row.id) for row in backup.rows()] == [used.article(row.id) for row in backup.rows()]
        assert backup.raw(backup.rows()[0].id) == used.raw(backup.rows()[0].id)
        assert backup.undo(confirmed=True) is not None
        assert backup.take_notices() == ()


def test_a_backup_made_while_another_window_writes_is_of_one_moment(used: Library) -> None:
    with Library.open(used.home) as other:
        done = threading.Event()

        def write() -> None:
            number = 0
            while not done.is_set():
                number += 1
                note(other, f"note {number}", row=1)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            made = [used.backup() for _ in range(5)]
        finally:
            done.set()
            writer.join()
    for path in made:
        with Library.open(path) as backup:
            assert backup.take_notices() == ()
            assert notes(backup)[0] == "first"


def test_raw_bytes_and_texts_take_no_room_twice(used: Library) -> None:
    made = used.backup()
    there = [path for kind in ("raw", "texts") for path in (used.home / kind).rglob("*") if path.is_file()]
    assert there
    for path in there:
        assert (made / path.relative_to(used.home)).samefile(path)
    assert not (made / "library.json").samefile(used.home / "library.json")


def test_where_there_are_no_links_they_are_copied(used: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    made = used.backup()
    with Library.open(made) as backup:
        assert backup.raw(backup.rows()[0].id) == used.raw(backup.rows()[0].id)


def test_a_backup_in_one_file_holds_everything_and_nobodys_name(used: Library, tmp_path: Path) -> None:
    ReaderState.load(used.home).flush()
    target = used.backup(tmp_path / "mine.tar.gz")
    assert target.stat().st_mode & 0o777 == 0o600
    with tarfile.open(target) as tar:
        members = tar.getmembers()
        assert {member.uname for member in members} == {""}
        assert all(member.name.startswith("library/") for member in members)
        tar.extractall(tmp_path / "out", filter="data")
    with Library.open(tmp_path / "out" / "library") as backup:
        assert backup.take_notices() == ()
        assert notes(backup) == ["first"]
        assert backup.raw(backup.rows()[0].id)


def test_a_file_that_is_there_is_not_written_over_unless_asked(used: Library, tmp_path: Path) -> None:
    target = tmp_path / "mine.tar.gz"
    target.write_text("dear")
    with pytest.raises(LibraryError, match="is there already"):
        used.backup(target)
    assert target.read_text() == "dear"
    used.backup(target, overwrite=True)
    assert tarfile.is_tarfile(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "mine.tar.gz"]


def test_a_backup_is_not_written_into_the_library_or_over_a_folder(used: Library, tmp_path: Path) -> None:
    for target in (used.home / "raw" / "x.tar.gz", tmp_path, tmp_path / "none" / "x.tar.gz"):
        with pytest.raises(UsageError):
            used.backup(target)


def test_the_home_of_nobody_is_no_folder(used: Library) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        used.backup(Path("~nobody-of-this-name/b.tar.gz"))
    with pytest.raises(NothingMatches, match="there is no backup"):
        backups.find(used.home, "~nobody-of-this-name/b.tar.gz")


def test_a_full_disk_leaves_no_half_backup(used: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backups, "link_blobs", full)
    with pytest.raises(LibraryError, match="the disk is full"):
        used.backup()
    assert list((used.home / "backups").iterdir()) == []
    assert used.back_up_if_due() is None
    (notice,) = used.take_notices()
    assert notice.startswith("no backup of the day: ")
    assert "disk is full" in notice


def test_what_a_crash_left_of_a_backup_is_swept_and_never_listed(used: Library) -> None:
    left = used.home / "backups" / ".paperknife-tmp-0123"
    (left / "raw").mkdir(parents=True)
    assert list(backups.listed(used.home)) == []
    used.backup()
    assert not left.exists()


# --- once a day ------------------------------------------------------------------------------------------------


def age(path: Path, days: int) -> Path:
    made = datetime.now() - timedelta(days=days)
    return path.rename(path.with_name(made.strftime("%Y-%m-%dT%H%M%S") + path.name[17:]))


def test_a_backup_is_made_once_a_day_and_only_if_something_changed(used: Library) -> None:
    first = used.back_up_if_due()
    assert first is not None
    assert first.name.endswith("-daily")
    note(used, "same day")
    assert used.back_up_if_due() is None
    age(first, 2)
    second = used.back_up_if_due()
    assert second is not None
    age(second, 1)
    assert used.back_up_if_due() is None, "nothing has changed"


def test_a_backup_of_a_day_to_come_does_not_keep_others_from_being_made(used: Library) -> None:
    """The clock was wrong once; it is not waited for until that day."""
    first = used.back_up_if_due()
    assert first is not None
    age(first, -400)
    note(used, "later")
    second = used.back_up_if_due()
    assert second is not None
    note(used, "the same day")
    assert used.back_up_if_due() is None
    age(second, 2)
    assert used.back_up_if_due() is not None


def test_a_library_without_articles_is_not_backed_up_by_itself(library: Library) -> None:
    assert library.back_up_if_due() is None
    assert not (library.home / "backups").exists()


def test_of_each_of_three_days_and_four_weeks_the_newest_is_kept() -> None:
    now = datetime(2026, 11, 22, 12)  # a Sunday
    made = [
        Backup(Path(f"{day}-{hour}"), now - timedelta(days=day, hours=hour), daily=True)
        for day in range(40)
        for hour in (0, 3)
    ]
    gone = {backup.path for backup in backups.too_many(made)}
    kept = [backup.path.name for backup in made if backup.path not in gone]
    assert kept == ["0-0", "1-0", "2-0", "7-0", "14-0", "21-0"]


def test_those_made_by_hand_are_never_thrown_away(used: Library) -> None:
    by_hand = [age(used.backup(), days) for days in range(100, 110)]
    for days in range(10, 0, -1):
        note(used, f"day {days}")
        made = used.back_up_if_due()
        assert made is not None
        age(made, days)
    used.back_up_if_due()
    backups.thin_out(used.home)
    assert all(path.exists() for path in by_hand)
    assert 3 <= sum(backup.daily for backup in backups.backups(used.home)) <= backups.DAYS + backups.WEEKS


# --- coming back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_restore_is_one_action_that_undo_takes_back(
    used: Library, make_new: MakeNew, tmp_path: Path, *, packed: bool
) -> None:
    before = (used.rows(), used.annotations(), used.tags())
    source = used.backup(tmp_path / "mine.tar.gz" if packed else None)
    note(used, "changed")
    note(used, "new", row=1)
    used.mark(describe_article(used.article(used.rows()[0].id)), add=["tag"])
    used.add([make_new("Since.", title="Since")])
    used.remove([used.rows()[1].id])
    present = (used.rows(), used.annotations(), used.tags())
    restored = used.restore(source)
    assert (used.rows(), used.annotations(), used.tags()) == before
    assert (restored.articles, restored.annotations, restored.missing) == (2, 1, ())
    change = next(used.history())
    assert change.label == f"restore backup of {restored.made}"
    used.undo()
    assert (used.rows(), used.annotations(), used.tags()) == present
    used.redo()
    assert (used.rows(), used.annotations(), used.tags()) == before
    assert not [path for path in used.home.iterdir() if path.name.startswith(".paperknife-tmp-")]


def test_restoring_what_is_there_changes_nothing(used: Library) -> None:
    source = used.backup()
    sequence = used.sequence
    restored = used.restore(source)
    assert (restored.articles, restored.annotations, used.sequence) == (0, 0, sequence)


def test_texts_that_are_gone_or_damaged_come_back_too(used: Library) -> None:
    source = used.backup()
    rows = used.rows()
    texts = [row.record.texts_sha256 for row in rows]
    for name in texts:
        path = used.home / "texts" / name[:2] / name
        path.unlink()
    used.close()
    with Library.open(used.home) as reopened:
        with pytest.raises(LibraryDamaged):
            reopened.article(rows[0].id)
        reopened.restore(source)
        assert reopened.article(rows[0].id).blocks


def test_what_is_missing_in_the_backup_as_well_is_told(used: Library) -> None:
    source = used.backup()
    for row in used.rows():
        name = row.record.texts_sha256
        (used.home / "texts" / name[:2] / name).unlink()
        (source / "texts" / name[:2] / name).unlink()
    assert used.restore(source).missing == ("A title", "Second")


def test_a_backup_of_another_library_is_refused(used: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other", create=True) as other:
        source = other.backup()
    with pytest.raises(LibraryError, match="another library"):
        used.restore(source)
    with pytest.raises(UsageError, match="the library itself"):
        used.restore(used.home)
    assert notes(used) == ["first"]


@pytest.mark.parametrize("name", ["library/../../escaped", "/escaped", "escaped", "library/raw/aa/../../../x"])
def test_no_file_in_a_backup_leads_out_of_its_folder(used: Library, tmp_path: Path, name: str) -> None:
    source = tmp_path / "bad.tar.gz"
    with tarfile.open(source, "w:gz") as tar:
        member = tarfile.TarInfo(name)
        member.size = 3
        tar.addfile(member, io.BytesIO(b"bad"))
    with pytest.raises(LibraryDamaged, match="no backup of paperknife"):
        used.restore(source)
    assert not list(tmp_path.rglob("*escaped*"))
    assert not Path("/escaped").exists()


def test_a_link_in_a_backup_is_refused(used: Library, tmp_path: Path) -> None:
    source = tmp_path / "bad.tar.gz"
    with tarfile.open(source, "w:gz") as tar:
        member = tarfile.TarInfo("library/library.json")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(member)
    with pytest.raises(LibraryDamaged, match="no backup of paperknife"):
        used.restore(source)


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "1e30", "253402300800"])
def test_a_time_that_no_file_can_have_is_passed_over(used: Library, tmp_path: Path, seconds: str) -> None:
    whole, source = used.backup(tmp_path / "mine.tar.gz"), tmp_path / "odd.tar.gz"
    with tarfile.open(whole) as tar, tarfile.open(source, "w:gz", format=tarfile.PAX_FORMAT) as odd:
        for member in tar:
            member.pax_headers = {"mtime": seconds}
            odd.addfile(member, tar.extractfile(member))
    note(used, "changed")
    used.restore(source)
    assert notes(used) == ["first"]


def test_a_file_with_holes_that_are_none_is_refused(used: Library, tmp_path: Path) -> None:
    source = tmp_path / "bad.tar.gz"
    with tarfile.open(source, "w:gz", format=tarfile.PAX_FORMAT) as tar:
        member = tarfile.TarInfo("library/library.json")
        member.pax_headers = {"GNU.sparse.map": "x", "GNU.sparse.size": "3"}
        tar.addfile(member)
    with pytest.raises(LibraryDamaged, match="no backup of paperknife"):
        used.restore(source)


def test_a_file_that_was_cut_short_or_is_something_else_is_refused(used: Library, tmp_path: Path) -> None:
    whole = used.backup(tmp_path / "mine.tar.gz").read_bytes()
    for number, data in enumerate((whole[: len(whole) // 2], whole[:-9], b"", b"no backup", os.urandom(2000))):
        source = tmp_path / f"bad{number}.tar.gz"
        source.write_bytes(data)
        with pytest.raises(LibraryDamaged):
            used.restore(source)
    assert notes(used) == ["first"]


def test_a_damaged_backup_is_refused(used: Library) -> None:
    source = used.backup()
    content = (source / "library.json").read_bytes()
    (source / "library.json").write_bytes(content.replace(b"first", b"FIRST"))
    with pytest.raises(LibraryDamaged, match="no backup"):
        used.restore(source)


def test_a_copy_of_a_library_in_use_can_be_restored_from(used: Library, tmp_path: Path) -> None:
    shutil.copytree(used.home, tmp_path / "copy")
    note(used, "changed")
    used.restore(tmp_path / "copy")
    assert notes(used) == ["first"]


def test_a_library_that_cannot_be_opened_is_replaced_and_set_aside(used: Library) -> None:
    source = used.backup()
    used.close()
    for name in ("library.json", "library.json.prev", "history.sqlite"):
        (used.home / name).write_bytes(b"rot")
    moved = source.rename(used.home.parent / "elsewhere")
    with pytest.raises(LibraryDamaged):
        Library.open(used.home)
    restoring.put_in_place(used.home, moved)
    with Library.open(used.home) as restored:
        assert restored.take_notices() == ()
        assert notes(restored) == ["first"]
        assert restored.undo(confirmed=True) is not None
    aside = {path.name.split(".replaced.")[0] for path in used.home.glob("*.replaced.*")}
    assert aside == {"library.json", "library.json.prev", "history.sqlite", "recent.jsonl"}


def test_a_backup_can_begin_a_library_on_another_machine(used: Library, tmp_path: Path) -> None:
    source = used.backup(tmp_path / "mine.tar.gz")
    restoring.put_in_place(tmp_path / "new" / "home", source)
    with Library.open(tmp_path / "new" / "home") as restored:
        assert (restored.id, notes(restored), restored.take_notices()) == (used.id, ["first"], ())
        assert restored.article(restored.rows()[0].id).blocks


def test_a_backup_is_found_by_its_name_or_the_beginning_of_it(used: Library) -> None:
    made = used.backup()
    assert backups.find(used.home, made.name) == backups.find(used.home, made.name[:10]) == made
    assert backups.find(used.home, str(made)) == made
    used.backup()
    with pytest.raises(NothingMatches, match="2 backups"):
        backups.find(used.home, made.name[:10])
    for words in ("1999", ""):
        with pytest.raises(NothingMatches, match="no backup"):
            backups.find(used.home, words)
