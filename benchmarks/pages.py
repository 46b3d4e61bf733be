"""The pages of the cleaning benchmark, as the program would get them."""

from __future__ import annotations

import gzip
from pathlib import Path

from storage.article import RawDocument


def source(bench: Path, shape: str, page: str) -> Path | None:
    """Return the file of a page in a shape; None where the benchmark has none."""
    folder = bench / ("html" if shape == "html" else f"text/{shape}")
    names = [folder / f"{page}.html.gz"] if shape == "html" else [folder / f"{page}.txt", folder / f"{page}.txt.gz"]
    return next((name for name in names if name.is_file()), None)


def document(path: Path) -> RawDocument:
    """Read a page as the program would get it, unpacked."""
    data, name = path.read_bytes(), path.name
    if path.suffix == ".gz":
        data, name = gzip.decompress(data), path.stem
    return RawDocument(data, str(path), name)
