"""The SHA-256 of bytes, without OpenSSL where they are few: to load it takes three megabytes and two milliseconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

_MANY = 1 << 21
"""Bytes that are hashed by OpenSSL, six times as fast, even where it has to be loaded for them."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data``, in hexadecimal."""
    digest: str = (_own if len(data) < _MANY and "hashlib" not in sys.modules else _fast)(data).hexdigest()
    return digest


def _fast(data: bytes) -> Any:
    import hashlib

    return hashlib.sha256(data)


def _found() -> Callable[[bytes], Any]:
    """Return what ``hashlib`` falls back on where there is no OpenSSL; OpenSSL itself where there is nothing else."""
    for name in ("_sha2", "_sha256"):  # from Python 3.12 on, and before
        try:
            made: Callable[[bytes], Any] = import_module(name).sha256
        except (ImportError, AttributeError):
            continue
        return made
    return _fast


_own = _found()
