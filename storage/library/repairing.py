"""Puts right what a check finds damaged, as far as anything is left to do it with; what is damaged is kept aside."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from storage.article import ArticleRecord, RawDocument
from storage.cleaning import clean
from storage.errors import CleaningError, LibraryDamaged, LibraryError
from storage.hashing import sha256
from storage.library.backups import backups, no_backup_meanwhile
from storage.library.blobs import Blobs, lies
from storage.library.checking import check
from storage.library.disk import TEMPORARY, refusals_told
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, Document, Draft
from storage.library.engine.acting import Heading
from storage.library.engine.aside import aside_of
from storage.library.engine.checkpoint import NotOurs, read_checkpoint
from storage.library.engine.evidence import gather
from storage.library.engine.lines import decode
from storage.library.engine.mending import mend
from storage.library.engine.opening import is_there, is_writable
from storage.library.engine.store import Store
from storage.library.locking import Presence, locked
from storage.library.looking import private_copy
from storage.library.paths import (
    BACKUPS_FOLDER,
    BLOB_FOLDERS,
    LIBRARY_FILE,
    LOCK_FILE,
    LOG_FILE,
    PRESENCE_FILE,
    PREVIOUS_FILE,
    RAW_FOLDER,
    STATE_LOCK_FILE,
    TEXTS_FOLDER,
)
from storage.library.records import read_article
from storage.library.report import Report
from storage.library.state import ReaderState
from storage.library.texts import encode_blocks
from storage.text import sanitise_line
from storage.wording import count_of


def repair(home: Path) -> Report:
    """Put right what is damaged in the library in ``home``; the report tells what was done, and what is left.

    Raises:
        LibraryMissing: there is none.
        LibraryDamaged: it cannot be opened, or only while nobody else has it open.
        LibraryError: a file cannot be read or written.
    """
    done: list[str] = []
    if is_there(home) and is_writable(home):
        _mend(home)
    store = Store(home, create=False, origin="command")
    try:
        done += store.notices.take()
        if not store.read_only:
            with refusals_told(home):
                done += _previous(home)
                store.file.checkpoint()
                done += _articles(store)
                done += _blobs(store)
                done += _state(home)
                done += _backups(home)
                done += _left_over(store)
            done += store.notices.take()
    finally:
        store.close()
    done += store.notices.take()
    return replace(check(home), done=tuple(done))


def _mend(home: Path) -> None:
    """Mend a log that is damaged where opening does not look; opening the library then tells of it."""
    with (
        refusals_told(home),
        contextlib.closing(Presence(home / PRESENCE_FILE)) as presence,
        presence.alone() as alone,
        locked(home / LOCK_FILE),
    ):
        if alone:
            found = gather(home)
        else:  # others may be writing: only what is of one moment can be judged
            with private_copy(home) as folder:
                found = gather(folder, folder / LOG_FILE)
        if not found.is_edit and (found.log_trouble or (found.file_trouble and alone)):
            mend(home, found, alone=alone)


def _previous(home: Path) -> Iterator[str]:
    path = home / PREVIOUS_FILE
    with locked(home / LOCK_FILE):
        try:
            read_checkpoint(path)
        except FileNotFoundError:
            return
        except NotOurs:
            aside = aside_of(path, "damaged")
            path.rename(aside)
            yield f"{PREVIOUS_FILE} was damaged: it is kept as {aside.name}; the library did not need it"


def _articles(store: Store) -> Iterator[str]:
    """Bring back articles that the log still knows and that something is written in: undo takes it back."""
    held = store.memory.lines[ARTICLES]
    lost = {
        document["article"]
        for table in (ANNOTATIONS, FLIPS)
        for document in store.memory.all(table)
        if document["article"] not in held
    }
    if not lost:
        return
    known: dict[str, tuple[Document, int]] = {}
    with store.log() as log:
        for row in log.rows_after(log.base):
            body = row.before if row.after is None else row.after
            if row.table == ARTICLES and row.id in lost and body is not None:
                known[row.id] = decode(body), row.place
    if not known:
        return

    def action(draft: Draft) -> None:
        for key, (document, place) in known.items():
            if draft.get(ARTICLES, key) is None:
                draft.put(ARTICLES, document, place)

    label = f"bring back {count_of(len(known), 'article')} that something is written in"
    store.commit(action, lambda _: Heading(label))
    yield f"{LIBRARY_FILE}: {label}; undo takes that back"


def _blobs(store: Store) -> Iterator[str]:
    for document in store.memory.all(ARTICLES):
        with contextlib.suppress(LibraryDamaged):  # the check tells of a record that cannot be read
            record = read_article(document)
            revisions = [(record.source_sha256, record.texts_sha256)]
            revisions += [(former.source_sha256, former.texts_sha256) for former in record.former]
            for raw, texts in revisions:
                yield from _file(store.home, RAW_FOLDER, raw, record, "")
                yield from _file(store.home, TEXTS_FOLDER, texts, record, raw)


def _file(home: Path, kind: str, name: str, record: ArticleRecord, raw: str) -> Iterator[str]:
    """Have a file here again; ``raw`` are the bytes that a text was made of."""
    blobs = Blobs(home / kind)
    if blobs.holds(name):
        return
    damaged = blobs.path(name).exists()
    for source, data in _sources(home, kind, name, record, raw):
        if blobs.put([data]) == [name]:  # what is damaged is set aside by this
            was, title = "damaged" if damaged else "missing", sanitise_line(record.shown_title)
            yield f"{lies(kind, name)} was {was}: “{title}” has it again from {source}"
            return


def _sources(home: Path, kind: str, name: str, record: ArticleRecord, raw: str) -> Iterator[tuple[str, bytes]]:
    for backup in backups(home):
        with contextlib.suppress(FileNotFoundError, LibraryDamaged):
            yield f"{BACKUPS_FOLDER}/{backup.name}", Blobs(backup.path / kind).get(name)
    if not raw:
        return
    with contextlib.suppress(FileNotFoundError, LibraryDamaged, CleaningError):
        came = RawDocument(Blobs(home / RAW_FOLDER).get(raw), record.origin, Path(record.origin).name)
        made = encode_blocks(clean(came).blocks)
        if sha256(made) == name:
            yield "its bytes, cleaned again", made


def _state(home: Path) -> Iterator[str]:
    yield from ReaderState.load(home).take_notices()


def _backups(home: Path) -> list[str]:
    done = []
    with no_backup_meanwhile(home):
        for backup in backups(home):
            try:
                read_checkpoint(backup.path / LIBRARY_FILE)
            except (FileNotFoundError, NotOurs):
                aside = aside_of(backup.path, "damaged")
                backup.path.rename(aside)
                done.append(
                    f"{BACKUPS_FOLDER}/{backup.name} was damaged: it is kept as {BACKUPS_FOLDER}/{aside.name}"
                )
            except LibraryError:
                continue
    return done


def _left_over(store: Store) -> Iterator[str]:
    """Delete what crashes have left half written, if nobody can be writing it now."""
    with contextlib.nullcontext(False) if store.presence is None else store.presence.alone() as alone:
        if not alone:
            return
        with locked(store.home / LOCK_FILE), locked(store.home / STATE_LOCK_FILE):
            left = [
                path
                for folder in (store.home, *(store.home / kind for kind in BLOB_FOLDERS))
                for path in folder.glob(f"{TEMPORARY}*" if folder == store.home else f"*/{TEMPORARY}*")
                if path.is_file()
            ]
            for path in left:
                path.unlink(missing_ok=True)
    if left:
        yield f"{count_of(len(left), 'file')} that a crash had left half written: deleted"
