"""From a page as it was read to a cleaned article: every segment gets a role, stays or is hidden, and says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from storage.article import CleanedArticle
from storage.block import Block, Kind, Reason, Role
from storage.cleaning.features.sight import sight
from storage.cleaning.identity import paragraph_ids
from storage.cleaning.judging import fringes, roles
from storage.cleaning.judging.announced import with_announced
from storage.cleaning.judging.doubt import settled
from storage.cleaning.judging.facts import read_facts
from storage.cleaning.judging.filling import filled
from storage.cleaning.judging.live import with_entries
from storage.cleaning.judging.looks import Look, looks
from storage.cleaning.judging.pictures import caption_words
from storage.cleaning.judging.recipes import with_recipes
from storage.cleaning.judging.runs import is_a_page, is_by_shape, is_short, signs_of
from storage.cleaning.judging.scene import Scene, Verdict
from storage.cleaning.judging.threads import without_thread
from storage.cleaning.judging.titles import settle_title, title_place
from storage.cleaning.judging.why import Why
from storage.cleaning.model.classifier import Classifier, classifier
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Page, Segment


def judge(page: Page, media_type: str = "text/plain", model: Classifier | None = None) -> CleanedArticle:
    """Return the cleaned article of a page: a block for every segment, and at least one kept if any has words.

    Args:
        page: What was read.
        media_type: Its form, handed through.
        model: Another classifier than the one that ships for this form; for its training.
    """
    scene, why = _scene(page, model)
    place = title_place(scene)
    name = settle_title(scene, place)
    facts = read_facts(scene, place)
    roles.hints(scene)
    if not scene.whole:
        roles.captions(scene)
        roles.lead_bullets(scene)
        roles.agency(scene)
        roles.author_box(scene)
        fringes.standfirst(scene, place)
        roles.repeats(scene)
    _settle(scene, why)
    _keep_something(scene)
    return CleanedArticle(
        title=name,
        blocks=tuple(_blocks(page.segments, scene.verdicts)),
        authors=facts.authors,
        site=facts.site,
        published=facts.published,
        language=facts.language,
        url=facts.url,
        media_type=media_type,
    )


def _scene(page: Page, model: Classifier | None) -> tuple[Scene, Why | None]:
    """Look at a page, and have it classified unless its source says what it is, or next to nothing is around.

    Who writes Markdown means the words in it: a heading, a table, code is no furniture there.
    """
    segments, markup = page.segments, page.markup
    seen = looks(segments)
    signs = signs_of(segments, seen)
    captions = caption_words(segments, seen)
    everything = [True] * len(segments)
    if markup is None and not is_a_page(seen, signs):
        short = is_short(seen)
        said = [None] * len(segments) if short else signs
        return Scene(segments, seen, said, captions, everything, page.facts, whole=short), None
    if any(segment.vote for segment in segments):
        voted = [segment.vote is True for segment in segments]
        return Scene(segments, seen, signs, captions, voted, page.facts, marked_up=True), None
    described = sight(segments, seen, signs)
    asked = model or classifier("html" if markup else "text")
    judgement = asked.judge(described, markup)
    linked = markup.columns[:, 0].tolist() if markup else [0.0] * len(segments)
    scores, signs = without_thread(judgement.scores, described)
    own = filled(settled(scores, described.words, signs), segments, seen, signs, markup)
    for rule in (with_recipes, with_entries, with_announced):
        own = rule(own, segments, seen, signs)
    scene = Scene(segments, seen, signs, captions, own, page.facts, marked_up=markup is not None)
    return scene, Why(asked, judgement, described, linked)


def _settle(scene: Scene, why: Why | None) -> None:
    """Give a verdict to every segment that has none: the article's own stays, the rest goes and says why."""
    unexplained: list[int] = []
    for place, segment in enumerate(scene.segments):
        if not scene.open(place):
            continue
        sign = scene.signs[place]
        if scene.inside(place):
            scene.decide(place, Role.BODY, True, kind=_kind(scene, place))
        elif sign:
            scene.decide(place, sign.role, False, sign.reason)
        elif segment.because:
            scene.decide(place, segment.hint or Role.OTHER, False, segment.because)
        else:
            unexplained.append(place)
    told = why.not_own(unexplained) if why else [None] * len(unexplained)
    for place, found in zip(unexplained, told, strict=True):
        role, reason = found or (Role.OTHER, _place_reason(scene, place))
        scene.decide(place, role, False, reason)


def _place_reason(scene: Scene, place: int) -> Reason:
    stretch = scene.extent
    if place < stretch.start:
        return because(Cue.BEFORE_ARTICLE, str(stretch.start - place))
    if place >= stretch.end:
        return because(Cue.AFTER_ARTICLE, str(place - stretch.end + 1))
    return because(Cue.APART)


def _keep_something(scene: Scene) -> None:
    """Bring back what only shape or place speaks against, or else all, where only a title would be left."""
    verdicts = scene.verdicts
    if any(verdict.kept and verdict.role is not Role.TITLE for verdict in verdicts.values()):
        return
    worded = [
        place for place, look in enumerate(scene.looks) if look.folded and verdicts[place].role is not Role.TITLE
    ]
    clear = [place for place in worded if is_by_shape(scene.signs[place])]
    for place in clear or worded:
        verdicts[place] = Verdict(Role.BODY, kept=True)


_WIDEST_HEADING = 90
_NO_HEADING = (",", ";", "、", "，", "-", "–")


def _kind(scene: Scene, place: int) -> Kind | None:
    """A heading where the source names none: a short line apart, without an end mark, above something longer."""
    after = place + 1
    if scene.marked_up or after >= scene.extent.end or not _may_be_heading(scene.segments[place], scene.looks[place]):
        return None
    apart = scene.segments[after].gap > 0
    return Kind.HEADING_2 if apart and scene.looks[after].width >= scene.looks[place].width + 20 else None


def _may_be_heading(segment: Segment, look: Look) -> bool:
    if segment.kind is not Kind.PARAGRAPH or not segment.gap or look.width > _WIDEST_HEADING:
        return False
    return not (look.ends or segment.text.endswith(_NO_HEADING))


def _blocks(segments: Sequence[Segment], verdicts: Mapping[int, Verdict]) -> Iterator[Block]:
    kinds = [verdicts[place].kind or segment.kind for place, segment in enumerate(segments)]
    ids = paragraph_ids((segment.text, kind) for segment, kind in zip(segments, kinds, strict=True))
    for place, (segment, kind, key) in enumerate(zip(segments, kinds, ids, strict=True)):
        role, kept, reason, _ = verdicts[place]
        yield Block(key, kind, segment.text, role, kept, reason, segment.inlines, segment.depth, segment.marker)
