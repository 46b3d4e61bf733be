"""What is forgotten is in no file of the library any more, whoever has it open."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.anchoring import describe, describe_article
from storage.annotation import Target
from storage.errors import LibraryBusy, NothingMatches
from storage.library import Library, NewArticle, Origin, Place, ReaderState, check
from storage.library.engine import log as engine_log
from storage.library.engine import log_care
from tests.children import PATIENCE, until

if TYPE_CHECKING:
    from tests.conftest import MakeNew

ROOT = Path(__file__).resolve().parents[2]
SECRETS = (
    "Zanzibar",  # title
    "quicksilver",  # text
    "pseudonym",  # note
    "whistle",  # tag
    "gramophone",  # a tag that was renamed
    "halfwritten",  # draft
    "harpsichord",  # the text that a later revision replaced
    "oboist",  # a note that was changed
)


def secret_article(make_new: MakeNew, last: str = "It ends.") -> NewArticle:
    made = make_new("The quicksilver was hidden.", "A second one.", "A third one.", last, title="Zanzibar papers")
    return replace(made, site="Zanzibar", cleaned=made.cleaned._replace(url="https://example.org/zanzibar"))


def passage(library: Library, article: str, number: int) -> Target:
    read = library.article(article)
    return describe(read, next(own for own, shown in read.numbers.items() if shown == number))


@pytest.fixture
def secret(library: Library, make_new: MakeNew) -> str:
    """A library with an article that must be forgotten, touched in every way, and one that stays."""
    came = library.add([secret_article(make_new, "The harpsichord was sold."), make_new("Stays.", title="Other")])
    hidden, kept = (added.row.id for added in came)
    assert library.add([secret_article(make_new)])[0].status == "updated"
    library.mark(passage(library, hidden, 1), add=["whistle", "shared", "gramophone"], note="ask the oboist")
    library.mark(passage(library, hidden, 1), note="a pseudonym")
    library.rename_tag("gramophone", "whistle/low")
    library.mark(describe_article(library.article(hidden)), add=["whistle"])
    library.mark(passage(library, kept, 1), add=["shared"], note="stays too")
    library.flip(hidden, [library.article(hidden).blocks[-1].id], kept=False)
    library.edit(hidden, title="Zanzibar, corrected")
    library.undo()
    state = ReaderState.load(library.home)
    state.set_place(hidden, Place("p-1", "p-1", 0, 0.5))
    state.set_draft(hidden, "halfwritten words")
    state.pin(1, "whistle")
    state.set_setting("recent", "whistle\nshared")
    state.flush()
    library.checkpoint()
    return hidden


def found_in(home: Path) -> dict[str, list[str]]:
    """Return which secrets stand in which file, looked for byte by byte."""
    found: dict[str, list[str]] = {}
    for path in home.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            words = [word for word in SECRETS if word.lower().encode() in data]
            if words:
                found[str(path.relative_to(home))] = words
    return found


def test_not_a_word_is_left_in_any_file(library: Library, secret: str) -> None:
    (library.home / "library.json.damaged.20260101T000000").write_text("Zanzibar")
    (library.home / "history.sqlite.damaged.20260101T000000").write_bytes(b"quicksilver")
    (library.home / "history.sqlite.new").write_bytes(b"quicksilver")
    (library.home / "cache").mkdir(exist_ok=True)
    (library.home / "cache" / "index.sqlite").write_bytes(b"quicksilver")
    library.backup()
    library.mark(passage(library, secret, 2), note="the pseudonym again")
    assert set(found_in(library.home)) >= {"history.sqlite-wal", "recent.jsonl", "library.json", "state.json"}
    erased = library.forget([secret])
    assert found_in(library.home) == {}
    assert (erased.articles, erased.annotations, erased.troubles) == (1, 3, ())
    library.close()
    assert found_in(library.home) == {}


def test_what_was_read_and_typed_tells_nothing_of_it_any_more(library: Library, secret: str) -> None:
    (other,) = (row.id for row in library.rows() if row.id != secret)
    typed = [
        "tag +whistle",
        "whistles",
        f"note {secret[:8]}:2",
        "title ZANZIBAR papers",
        f"note {other[:8]}",
        "sort title",
    ]
    state = ReaderState.load(library.home)
    for name, value in (
        ("recently-read", f"{secret} {other} {secret}"),
        ("last", secret),
        ("typed", "\n".join(typed)),
        ("theme", "paper"),
    ):
        state.set_setting(name, value)
    state.flush()
    library.forget([secret])
    state = ReaderState.load(library.home)
    told = [state.setting(name, "none") for name in ("recently-read", "last", "theme")]
    assert told == [other, "", "paper"]
    assert state.setting("typed", "").split("\n") == ["whistles", f"note {other[:8]}", "sort title"]
    assert secret not in (library.home / "state.json").read_text()


def test_what_is_not_forgotten_is_as_it_was(library: Library, secret: str) -> None:
    library.forget([secret])
    (kept,) = library.rows()
    (annotation,) = library.annotations()
    assert (kept.record.title, annotation.note, annotation.tags) == ("Other", "stays too", ("shared",))
    assert [tag.name for tag in library.tags()] == ["shared"]
    library.close()
    with Library.open(library.home) as reopened:
        assert reopened.take_notices() == ()
        assert reopened.rows() == (kept,)
        assert reopened.article(kept.id).blocks[-1].text == "Stays."
    assert ReaderState.load(library.home).setting("recent", "") == "shared"


def test_undo_passes_over_what_was_forgotten(library: Library, secret: str) -> None:
    library.forget([secret])
    labels = [change.label for change in library.history()]
    assert not any(word.lower() in label.lower() for word in SECRETS for label in labels)
    while library.undo(confirmed=True) is not None:
        pass
    assert secret not in {row.id for row in library.rows()}
    while library.redo(confirmed=True) is not None:
        pass
    assert [row.record.title for row in library.rows()] == ["Other"]
    assert found_in(library.home) == {}


def test_an_article_that_was_removed_before_can_be_forgotten(library: Library, secret: str) -> None:
    library.remove([secret])
    assert found_in(library.home)
    assert library.find_known(secret[:8]) == secret
    library.forget([secret])
    assert found_in(library.home) == {}
    with pytest.raises(NothingMatches):
        library.forget([secret])


def test_backups_that_hold_it_are_gone_and_named_and_a_new_one_is_made(library: Library, secret: str) -> None:
    kept = library.article(library.rows()[1].id)
    old = library.backup()
    erased = library.forget([secret])
    assert erased.backups == (old.name,)
    assert not old.exists() or erased.backup == old.name
    with Library.open(library.home / "backups" / erased.backup) as backup:
        assert [row.id for row in backup.rows()] == [kept.id]
    assert found_in(library.home) == {}


def test_a_backup_from_before_the_article_stays(library: Library, make_new: MakeNew) -> None:
    library.add([make_new("Stays.", title="Other")])
    old = library.backup()
    hidden = library.add([secret_article(make_new)])[0].row.id
    assert library.forget([hidden]).backups == ()
    assert old.exists()


def test_a_page_that_another_article_was_made_of_keeps_its_files(library: Library, make_new: MakeNew) -> None:
    first = library.add([secret_article(make_new)])[0].row.id
    library.remove([first])
    second = library.add([secret_article(make_new)])[0].row.id
    library.forget([first])
    assert library.raw(second)
    assert library.article(second).blocks


def test_an_open_window_drops_it_and_never_writes_it_back(library: Library, secret: str) -> None:
    with Library.open(library.home, origin=Origin.WINDOW) as other:
        other.mark(passage(other, secret, 2), note="the pseudonym of the other window")
        library.forget([secret])
        assert other.poll()
        assert [row.record.title for row in other.rows()] == ["Other"]
        assert {tag.name for tag in other.tags()} == {"shared"}
        other.mark(describe_article(other.article(other.rows()[0].id)), note="after")
        other.checkpoint()
        while other.undo(confirmed=True) is not None:
            pass
        other.checkpoint()
        assert found_in(library.home) == {}
    assert found_in(library.home) == {}


def test_a_window_that_has_seen_nothing_of_it_drops_it_all_the_same(library: Library, secret: str) -> None:
    with Library.open(library.home, origin=Origin.WINDOW) as asleep:
        library.remove([secret])
        library.forget([secret])
        asleep.checkpoint()  # with what it still holds in memory
        assert found_in(library.home) == {}
        assert asleep.poll()
        assert [row.record.title for row in asleep.rows()] == ["Other"]
        assert not asleep.flips(secret)
        asleep.mark(describe_article(asleep.article(asleep.rows()[0].id)), note="after")
        asleep.checkpoint()
    assert found_in(library.home) == {}


WINDOW = """
import contextlib, random, sys
from pathlib import Path
from storage.anchoring import describe_article
from storage.errors import PaperknifeError
from storage.library import Library, Origin
from storage.search.searcher import Searcher
from tests.children import be_patient

