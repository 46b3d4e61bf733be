"""The log: rows come back as they were appended, nobody appends unseen, and what is wrong with it is told."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import storage.library
from storage.errors import LibraryBusy, LibraryError, PaperknifeError
from storage.library.engine import log as log_module
from storage.library.engine.log import Log
from storage.library.engine.log_care import copy, damage, make_log, move_out_of_wal, prune, salvage
from storage.library.engine.troubles import LogDamaged, Taken
from storage.library.looking import quick_check
from tests.children import PATIENCE
from tests.library.engine.filling import row


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    make_log(path, "lib", 0)
    with contextlib.closing(Log(path)) as opened:
        yield opened


def statement(path: Path, words: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute(words, values)
        db.commit()


@pytest.mark.parametrize("count", [1, 2, 32, 33, 500])
def test_rows_come_back_as_they_were_appended(log: Log, path: Path, count: int) -> None:
    rows = [row(seq, action=1, before=None if seq % 2 else b"{}", place=2**40 + seq) for seq in range(1, count + 1)]
    log.append(rows)
    with contextlib.closing(Log(path)) as other:
        assert (other.rows_after(0), other.rows_of(1), other.last()) == (rows, rows, count)
        assert other.tail(0) == (rows, count)
        assert other.tail(count) == ([], count)


def test_a_number_that_is_taken_is_refused_whole(log: Log, path: Path) -> None:
    with contextlib.closing(Log(path)) as other:
        other.append([row(1)])
    for late in ([row(1, "mine")], [row(1, "mine"), row(2, "mine")], [row(seq, "mine") for seq in range(1, 50)]):
        with pytest.raises(Taken):
            log.append(late)
    assert [each.id for each in log.rows_after(0)] == ["k"]
    log.append([row(2)])


def test_an_action_is_in_the_log_whole_or_not_at_all(log: Log, path: Path) -> None:
    statement(path, "INSERT INTO change SELECT 40, 40, 0, '', '', NULL, NULL, '', '', 0, NULL, NULL, 0")
    with pytest.raises(Taken):
        log.append([row(seq, action=1) for seq in range(1, 60)])
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT seq FROM change").fetchall() == [(40,)]


def test_the_rows_of_an_action_are_its_own_though_others_came_between(log: Log) -> None:
    log.append([row(1), row(2, action=1)])
    log.append([row(3, "other")])
    log.append([row(4, "late", action=1)])
    assert [each.seq for each in log.rows_of(1)] == [1, 2, 4]
    assert [each.seq for each in log.rows_of(3)] == [3]
    assert [head.action for head in log.heads()] == [3, 1]
    assert [head.action for head in log.heads(before=3)] == [1]
    assert [head.action for head in log.heads(most=1)] == [3]


@pytest.mark.parametrize(
    "change",
    [
        "after = x'7b7d'",
        "before = x'7b7d'",
        "after = NULL",
        "id = 'x'",
        "label = NULL",
        "at = at + 1",
        "turn = 'undo'",
        "place = 9",
        "crc = crc + 1",
        "tbl = 'tags'",
        "action = 1",
        "origin = x'ff'",
        "crc = 'x'",
        "after = 'text'",
    ],
)
def test_a_row_that_is_not_as_it_was_written_is_noticed(log: Log, path: Path, change: str) -> None:
    log.append([row(1)])
    log.append([row(2)])
    statement(path, f"UPDATE change SET {change.replace('id =', 'doc =')} WHERE seq = 2")
    for ask in (lambda: log.rows_after(0), lambda: log.tail(0)):
        with pytest.raises(LogDamaged, match="change 2 is damaged"):
            ask()
    assert [each.seq for each in salvage(log)] == [1]
    assert damage(log)


def test_a_gap_is_noticed(log: Log, path: Path) -> None:
    log.append([row(seq, action=1) for seq in range(1, 6)])
    statement(path, "DELETE FROM change WHERE seq IN (2, 3)")
    with pytest.raises(LogDamaged, match="gaps"):
        log.tail(0)
    assert log.tail(3)[1] == 5
    assert damage(log) == ["changes 2 to 3 are missing"]
    assert [each.seq for each in salvage(log)] == [1, 4, 5]


@pytest.mark.parametrize("number", [-(10**12), 0, 10**12])
def test_one_row_with_a_garbled_number_hides_no_other(log: Log, path: Path, number: int) -> None:
    log.append([row(seq, action=1) for seq in range(1, 6)])
    statement(path, "UPDATE change SET seq = ? WHERE seq = 3", number)
    assert [each.seq for each in salvage(log)] == [1, 2, 4, 5]


def test_a_broken_page_hides_only_its_own_rows(log: Log, path: Path) -> None:
    log.append([row(seq, action=1, label=None) for seq in range(1, 3_001)])
    log.close()
    page = 4096
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // page * page)
        file.write(b"\xee" * page)
    with contextlib.closing(Log(path)) as opened:
        saved = [each.seq for each in salvage(opened)]
        assert damage(opened)
    assert {1, 3_000} <= set(saved)
    assert len(saved) > 2_800


def test_a_name_in_the_file_that_is_no_text_any_more_is_damage(log: Log, path: Path) -> None:
    """SQLite quotes it when it complains, and Python cannot read that."""
    log.append([row(1)])
    log.close()
    whole = path.read_bytes()
    names = list(re.finditer(b"store|change|later|headings", whole[:4096]))
    opened = []
    for name in names:
        path.write_bytes(whole[: name.start()] + b"\xec" + whole[name.start() + 1 :])
        assert quick_check(path)
        with contextlib.suppress(LogDamaged):
            Log(path, read_only=True).close()
            opened.append(name)
    assert len(opened) < len(names)


def test_a_log_of_a_newer_version_is_refused_untouched(log: Log, path: Path) -> None:
    log.close()
    statement(path, "UPDATE store SET value = 2 WHERE name = 'format'")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="was written by a newer paperknife; update paperknife to open it") as told:
        Log(path)
    assert not isinstance(told.value, LogDamaged)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 4_080])
def test_what_is_no_log_is_told_in_one_line(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(LogDamaged) as told:
        Log(path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("words", ["DROP TABLE change", "DELETE FROM store", "DROP TABLE store"])
def test_a_database_that_is_no_log_is_told(log: Log, path: Path, words: str) -> None:
    log.close()
    statement(path, words)
    with pytest.raises(LogDamaged), contextlib.closing(Log(path)) as opened:
        opened.last()


def test_what_cannot_be_opened_is_told(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Log(path)
    path.mkdir()
    with pytest.raises(PaperknifeError):
        Log(path)


def test_every_connection_syncs_and_erases(log: Log) -> None:
    with log.connection() as db:
        told = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "secure_delete")}
        assert (told, db.execute("PRAGMA journal_mode").fetchone()) == (
            {"synchronous": 2, "secure_delete": 1},
            ("wal",),
        )


def test_who_writes_for_too_long_is_named(log: Log, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "PATIENCE", 0.05)
    with contextlib.closing(Log(path)) as other, log.alone():
        log.append([row(1)])
        with pytest.raises(
            LibraryBusy, match=f"is being changed by process {os.getpid()}; try again when it is done"
        ):
            other.append([row(1)])
        assert other.last() == 0
    log.append([row(2)])


def test_on_a_network_only_one_may_have_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_log(path, "lib", 0)
    monkeypatch.setattr(log_module, "PATIENCE", 0.05)
    with contextlib.closing(Log(path, exclusive=True)) as first:
        first.append([row(1)])
        assert not Path(f"{path}-shm").exists()
        for exclusive in (True, False):
            with pytest.raises(LibraryBusy):
                Log(path, exclusive=exclusive)
        move_out_of_wal(path)  # is refused, and says nothing
        first.append([row(2)])
    with contextlib.closing(Log(path)) as after:
        assert after.last() == 2


def test_what_fails_inside_a_transaction_leaves_nothing_of_it(log: Log) -> None:
    def fail() -> None:
        with log.alone():
            log.append([row(1)])
            with log.alone():  # the same one
                log.append([row(2)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (log.last(), log.rows_after(0)) == (0, [])


def test_pruned_rows_are_gone_and_numbers_go_on(log: Log, path: Path) -> None:
    log.append([row(seq, action=1) for seq in range(1, 40)])
    log.append([row(40)])
    prune(log, 39)
    assert (log.base, log.last(), log.rows_of(1), damage(log)) == (39, 40, [], [])
    prune(log, 40)
    assert (log.last(), log.tail(40)) == (40, ([], 40))
    with contextlib.closing(Log(path)) as other:
        assert (other.base, other.last()) == (40, 40)
        other.append([row(41)])
    assert [each.seq for each in log.rows_after(40)] == [41]


def test_a_copy_is_whole_while_another_connection_writes(log: Log, path: Path, tmp_path: Path) -> None:
    log.append([row(1)])
    copy(log, tmp_path / "copy.sqlite")
    log.append([row(2)])
    with contextlib.closing(Log(tmp_path / "copy.sqlite")) as copied:
        assert (copied.library, copied.tail(0)) == ("lib", ([row(1)], 1))


def test_a_new_log_does_not_find_an_old_ones_tail(log: Log, path: Path) -> None:
    log.append([row(1)])
    kept = Path(f"{path}-wal").read_bytes()
    log.close()
    Path(f"{path}-wal").write_bytes(kept)
    make_log(path, "other", 7, [row(8)])
    with contextlib.closing(Log(path)) as new:
        assert (new.library, new.base, new.last()) == ("other", 7, 8)
    assert not list(path.parent.glob("*.new*"))


def test_a_writer_that_is_killed_in_a_transaction_leaves_nothing_of_it(log: Log, path: Path) -> None:
    child = f"""
import os
from pathlib import Path
from storage.library.engine.log import Log
from tests.library.engine.filling import row
log = Log(Path({str(path)!r}))
log.append([row(1)])
with log.alone():
    log.append([row(2)])
    os._exit(0)
"""
    root = Path(storage.library.__file__).parents[2]
    subprocess.run([sys.executable, "-c", child], check=True, cwd=root, timeout=PATIENCE)
    assert [each.seq for each in log.rows_after(0)] == [1]
    log.append([row(2)])


def test_the_checksum_is_of_every_field() -> None:
    base = row(1, before=b"{}", target=3)
    others = [
        base._replace(**{name: value})  # type: ignore[arg-type]  # each field gets another value of its own kind
        for name, value in {
            "seq": 2,
            "action": 2,
            "at": 1,
            "origin": "x",
            "turn": "undo",
            "target": None,
            "label": None,
            "table": "tags",
            "id": "x",
            "place": 2,
            "before": None,
            "after": None,
        }.items()
    ]
    assert len({each.checksum() for each in [base, *others]}) == 13
    assert base._replace(before=None).checksum() != base._replace(before=b"").checksum()
