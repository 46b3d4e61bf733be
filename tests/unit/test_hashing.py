"""Bytes have the same hash however many they are and whoever hashes them."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from storage import hashing
from storage.hashing import sha256

PROGRAM = """
import sys
from storage.hashing import sha256
print(sha256(b"a" * int(sys.argv[1])), "_hashlib" in sys.modules)
"""


@pytest.mark.parametrize(("size", "by_openssl"), [(0, False), (1000, False), (1 << 20, False), (1 << 22, True)])
def test_only_many_bytes_are_worth_openssl(size: int, by_openssl: bool) -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM, str(size)], capture_output=True, text=True, check=True)
    hashed, loaded = ran.stdout.split()
    assert hashed == hashlib.sha256(b"a" * size).hexdigest() == sha256(b"a" * size)
    assert loaded == str(by_openssl and openssl_is_there())


def test_where_python_has_no_hash_of_its_own_openssl_hashes_few_bytes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(hashing, "import_module", missing)
    assert vars(hashing)["_found"]() is vars(hashing)["_fast"]


def openssl_is_there() -> bool:
    return "_hashlib" in sys.modules
