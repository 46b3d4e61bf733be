"""What a process does to the files of a folder, system call by system call, as strace sees it.

SQLite's own calls are seen as well as Python's. What is written through mapped memory is not: that is SQLite's index
of its write-ahead log (``-shm``), which is built anew at the next start and is left out here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

CALLS = (
    "open,openat,creat,write,pwrite64,writev,pwritev,lseek,read,ftruncate,truncate,rename,renameat,renameat2,link,linkat,"
    "unlink,unlinkat,fsync,fdatasync,close,mkdir,mkdirat,rmdir,copy_file_range,sendfile,fallocate,dup,fcntl"
)
HAS_STRACE = shutil.which("strace") is not None
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at a place in a file."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file given another length."""

    file: int
    length: int


@dataclass(frozen=True, slots=True)
class Named:
    """A name given to a file: it is made, or linked."""

    path: str
    file: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file moved to another name, in whose place it comes."""

    old: str
    path: str
    file: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A name taken away."""

    path: str


@dataclass(frozen=True, slots=True)
class Synced:
    """What was written to a file is on the disk; None: the names in the folders are."""

    file: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """A line that the process wrote to its standard output."""

    line: str


Event: TypeAlias = Write | Cut | Named | Renamed | Gone | Synced | Said


@dataclass(frozen=True)
class Recording:
    """Where the files stood at the start, and all that happened to them. A file is a number; a path is relative."""

    files: dict[int, bytes]
    names: dict[str, int]
    events: tuple[Event, ...]


def record(command: Sequence[str], home: Path, trace: Path) -> Recording:
    """Run a command that changes the files in ``home``; how it ends is its own affair."""
    home = home.resolve()
    parser = _Parser(str(home))
    files, names = dict(parser.at_start), dict(parser.names)
    words = ["strace", "-f", "-xx", "-s", "100000000", "-o", str(trace), "-e", f"trace={CALLS}", *command]
    run = subprocess.run(words, capture_output=True, check=False)
    assert b"Traceback" not in run.stderr, run.stderr.decode()
    events = tuple(parser.events(trace))
    trace.unlink()
    return Recording(files, names, events)


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


@dataclass
class _Open:
    """An open file of the traced process."""

    file: int
    append: bool
    place: int = 0


