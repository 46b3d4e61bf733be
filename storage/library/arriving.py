"""Articles that come into a library: new ones, and those of an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from storage.annotation import Annotation, Scope, Tag, Target, tag_key
from storage.article import ArticleRow, CleanedArticle, Flip, RawDocument
from storage.block import Block
from storage.library import labels, marking
from storage.library.articles import article_of, paragraph_count_of
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, TAGS, Draft
from storage.library.flipping import lay_flip
from storage.library.moments import is_newer
from storage.library.records import (
    article_document,
    flip_document,
    flip_id,
    read_annotation,
    read_flip,
    tag_document,
)

if TYPE_CHECKING:  # whoever opens a file that is known already takes no export in
    from storage.bundle import Bundle
    from storage.library.known import Known

Status = Literal["added", "duplicate", "updated"]


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that is not in the library yet."""

    raw: RawDocument
    cleaned: CleanedArticle
    site: str = ""
    """What the reader says it is from; outranks what the page says."""
    tags: tuple[str, ...] = ()
    """Tags for the article as a whole."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was to come in."""

    status: Status
    """``added``; ``duplicate``: it was there, nothing changed; ``updated``: it has a new revision, or an import
    changed something in it."""
    row: ArticleRow
    """The article as it is now."""


TextsOf: TypeAlias = Callable[[NewArticle, str], str]
"""A new article and the hash of its bytes → the hash of its blocks; the files of both are on the disk then."""
BlocksOf: TypeAlias = Callable[[str], tuple[Block, ...] | None]
"""The hash of blocks → the blocks; None when their file is gone or damaged."""


def add(
    draft: Draft,
    items: Sequence[NewArticle],
    sources: Sequence[str],
    known: Known,
    texts_of: TextsOf,
    creator: str,
    blocks_of: BlocksOf = lambda _texts: (),
) -> list[tuple[Status, str]]:
    """Lay articles down; return what became of each, and its id.

    The bytes of one that is there are a duplicate. Another state of one that is there is a new revision of it, with
    everything that is written in it; anything else is a new article. ``sources`` are the hashes of their bytes,
    ``known`` has those articles that they may be, ``creator`` is who gives the tags.
    """
    from storage.library.incoming import Incoming  # nothing that a run which adds nothing needs

    incoming = Incoming(draft, known, texts_of, blocks_of)
    outcome: list[tuple[Status, str]] = []
    for item, source in zip(items, sources, strict=True):
        status, article = incoming.lay(item, source)
        if item.tags:
            revision = article_of(draft, article)["revision"]
            target = Target(article, Scope.ARTICLE, revision=revision)
            marking.mark(draft, target, creator, add=item.tags, remove=(), note=None)
        outcome.append((status, article))
    return outcome


def added_label(outcome: Iterable[tuple[Status, str]], title_of: Callable[[str], str]) -> str:
    """Return what undo calls the adding of articles: ``add “Trains”``, ``update “Trains”``, ``add 3 articles``."""
    titles: dict[Status, list[str]] = {"added": [], "updated": [], "duplicate": []}
    for status, article in outcome:
        titles[status].append(title_of(article))
    verbs: tuple[tuple[str, Status], ...] = (("add", "added"), ("update", "updated"))
    words = [f"{verb} {labels.articles(titles[status])}" for verb, status in verbs if titles[status]]
    return " and ".join(words) or f"tag {labels.articles(titles['duplicate'])}"


def taken_in_label(outcome: Iterable[tuple[Status, str]], title_of: Callable[[str], str]) -> str:
    """Return what undo calls an import: ``import “Trains”``, ``import 3 articles``."""
    return f"import {labels.articles([title_of(article) for status, article in outcome if status != 'duplicate'])}"


