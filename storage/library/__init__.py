"""The library: articles, annotations, tags and flips on the disk, behind one narrow façade."""

from storage.library.arriving import Added, NewArticle
from storage.library.facade import Library
from storage.library.history import Change
from storage.library.state import Place, ReaderState

__all__ = ["Added", "Change", "Library", "NewArticle", "Place", "ReaderState"]
