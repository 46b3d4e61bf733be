"""The part of the library's door through which the codebook is read and changed: each change is one action."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from storage.annotation import Annotation, TagUse, tag_color, tag_key, tag_name
from storage.library.documents import ANNOTATIONS, Document
from storage.library.recleaner import LibraryRecleaner
from storage.library.records import read_annotation
from storage.wording import count_of

if TYPE_CHECKING:
    from storage.library.codebook import Deleted
    from storage.library.tag_uses import TagUses
    from storage.library.views import Views
    from storage.together import TaggedAnnotation

_ATTEMPTS = 2
"""How often the uses of tags are counted while others change them, before they have to wait."""
_FEW = 3
"""So many tags are named in what undo says; more are counted."""


class LibraryTagger(LibraryRecleaner):
    """What changes the codebook. :class:`~storage.library.Library` adds what else changes a library."""

    def tag_uses(self) -> Mapping[str, TagUse]:
        """Return how much each tag is used, and each beginning that tags share, by their keys; unused are left out.

        What is returned is never altered. The first call looks through all annotations (0.4 s for 100,000): it may be
        made in any thread, and nobody waits for it; the others cost what has changed since.
        """
        uses = self._count_tag_uses()
        with self._reading():
            return uses.all()

    @property
    def tag_uses_known(self) -> bool:
        """Whether :meth:`tag_uses` costs no more than what has changed."""
        return self._views.tag_uses is not None

    def newest_with(self, tag: str, most: int) -> tuple[Annotation, ...]:
        """Return up to ``most`` annotations that carry a tag or one nested in it, the newest first."""
        uses = self._count_tag_uses()
        with self._reading():
            newest = uses.newest(tag_key(tag), most)
            return tuple(map(read_annotation, self._views.memory.some(ANNOTATIONS, newest)))

    def carrying(self, tag: str) -> tuple[Annotation, ...]:
        """Return the annotations that carry a tag itself, by article as added, then in text order."""
        key = tag_key(tag)
        with self._reading() as views:
            return _in_text_order(views, views.memory.tagged(frozenset({key})))

    def annotations_called(self, ids: Collection[str]) -> tuple[Annotation, ...]:
        """Return the annotations with these ids that are there, by article as added, then in text order."""
        with self._reading() as views:
            lines = views.memory.lines[ANNOTATIONS]
            return _in_text_order(views, views.memory.some(ANNOTATIONS, [own for own in ids if own in lines]))

    def tagged_annotations(self) -> tuple[TaggedAnnotation, ...]:
        """Return what :mod:`storage.together` looks at: of every annotation its tags and its place; in any thread."""
        from storage.library.tag_places import tagged_annotation

        with self._reading() as views:
            lines = list(views.memory.lines[ANNOTATIONS].values())
        return tuple(map(tagged_annotation, lines))

    def add_tags(self, names: Sequence[str]) -> tuple[str, ...]:
        """Put tags into the codebook before anything carries them; return those that were not there.

        Raises:
            UsageError: one of ``names`` is no tag.
        """
        from storage.library import codebook

        added = self._act(lambda draft: codebook.add_tags(draft, names), lambda new: f"add {_named(new)}")
        return tuple(added)

    def describe_tag(self, name: str, description: str) -> str:
        """Say what a tag means; empty takes that away. Return the tag's name.

        Raises:
            NothingMatches: there is no such tag, nor one nested in it.
        """
        from storage.library import codebook

        return self._act(
            lambda draft: codebook.describe_tag(draft, name, description=description),
            lambda own: f"describe tag {own}",
        )

    def color_tags(self, names: Sequence[str], color: str) -> tuple[str, ...]:
        """Show tags in a colour, ``#RRGGBB``; empty for the palette's own. Return the names as they are written.

        Raises:
            NothingMatches: there is no such tag, nor one nested in it.
            UsageError: ``color`` is no colour.
        """
        from storage.library import codebook

        shown = tag_color(color)
        return self._act(
            lambda draft: tuple(codebook.describe_tag(draft, name, color=shown) for name in names),
            lambda own: f"colour {_named(own)} {shown}" if shown else f"colour of {_named(own)} off",
        )

    def rename_tag(self, name: str, new: str) -> None:
        """Call a tag ``new`` everywhere; tags nested in it move with it.

        Raises:
            NothingMatches: there is no such tag.
            UsageError: ``new`` is no tag, or there is one of that name (:meth:`merge_tags` does that).
        """
        from storage.library import codebook

        words = f"rename tag {tag_name(name)} to {tag_name(new)}"
        self._act(lambda draft: codebook.rename_tag(draft, name, new), lambda _: words)

    def move_tags(self, names: Sequence[str], under: str = "") -> str:
        """Nest tags, with those nested in them, in another one, or in none; return its name as it is written.

        Raises:
            NothingMatches: one of ``names`` is no tag of the library.
            UsageError: ``under`` is one of them or nested in one; or a name that one would have is taken.
        """
        from storage.library import codebook

        words = f"move {_named(list(map(tag_name, names)))}"
        return self._act(
            lambda draft: codebook.move_tags(draft, names, under),
            lambda parent: f"{words} under {parent}" if parent else f"{words} to the first level",
        )

    def merge_tags(self, names: Sequence[str], into: str) -> str:
        """Replace tags by one, which may be new; what is nested in them is nested in that one then. Return its name.

        Raises:
            NothingMatches: one of ``names`` is no tag of the library.
            UsageError: ``into`` is no tag.
        """
        from storage.library import codebook

        listed = list(map(tag_name, names))
        words = ", ".join(listed) if len(listed) <= _FEW else f"{len(listed)} tags"
        return self._act(
            lambda draft: codebook.merge_tags(draft, names, into), lambda kept: f"merge {words} into {kept}"
        )

    def split_tag(self, name: str, annotations: Collection[str], into: str) -> tuple[str, int]:
        """Give annotations that carry a tag another one instead; return that one's name and how many they are.

        Raises:
            NothingMatches: there is no such tag, or none of ``annotations``, ids, carries it.
            UsageError: ``into`` is no tag, or the same one.
        """
        from storage.library import codebook

        return self._act(
            lambda draft: codebook.split_tag(draft, name, annotations, into),
            lambda split: f"split {count_of(split[1], 'mark')} of {tag_name(name)} off into {split[0]}",
        )

    def delete_tags(self, names: Sequence[str], *, nested: bool = False) -> Deleted:
        """Take tags off everything and out of the codebook; annotations left with nothing go too.

        ``nested``: those nested in them go with them; those of a beginning that is no tag itself always do.

        Raises:
            NothingMatches: one of ``names`` is no tag of the library.
        """
        from storage.library import codebook

        return self._act(
            lambda draft: codebook.delete_tags(draft, names, nested=nested),
            lambda deleted: f"delete {_named(deleted.tags)}",
        )

    def _count_tag_uses(self) -> TagUses:
        """Return the uses of tags, counted on what memory held a moment ago if nothing has changed meanwhile."""
        if self._views.tag_uses is not None:
            return self._views.tag_uses
        from storage.library.engine.lines import AnnotationHeads
        from storage.library.engine.tag_index import TagIndex
        from storage.library.tag_uses import TagUses

        for _ in range(_ATTEMPTS):
            with self._reading() as views:
                lines, sequence = dict(views.memory.lines[ANNOTATIONS]), self.sequence
            uses = TagUses(TagIndex(lines, AnnotationHeads()))
            uses.all()
            with self._reading() as views:
                if views.tag_uses is not None:
                    return views.tag_uses
                if self.sequence == sequence:
                    return self._keep(uses)
        with self._reading() as views:
            return self._keep(TagUses(TagIndex(views.memory.lines[ANNOTATIONS], AnnotationHeads())))

    def _keep(self, uses: TagUses) -> TagUses:
        self._views.memory.tag_index = uses.tag_index
        self._views.tag_uses = uses
        return uses


def _in_text_order(views: Views, documents: Iterable[Document]) -> tuple[Annotation, ...]:
    """Return the annotations of some documents, by article as added, then in text order."""
    wanted: dict[str, set[str]] = {}
    for document in documents:
        wanted.setdefault(document["article"], set()).add(document["id"])
    articles = (article for article in views.memory.articles() if article in wanted)
    return tuple(mark for each in articles for mark in views.annotations(each) if mark.id in wanted[each])


def _named(names: Sequence[str]) -> str:
    return f"tag {names[0]}" if len(names) == 1 else f"{len(names)} tags"
