"""Bytes → text: byte order mark, the charset that the document declares, UTF-8, then a detector's guess."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field

from storage.cleaning.detect import looks_binary
from storage.errors import CleaningError

REPLACEMENT = "\ufffd"
"""What stands for bytes that are no character."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A document's text and how it was read."""

    text: str
    """As the bytes say it, not yet harmless; without a byte order mark."""
    encoding: str
    """Python's name of the encoding."""
    replaced: int = 0
    """How many characters could not be read and stand as U+FFFD."""
    utf_8: bytes | None = field(default=None, compare=False, repr=False)
    """The text as UTF-8 where the document came so: who needs it need not encode the text again."""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED_WITHIN = 4096
_DECLARATION = re.compile(
    rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*(?P<meta>[\w.:+-]{1,40})"""
    rb"""|^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["'](?P<xml>[\w.:+-]{1,40})""",
    re.IGNORECASE,
)
_WHATWG = {
    # Labels that the web reads otherwise than Python does (https://encoding.spec.whatwg.org/#names-and-labels).
    **dict.fromkeys(
        ("ascii", "us-ascii", "latin1", "latin-1", "l1", "iso-8859-1", "iso8859-1", "iso88591"), "cp1252"
    ),
    **dict.fromkeys(("iso_8859-1", "iso-ir-100", "cp819", "ibm819", "x-cp1252", "windows-1252", "ansi"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5", "iso8859-9", "x-cp1254"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "dos-874", "windows-874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese", "gb18030", "gb_2312"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean", "ksc5601", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("unicode-1-1-utf-8", "utf8", "x-unicode20utf8"), "utf-8"),
    # A declaration that can be read byte by byte is not written in UTF-16.
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode", "ucs-2"), "utf-8"),
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
    "iso-8859-8-i": "iso8859_8",
    "koi": "koi8_r",
}
_TEXT_ENCODINGS = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("koi8_r", "koi8_u", "cp866", "cp437", "cp850", "cp852", "mac_roman", "mac_cyrillic"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
]
"""What a detector may choose from: encodings that articles were really written in, commonest first."""
_ALIKE = 0.1
"""Guesses whose coherence is this near to the best one's are as good: the commonest is taken."""
_DECLARABLE = frozenset(
    codecs.lookup(name).name
    for name in (
        *_TEXT_ENCODINGS,
        *(f"iso8859_{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
        *("utf-8", "iso2022_jp"),
    )
)
"""What a document may declare: what browsers read, so neither UTF-7 nor Python's own escapes."""
_SAMPLE = 32 * 1024
_SCRIPT_PAGES = 3
"""A script of letters takes so many blocks of 256 characters at most."""
_EAST_ASIAN = frozenset((0x30, *range(0x4E, 0xA0), *range(0xAC, 0xD8)))
_PROOF = 3
"""So many well-formed multi-byte characters prove UTF-8 against any declaration."""


def decode(data: bytes) -> DecodedText:
    """Read bytes as text.

    Raises:
        CleaningError: they hold no text: a picture, an archive, a program, nothing but white space.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_text(_lossy(data[len(mark) :], encoding))
    if utf_16 := _bare_utf_16(data):
        return _with_text(_lossy(data, utf_16))
    if kind := looks_binary(data):
        raise CleaningError(f"it looks like {kind}, not like text; save it as text or HTML and take that")
    return _with_text(_utf_8(data) or _declared(data) or _nearly_utf_8(data) or _guessed(data))


def _with_text(decoded: DecodedText) -> DecodedText:
    if not decoded.text.strip():
        raise CleaningError("it holds nothing but white space")
    return decoded


def _lossy(data: bytes, encoding: str) -> DecodedText:
    text = data.decode(encoding, "replace")
    return DecodedText(text, encoding, text.count(REPLACEMENT))


def _utf_8(data: bytes) -> DecodedText | None:
    """Strict UTF-8, if nothing else is declared or the bytes prove it."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    declared = _declaration(data)
    if declared in (None, "utf-8") or _proves_utf_8(text):
        return DecodedText(text, "utf-8", utf_8=data)
    return None


def _proves_utf_8(text: str) -> bool:
    return len(re.findall(r"[^\x00-\x7f]", text[: 1 << 20])) >= _PROOF


def _declared(data: bytes) -> DecodedText | None:
    encoding = _declaration(data)
    if encoding is None or encoding == "utf-8":
        return None
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        decoded = _lossy(data, encoding)
        return decoded if decoded.replaced * 100 <= len(decoded.text) else None


def _declaration(data: bytes) -> str | None:
    """Return Python's name for the charset that the first lines declare; None for none or an unknown one."""
    head = data[:_DECLARED_WITHIN]
    found = _DECLARATION.search(head) if b"<" in head else None
    if not found:
        return None
    label = (found["meta"] or found["xml"]).decode("ascii").lower()
    name = _WHATWG.get(label, label)
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        return None
    return encoding if encoding in _DECLARABLE else None


def _nearly_utf_8(data: bytes) -> DecodedText | None:
    """UTF-8 with some damage: ten times as many good characters as bad ones."""
    text = data.decode("utf-8", "replace")
    replaced = text.count(REPLACEMENT)
    good = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return DecodedText(text, "utf-8", replaced) if good >= 10 * replaced else None


def _guessed(data: bytes) -> DecodedText:
    from charset_normalizer import from_bytes

    found = from_bytes(_sample(data), cp_isolation=_TEXT_ENCODINGS, preemptive_behaviour=False)
    best = found.best()
    if best is None:
        return _lossy(data, "cp1252")
    alike = [match for match in found if match.chaos <= best.chaos and match.coherence >= best.coherence - _ALIKE]
    return _lossy(data, min((match.encoding for match in alike), key=_TEXT_ENCODINGS.index))


def _sample(data: bytes) -> bytes:
    """A piece that begins with the line of the first byte that tells: the detector need not read ten megabytes."""
    tells = re.search(rb"[\x80-\xff]", data)
    first = tells.start() if tells else 0
    return data[data.rfind(b"\n", max(0, first - 1024), first) + 1 or max(0, first - 1024) :][:_SAMPLE]


def _bare_utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark: NULs in one half of the pairs, or letters of one script and spaces where words end.

    Latin text has a NUL in every second byte. Other scripts have their own high byte there, or one of few, and the
    NUL of spaces and line ends, which no other encoding has.
    """
    head = data[:4096]
    if len(head) < 8 or len(data) % 2:
        return None
    halves = head[::2], head[1::2]
    zeros = [half.count(0) / len(half) for half in halves]
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[high] > 0.4 and zeros[1 - high] < 0.02:
            return encoding
        if zeros[high] > 0.005 and zeros[1 - high] < 0.02 and _is_text(head, encoding):
            return encoding
    return None


def _is_text(head: bytes, encoding: str) -> bool:
    """Whether bytes read so are letters of living scripts, spaces and signs, nearly all."""
    text = head.decode(encoding, "replace")
    if sum(char.isprintable() or char.isspace() for char in text) < 0.98 * len(text):
        return False
    letters = [ord(char) >> 8 for char in text if char.isalpha()]
    one_script = sum(count for _, count in Counter(letters).most_common(_SCRIPT_PAGES))
    east_asian = sum(page in _EAST_ASIAN for page in letters)
    return max(one_script, east_asian) > 0.9 * len(letters) and len(letters) > 0.5 * len(text)
