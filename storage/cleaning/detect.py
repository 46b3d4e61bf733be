"""What bytes and texts are: binary or text, and HTML, Markdown or plain, told by content before name."""

from __future__ import annotations

import re
from collections import Counter

HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, an EPUB or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"fLaC", "a sound"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"bplist00", "a web archive or a property list"),
)
_LOOKED_AT = 64 * 1024
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f"))
_MOST_CONTROLS = 0.1


def looks_binary(data: bytes) -> str | None:
    """Say what bytes look like that are no text, with its article: ``a PDF``; None for text.

    Only the first 64 KB are looked at; NUL bytes, or a tenth of control bytes, are no text. UTF-16 is for the caller
    to tell before.
    """
    if data[4:8] == b"ftyp":
        return "a film or a picture"
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (b"\x00" in data[:_LOOKED_AT] or not magic.isalnum()):
            return kind
    head = data[:_LOOKED_AT]
    if b"\x00" in head:
        return "a binary file"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "a binary file" if controls > _MOST_CONTROLS * len(head) else None


def media_type(text: str, name: str = "") -> str:
    """Tell whether a text is HTML, Markdown or plain; the file's name counts only where the text leaves it open."""
    text = text.strip()
    head = text[:_LOOKED_AT]
    suffix = name.rpartition(".")[2].lower()
    html = _html_evidence(head, text[-_LOOKED_AT // 16 :])
    if html >= _ENOUGH or (html and suffix in ("html", "htm", "xhtml", "shtml")):
        return HTML
    needed = 1 if suffix in ("txt", "text") else 0
    markdown = _markdown_evidence(head)
    if markdown >= _ENOUGH + needed or suffix in ("md", "markdown", "mdown", "mkd"):
        return MARKDOWN
    return PLAIN


_ENOUGH = 3
_PRELUDE = re.compile(r"(?:\s|<\?xml[^>]{0,400}>|<!--.{0,4000}?-->)*", re.DOTALL)
_ROOT = re.compile(r"<!doctype\s+html|<(?:html|head|body)(?=[\s>])", re.IGNORECASE)
_END = re.compile(r"</(?:body|html)\s*>\s*(?:<!--.{0,1000}-->\s*)*$", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(p|div|h[1-6]|ul|ol|li|table|tr|td|article|section|main|nav|header|footer|blockquote|pre|title|meta)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def _html_evidence(head: str, tail: str) -> int:
    """0 for none, 1 for some, 3 for enough: a root, or a text that begins with tags and is full of them."""
    if "<" not in head:
        return 0
    prelude = _PRELUDE.match(head)
    start = prelude.end() if prelude else 0
    if _ROOT.match(head, start):
        return _ENOUGH
    if _ROOT.search(head, start) and (head.startswith("<", start) or _END.search(tail)):
        return _ENOUGH  # something stands before the page: a server's warning, a line of the tool that saved it
    if not _BLOCK_TAG.match(head, start):
        return 0
    tags = Counter(match[1].lower() for match in _BLOCK_TAG.finditer(head))
    full = sum(tags.values()) >= 4 or len(tags) >= 2
    return _ENOUGH if full and not _FENCE.search(head) and not _ATX.search(head) else 1


_FENCE = re.compile(r"^ {0,3}(```|~~~)[^`\n]{0,40}\n(?:.*\n){0,2000}? {0,3}\1", re.MULTILINE)
_ATX = re.compile(r"^#{1,6} +\S.{0,200}$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[\w -]{1,40}:.*\n|[ \t]+\S.*\n|- .*\n|\n){1,60}?---[ \t]*\n")
_MARKDOWN_SIGNS = (
    ("](", re.compile(r"(?<!!)\[[^\]\n]{1,200}\]\((?:https?://|/|#|mailto:)[^\s)]{1,500}[^)\n]{0,80}\)"), 2),
    ("![", re.compile(r"!\[[^\]\n]{0,200}\]\([^\s)]{1,500}[^)\n]{0,80}\)"), 2),
    ("]: ", re.compile(r"^\[[^\]\n]{1,60}\]: +(?:https?://|/|<)\S", re.MULTILINE), 2),
    ("---", re.compile(r"^\|? *:?-{3,}:? *\|(?: *:?-{3,}:? *\|?)*$", re.MULTILINE), 2),
    ("**", re.compile(r"\*\*(?<![\w*]\*\*)(?=\S)[^*\n]{1,200}(?<=\S)\*\*(?![\w*])"), 1),
    ("_", re.compile(r"_(?<![\w_/.]_)(?=[^\W_])[^_\n]{2,100}(?<=[^\s_])_(?![\w/])"), 1),
    ("`", re.compile(r"`(?<!``)[^`\n]{1,80}`(?!`)"), 1),
    (">", re.compile(r"^> ?\S", re.MULTILINE), 1),
)
"""What each sign has in it, seen sooner than its pattern is searched; the pattern; what it is worth."""
_SETEXT = re.compile(r"(?:^|\n\n)(?P<title>[^\n]{3,120})\n(?P<line>={3,}|-{3,})[ \t]*(?=\n)")


def _markdown_evidence(head: str) -> int:
    """Points for signs that plain text does not have by chance; bullets of any form are none."""
    head = head.lstrip("\n")
    points = 4 if _FRONT_MATTER.match(head) else 0
    points += _heading_points(head)
    points += 3 if ("```" in head or "~~~" in head) and _FENCE.search(head) else 0
    points += sum(worth for part, sign, worth in _MARKDOWN_SIGNS if part in head and sign.search(head))
    return points


def _heading_points(head: str) -> int:
    headings = [match for match in _ATX.finditer(head) if _stands_apart(head, match)] if "# " in head else []
    lined = _SETEXT.finditer(head) if "\n===" in head or "\n---" in head else ()
    setext = [match for match in lined if abs(len(match["title"]) - len(match["line"])) <= 3]
    found = len(headings) + len(setext)
    if found and (headings or setext)[0].start() == 0:
        found += 1
    return min(2 * found, _ENOUGH + 1)


def _stands_apart(head: str, heading: re.Match[str]) -> bool:
    """A heading has an empty line on at least one side, and is not one of a run of comments in a script."""
    before, after = head[max(0, heading.start() - 2) : heading.start()], head[heading.end() : heading.end() + 2]
    return (before in ("", "\n\n") or heading.start() == 0) or after in ("", "\n\n")
