"""Finding words in all that a library holds."""

from storage.search.answer import Answer
from storage.search.hits import Field, Hit
from storage.search.searcher import Searcher

__all__ = ["Answer", "Field", "Hit", "Searcher"]
