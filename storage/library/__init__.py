"""The library: articles, annotations, tags and flips on the disk, behind one narrow façade."""

from storage.change import Change, Origin
from storage.library.arriving import Added, NewArticle
from storage.library.facade import Library
from storage.library.state import Place, ReaderState

__all__ = ["Added", "Change", "Library", "NewArticle", "Origin", "Place", "ReaderState"]
