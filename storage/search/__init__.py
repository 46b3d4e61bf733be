"""Finding words in all that a library holds."""

from storage.search.hits import Field, Hit
from storage.search.scan import scan

__all__ = ["Field", "Hit", "scan"]