@dataclass
class _Parser:
    """Turns the lines of a trace into events on the files of one folder."""

    home: str
    names: dict[str, int] = field(default_factory=dict)
    at_start: dict[int, bytes] = field(default_factory=dict)
    """What was in each file before anything happened."""

    def __post_init__(self) -> None:
        self._contents: dict[int, bytearray] = {}
        self._open: dict[int, _Open | None] = {}
        """None: a folder."""
        for path in sorted(Path(self.home).rglob("*")) if Path(self.home).exists() else ():
            name = str(path.relative_to(self.home))
            if path.is_file() and not name.endswith("-shm"):
                file = self._new()
                self.names[name] = file
                self.at_start[file] = path.read_bytes()
                self._contents[file] = bytearray(self.at_start[file])

    def _new(self) -> int:
        self._contents[len(self._contents)] = bytearray()
        return len(self._contents) - 1

    def events(self, trace: Path) -> Iterator[Event]:
        """Yield what happened, in order."""
        unfinished: dict[str, str] = {}
        with trace.open(encoding="ascii") as lines:
            for line in lines:
                process, _, rest = line.strip().partition(" ")
                rest = rest.strip()
                if rest.endswith("<unfinished ...>"):
                    unfinished[process] = rest.removesuffix("<unfinished ...>")
                    continue
                if resumed := re.match(r"<\.\.\. \w+ resumed>(.*)", rest):
                    rest = unfinished.pop(process, "") + resumed[1]
                call = _CALL.match(rest)
                if call and int(call[3]) >= 0:
                    yield from self._call(call[1], call[2], int(call[3]))

    def _call(self, name: str, words: str, result: int) -> Iterator[Event]:
        number = int(found[0]) if (found := re.match(r"\d+", words)) else -1
        held = self._open.get(number)
        match name:
            case "open" | "openat" | "creat":
                yield from self._opened(words, result)
            case "close":
                self._open.pop(number, None)
            case "dup" if number in self._open:
                self._open[result] = held
            case "fcntl" if number in self._open and "F_DUPFD" in words:
                self._open[result] = held
            case "lseek" if held:
                held.place = result
            case "read" if held:
                held.place += result
            case "write" | "writev" if number == 1:
                yield from (Said(line) for line in _data(words).decode().splitlines())
            case "write" | "writev" if held:
                offset = len(self._contents[held.file]) if held.append else held.place
                held.place = offset + result
                yield self._write(held.file, offset, _data(words)[:result])
            case "pwrite64" | "pwritev" if held:
                yield self._write(held.file, _last(words), _data(words)[:result])
            case "ftruncate" if held:
                yield self._cut(held.file, _last(words))
            case "fallocate" if held:
                raise AssertionError("the recording knows no fallocate")
            case "sendfile" | "copy_file_range" if held:
                yield from self._copied(name, words, result)
            case "fsync" | "fdatasync" if number in self._open:
                yield Synced(held.file if held else None)
            case "rename" | "renameat" | "renameat2" | "link" | "linkat" | "unlink" | "unlinkat" | "truncate":
                yield from self._named(name, words)

    def _opened(self, words: str, result: int) -> Iterator[Event]:
        self._open.pop(result, None)
        (path,) = self._paths(words)
        if path is None:
            return
        if "O_DIRECTORY" in words or os.path.isdir(os.path.join(self.home, path)):  # noqa: PTH112, PTH118
            self._open[result] = None
            return
        file = self.names.get(path)
        if file is None:
            file = self.names[path] = self._new()
            yield Named(path, file)
        elif "O_TRUNC" in words:
            yield self._cut(file, 0)
        self._open[result] = _Open(file, "O_APPEND" in words)

    def _named(self, call: str, words: str) -> Iterator[Event]:
        path, *others = self._paths(words)
        if path is None or path not in self.names:
            return
        file = self.names[path]
        if call == "truncate":
            yield self._cut(file, _last(words))
        elif call.startswith("unlink"):
            del self.names[path]
            yield Gone(path)
        elif others and others[0] is not None:
            self.names[others[0]] = file
            if call.startswith("link"):
                yield Named(others[0], file)
            else:
                del self.names[path]
                yield Renamed(path, others[0], file)

    def _copied(self, call: str, words: str, result: int) -> Iterator[Event]:
        fields = [word.strip() for word in words.split(",")]
        out, source = (fields[0], fields[1]) if call == "sendfile" else (fields[2], fields[0])
        to, of = self._open.get(int(out)), self._open.get(int(source))
        if to is None or of is None or not result:
            return
        place = int(found[1]) if call == "sendfile" and (found := re.match(r"\[(\d+)", fields[2])) else of.place
        data = bytes(self._contents[of.file][place : place + result])
        of.place = place + result
        offset, to.place = to.place, to.place + result
        yield self._write(to.file, offset, data)

    def _write(self, file: int, offset: int, data: bytes) -> Write:
        write = Write(file, offset, data)
        apply(write, self._contents)
        return write

    def _cut(self, file: int, length: int) -> Cut:
        cut = Cut(file, length)
        apply(cut, self._contents)
        return cut

    def _paths(self, words: str) -> list[str | None]:
        """Return the paths that a call names, relative to the folder; None for one elsewhere, or that is left out."""
        found: list[str | None] = []
        for text in _TEXT.findall(words):
            path = os.path.normpath(os.fsdecode(_bytes(text)))
            inside = path.startswith(self.home + "/") and not path.endswith("-shm")
            found.append(os.path.relpath(path, self.home) if inside else "." if path == self.home else None)
        return found or [None]


def apply(event: Write | Cut, contents: dict[int, bytearray]) -> None:
    """Do to the contents of a file what was done to it."""
    content = contents.setdefault(event.file, bytearray())
    if isinstance(event, Cut):
        del content[event.length :]
        content.extend(bytes(event.length - len(content)))
    else:
        content.extend(bytes(max(0, event.offset - len(content))))
        content[event.offset : event.offset + len(event.data)] = event.data


def _data(words: str) -> bytes:
    return b"".join(_bytes(text) for text in _TEXT.findall(words))


def _last(words: str) -> int:
    return int(words.rpartition(",")[2])
