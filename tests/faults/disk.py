"""The states that a recorded process may leave on the disk: stopped after any operation, or cut off from power."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.recording import Cut, Event, Gone, Named, Recording, Renamed, Said, Synced, Write, apply

_SECTOR = 512


@dataclass(frozen=True)
class State:
    """Files by name, and what the process had said until then."""

    files: dict[str, bytes]
    said: tuple[str, ...]
    where: str
    """The last thing that was done, for a message."""

    def laid_out(self, folder: Path) -> Path:
        """Write the files into a folder in the place of what was there."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder


def stops(recording: Recording) -> Iterator[State]:
    """Yield what is on the disk when the process stops before its first operation, and after each.

    What the kernel has been given is on the disk. A write is also torn in half, which a process that is stopped in a
    signal, or on a full disk, can leave.
    """
    contents = {file: bytearray(data) for file, data in recording.files.items()}
    names = dict(recording.names)
    said: list[str] = []

    def state(where: str) -> State:
        return State({name: bytes(contents.get(file, b"")) for name, file in names.items()}, tuple(said), where)

    yield state("the start")
    for number, event in enumerate(recording.events):
        paths = [name for name, file in names.items() if file == getattr(event, "file", None)]
        where = f"event {number}, {type(event).__name__} {getattr(event, 'path', '') or ' '.join(paths)}"
        match event:
            case Said():
                said.append(event.line)
            case Write():
                half = len(event.data) // 2
                if half:
                    apply(Write(event.file, event.offset, event.data[:half]), contents)
                    yield state(f"{where}, torn")
                apply(event, contents)
                yield state(where)
            case Cut():
                apply(event, contents)
                yield state(where)
            case Synced():
                pass  # it changes nothing that a later start of the program could see
            case _:
                _name(event, names)
                yield state(where)


def power_cut(recording: Recording, cut: int, dice: random.Random, *, reorder_names: bool) -> State:
    """Return what may be on the disk when the power fails after ``cut`` events.

    Of what was written to a file since it was synced, all is there, or nothing, or what came up to some point, or any
    part, a write torn between sectors. Of the names since their folder was synced, those up to some point are there,
    or with ``reorder_names`` any. A file's own creation is durable with its first sync, but for ``reorder_names``.
    """
    events = recording.events[:cut]
    synced: dict[int | None, int] = {}
    for number, event in enumerate(events):
        if isinstance(event, Synced):
            synced[event.file] = number
    contents = {file: bytearray(data) for file, data in recording.files.items()}
    names = dict(recording.names)
    kept_names = _kept_names(events, synced, dice, reorder_names)
    fates: dict[int, str] = defaultdict(lambda: dice.choice(("all", "none", "prefix", "any")))
    ended: set[int] = set()
    for number, event in enumerate(events):
        match event:
            case Write() | Cut():
                if number < synced.get(event.file, -1):
                    apply(event, contents)
                elif event.file not in ended:
                    _perhaps(event, fates[event.file], contents, ended, dice)
            case Named() | Renamed() | Gone() if number in kept_names:
                _name(event, names)
    said = tuple(event.line for event in events if isinstance(event, Said))
    files = {name: bytes(contents.get(file, b"")) for name, file in names.items()}
    return State(files, said, f"a power cut after event {cut}")


def _kept_names(
    events: tuple[Event, ...], synced: dict[int | None, int], dice: random.Random, reorder_names: bool
) -> set[int]:
    numbers = [number for number, event in enumerate(events) if isinstance(event, Named | Renamed | Gone)]
    safe = {number for number in numbers if number < synced.get(None, -1)}
    loose = [number for number in numbers if number not in safe]
    if reorder_names:
        return safe | {number for number in loose if dice.random() < 0.5}
    kept = safe | set(loose[: dice.randrange(len(loose) + 1)])
    for number in loose:
        event = events[number]
        if isinstance(event, Named) and synced.get(event.file, -1) > number:
            kept.add(number)
    return kept


def _perhaps(
    event: Write | Cut, fate: str, contents: dict[int, bytearray], ended: set[int], dice: random.Random
) -> None:
    if fate == "none" or (fate == "any" and dice.random() < 0.5):
        return
    if fate == "prefix" and dice.random() < 0.5:
        ended.add(event.file)
    if isinstance(event, Write) and fate != "all" and dice.random() < 0.5:
        end = dice.randrange(len(event.data) + 1)
        end -= (event.offset + end) % _SECTOR if end > _SECTOR else 0
        event = Write(event.file, event.offset, event.data[:end])
    apply(event, contents)


def _name(event: Named | Renamed | Gone, names: dict[str, int]) -> None:
    match event:
        case Named():
            names[event.path] = event.file
        case Renamed():
            names.pop(event.old, None)
            names[event.path] = event.file
        case Gone():
            names.pop(event.path, None)
