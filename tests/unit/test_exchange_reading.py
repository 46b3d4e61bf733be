"""An export that was damaged or made to do harm gives one line, and what is let in is harmless."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import ExchangeError
from storage.exchange import FORMATS, read_export

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (Path(__file__).parent / "export-1.0.json").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "docs" / "export.schema.json").read_text(encoding="utf-8"))
UUID = "urn:uuid:00000000-0000-4000-8000-000000000000"

Change = Callable[[dict[str, Any]], object]


def line_for(text: str) -> str:
    """The one line that a text is refused with."""
    with pytest.raises(ExchangeError) as caught:
        read_export(text)
    line = str(caught.value)
    assert line.isprintable()
    assert not line.endswith(".")
    return line


def changed(change: Change) -> str:
    export = json.loads(SAMPLE)
    change(export)
    return json.dumps(export)


def article(export: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = export["articles"][0]
    return found


def annotation(export: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = export["annotations"]["first"]["items"][number]
    return found


def anchor(export: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = export["anchors"][annotation(export, number)["id"]]
    return found


def selectors(export: dict[str, Any], number: int) -> list[Any]:
    found: list[Any] = annotation(export, number)["target"]["selector"]
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty; write it again with “paperknife export”"),
        (" \n", "the file is empty"),
        (
            "TITLE\n\nNo JSON at all, but the words",
            "it begins with “TITLE No JSON at all, but the…”; ",
        ),
        (SAMPLE[: len(SAMPLE) // 2], "the file was cut off at line "),
        ('{\n  "a": 1,\n  "b": tr\n', "the file was cut off at line 3, column 10; write it again"),
        ('{\n  "a": "b', "the file was cut off at line 2, column 10; "),
        (
            '{\n  "a": [1, 2,,]\n}\n',
            "at line 2, column 14 (expecting value); mend that, or write it again",
        ),
        ('{"a": "b\tc"}', "at line 1, column 9 (invalid control character); mend that"),
        ('{"a": 1}\n{"a": 1}', "at line 2, column 1 (extra data); mend that"),
        ('{"format": "paperknife-rules"}', "the file holds rules: “paperknife rules import” takes them in"),
        ("[]", "no export of paperknife"),
        ("null", "no export of paperknife"),
        ('{"format": 7}', "no export of paperknife"),
        (
            '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection"}',
            "“paperknife export” writes it",
        ),
        ('{"format": "paperknife-export"}', "the file lacks the key “version”"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"format": "paperknife-export", "version": "1.0", "a": NaN}', "number"),
        ('{"format": "paperknife-export", "version": "1.0", "a": -Infinity}', "number"),
        ('{"format": "paperknife-export", "version": "1.0", "a": ' + "9" * 5000 + "}", "number"),
        ('{"format": "paperknife-export", "version": "2.0"}', "version 2.0, and this paperknife reads version 1"),
        ('{"format": "paperknife-export", "version": "one"}', "version should be a major and a minor version"),
    ],
)
def test_a_file_that_is_no_export_is_refused(text: str, said: str) -> None:
    assert said in line_for(text)


CASES: dict[str, tuple[Change, str]] = {
    "an article without a title": (lambda it: article(it).pop("title"), "articles[0] lacks the key “title”"),
    "a title that is a number": (
        lambda it: article(it).update(title=7),
        "articles[0].title should be text, not a number",
    ),
    "a title that is nothing": (
        lambda it: article(it).update(title=None),
        "articles[0].title should be text, not null",
    ),
    "articles that are no list": (lambda it: it.update(articles={}), "articles should be a list, not an object"),
    "an id that is no uuid": (
        lambda it: article(it).update(id="urn:uuid:../x"),
        "articles[0].id should be “urn:uuid:”",
    ),
    "two articles of one id": (
        lambda it: it["articles"][1].update(id=article(it)["id"]),
        "articles has the same id twice, the second time at [1]",
    ),
    "two annotations of one id": (
        lambda it: annotation(it, 1).update(id=annotation(it, 0)["id"]),
        "items has the same id twice",
    ),
    "two blocks of one id": (
        lambda it: article(it)["blocks"][1].update(id=article(it)["blocks"][0]["id"]),
        "articles[0].blocks has the same id twice",
    ),
    "two tags that differ in case": (
        lambda it: it["tags"][1].update(name="EVIDENCE"),
        "tags has the same name twice",
    ),
    "two flips of one block": (
        lambda it: article(it)["flips"].append(article(it)["flips"][0]),
        "articles[0] has the same flip twice",
    ),
    "a hash that is a path": (
        lambda it: article(it).update(source_sha256="../../../../etc/passwd"),
        "articles[0].source_sha256 should be a SHA-256",
    ),
    "an address that runs": (
        lambda it: article(it).update(url="javascript:alert(1)"),
        "articles[0].url should be an address that begins with http",
    ),
    "a published in words": (
        lambda it: article(it).update(published="soon"),
        "articles[0].published should be a date",
    ),
    "a day that is none": (
        lambda it: article(it).update(added="2026-02-31T00:00:00Z"),
        "articles[0].added should be a date and time with a zone",
    ),
    "a moment before the year 1": (
        lambda it: article(it).update(added="0001-01-01T00:00:00+14:00"),
        "articles[0].added should be a date and time with a zone",
    ),
    "a time without a zone": (
        lambda it: annotation(it, 0).update(created="2026-02-01T00:00:00"),
        "items[0].created should be a date and time with a zone",
    ),
    "an unknown kind": (
        lambda it: article(it)["blocks"][0].update(kind="poem"),
        "articles[0].blocks[0].kind should be one of paragraph, heading-1",
    ),
    "kept in words": (
        lambda it: article(it)["blocks"][0].update(kept="yes"),
        "articles[0].blocks[0].kept should be true or false, not text",
    ),
    "a hidden block without a reason": (
        lambda it: article(it)["blocks"][0].pop("reason"),
        "articles[0].blocks[0] is hidden and lacks the key “reason”",
    ),
    "a word count of true": (lambda it: article(it).update(words=True), "articles[0].words should be a whole number"),
    "a word count of 1.0": (lambda it: article(it).update(words=1.0), "articles[0].words should be a whole number"),
    "a revision of 0": (
        lambda it: article(it).update(revision=0),
        "articles[0].revision should be a whole number from 1",
    ),
    "a huge revision": (
        lambda it: article(it).update(revision=10**30),
        "articles[0].revision should be a whole number",
    ),
    "an inline that goes backwards": (
        lambda it: article(it)["blocks"][3]["inlines"][0].update(start=50, end=3),
        "articles[0].blocks[3].inlines[0] goes from 50 to 3",
    ),
    "an inline behind the text": (
        lambda it: article(it)["blocks"][3]["inlines"][0].update(end=5000),
        "articles[0].blocks[3].inlines[0] goes from 27 to 5000, outside its text",
    ),
    "a flip of no block": (
        lambda it: article(it)["flips"][0].update(paragraph="p-000000000000"),
        "which is no block of its article",
    ),
    "a tag that is none": (lambda it: it["tags"][0].update(name="-a"), "tags[0].name is no tag"),
    "a tag that is not in the codebook": (
        lambda it: annotation(it, 1)["body"][0].update(value="unheard of"),
        "gives the tag “unheard of”, which is not in “tags”",
    ),
    "two notes": (
        lambda it: annotation(it, 0)["body"].append(annotation(it, 0)["body"][0]),
        "has more than one note",
    ),
    "a span behind its paragraph": (
        lambda it: selectors(it, 2)[0]["refinedBy"].update(end=5000),
        "items[2].target.selector[0].refinedBy goes from 27 to 5000, outside its text",
    ),
    "a position behind the text": (
        lambda it: selectors(it, 2)[2].update(end=500_000),
        "items[2].target.selector[2] goes from",
    ),
    "a paragraph that is not there": (
        lambda it: selectors(it, 1)[0].update(value="p-000000000000"),
        "marks p-000000000000, which is no block of its article",
    ),
    "a range that ends before it begins": (
        lambda it: selectors(it, 3)[0].update(
            startSelector=selectors(it, 3)[0]["endSelector"], endSelector=selectors(it, 3)[0]["startSelector"]
        ),
        "items[3].target.selector[0] ends before it begins",
    ),
    "no paragraph": (lambda it: selectors(it, 1).pop(0), "lacks a FragmentSelector or a RangeSelector"),
    "no position": (lambda it: selectors(it, 1).pop(), "lacks a TextPositionSelector"),
    "an anchor that is no annotation's": (lambda it: it["anchors"].update(odd={}), "anchors should have only keys"),
    "an anchor in no article": (
        lambda it: anchor(it, 1).update(article=UUID),
        "names an article that is not in the file",
    ),
    "a source that nobody has": (
        lambda it: (it["anchors"].clear(), annotation(it, 1)["target"].update(source="https://nowhere.example/")),
        "items[1].target.source is the source of 0 articles of the file",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_line_says_where_and_what(case: str) -> None:
    change, said = CASES[case]
    assert said in line_for(changed(change))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z"),
        ("2026-11-22T09:00:00.120Z", "2026-11-22T09:00:00.120Z"),
        ("2026-11-22T01:30:00+09:00", "2026-11-21T16:30:00Z"),
        ("2026-11-22T09:00:00.120-05:00", "2026-11-22T14:00:00.120000Z"),
        ("2026-11-22T09:00:00+00:00", "2026-11-22T09:00:00Z"),
    ],
)
def test_moments_are_kept_in_utc_so_that_they_sort_as_they_came(written: str, kept: str) -> None:
    export = json.loads(SAMPLE)
    annotation(export, 0)["created"] = written
    assert read_export(json.dumps(export)).annotations[0].created == kept


def test_a_later_minor_version_is_read_and_what_it_adds_is_passed_over() -> None:
    def add(export: dict[str, Any]) -> None:
        export.update(version="1.12", shelves=[])
        article(export)["rating"] = 5
        annotation(export, 1)["body"].append({"type": "TextualBody", "purpose": "assessing", "value": "5"})

    assert read_export(changed(add)) == read_export(SAMPLE)


def test_without_anchors_the_article_is_found_by_its_address() -> None:
    assert read_export(changed(lambda it: it.pop("anchors"))).annotations[1] == read_export(SAMPLE).annotations[1]


def test_an_address_that_two_articles_share_needs_the_anchors() -> None:
    def share(export: dict[str, Any]) -> None:
        export["articles"][1]["url"] = article(export)["url"]
        for each in range(8):
            annotation(export, each)["target"] = annotation(export, 0)["target"]

    meant = [each.target.article for each in read_export(changed(share)).annotations]
    assert meant == [each.target.article for each in read_export(SAMPLE).annotations]

    def share_without_anchors(export: dict[str, Any]) -> None:
        share(export)
        del export["anchors"]

    assert "is the source of 2 articles" in line_for(changed(share_without_anchors))


def test_a_note_on_an_earlier_revision_may_name_what_is_no_longer_there() -> None:
    def age(export: dict[str, Any]) -> None:
        article(export)["revision"] = 2
        selectors(export, 2)[0]["value"] = "p-000000000000"
        selectors(export, 2)[2]["end"] = 900_000

    made = read_export(changed(age)).annotations[2]
    assert (made.target.revision, made.target.first, made.target.exact) == (1, "p-000000000000", "sleeper")


def test_control_characters_do_not_come_in() -> None:
    evil = "\x1b]0;x\x07a\x9b31mb\u202ec\ud800d"

    def poison(export: dict[str, Any]) -> None:
        article(export).update(title=evil, origin=evil, site=evil, authors=[evil], language=evil, media_type=evil)
        article(export)["blocks"][1].update(
            text=evil + "\n\tx", marker=evil, reason={"code": "a", "arguments": [evil]}
        )
        export["tags"][0].update(name=evil, description=evil)
        body = [{"type": "TextualBody", "purpose": "tagging", "value": evil}]
        for number in (0, 1, 3, 7):
            annotation(export, number)["body"] = body
        annotation(export, 1)["creator"]["name"] = evil
        selectors(export, 1)[1].update(exact=evil, prefix=evil, suffix=evil)

    bundle = read_export(changed(poison))
    assert bundle.articles[0].record.title == "]0;xa31mb\u21c4c\ufffdd"
    assert bundle.articles[0].cleaned[1].text == "]0;xa31mb\u21c4c\ufffdd  x"
    assert not set("\x1b\x07\x9b\u202e\ud800") & set("".join(strings(astuple(bundle))))


def strings(value: object) -> Iterator[str]:
    """Every string inside of tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)


