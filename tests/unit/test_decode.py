"""Bytes are read in the encoding that they are in, not in the one that somebody says they are in."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.decode import DecodedText, decode
from storage.errors import CleaningError

PROSE = "Größe, naïve café, “quoted” – dash… €5. The harbour lay quiet and the letter was never sent.\n" * 10


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_it_all_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + PROSE.encode(encoding)) == DecodedText(PROSE, encoding)


SCRIPTS = {
    "latin": PROSE,
    "cyrillic": "Гавань лежала тихо, письмо не ушло.\n" * 10,
    "greek": "Το λιμάνι ήταν ήσυχο.\n" * 10,
    "arabic": "النهر ارتفع في الليل\n" * 10,
    "hebrew": "הנהר עלה בלילה\n" * 10,
    "chinese": "河水在夜里上涨了，没有人受伤。\n港口的故事\n" * 10,
    "korean": "강물이 밤사이에 불어나 아랫마을이 잠겼다.\n" * 10,
}


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(script: str, encoding: str) -> None:
    assert decode(SCRIPTS[script].encode(encoding)) == DecodedText(SCRIPTS[script], encoding)


@pytest.mark.parametrize("seed", range(20))
def test_bytes_at_random_are_no_utf_16(seed: int) -> None:
    with pytest.raises(CleaningError):
        decode(b"\x00" + random.Random(seed).randbytes(4095))


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("latin1", "cp1252", "“quoted” – dash € café"),
        ("windows-1251", "cp1251", "Привет, гавань"),
        ("koi8-r", "koi8-r", "Привет, гавань"),
        ("gb2312", "gb18030", "港口的故事"),
        ("shift_jis", "cp932", "港の物語です"),
        ("EUC-KR", "cp949", "항구 이야기"),
        ("iso-8859-2", "iso8859-2", "Zażółć gęślą jaźń"),
    ],
)
def test_a_declared_charset_is_believed_by_its_name_on_the_web(label: str, encoding: str, text: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head>{text}'
    decoded = decode(page.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.replaced) == (page, codecs.lookup(encoding).name, 0)


def test_an_xml_declaration_counts() -> None:
    page = "<?xml version='1.0' encoding='koi8-r'?><html>Привет, гавань</html>"
    assert decode(page.encode("koi8-r")).text == page


def test_a_lying_declaration_is_not_believed() -> None:
    page = f'<html><head><meta charset="shift_jis"></head>{PROSE}'
    assert decode(page.encode()) == DecodedText(page, "utf-8")


@pytest.mark.parametrize("label", ["x-nonsense", "utf-7", "unicode_escape", "hex", "utf-16"])
def test_a_declaration_that_no_browser_knows_is_passed_over(label: str) -> None:
    page = f'<html><head><meta charset="{label}"></head>{PROSE}'
    assert decode(page.encode()) == DecodedText(page, "utf-8")


def test_a_charset_declared_far_down_the_page_is_no_declaration() -> None:
    page = "<html>" + " " * 5000 + '<meta charset="koi8-r">' + PROSE
    assert decode(page.encode()).encoding == "utf-8"


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1252", PROSE), ("cp1251", "Гавань лежала тихо, письмо не ушло. " * 20)]
)
def test_an_undeclared_encoding_is_guessed(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_the_guess_reads_only_a_piece_of_a_large_text() -> None:
    text = "plain words without accents\n" * 300_000 + PROSE
    assert decode(text.encode("cp1252")).text == text


def test_a_few_damaged_bytes_are_counted_and_the_rest_is_kept() -> None:
    data = PROSE.encode()
    decoded = decode(data[:-1].replace("é".encode(), b"\xc3", 1) + b"\xe2\x82")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2
    assert decoded.text.startswith("Größe, naïve caf\ufffd, “quoted”")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00", "a JPEG picture"),
        (b"words\x00words", "a binary file"),
        (b"\x01\x02\x03\x04 words", "a binary file"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(CleaningError, match=f"looks like {kind}"):
        decode(data)


@pytest.mark.parametrize("data", [b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + " \n".encode("utf-16-le")])
def test_nothing_but_white_space_is_no_article(data: bytes) -> None:
    with pytest.raises(CleaningError, match="white space"):
        decode(data)


def test_terminal_sequences_alone_make_no_binary() -> None:
    assert decode(b"a log line \x1b[31mred\x1b[0m\n" * 10).encoding == "utf-8"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_one_line_of_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except CleaningError:
        return
    assert decoded.text.strip()
    assert decoded.replaced <= decoded.text.count("\ufffd")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    marked = "é¢世界 " + text
    assert decode(marked.encode()).text == marked
