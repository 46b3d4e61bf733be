"""Pages made to be slow: each grows with a size, and none may cost more than its size. Run as a script it cleans one.

``python -m tests.unit.hostile_inputs FORM NAME SIZE…`` prints seconds of the processor and bytes of memory.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

PROSE = "The river rose in the night and by morning the lower town stood in a foot of brown water, the mayor said."
_WRAPPED = (
    "The river rose in the night and by morning the lower town stood\n"
    "in a foot of brown water, which had come in through the old mill\n"
)
_JSON_LD = '<script type="application/ld+json">'


def _page(head: str, body: str) -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


TEXT: dict[str, Callable[[int], str]] = {
    "one line of words": lambda n: "word and word, " * (n // 15),
    "one line without a space": lambda n: "x" * n,
    "one line of brackets": lambda n: "(" * n,
    "one line of spaces": lambda n: "a" + " " * n + "b",
    "one line of tabs": lambda n: "a\t" * (n // 2),
    "one line of bars": lambda n: "a | " * (n // 4),
    "one line of dots": lambda n: "." * n,
    "one line of dashes": lambda n: "a - " * (n // 4),
    "one line of marks": lambda n: "a" + "\u0301" * (n // 2),
    "one line of Chinese": lambda n: "新潟県で五日雪まつり" * (n // 30),
    "one line of Arabic": lambda n: "عاد صيادو البلدة إلى البحر " * (n // 50),
    "one line of addresses": lambda n: "http://a.example/b?c " * (n // 21),
    "one line of names": lambda n: "By Ann Lee and " * (n // 15),
    "one line of dates": lambda n: "May 3, 2020 10:04 " * (n // 18),
    "one line of figures": lambda n: "1234567890" * (n // 10),
    "one line of damaged letters": lambda n: "Ã©tÃ© â€œ" * (n // 16),
    "lines of one letter": lambda n: "a\n" * (n // 2),
    "empty lines": lambda n: "\n" * n + "a",
    "the same paragraph": lambda n: f"{PROSE}\n\n" * (n // 108),
    "different paragraphs": lambda n: "".join(f"{number} {PROSE}\n\n" for number in range(n // 113)),
    "wrapped lines": lambda n: _WRAPPED * (n // 130),
    "hyphenated lines": lambda n: "a long line of some words that is broken some-\n" * (n // 48),
    "bullets": lambda n: "".join(f"  • item {number}\n" for number in range(n // 14)),
    "deeper and deeper bullets": lambda n: "".join(f"{' ' * (number % 400)}• item\n" for number in range(n // 210)),
    "numbers": lambda n: "".join(f"{number % 1000}. item\n" for number in range(n // 11)),
    "rows": lambda n: "".join(f"{number}\tb\tc\n" for number in range(n // 11)),
    "rows and prose": lambda n: f"a\tb\nc\td\n{PROSE}\n" * (n // 114),
    "stamps of comments": lambda n: "Bob on September 17, 2018 at 6:34 am said:\n\nNo.\n\n" * (n // 50),
    "heads of other stories": lambda n: f"Related\n\n{PROSE}\n\nMost Popular\n\n" * (n // 130),
    "captions": lambda n: "Boats on the quay (Photo: Ann Lee)\n\n" * (n // 37),
    "headings": lambda n: "".join(f"What comes next {number}\n\n{PROSE}\n\n" for number in range(n // 132)),
    "islands": lambda n: f"{PROSE}\nx\ny\ny\n" * (n // 113),
    "labels": lambda n: "Label:\n" * (n // 7),
    "breadcrumbs": lambda n: "Home > News > Town\n" * (n // 19),
    "every line a date": lambda n: "20 Feb 2020 07:02:13 GMT+9\n" * (n // 27),
    "every line a name": lambda n: "By Ann Lee\n" * (n // 11),
    "control characters": lambda n: "a\x1b[31m\u202e" * (n // 9),
}

HTML: dict[str, Callable[[int], str]] = {
    "nested boxes": lambda n: _page("", "<div>" * (n // 5) + "deep"),
    "nested bold": lambda n: _page("", "<b>" * (n // 3) + "deep"),
    "nested links": lambda n: _page("", "<a href=x>a" * (n // 11)),
    "nested lists": lambda n: _page("", "<ul><li>a" * (n // 9)),
    "nested tables": lambda n: _page("", "<table><tr><td>a" * (n // 16)),
    "nested quotes": lambda n: _page("", "<blockquote>a" * (n // 13)),
    "nested classes": lambda n: _page("", '<div class="comments nav share">' * (n // 32) + PROSE),
    "closed without being opened": lambda n: _page("", "</div></p></b>" * (n // 14) + PROSE),
    "paragraphs left open": lambda n: _page("", "<p>a" * (n // 4)),
    "one paragraph": lambda n: _page("", "<p>" + "word and word, " * (n // 15)),
    "paragraphs": lambda n: _page("", f"<p>{PROSE}</p>" * (n // 112)),
    "boxes side by side": lambda n: _page("", f'<div class="a"><p>{PROSE}</p></div>' * (n // 134)),
    "breaks": lambda n: _page("", "<br>a" * (n // 5)),
    "links": lambda n: _page("", '<a href="/a">Home</a> ' * (n // 22)),
    "one table": lambda n: _page("", "<table>" + "<tr><td>a<td>b" * (n // 14)),
    "one wide row": lambda n: _page("", "<table><tr>" + "<td>a" * (n // 5)),
    "tables": lambda n: _page("", "<table><tr><td>a</table>" * (n // 24)),
    "spans of cells": lambda n: _page("", "<table>" + "<tr><td colspan=1000 rowspan=1000>a" * (n // 35)),
    "headings like the title": lambda n: _page("<title>River floods</title>", "<h1>River floods</h1>" * (n // 21)),
    "titles": lambda n: _page("<title>River floods</title>" * (n // 27), PROSE),
    "a long title": lambda n: _page(f"<title>{'a - ' * (n // 4)}</title>", "<h1>a</h1>"),
    "one attribute": lambda n: _page("", f'<p class="{"nav " * (n // 4)}">{PROSE}'),
    "many attributes": lambda n: _page("", "<p " + " ".join(f"a{number}=1" for number in range(n // 9)) + ">deep"),
    "classes": lambda n: _page("", "".join(f'<p class="c{number}">a' for number in range(n // 18))),
    "less-than signs": lambda n: "<html>" + "<" * n,
    "a comment left open": lambda n: "<html><p>a<!--" + "-" * n,
    "comments": lambda n: _page("", "<p>a<!-- x -->" * (n // 14)),
    "a script left open": lambda n: "<html><p>a<script>" + "x<" * (n // 2),
    "entities": lambda n: _page("", "<p>" + "&amp;&#65;&nosuch;" * (n // 18)),
    "meta tags": lambda n: _page('<meta property="article:author" content="Ann Lee">' * (n // 50), PROSE),
    "times": lambda n: _page("", '<time datetime="2020-02-20">20 Feb 2020</time>' * (n // 46)),
    "linked data": lambda n: _page(
        f'{_JSON_LD}{{"@type":"NewsArticle","headline":"a"}}</script>' * (n // 88), "<p>a"
    ),
    "deep linked data": lambda n: _page(_JSON_LD + '{"a":' * (n // 5) + "1" + "}" * (n // 5) + "</script>", "<p>a"),
    "long linked data": lambda n: _page(
        f'{_JSON_LD}{{"@type":"Article","articleBody":"{PROSE * (n // 105)}"}}</script>', "<p>a"
    ),
    "one pre": lambda n: _page("", "<pre>" + "a line\n" * (n // 7)),
    "images": lambda n: _page("", '<img src="a.jpg" alt="a boat on the quay">' * (n // 42)),
    "figures": lambda n: _page("", "<figure><img src=a><figcaption>a boat</figcaption></figure>" * (n // 59)),
    "hidden parts": lambda n: _page("", '<div style="display:none">a</div>' * (n // 33)),
    "comments of readers": lambda n: _page("", f'<div class="comment"><b>Bob</b><p>{PROSE}</p></div>' * (n // 146)),
}

MARKDOWN: dict[str, Callable[[int], str]] = {
    "quotes in quotes": lambda n: "# a\n\n" + ">" * n + " a",
    "lists in lists": lambda n: "# a\n\n" + "- " * (n // 2) + "a",
    "brackets": lambda n: "# a\n\n" + "[" * n,
    "links left open": lambda n: "# a\n\n" + "[a](" * (n // 4),
    "stars": lambda n: "# a\n\n" + "*a " * (n // 3),
    "stars and lines": lambda n: "# a\n\n" + "*a_ " * (n // 4),
    "backticks": lambda n: "# a\n\n" + "".join("a" + "`" * (number % 300) for number in range(n // 150)),
    "references": lambda n: "# a\n\n" + "".join(f"[a{number}]: /b\n" for number in range(n // 12)),
    "a wide table": lambda n: "# a\n\n" + "|a" * (n // 4) + "|\n" + "|-" * (n // 4) + "|\n",
    "a long table": lambda n: "# a\n\n|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6),
    "tags": lambda n: "# a\n\n" + "<a " * (n // 3),
    "front matter": lambda n: "---\n" + "title: a\n" * (n // 9) + "---\n\n# a\n",
    "headings": lambda n: "# a\n\n" * (n // 5),
    "menus": lambda n: "# a\n\n" + "- [Home](/a)\n" * (n // 13),
    "strikes": lambda n: "# a\n\n" + "~~a" * (n // 3),
}

FORMS = {"txt": TEXT, "html": HTML, "md": MARKDOWN}


def measure(form: str, name: str, size: int) -> tuple[float, int]:
    """Clean the page of a form and a name; return seconds of the processor and bytes of memory at the most so far."""
    from storage.article import RawDocument
    from storage.cleaning import clean

    raw = RawDocument(FORMS[form][name](size).encode(), "-", f"page.{form}")
    began = time.process_time()
    article = clean(raw)
    took = time.process_time() - began
    assert article.blocks
    return took, _memory()


def _memory() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main(form: str, name: str, sizes: list[int]) -> None:
    """Print a line for each size: seconds, and bytes of memory beyond those of cleaning hardly anything."""
    plain = {"txt": PROSE, "html": _page("", f"<p>{PROSE}</p>"), "md": f"# a\n\n{PROSE}"}[form]
    FORMS[form]["hardly anything"] = lambda _: plain
    measure(form, "hardly anything", 0)  # what is imported is not counted
    before = _memory()
    for size in sizes:
        took, memory = measure(form, name, size)
        sys.stdout.write(f"{took} {memory - before}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], [int(size) for size in sys.argv[3:]])
