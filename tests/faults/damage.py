"""What may happen to a file: nine kinds of damage."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

_LENGTHS = (1, 16, 512, 4096)


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def _empty(data: bytearray, dice: random.Random) -> None:
    data.clear()


def _zero(data: bytearray, dice: random.Random) -> None:
    stretch = _stretch(data, dice)
    data[stretch] = bytes(len(data[stretch]))


def _flip_bit(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _other_byte(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] = dice.choice(b"abcxyz0189")


def _garbage(data: bytearray, dice: random.Random) -> None:
    stretch = _stretch(data, dice)
    data[stretch] = dice.randbytes(len(data[stretch]))


def _drop(data: bytearray, dice: random.Random) -> None:
    del data[_stretch(data, dice)]


def _append(data: bytearray, dice: random.Random) -> None:
    data += dice.randbytes(dice.choice(_LENGTHS))


def _foreign(data: bytearray, dice: random.Random) -> None:
    data[:] = b"[1, 2, 3]\n"


def _stretch(data: bytearray, dice: random.Random) -> slice:
    at = dice.randrange(len(data))
    return slice(at, min(len(data), at + dice.choice(_LENGTHS)))


KINDS: Mapping[str, Callable[[bytearray, random.Random], None]] = {
    "cut": _cut,
    "emptied": _empty,
    "zeros": _zero,
    "bit flipped": _flip_bit,
    "other byte": _other_byte,
    "garbage": _garbage,
    "stretch gone": _drop,
    "junk behind": _append,
    "another file": _foreign,
}


def damage(path: Path, kind: str, dice: random.Random) -> None:
    """Damage a file in place; an empty one can only become another or longer."""
    data = bytearray(path.read_bytes())
    if data or kind in {"emptied", "junk behind", "another file"}:
        KINDS[kind](data, dice)
        path.write_bytes(data)


def files_of(home: Path) -> list[Path]:
    """Return the files of the engine, by name; locks are empty and are left out."""
    return sorted(path for path in home.iterdir() if path.is_file() and path.suffix != ".lock")
