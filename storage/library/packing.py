"""A library in one file that travels: a ``tar.gz`` of a folder ``library/`` that holds our own files alone."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path

from storage.errors import LibraryDamaged, LibraryError
from storage.library.copying import blobs_of, write_documents
from storage.library.disk import FILE_MODE, FOLDER_MODE, TEMPORARY, refusals_told, sync_folder
from storage.library.engine.store import Store
from storage.library.paths import BLOB_FOLDERS, LIBRARY_FILE, LOG_FILE, STATE_FILE
from storage.text import sanitise_line

FOLDER = "library"
"""What the folder in the file is called; a reader who unpacks it by hand opens that with ``--library``."""

_LATEST = 1 << 33
"""The latest time of a file that is taken over, in seconds since 1970: the year 2242."""
_DOCUMENTS = (LIBRARY_FILE, LOG_FILE, STATE_FILE)
_BLOB = rf"(?:{'|'.join(BLOB_FOLDERS)})/([0-9a-f]{{2}})/\2[0-9a-f]{{62}}"
_MEMBER = re.compile(rf"{FOLDER}/({'|'.join(map(re.escape, _DOCUMENTS))}|{_BLOB})")
"""Everything that may be in the file: no name of these leads out of the folder that it is unpacked into."""


def pack(store: Store, target: Path, *, overwrite: bool) -> None:
    """Write the whole library into the file ``target``, whole under its name or not at all.

    Raises:
        LibraryError: it is there already and ``overwrite`` is False, or the disk refuses.
    """
    shown = sanitise_line(str(target))
    with (
        refusals_told(target.parent),
        tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=target.parent) as folder,
    ):
        write_documents(store, Path(folder))
        packed = Path(folder) / "packed"
        number = os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
        with os.fdopen(number, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz") as tar:
                for name in _DOCUMENTS:
                    with contextlib.suppress(FileNotFoundError):
                        tar.add(Path(folder) / name, f"{FOLDER}/{name}", filter=_anonymous)
                for name, path in blobs_of(store.home):
                    with contextlib.suppress(FileNotFoundError):
                        tar.add(path, f"{FOLDER}/{name}", filter=_anonymous)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            packed.replace(target)
        else:
            _name(packed, target, shown)
        sync_folder(target.parent)


def _name(packed: Path, target: Path, shown: str) -> None:
    there = LibraryError(f"{shown} is there already; name another file, or say --overwrite")
    try:
        os.link(packed, target)
    except FileExistsError as error:
        raise there from error
    except OSError as error:  # a file system without links
        if target.exists():
            raise there from error
        packed.replace(target)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out whose computer it was written on."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = FILE_MODE
    return member


def unpack(packed: Path, folder: Path) -> None:
    """Put what :func:`pack` wrote into a folder that is there; nothing is ever written outside it.

    Raises:
        LibraryDamaged: it is no such file, or a damaged one.
        LibraryError: it cannot be read.
        OSError: the disk refuses.
    """
    shown = sanitise_line(str(packed))
    try:
        source = packed.open("rb")
    except OSError as error:
        raise LibraryError(f"{shown} cannot be read: {error.strerror}") from error
    try:
        with source, gzip.open(source) as plain:
            with tarfile.open(fileobj=plain, mode="r:") as tar:
                for member in tar:
                    if not member.isreg() or not _MEMBER.fullmatch(member.name):
                        held = sanitise_line(member.name)
                        raise LibraryDamaged(f"{shown} is no backup of paperknife: it holds {held}")
                    _take_out(tar, member, folder / member.name.removeprefix(f"{FOLDER}/"))
            while plain.read(1 << 20):  # the checksum of all that stands at the end
                pass
    except (tarfile.TarError, ValueError, EOFError, zlib.error, FileExistsError) as error:
        raise LibraryDamaged(f"{shown} is no backup of paperknife, or a damaged one") from error
    except OSError as error:
        if error.errno is None:  # gzip says so of bytes that are none of its own
            raise LibraryDamaged(f"{shown} is no backup of paperknife, or a damaged one") from error
        raise
    if not (folder / LIBRARY_FILE).exists():
        raise LibraryDamaged(f"{shown} is no backup of paperknife: it holds no {LIBRARY_FILE}")


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    content = tar.extractfile(member)
    assert content is not None
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    with content, os.fdopen(number, "wb") as file:
        shutil.copyfileobj(content, file)
    if 0 <= member.mtime <= _LATEST:  # an archive may say anything, also NaN
        os.utime(target, (member.mtime, member.mtime))
