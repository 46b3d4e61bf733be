"""From a page as it was read to a cleaned article: every segment gets a role, stays or is hidden, and says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from storage.article import Block, CleanedArticle, Kind, Role
from storage.cleaning.identity import paragraph_ids
from storage.cleaning.judging import fringes, roles
from storage.cleaning.judging.extent import Extent, extent
from storage.cleaning.judging.facts import read_facts
from storage.cleaning.judging.looks import Look, looks
from storage.cleaning.judging.pictures import caption_words
from storage.cleaning.judging.runs import LEAST_WEIGHT, is_by_shape, is_left_whole, marks, weight_of
from storage.cleaning.judging.scene import Scene, Verdict
from storage.cleaning.judging.titles import settle_title, title_place
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Page, Segment


def judge(page: Page, media_type: str = "text/plain") -> CleanedArticle:
    """Return the cleaned article of a page: a block for every segment, and at least one kept if any has words."""
    scene = _scene(page)
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
        fringes.trailing_list(scene)
        roles.repeats(scene)
    _settle(scene)
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


def _scene(page: Page) -> Scene:
    """Look at a page, and find where its article stands: by votes, by worth, or everywhere."""
    segments, facts = page.segments, page.facts
    seen = looks(segments)
    marked = marks(segments, seen)
    captions = caption_words(segments, seen)
    everything = Extent(0, len(segments))
    votes = [place for place, segment in enumerate(segments) if segment.vote]
    if votes:
        return Scene(segments, seen, marked, captions, Extent(votes[0], votes[-1] + 1), facts, voted=True)
    if is_left_whole(seen, marked):
        return Scene(segments, seen, [None] * len(segments), captions, everything, facts, whole=True)
    cut = weight_of(marked) >= LEAST_WEIGHT
    stretch = extent(segments, seen, marked, captions) if cut else everything
    return Scene(segments, seen, marked, captions, stretch, facts)


def _settle(scene: Scene) -> None:
    """Give a verdict to every segment that has none: what is marked goes, what is in the article stays."""
    for place, segment in enumerate(scene.segments):
        if not scene.open(place):
            continue
        mark = scene.marks[place]
        if scene.inside(place):
            if mark and not scene.voted:
                scene.decide(place, mark.role, False, mark.reason)
            else:
                scene.decide(place, Role.BODY, True, kind=_kind(scene, place))
        elif mark:
            scene.decide(place, mark.role, False, mark.reason)
        elif segment.because:
            scene.decide(place, Role.OTHER, False, segment.because)
        else:
            _outside(scene, place)


def _keep_something(scene: Scene) -> None:
    """Bring back what only shape or place speaks against, or else all, where only a title would be left."""
    verdicts = scene.verdicts
    if any(verdict.kept and verdict.role is not Role.TITLE for verdict in verdicts.values()):
        return
    worded = [
        place for place, look in enumerate(scene.looks) if look.folded and verdicts[place].role is not Role.TITLE
    ]
    unmarked = [place for place in worded if is_by_shape(scene.marks[place])]
    for place in unmarked or worded:
        verdicts[place] = Verdict(Role.BODY, kept=True)


def _outside(scene: Scene, place: int) -> None:
    stretch = scene.extent
    if place < stretch.start:
        scene.decide(place, Role.OTHER, False, because(Cue.BEFORE_ARTICLE, str(stretch.start - place)))
    elif place >= stretch.end:
        scene.decide(place, Role.OTHER, False, because(Cue.AFTER_ARTICLE, str(place - stretch.end + 1)))
    else:
        scene.decide(place, Role.OTHER, False, because(Cue.EXTRACTOR, "no vote"))


_WIDEST_HEADING = 90
_NO_HEADING = (",", ";", "、", "，", "-", "–")


def _kind(scene: Scene, place: int) -> Kind | None:
    """A heading where the source names none: a short line apart, without an end mark, above something longer."""
    after = place + 1
    if scene.voted or after >= scene.extent.end or not _may_be_heading(scene.segments[place], scene.looks[place]):
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
        verdict = verdicts[place]
        yield Block(
            id=key,
            kind=kind,
            text=segment.text,
            role=verdict.role,
            kept=verdict.kept,
            reason=verdict.reason,
            inlines=segment.inlines,
            depth=segment.depth,
            marker=segment.marker,
        )
