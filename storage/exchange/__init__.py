"""The way out and back in: one module a format, pure functions over plain values."""

from storage.exchange.formats import FORMATS, Format
from storage.exchange.reading import read_export

__all__ = ["FORMATS", "Format", "read_export"]