def take_in(draft: Draft, bundle: Bundle, texts: Mapping[str, str]) -> list[tuple[Status, str]]:
    """Lay an export down: what is not here comes in; of two versions of one annotation or flip the newer stays.

    ``texts`` names the blocks of each article. Records and texts of articles that are here stay as they are.
    """
    _take_tags(draft, bundle.tags)
    if bundle.rules:
        from storage.library.ruling import lay_rules

        lay_rules(draft, bundle.rules, newer_only=True)
    new = {article.id for article in bundle.articles if draft.get(ARTICLES, article.id) is None}
    for article in bundle.articles:
        if article.id in new:
            count = paragraph_count_of(article.blocks)  # a long text is believed to have what its record says
            record = article.record._replace(texts_sha256=texts[article.id], paragraph_count=count)
            draft.put(ARTICLES, article_document(record))
    touched = set()
    for article in bundle.articles:
        cleaned = {block.id: block for block in article.cleaned}
        for flip in article.flips:
            if flip.paragraph in cleaned and _take_flip(
                draft, flip, cleaned[flip.paragraph], counted=article.id in new
            ):
                touched.add(article.id)
    codebook, own_ids = marking.Codebook(draft), _own_ids(draft, bundle)
    for annotation in bundle.annotations:
        if _take_annotation(draft, codebook, own_ids, annotation):
            touched.add(annotation.target.article)

    def status(article: str) -> Status:
        return "added" if article in new else "updated" if article in touched else "duplicate"

    return [(status(article.id), article.id) for article in bundle.articles]


def _take_tags(draft: Draft, tags: Iterable[Tag]) -> None:
    """Bring in tags that are not here; give those that are the description and the colour that they lack."""
    entries = {tag_key(entry["name"]): entry for entry in draft.all(TAGS)}
    for tag in tags:
        entry = entries.get(tag_key(tag.name))
        if entry is None:
            draft.put(TAGS, tag_document(tag))
        elif (tag.description and not entry.get("description")) or (tag.color and not entry.get("color")):
            description, color = entry.get("description") or tag.description, entry.get("color") or tag.color
            draft.put(TAGS, {**entry, "description": description, "color": color})


_OwnPlace: TypeAlias = tuple[str, tuple[str, str, str, int | None, int | None]]
"""Whose annotation it is, and on what: a reader has one at most on exactly one target."""


def _own_place(annotation: Annotation) -> _OwnPlace:
    return (annotation.creator, annotation.target.place)


def _own_ids(draft: Draft, bundle: Bundle) -> dict[_OwnPlace, str]:
    """Return the ids of the annotations that are here in the bundle's articles."""
    held = (document for article in bundle.articles for document in draft.of(ANNOTATIONS, article.id))
    return {_own_place(annotation): annotation.id for annotation in map(read_annotation, held)}


def _take_annotation(
    draft: Draft, codebook: marking.Codebook, own_ids: dict[_OwnPlace, str], annotation: Annotation
) -> bool:
    """Bring an annotation in; what its reader has written here on the same target takes it up."""
    if draft.get(ARTICLES, annotation.target.article) is None:
        return False  # of an article that was left out of the export
    annotation = annotation._replace(tags=tuple(codebook.name_of(tag) for tag in annotation.tags))
    held = draft.get(ANNOTATIONS, annotation.id)
    there = draft.get(ANNOTATIONS, own_ids.setdefault(_own_place(annotation), annotation.id))
    if held is not None:
        news = is_newer(annotation.modified, read_annotation(held).modified)
    elif there is not None:
        here = read_annotation(there)
        annotation = marking.joined(here, annotation)
        news = annotation != here
    else:
        news = True
    if news:
        marking.put_annotation(draft, annotation)
    return news


def _take_flip(draft: Draft, flip: Flip, cleaned: Block, *, counted: bool) -> bool:
    """Bring a flip in unless a newer one is here; ``counted``: the record has its counts from after the flip."""
    held = draft.get(FLIPS, flip_id(flip.article, flip.paragraph))
    if held is not None and not is_newer(flip.created, read_flip(held).created):
        return False
    if counted:
        draft.put(FLIPS, flip_document(flip))
    else:
        lay_flip(draft, flip, cleaned)
    return True
