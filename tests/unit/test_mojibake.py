"""Text that was read in the wrong encoding before it came here is made whole, and no other text is touched."""

from __future__ import annotations

import subprocess
import sys

import ftfy.bad_codecs  # noqa: F401 - names the sloppy codecs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.mojibake import repaired
from tests.pace import in_fair_time

TEXTS = [
    "It’s a café – “yes”",
    "Größe und Übermut",
    "Привет, гавань",
    "Ελληνικά γράμματα",
    "中国的港口",
    "Zażółć gęślą jaźń",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_utf_8_that_was_read_as_latin_1_comes_back(text: str) -> None:
    assert repaired(text.encode().decode("latin-1")) == text


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[1]], ids=range(2))
def test_utf_8_that_was_read_as_windows_1252_twice_comes_back(text: str) -> None:
    once = text.encode().decode("sloppy-windows-1252")
    assert repaired(once) == text
    assert repaired(once.encode().decode("sloppy-windows-1252")) == text


@pytest.mark.parametrize(
    "text", [*TEXTS, "À la carte, Â, Ã, ÂNGELO: «SÃO PAULO»", "naïve – “quoted” 5 € ½ №"], ids=range(8)
)
def test_text_in_its_own_encoding_is_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_only_the_lines_that_show_signs_are_touched() -> None:
    other = "‘curly’ ﬁ ｆｕｌｌ　width…\r\n"
    assert repaired(other + "caf\u00c3\u00a9\n" + other) == other + "café\n" + other


@given(st.text(st.characters(min_codepoint=0x370, max_codepoint=0xD7FF)))
def test_other_scripts_are_never_touched(text: str) -> None:
    assert repaired(text) == text


def test_a_long_line_is_repaired_in_bounded_time() -> None:
    assert in_fair_time(lambda: repaired("caf\u00c3\u00a9 " * 200_000), 20) == "café " * 200_000


def test_the_library_is_not_loaded_for_a_sound_text() -> None:
    sound = "café – “naïveté” … é…” É"
    program = f"import sys; from storage.cleaning.mojibake import repaired; repaired({sound!a}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "ftfy" not in done.stdout.split()