be_patient()
home, seed = Path(sys.argv[1]), int(sys.argv[2])
dice = random.Random(seed)
with Library.open(home, origin=Origin.WINDOW) as library:
    articles = [library.article(row.id) for row in library.rows()]
    searcher = Searcher(library)
    print("open", flush=True)
    while not (home.parent / "stop").exists():
        with contextlib.suppress(PaperknifeError):
            step = dice.randrange(8)
            if step < 5:
                article = dice.choice(articles)
                words = "a pseudonym, whistle" if article.record.title.startswith("Zanzibar") else "stays too"
                library.mark(describe_article(article), add=[words.split()[-1]], note=f"{words} {dice.random()}")
            elif step == 5:
                library.undo(confirmed=True)
            elif step == 6:
                library.checkpoint()
            else:
                searcher.feed()
        library.poll()
    searcher.close()
"""


def reach(library: Library, sequence: int) -> None:
    """Wait until others have written as many changes."""

    def reached() -> bool:
        library.poll()
        return library.sequence >= sequence

    until(reached, f"change {sequence}")


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_windows_that_write_all_the_time_leave_no_word_of_it(library: Library, secret: str, seed: int) -> None:
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(library.home), str(10 * seed + number)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for number in range(2)
    ]
    try:
        for window in windows:
            assert window.stdout is not None
            assert window.stdout.readline() == "open\n"
        reach(library, 60)
        erased = library.forget([secret])
        reach(library, library.sequence + 20)
    finally:
        (library.home.parent / "stop").touch()
        ended = [window.wait(timeout=PATIENCE) for window in windows]
    assert ended == [0, 0]
    assert erased.troubles == ()
    library.close()
    assert found_in(library.home) == {}
    report = check(library.home)
    assert report.findings == ()
    assert report.articles == 1


HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN")
print(len(db.execute("SELECT * FROM change").fetchall()), flush=True)
sys.stdin.read()
"""


