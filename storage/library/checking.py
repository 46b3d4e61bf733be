"""Looks at every file of a library and says what is wrong; alters nothing, and disturbs nobody who uses it."""

from __future__ import annotations

import contextlib
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from storage.errors import LibraryDamaged, LibraryError
from storage.library.checking_around import findings_around
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, TABLES
from storage.library.engine.checkpoint import NotOurs, read_checkpoint, read_header
from storage.library.engine.evidence import Evidence, gather
from storage.library.engine.lines import decode, place_of
from storage.library.engine.log import Log
from storage.library.engine.log_care import damage
from storage.library.engine.memory import Lines, Memory
from storage.library.engine.mending import rescued
from storage.library.engine.opening import is_there, missing
from storage.library.engine.recovery import best
from storage.library.engine.takeover import compare
from storage.library.looking import private_copy
from storage.library.paths import LIBRARY_FILE, LOG_FILE, PREVIOUS_FILE
from storage.library.report import Finding, Report
from storage.library.well_formed import refuse_malformed
from storage.wording import count_of


def check(home: Path) -> Report:
    """Look at every file of the library in ``home``.

    Raises:
        LibraryMissing: there is none.
        LibraryBusy: another process alone may read its log.
        LibraryError: a file cannot be read, or a newer paperknife wrote it.
    """
    if not is_there(home):
        raise missing(home)
    with private_copy(home) as folder:
        found = gather(folder, folder / LOG_FILE)
        findings = [*_of_files(folder, found), *_of_previous(folder / PREVIOUS_FILE)]
    report = Report((), changes=len(found.rows), size=_size(home))
    if found.rows:
        first = datetime.fromtimestamp(found.rows[0].at / 1000, UTC)
        report = replace(report, since=first.isoformat(timespec="seconds").replace("+00:00", "Z"))
    try:
        memory = rescued(home, found).memory()
    except LibraryDamaged as error:
        findings.append(Finding(".", f"cannot be opened: {error}", True))
        memory = Memory({})
    findings += _of_documents(memory)
    findings += findings_around(home, memory, found)
    return replace(
        report,
        findings=tuple(findings),
        articles=len(memory.lines[ARTICLES]),
        notes=len(memory.lines[ANNOTATIONS]),
    )


def _of_previous(path: Path) -> list[Finding]:
    try:
        read_checkpoint(path)
    except FileNotFoundError:
        return []
    except NotOurs:
        return [Finding(PREVIOUS_FILE, "is damaged; the library does not need it now", True)]
    return []


def _of_files(folder: Path, found: Evidence) -> Iterator[Finding]:
    if found.is_edit and found.edited is not None:
        before = best(found.bases, {seq: copy for seq, copy in found.copies.items() if seq <= found.edited.change})
        base: Lines = {} if before is None else before.memory().lines
        ids = tuple(edit.id for edit in compare(base, found.edited.lines, base).edits)
        text = f"was edited elsewhere: {count_of(len(ids), 'document')} differ; opening the library takes them over"
        yield Finding(LIBRARY_FILE, text, False, ids)
    elif found.file_trouble:
        ids = _differing(folder / LIBRARY_FILE, found)
        text = found.file_trouble.replace("was ", "is ")
        text += f": {count_of(len(ids), 'document')} cannot be read in it" if ids else ""
        yield Finding(LIBRARY_FILE, text, True, ids)
    current = read_header(folder / LIBRARY_FILE)
    if not found.file_trouble and current is not None and current.change < found.receipted:
        yield Finding(LIBRARY_FILE, f"is older than {LOG_FILE}; opening the library brings it up to date", True)
    if found.log_trouble:
        text = found.log_trouble.replace("was ", "is ")
        yield Finding(LOG_FILE, f"{text}{_details(folder / LOG_FILE)}", True)


def _details(log: Path) -> str:
    try:
        with contextlib.closing(Log(log, read_only=True)) as opened:
            return "".join(f"; {each}".replace(f"{log}: ", "") for each in damage(opened)[:3])
    except (FileNotFoundError, LibraryError):
        return ""


def _differing(path: Path, found: Evidence) -> tuple[str, ...]:
    """Return the ids of the documents that a damaged library file does not hold as they should be."""
    if not path.exists():
        return ()
    header = read_header(path)
    if header is not None:
        change = header.change
    else:
        change = found.bases[0].change if found.bases else max(found.copies, default=0)
    state = best(found.bases, {seq: copy for seq, copy in found.copies.items() if seq <= change})
    if state is None:
        return ()
    held = {line.rstrip(b",") for line in path.read_bytes().split(b"\n")}
    return tuple(
        key for documents in state.memory().lines.values() for key, line in documents.items() if line not in held
    )


def _of_documents(memory: Memory) -> Iterator[Finding]:
    articles = memory.lines[ARTICLES]
    for table in TABLES:
        places = Counter(map(place_of, memory.lines[table].values()))
        twice = [key for key, line in memory.lines[table].items() if places[place_of(line)] > 1]
        if twice:
            text = f"holds {count_of(len(twice), 'document')} of its {table} under one doc_id"
            yield Finding(LIBRARY_FILE, text, True, tuple(twice))
        loose = []
        for key, line in memory.lines[table].items():
            document = decode(line)
            try:
                refuse_malformed(table, document)
            except LibraryDamaged as error:
                yield Finding(LIBRARY_FILE, f"is damaged: {error}", True, (key,))
                continue
            if table in {ANNOTATIONS, FLIPS} and document["article"] not in articles:
                loose.append(key)
        if loose:
            text = f"holds {count_of(len(loose), table[:-1])} on articles that are not there"
            yield Finding(LIBRARY_FILE, text, True, tuple(loose))


def _size(home: Path) -> int:
    sizes = {}
    for folder, _, names in os.walk(home):
        for name in names:
            with contextlib.suppress(OSError):  # whoever uses the library may just have taken it away
                status = os.lstat(os.path.join(folder, name))  # noqa: PTH118  there are thousands of them
                if stat.S_ISREG(status.st_mode):
                    sizes[status.st_ino] = status.st_size
    return sum(sizes.values())
