"""Inputs for the properties of cleaning: pages put together of what pages are made of, and text without sense."""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

PROSE = (
    "The river rose in the night and by morning the lower town stood in a foot of brown water, the mayor said.",
    "Nobody was hurt. The baker opened at nine as he always does, on a table in front of the old church.",
    "“The water is expected to fall until Sunday,” a spokeswoman said, “when the schools will open again.”",
    "Der Fluss stieg in der Nacht, und am Morgen stand die untere Stadt einen halben Meter hoch unter Wasser.",
    "В субботу утром вода отступила, и жители нижней части города вернулись домой, сообщил глава района.",
    "新潟県で五日、恒例の雪まつりが始まった。会場には多くの家族連れが訪れ、雪像を楽しんだ。",
    "عاد صيادو البلدة إلى البحر فجر السبت بعد توقف دام شهرين، وخرج نحو سبعين قارباً من الميناء.",
    "העירייה רצתה להזיז את הספסל בשני מטרים, ובמשך שלושה שבועות דיברה השכונה על דבר אחד בלבד.",
    "Le boulanger a ouvert à neuf heures, comme toujours, sur une table posée devant l'église ; on l'a applaudi.",
)
SHORT = (
    "River floods the lower town",
    "What comes next",
    "By Ann Lee",
    "20 Feb 2020 07:02",
    "Share",
    "Most Popular",
    "Comments",
    "3 Kommentare",
    "Читайте также",
    "相关新闻",
    "Advertisement",
    "Reuters",
    "Photo: Ann Lee",
    "All rights reserved.",
    "Bob on September 17, 2018 at 6:34 am said:",
    "Home > News > Town",
    "Sign in",
    "12",
    ">",
    "* * *",
    "Dear Anna,",
    "http://example.org/a?b=c",
    "Tags: river, mill",
)
_ODD = (
    "\u0645\u064f\u062d\u064e\u0645\u064e\u0651\u062f",  # marks above and below letters
    "e\u0301 o\u0308 n\u0303",  # combining marks
    "\U0001f469\u200d\U0001f680 \U0001f1e9\U0001f1ea",  # joined signs
    "\u202eesrever\u202c \u2066in\u2069",  # reordering
    "soft\u00adhyphen zero\u200bwidth",
    "\x1b[31mred\x1b[0m \x07bell",
    "\x00nul \x85next \x9bcsi",
    "ﬁne ﬂour ２０２０ Ⅷ",
    "a\u00a0b\u2003c",
    "&amp; &lt;b&gt; &#65; &nbsp;",
)

prose = st.sampled_from(PROSE)
short = st.sampled_from(SHORT)
odd = st.sampled_from(_ODD)
paragraph = st.lists(prose, min_size=1, max_size=4).map(" ".join)
wild = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


def _wrapped(text: str, width: int) -> str:
    return textwrap.fill(text, width)


def _hyphenated(text: str, width: int) -> str:
    """Lines of one width, words cut wherever it falls, as a typesetter would with hyphens."""
    lines, rest = [], text
    while len(rest) > width:
        cut = rest[: width - 1]
        inside = cut[-1].isalpha() and rest[width - 1].isalpha()
        lines.append(cut + "-" if inside else cut.rstrip())
        rest = rest[width - 1 :].lstrip()
    return "\n".join([*lines, rest])


bullets = st.lists(short, min_size=1, max_size=6).map(lambda items: "\n".join(f"  • {item}" for item in items))
numbers = st.lists(short, min_size=1, max_size=6).map(
    lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
)
rows = st.lists(st.lists(short, min_size=2, max_size=4).map("\t".join), min_size=1, max_size=5).map("\n".join)
wrapped = st.builds(_wrapped, paragraph, st.integers(30, 90))
hyphenated = st.builds(_hyphenated, paragraph, st.integers(40, 90))
pieces = st.one_of(paragraph, paragraph, short, bullets, numbers, rows, wrapped, hyphenated, odd, wild)
gaps = st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n", "\n    ", "\t"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Plain text: pieces of pages with line ends, blank lines, indents and tabs between them."""
    parts = draw(st.lists(pieces, min_size=1, max_size=25))
    return "".join(part + draw(gaps) for part in parts)


_VOID = ("<br>", "<hr>", '<img src="a.jpg" alt="">', "<wbr>", '<input value="">')
_TAGS: tuple[str, ...] = ("p", "div", "ul", "li", "h1", "h2", "b", "a", "span", "table", "tr", "td", "blockquote")
_TAGS += ("article", "nav", "figure", "figcaption", "pre", "section", "footer", "aside", "main", "dl", "dt", "dd")
_TAGS += ("em", "code")
_CLASSES = ("", ' class="comments"', ' class="article-body"', ' id="nav"', ' class="share"', ' hidden=""')


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Markup soup: tags opened and closed in any order around words and pieces of pages."""
    inside = st.one_of(
        paragraph,
        short,
        st.sampled_from(["word", "two words", "&amp; more", "&#8212;", "zweï"]),
        st.sampled_from(_VOID),
        st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
        st.tuples(st.sampled_from(_TAGS), st.sampled_from(_CLASSES)).map(lambda pair: f"<{pair[0]}{pair[1]}>"),
    )
    return "<html><body>" + draw(st.lists(inside, max_size=60).map(" ".join)) + draw(st.sampled_from(["", "</html>"]))


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """Markdown, whole and broken."""
    line = st.one_of(
        paragraph,
        short.map(lambda text: f"# {text}"),
        short.map(lambda text: f"### {text}"),
        short.map(lambda text: f"- {text}"),
        short.map(lambda text: f"1. {text}"),
        short.map(lambda text: f"> {text}"),
        short.map(lambda text: f"    {text}"),
        short.map(lambda text: f"[{text}](http://example.org/)"),
        short.map(lambda text: f"| {text} | {text} |\n| --- | --- |\n| {text} | b |"),
        st.sampled_from(["```", "---", "***", "", "", "**bold** *it* `x` ~~no~~", "[a]: b", "![alt](i.png)", "\\"]),
        wild.filter(lambda text: "<" not in text),
    )
    return draw(st.lists(line, min_size=1, max_size=30).map("\n".join))


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str]:
    """A page of a headline, three paragraphs or more, and furniture around them; and what of it is the article."""
    body = draw(st.lists(paragraph, min_size=3, max_size=8, unique=True))
    menu = draw(st.lists(st.sampled_from(("Home", "World", "Sport", "Culture", "Weather")), min_size=3, unique=True))
    head = "\n".join(f"  • {item}" for item in menu)
    tail = draw(
        st.sampled_from(
            (
                "",
                "Most Popular\n\nAnother headline\n\nAnd one more",
                "All rights reserved.\nPrivacy policy",
                "2 Comments\n\nBob on September 17, 2018 at 6:34 am said:\n\nI do not believe one word of it, sorry.",
            )
        )
    )
    article = "\n\n".join(["River floods the lower town", *body])
    return f"{head}\n\n{article}\n\n{tail}\n", article