def test_who_reads_the_log_for_too_long_is_named(
    library: Library, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    for module in (engine_log, log_care):
        monkeypatch.setattr(module, "PATIENCE", 0.3)
    impatient = Library.open(library.home)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(library.home / "history.sqlite")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert int(holder.stdout.readline()) > 0
        erased = impatient.forget([secret])
        (trouble,) = erased.troubles
        assert f"process {holder.pid}" in trouble or not Path("/proc/locks").read_text()
        assert set(found_in(library.home)) <= {"history.sqlite-wal", "history.sqlite"}
    finally:
        holder.communicate("", timeout=PATIENCE)
    impatient.close()
    assert found_in(library.home) == {}


def test_who_makes_a_backup_meanwhile_is_waited_for(
    library: Library, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.library import backups, locking

    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    with backups.no_backup_meanwhile(library.home), pytest.raises(LibraryBusy):
        library.forget([secret])
    assert secret in {row.id for row in library.rows()}


def test_the_log_is_sound_afterwards(library: Library, secret: str) -> None:
    library.forget([secret])
    library.close()
    with sqlite3.connect(library.home / "history.sqlite") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        seqs = [seq for (seq,) in db.execute("SELECT seq FROM change ORDER BY seq")]
    assert seqs == list(range(1, len(seqs) + 1))
    (library.home / "library.json").unlink()
    (library.home / "library.json.prev").unlink()
    with Library.open(library.home) as rebuilt:
        assert [row.record.title for row in rebuilt.rows()] == ["Other"]


def test_a_file_made_outside_is_not_touched(library: Library, secret: str, tmp_path: Path) -> None:
    library.backup(tmp_path / "mine.tar.gz")
    library.forget([secret])
    with tarfile.open(tmp_path / "mine.tar.gz") as tar:
        member = tar.extractfile("library/library.json")
        assert member is not None
        assert b"Zanzibar" in member.read()
