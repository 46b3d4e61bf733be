"""The words by which a reader picks articles and annotations, everywhere the same.

``turkey "joint patrols" (tag:war or source:arab) not added:..2025``: :mod:`~storage.query.parser` reads them into a
tree (:mod:`~storage.query.tree`), :mod:`~storage.query.printing` writes it again, :mod:`~storage.query.matching`
says what it holds for, :mod:`~storage.query.completing` goes on with what is half typed.
"""

from storage.query.parser import QueryError, parse_query
from storage.query.tree import Part, Query, Term

__all__ = ["Part", "Query", "QueryError", "Term", "parse_query"]