def test_a_tag_given_twice_in_two_cases_is_given_once() -> None:
    def shout(export: dict[str, Any]) -> None:
        annotation(export, 1)["body"].append({"type": "TextualBody", "purpose": "tagging", "value": "EVIDENCE"})

    assert read_export(changed(shout)) == read_export(SAMPLE)


def test_a_byte_order_mark_before_the_file_does_no_harm() -> None:
    assert read_export("\ufeff" + SAMPLE) == read_export(SAMPLE)


# anything at all

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(UUID),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON value."""
    if isinstance(value, dict):
        return [(value, key) for key in value] + [place for each in value.values() for place in places(each)]
    if isinstance(value, list):
        return [(value, key) for key in range(len(value))] + [place for each in value for place in places(each)]
    return []


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_changed_is_refused_in_one_line_or_can_be_exported_again(data: st.DataObject) -> None:
    export = json.loads(SAMPLE)
    container, key = data.draw(st.sampled_from(places(export)))
    if data.draw(st.booleans()):
        container[key] = data.draw(json_values)
    else:
        del container[key]
    try:
        bundle = read_export(json.dumps(export))
    except ExchangeError as error:
        assert str(error).isprintable()  # noqa: PT017 - either outcome is right
        return
    again = FORMATS["json"].write(bundle, exported=datetime(2026, 11, 22, tzinfo=UTC), version="0.1.0")
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(again))
    assert read_export(again) == bundle
