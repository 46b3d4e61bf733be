"""Finding words in all that a library holds."""

from storage.search.scan import Field, Hit, scan

__all__ = ["Field", "Hit", "scan"]
