"""The library: articles, annotations, tags and flips on the disk, behind one narrow façade."""

from storage.library.arriving import Added, NewArticle
from storage.library.facade import Change, Library
from storage.library.state import Place, ReaderState

__all__ = ["Added", "Change", "Library", "NewArticle", "Place", "ReaderState"]
