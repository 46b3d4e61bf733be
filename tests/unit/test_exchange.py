"""What goes out comes back: every bundle, to the byte, and in the form that the published schema promises."""

from __future__ import annotations

import copy
import json
import string
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.annotation import Annotation, Scope, Tag, Target, tag_key, tag_name
from storage.article import Article, ArticleRecord, Flip, State
from storage.block import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.bundle import Bundle
from storage.cleaning.sources import line_key, source_key
from storage.errors import UsageError
from storage.exchange import FORMATS, read_export
from storage.rule import LONGEST_LINE, Rule, RuleOrigin
from storage.text import sanitise

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (Path(__file__).parent / "export-1.0.json").read_text(encoding="utf-8")
"""An export of version 1.0 as it was first written: what every later 1.x must read, and write the same."""
SCHEMA = json.loads((ROOT / "docs" / "export.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
NOON = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)

relaxed = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def write(bundle: Bundle, name: str = "json") -> str:
    return FORMATS[name].write(bundle, exported=NOON, version="0.1.0")


# bundles of every shape

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(sanitise)
lines = texts.map(lambda text: text.replace("\n", " ").replace("\t", " "))
times = st.sampled_from(["2026-11-22T09:00:00Z", "2020-02-29T23:59:59.123456Z", "1999-01-01T00:00:00.5Z"])
uuids = st.uuids(version=4).map(str)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
addresses = st.sampled_from(
    ["", "https://example.com/a", "http://example.com/ü?q=%zz|{}", "HTTPS://example.com/[x]#y", "https://例え.jp/"]
)
reasons = st.builds(
    Reason, st.sampled_from(["link-list", "no-such-cue", "a"]), st.lists(texts, max_size=2).map(tuple)
)


def is_tag(written: str) -> bool:
    try:
        return tag_name(written) == written
    except UsageError:
        return False


tag_names = st.lists(lines.filter(is_tag), max_size=4, unique_by=tag_key)


@st.composite
def blocks(draw: st.DrawFn, paragraph: str) -> Block:
    kind = draw(st.sampled_from(Kind))
    text = draw(texts if kind in (Kind.CODE, Kind.TABLE) else lines)
    kept = draw(st.booleans())
    stretches = draw(st.lists(stretch_of(len(text)), max_size=2))
    return Block(
        paragraph,
        kind,
        text,
        draw(st.sampled_from(Role)),
        kept,
        draw(st.none() | reasons) if kept else draw(reasons),
        tuple(Inline(*ends, draw(st.sampled_from(InlineStyle)), draw(lines)) for ends in stretches),
        draw(st.integers(0, 5)),
        draw(lines),
    )


def stretch_of(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda ends: (min(ends), max(ends)))


paragraph_ids = st.lists(
    st.builds("p-{:012x}{}".format, st.integers(0, 2**48 - 1), st.sampled_from(["", ".2", ".10"])),
    max_size=5,
    unique=True,
)


@st.composite
def articles(draw: st.DrawFn, identifier: str) -> Article:
    ids = draw(paragraph_ids)
    record = ArticleRecord(
        id=identifier,
        title=draw(lines),
        authors=tuple(draw(st.lists(lines, max_size=2))),
        site=draw(lines),
        published=draw(st.sampled_from(["", "2020", "2020-02", "2020-02-20", "2020-02-20T07:02:13+09:00"])),
        language=draw(lines),
        url=draw(addresses),
        media_type=draw(st.sampled_from(["text/plain", "text/html", "text/markdown"])),
        origin=draw(lines),
        added=draw(times),
        source_sha256=draw(digests),
        texts_sha256=draw(digests),
        words=draw(st.integers(0, 2**31 - 1)),
        paragraph_count=draw(st.integers(0, 2**31 - 1)),
        state=draw(st.sampled_from(State)),
        revision=draw(st.integers(1, 3)),
    )
    flipped = [each for each in ids if draw(st.booleans())]
    flips = tuple(Flip(identifier, each, draw(st.booleans()), draw(times)) for each in flipped)
    return Article(record, tuple(draw(blocks(each)) for each in ids), flips)


@st.composite
def targets(draw: st.DrawFn, article: Article) -> Target:
    """Marked in the present revision, or in another of which nothing is known any more."""
    revision = draw(st.integers(1, 3))
    here = revision == article.record.revision
    ids = [block.id for block in article.blocks] if here else draw(paragraph_ids)
    scope = draw(st.sampled_from(Scope)) if ids else Scope.ARTICLE
    if scope is Scope.ARTICLE:
        return Target(article.id, scope, revision=revision)
    first, last = sorted([draw(st.sampled_from(ids)), draw(st.sampled_from(ids))], key=ids.index)
    start = end = None
    if scope is Scope.SPAN:
        start, end = draw(stretch_of(len(article.blocks[article.index[first]].text) if here else 900))
    return Target(
        article.id,
        scope,
        first,
        last if scope is Scope.RANGE else first,
        start,
        end,
        exact=draw(texts),
        prefix=draw(texts),
        suffix=draw(texts),
        position=draw(stretch_of(len(article.text) if here else 900)),
        revision=revision,
    )


names_of_sources = st.sampled_from(["The Ledger", "Ärzteblatt", "朝日新聞", "[x] “y”"])
own_lines = lines.filter(lambda line: 0 < len(line) <= LONGEST_LINE)


def own_id(rule: Rule) -> str:
    return rule.id


def on(rule: Rule) -> tuple[str, str]:
    return source_key(rule.source), rule.paragraph


def made_rule(own: str, source: str, line: str, kept: bool, created: str, origin: RuleOrigin) -> Rule:
    return Rule(own, source, line, line_key(line), kept, created, origin)


rules = st.lists(
    st.builds(made_rule, uuids, names_of_sources, own_lines, st.booleans(), times, st.sampled_from(RuleOrigin)),
    max_size=3,
    unique_by=(own_id, on),
)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    whole = tuple(draw(articles(each)) for each in draw(st.lists(uuids, max_size=3, unique=True)))
    names = draw(tag_names)
    given_tags = st.lists(st.sampled_from(names), unique=True) if names else st.just([])
    made = tuple(
        Annotation(
            each,
            draw(targets(draw(st.sampled_from(whole)))),
            tuple(draw(given_tags)),
            draw(texts),
            draw(lines),
            draw(times),
            draw(times),
        )
        for each in (draw(st.lists(uuids, max_size=4, unique=True)) if whole else [])
    )
    tags = tuple(
        Tag(
            draw(uuids),
            name,
            draw(times),
            sum(name in each.tags for each in made),
            draw(texts),
            draw(st.sampled_from(["", "#1A7F37", "#ffffff"])),
        )
        for name in names
    )
    return Bundle(whole, made, tags, draw(st.booleans()), rules=tuple(draw(rules)))


@relaxed
@given(bundles())
def test_an_import_of_an_export_is_the_same_bundle(bundle: Bundle) -> None:
    assert read_export(write(bundle)) == bundle


@relaxed
@given(bundles())
def test_exporting_what_was_imported_gives_the_same_bytes(bundle: Bundle) -> None:
    once = write(bundle)
    assert write(read_export(once)).encode() == once.encode()


@relaxed
@given(bundles())
def test_every_export_is_what_the_schema_says(bundle: Bundle) -> None:
    VALIDATOR.validate(json.loads(write(bundle)))


@relaxed
@given(bundles())
def test_nothing_but_the_time_differs_between_two_exports(bundle: Bundle) -> None:
    later = FORMATS["json"].write(bundle, exported=datetime(2031, 1, 1, tzinfo=UTC), version="0.1.0")
    assert later.replace('"2031-01-01T00:00:00Z"', '"2026-11-22T13:00:00Z"', 1) == write(bundle)
    for name in ("jsonl", "w3c", "markdown"):
        assert FORMATS[name].write(bundle, exported=datetime(2031, 1, 1, tzinfo=UTC), version="9") == write(
            bundle, name
        )


def test_the_first_export_ever_is_still_read_and_written_the_same() -> None:
    assert write(read_export(SAMPLE)) == SAMPLE


def test_the_format_w3c_is_the_collection_of_the_export_alone() -> None:
    assert json.loads(write(read_export(SAMPLE), "w3c")) == json.loads(SAMPLE)["annotations"]


def test_one_creator_has_one_id() -> None:
    items = json.loads(SAMPLE)["annotations"]["first"]["items"]
    agents = {(item["creator"]["name"], item["creator"]["id"]) for item in items}
    assert len(agents) == len({name for name, _ in agents}) == 2


# the schema

Change = Callable[[dict[str, Any]], object]
BROKEN: dict[str, Change] = {
    "another format": lambda it: it.update(format="reader-export"),
    "a later major version": lambda it: it.update(version="2.0"),
    "a time without a zone": lambda it: it.update(exported="2026-11-22T09:00:00"),
    "an unknown key": lambda it: it.update(notes=[]),
    "no scope": lambda it: it.pop("scope"),
    "an id that is no uuid": lambda it: it["articles"][0].update(id="urn:uuid:1"),
    "an address that is no web address": lambda it: it["articles"][0].update(url="javascript:alert(1)"),
    "an unknown state": lambda it: it["articles"][0].update(state="lost"),
    "a revision of 0": lambda it: it["articles"][0].update(revision=0),
    "a path for a hash": lambda it: it["articles"][0].update(source_sha256="../../../etc/passwd"),
    "a date in words": lambda it: it["articles"][0].update(published="last Tuesday"),
    "an unknown kind": lambda it: it["articles"][0]["blocks"][0].update(kind="p"),
    "an unknown role": lambda it: it["articles"][0]["blocks"][0].update(role="menu"),
    "a hidden block without a reason": lambda it: it["articles"][0]["blocks"][0].pop("reason"),
    "a reason in words alone": lambda it: it["articles"][0]["blocks"][0].update(reason="it is a menu"),
    "a paragraph id of another make": lambda it: it["articles"][0]["blocks"][0].update(id="p-1"),
    "a negative offset": lambda it: it["articles"][0]["blocks"][3]["inlines"][0].update(start=-1),
    "a tag with a comma": lambda it: it["tags"][0].update(name="a,b"),
    "a tag that begins with a minus": lambda it: it["tags"][0].update(name="-a"),
    "a colour in words": lambda it: it["tags"][0].update(color="red"),
    "another context": lambda it: it["annotations"].update({"@context": "https://www.w3.org/ns/anno.jsonld"}),
    "a private key inside an annotation": lambda it: first_item(it).update({"x-mine": 1}),
    "a note without its format": lambda it: first_item(it)["body"][0].pop("format"),
    "an annotation without a creator": lambda it: first_item(it).pop("creator"),
    "a highlight with a body": lambda it: first_item(it).update(motivation="highlighting"),
    "a comment without a body": lambda it: first_item(it).pop("body"),
    "a passage without a position": lambda it: item(it, 1)["target"]["selector"].pop(),
    "a passage without paragraphs": lambda it: item(it, 1)["target"]["selector"].pop(0),
    "an empty quote": lambda it: item(it, 1)["target"]["selector"][1].update(exact=""),
    "an anchor under another name": lambda it: it["anchors"].update({"first": {}}),
    "an anchor half in": lambda it: next(iter(it["anchors"].values())).update(start=1),
}


def item(export: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = export["annotations"]["first"]["items"][number]
    return found


def first_item(export: dict[str, Any]) -> dict[str, Any]:
    return item(export, 0)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_sample_is_what_the_schema_says() -> None:
    VALIDATOR.validate(json.loads(SAMPLE))


def test_keys_of_other_programs_are_let_through_but_in_the_annotations() -> None:
    export = json.loads(SAMPLE)
    export["x-mine"] = export["articles"][0]["x-mine"] = export["articles"][0]["blocks"][0]["x-mine"] = [1]
    VALIDATOR.validate(export)
    assert read_export(json.dumps(export)) == read_export(SAMPLE)


@pytest.mark.parametrize("broken", BROKEN)
def test_the_schema_refuses(broken: str) -> None:
    export = copy.deepcopy(json.loads(SAMPLE))
    BROKEN[broken](export)
    assert not VALIDATOR.is_valid(export)


def test_the_schema_names_every_kind_role_state_and_style() -> None:
    defs = SCHEMA["$defs"]
    assert defs["block"]["properties"]["kind"]["enum"] == list(Kind)
    assert defs["block"]["properties"]["role"]["enum"] == list(Role)
    assert defs["article"]["properties"]["state"]["enum"] == list(State)
    assert defs["inline"]["properties"]["style"]["enum"] == list(InlineStyle)


def test_the_page_about_the_export_shows_a_file_that_can_be_taken_in() -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in page.split("```json\n")[1:]]
    assert examples
    for example in examples:
        VALIDATOR.validate(json.loads(example))
        assert read_export(example).annotations


def test_ids_in_the_sample_use_no_capital_letters() -> None:
    assert not set(string.ascii_uppercase) & set("".join(json.loads(SAMPLE)["anchors"]))
