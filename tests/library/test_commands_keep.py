"""Backing up, restoring, checking, repairing and forgetting, in the words that a reader types."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.library import Library
from tests.children import PATIENCE

if TYPE_CHECKING:
    from tests.library.conftest import Shell

ROOT = Path(__file__).resolve().parents[2]


def test_a_backup_prints_where_it_is_and_is_listed(shell: Shell) -> None:
    made = Path(shell("backup").strip())
    assert made.parent == shell.home / "backups"
    (listed,) = shell.json("backup", "--list")
    assert (listed["name"], listed["articles"], listed["notes"], listed["trouble"]) == (made.name, 2, 0, "")
    assert made.name in shell("backup", "--list")
    assert shell.error("backup", "--list", "x.tar.gz", code=2)


def test_no_backups_are_said(shell: Shell) -> None:
    out, err = shell.both("backup", "--list")
    assert not out
    assert "no backups yet" in err


def test_a_backup_file_is_not_overwritten_unless_asked(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "mine.tar.gz"
    assert shell("backup", str(target)).strip() == str(target)
    assert "is there already" in shell.error("backup", str(target), code=3)
    (made,) = shell.json("backup", "--overwrite", str(target))
    assert made["path"] == str(target)


def test_restore_says_what_changed_and_undo_takes_it_back(shell: Shell) -> None:
    name = Path(shell("backup").strip()).name
    shell("remove", shell.ids[0])
    _, err = shell.both("restore", name[:10])
    assert ": 1 article changed;" in err
    assert len(shell.json("list")) == 2
    shell("undo")
    assert len(shell.json("list")) == 1
    assert "no backup" in shell.error("restore", "1999", code=1)


def test_restore_replaces_a_library_that_cannot_be_opened(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "mine.tar.gz"
    shell("backup", str(target))
    for name in ("library.json", "library.json.prev", "history.sqlite"):
        (shell.home / name).write_bytes(b"rot")
    shell.error("list", code=3)
    _, err = shell.both("restore", str(target))
    assert "cannot be opened" in err
    assert "replaced" in err
    assert len(shell.json("list")) == 2


def test_a_check_says_that_all_is_sound(shell: Shell) -> None:
    shell("tag", shell.ids[0], "+x")
    assert shell("check").startswith("sound: 2 articles, 1 mark, ")
    (health,) = shell.json("check")
    assert (health["sound"], health["articles"], health["notes"]) == (True, 2, 1)


def test_damage_ends_with_1_and_a_repair_puts_it_right(shell: Shell) -> None:
    (shell.home / "library.json").write_bytes(b"rot")
    damaged, summary = shell("check", code=1).splitlines()
    assert damaged.startswith("library.json is damaged")
    assert summary.startswith("damaged: 2 articles")
    finding, health = shell.json("check", code=1)
    assert (finding["file"], finding["damage"], health["sound"]) == ("library.json", True, False)
    done, aside, summary = shell("repair").splitlines()
    assert "library.json was damaged" in done
    assert "the damaged file is kept as" in done
    assert "1 file set aside before" in aside
    assert summary.startswith("sound: 2 articles")


def test_what_cannot_be_repaired_ends_with_1(shell: Shell) -> None:
    for kind in ("raw", "texts"):
        for path in (shell.home / kind).glob("*/*"):
            path.write_bytes(b"rot")
    assert "is damaged" in shell("repair", code=1)


def test_forget_wants_yes_where_nobody_can_be_asked(shell: Shell) -> None:
    assert "--yes" in shell.error("forget", shell.ids[0], code=2)
    assert len(shell.json("list")) == 2


def test_forget_erases_and_says_what(shell: Shell) -> None:
    shell("note", f"{shell.ids[0]}:1", "-m", "a note")
    shell("tag", f"{shell.ids[0]}:1", "+ivory")
    old = Path(shell("backup").strip()).name
    shell("search", "ivory")
    assert any(b"ivory" in path.read_bytes() for path in (shell.home / "cache").iterdir()), "the index has the word"
    _, err = shell.both("forget", "--yes", shell.ids[0][:8])
    assert "erased 1 article, 1 mark, 1 tag" in err
    assert old in err
    assert "copies that were made elsewhere" in err
    for path in shell.home.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert b"paper knife" not in data, path
        assert b"ivory" not in data, path
    assert shell.error("search", "ivory", code=1)
    assert "ivory" not in shell("tags")
    assert "no article" in shell.error("forget", "--yes", shell.ids[0], code=1)


def test_an_id_that_matches_nothing_forgets_nothing(shell: Shell) -> None:
    shell.error("forget", "--yes", shell.ids[0], "ffffffff-none", code=1)
    assert len(shell.json("list")) == 2


@pytest.mark.parametrize(("typed", "code", "left"), [("no", 1, 2), ("", 1, 2), ("yes", 0, 1)])
def test_forget_asks_once_on_a_terminal(shell: Shell, typed: str, code: int, left: int) -> None:
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--library", str(shell.home), "forget", shell.ids[0]],
        cwd=ROOT,
        stdin=side,
        stdout=side,
        stderr=side,
        env={**os.environ, "HOME": str(shell.home.parent)},
    ) as process:
        os.close(side)
        shown = b""
        while b"type yes" not in shown:
            assert select.select([main], [], [], PATIENCE)[0], shown
            shown += os.read(main, 1000)
        os.write(main, f"{typed}\n".encode())
        assert process.wait(timeout=PATIENCE) == code
    os.close(main)
    assert "On paper knives" in shown.decode()
    with Library.open(shell.home) as library:
        assert len(library.rows()) == left
