"""The learning part of the library's door: what recurs in the articles of a source, and the reader's rules on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from storage.errors import LibraryDamaged
from storage.library.documents import FLIPS, Draft
from storage.library.engine.store import Store
from storage.library.keeper import LibraryKeeper
from storage.library.prefixes import one_of
from storage.library.texts import lines_of

if TYPE_CHECKING:  # what learns is loaded when an article comes in or a rule is made, not with the library
    from storage.article import CleanedArticle
    from storage.cleaning.sources import SourceKnowledge
    from storage.library.arriving import NewArticle
    from storage.library.learning import Counted, PageLines
    from storage.library.ruling import Offer
    from storage.library.views import Views
    from storage.rule import Rule

T = TypeVar("T")

_MOST = 200
"""Articles of a source that are looked at, the newest: sites change."""
_ROOM = 1000
"""Articles whose lines are kept at hand."""
_SOURCES = 250
"""Sources of which what was counted is kept at hand."""


class LibraryTeacher(LibraryKeeper):
    """What learns the sources. :class:`~storage.library.Library` adds what else changes a library."""

    def __init__(self, store: Store, creator: str) -> None:
        super().__init__(store, creator)
        self._lines: dict[str, PageLines | None] = {}
        self._counted: dict[str, Counted] = {}

    # --- what is known -----------------------------------------------------------------------------------------

    def rule(self, prefix: str) -> Rule:
        """Return the one rule whose id begins with ``prefix``.

        Raises:
            NothingMatches: no id does, or several do.
        """
        rules = {rule.id: rule for rule in self.rules()}
        return rules[one_of("rule", prefix, list(rules))]

    def articles_of_source(self, source: str) -> tuple[str, ...]:
        """Return the ids of the articles of a source."""
        from storage.cleaning.sources import source_key

        with self._reading() as views:
            return views.origins.of(source_key(source))

    def source_knowledge(self, source: str, coming: Sequence[CleanedArticle] = ()) -> SourceKnowledge:
        """Return what is known of a source: the lines that recur in its newest articles, and the rules on it.

        Nothing is kept of it on the disk. ``coming`` are articles that are about to come in. What was counted serves
        until a fifth of a source is new. In any thread.
        """
        from storage.cleaning.sources import SourceKnowledge, source_key
        from storage.library.learning import Counted, page_lines, recurring

        key = source_key(source)
        if not key:
            return SourceKnowledge()
        with self._reading() as views:
            names = views.origins.newest(key, _MOST)
            rules = [rule for rule in views.rules() if source_key(rule.source) == key]
        ruled = {rule.paragraph: rule for rule in rules}
        counted = self._counted.get(key)
        if counted is not None and counted.serves(names, len(coming)):
            return SourceKnowledge(counted.articles, counted.lines, ruled)
        pages = [page for name in names if (page := self._page(name)) is not None]
        pages += (page_lines((block.id, block.text, block.kept) for block in each.blocks) for each in coming)
        articles, lines = recurring(pages)
        self._counted.pop(key, None)
        self._counted[key] = Counted(frozenset(names), len(coming), articles, lines)
        _make_room(self._counted, _SOURCES)
        return SourceKnowledge(articles, lines, ruled)

    def informed(self, items: Sequence[NewArticle]) -> tuple[NewArticle, ...]:
        """Return articles that are about to come in, what is known of their sources laid over them."""
        from dataclasses import replace

        from storage.cleaning.sources import apply_source
        from storage.library.origins import key_of

        by_source: dict[str, list[CleanedArticle]] = {}
        keys = [key_of(item.site or item.cleaned.site, item.cleaned.url) for item in items]
        for key, item in zip(keys, items, strict=True):
            if key:
                by_source.setdefault(key, []).append(item.cleaned)
        known = {key: self.source_knowledge(key, coming) for key, coming in by_source.items()}
        return tuple(
            replace(item, cleaned=apply_source(item.cleaned, known[key])) if key else item
            for key, item in zip(keys, items, strict=True)
        )

    def offers(self, article: str, paragraphs: Sequence[str]) -> tuple[Offer, ...]:
        """Return the rules that the reader's flips of ``paragraphs`` suggest.

        Each on a line that he has flipped the same way in another article of the source, too, and on which there is
        no such rule yet.

        Raises:
            NothingMatches: the article is not in the library.
            LibraryDamaged: its text is gone or damaged.
        """
        from storage.cleaning.sources import known_by, source_key
        from storage.library import ruling
        from storage.rule import LONGEST_LINE
        from storage.source import source_of
        from storage.text import sanitise_line

        whole = self.article(article)
        source = source_of(whole.record.site, whole.record.url)
        key = source_key(source)
        flipped = {flip.paragraph: flip.kept for flip in whole.flips if flip.paragraph in paragraphs}
        if not key or not flipped:
            return ()
        offers: dict[str, Offer] = {}
        with self._reading() as views:
            ruled = {ruling.known_as(rule): rule.kept for rule in views.rules()}
            for paragraph, kept in flipped.items():
                line = known_by(paragraph)
                if line in offers or ruled.get((key, line)) is kept or paragraph not in whole.index:
                    continue
                text = sanitise_line(whole.blocks[whole.index[paragraph]].text)
                articles = {article, *_flipped_in(views, key, line, kept)}
                if len(articles) > 1 and 0 < len(text) <= LONGEST_LINE:
                    offers[line] = ruling.Offer(source, text, kept, len(articles))
        return tuple(offers.values())

    # --- changing ----------------------------------------------------------------------------------------------

    def add_rule(self, source: str, line: str, *, kept: bool = False) -> Rule:
        """Hide or keep a line wherever it stands in articles of a source that are cleaned from now on.

        A rule that there is on the line is changed.

        Raises:
            UsageError: the source or the line has no words.
        """
        from storage.library import ruling
        from storage.rule import RuleOrigin

        return self._set_rules([ruling.new_rule(source, line, kept, RuleOrigin.WRITTEN)])[0]

    def accept(self, offers: Sequence[Offer]) -> tuple[Rule, ...]:
        """Make the rules that were offered."""
        from storage.library import ruling
        from storage.rule import RuleOrigin

        return self._set_rules(
            [ruling.new_rule(each.source, each.line, each.kept, RuleOrigin.OFFERED) for each in offers]
        )

    def edit_rule(
        self, rule: str, *, source: str | None = None, line: str | None = None, kept: bool | None = None
    ) -> Rule:
        """Change a rule by its id; None leaves a part as it is.

        Raises:
            NothingMatches: it is not there any more.
            UsageError: the source or the line has no words, or there is another rule on that line.
        """
        from storage.library import ruling

        self._act(
            lambda draft: ruling.edit_rule(draft, rule, source, line, kept),
            lambda was: f"change the rule: {ruling.worded([was])}",
        )
        return self.rule(rule)

    def delete_rules(self, rules: Sequence[str]) -> None:
        """Delete rules by their ids.

        Raises:
            NothingMatches: one is not there any more.
        """
        from storage.library import ruling

        self._act(
            lambda draft: ruling.delete_rules(draft, list(dict.fromkeys(rules))),
            lambda was: f"delete {'the rule: ' if len(was) == 1 else ''}{ruling.worded(was)}",
        )

    def take_rules(self, rules: Sequence[Rule]) -> int:
        """Take in rules that were exported; return how many brought something new.

        Of two on one line of a source the newer stays.
        """
        from dataclasses import replace

        from storage.library import ruling
        from storage.rule import RuleOrigin

        imported = [replace(rule, origin=RuleOrigin.IMPORTED) for rule in rules]
        return len(
            self._act(
                lambda draft: ruling.lay_rules(draft, imported, newer_only=True),
                lambda laid: f"import {ruling.worded(laid)}",
            )
        )

    # --- behind the door ---------------------------------------------------------------------------------------

    def _set_rules(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        from storage.library import ruling

        def action(draft: Draft) -> list[Rule]:
            return ruling.lay_rules(draft, rules)

        self._act(action, lambda laid: f"rule: {ruling.worded(laid or rules)}")
        wanted = [ruling.known_as(rule) for rule in rules]
        here = {ruling.known_as(rule): rule for rule in self.rules()}
        return tuple(here[each] for each in wanted)

    def _page(self, texts: str) -> PageLines | None:
        """Return the lines of an article by the name of its text; None when that is gone or damaged."""
        from storage.library.learning import page_lines

        if texts in self._lines:
            return self._lines[texts]
        try:
            page = page_lines(lines_of(self._texts.get(texts)))
        except (FileNotFoundError, ValueError, LibraryDamaged):
            page = None
        self._lines[texts] = page
        _make_room(self._lines, _ROOM)
        return page


def _flipped_in(views: Views, source: str, line: str, kept: bool) -> Iterator[str]:
    """Yield the articles of a source, by its key, in which the reader has flipped a line so."""
    from storage.cleaning.sources import known_by
    from storage.library.origins import key_of

    held = [own for own in views.memory.lines[FLIPS] if f" {line}" in own]
    for document in views.memory.some(FLIPS, held):
        record = views.record(document["article"])
        if record is None or bool(document["kept"]) is not kept or known_by(document["paragraph"]) != line:
            continue
        if key_of(record.site, record.url) == source:
            yield record.id


def _make_room(held: dict[str, T], room: int) -> None:
    """Let the oldest go; another thread may be doing so, too."""
    for oldest in list(held)[: max(len(held) - room, 0)]:
        held.pop(oldest, None)
