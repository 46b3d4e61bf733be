"""What a real terminal shows: tmux is asked, cell by cell, where text ends that layout has counted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.children import until
from tui.clusters import drawn, running_cells

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed, and it is the terminal that is asked")

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reading.md"

ASKING = """
import json, os, re, sys, termios, tty
screen = os.open("/dev/tty", os.O_RDWR)
tty.setraw(screen)
def column():
    os.write(screen, b"\\x1b[6n")
    answer = b""
    while not answer.endswith(b"R"):
        answer += os.read(screen, 1)
    return int(re.search(rb";(\\d+)R", answer)[1]) - 1
columns = []
for pieces in json.load(open(sys.argv[1])):
    os.write(screen, b"\\r\\x1b[2K")
    columns.append([])
    for piece in pieces:
        os.write(screen, piece.encode())
        columns[-1].append(column())
with open(sys.argv[2] + ".part", "w") as file:
    json.dump(columns, file)
os.rename(sys.argv[2] + ".part", sys.argv[2])
"""
"""Writes pieces of text, and after each asks the terminal in which column the cursor is now."""

TEXTS = {
    "European": "naïve café — “quotes” … ½ © ™ → ≈ № ‰ † • ▸ Žluťoučký Ελλάδα Россия",
    "combining marks": "e\u0301 o\u0308\u0304 n\u0303 a\u20dd q\u0323\u0307 Z\u0351\u036b",
    "Japanese": "日本語の段落。全角ＡＢＣ、半角ｱｲｳ「」『』〜・々ー",
    "Chinese": "中文，标点。“引号”——破折号 葛\U000e0100城 𠮷野家",
    "Hangul": "한국어 문장 \u1112\u1161\u11ab\u1100\u116e\u11a8",
    "Hebrew": "שָׁלוֹם עולם, 2024 abc",
    "Arabic": "صيادو مرسى الحجل مُحَمَّدٌ لا إله ۱۲۳",
    "Thai": "ภาษาไทยกำลังจะน้ำ",
    "Lao": "ພາສາລາວຳ",
    "Tibetan": "བོད་སྐད་",
    "Hindi": "हिन्दी में एक वाक्य क्षत्रिय",
    "Bengali": "বাংলা ভাষা",
    "Tamil": "தமிழ் மொழி",
    "Telugu": "తెలుగు",
    "Malayalam": "മലയാളം",
    "Sinhala": "සිංහල",
    "Khmer": "ភាសាខ្មែរ",
    "Burmese": "မြန်မာဘာသာ",
    "emoji": "😀🎉🚀 ❤️ ☀️ ✂️ ℹ️ ©️ ☀︎ ✈︎ ❤ ☎",
    "keycaps": "1️⃣ #️⃣ *️⃣",
    "skin tones": "👍🏽 👩🏿‍🚀 🤝🏻 🏽",
    "joined emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 🧑‍💻 ❤️‍🔥",
    "flags": "🇩🇪🇯🇵🇺🇳 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "soft hyphens": "Donau\xaddampf\xadschiff",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u200eg\u200fh क्\u200dष",
    "spaces": "a\u00a0b\u202fc\u2009d\u3000e",
    "signs": "─│┌▌▎█▰○●✓ ∑∫√∞≠𝒳𝟘 ⠓⠑ 〓〒♪ §±×÷①Ⅳ ᚠᛇ 𐍈𓀀",
}
OUT_OF_LINE = {"Hindi", "Bengali", "Tamil", "Telugu", "Malayalam", "Sinhala", "Khmer", "Burmese"}
"""Where tmux gives a vowel sign that stands beside its letter a cell, and Textual, that paints, does not."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[list[list[str]]], list[list[int]]]]:
    """A function that gives the column of tmux after each piece of each text."""
    folder = tmp_path_factory.mktemp("tmux")
    (folder / "asking.py").write_text(ASKING)
    servers: list[list[str]] = []
    env = {name: value for name, value in os.environ.items() if name not in {"TMUX", "TMUX_PANE"}}
    env |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}

    def ask(texts: list[list[str]]) -> list[list[int]]:
        given, answers = folder / "given.json", folder / "answers.json"
        given.write_text(json.dumps(texts))
        answers.unlink(missing_ok=True)
        # A server of its own for each: one that has nothing left to do ends, perhaps just when it is asked again.
        tmux = [str(TMUX), "-u", "-f", "/dev/null", "-S", str(folder / f"socket-{len(servers)}")]
        servers.append(tmux)
        command = [sys.executable, str(folder / "asking.py"), str(given), str(answers)]
        subprocess.run([*tmux, "new-session", "-d", "-x", "200", "-y", "10", *command], check=True, env=env)
        until(answers.exists, "the answer of tmux")
        columns: list[list[int]] = json.loads(answers.read_text())
        return columns

    yield ask
    for tmux in servers:
        subprocess.run([*tmux, "kill-server"], check=False, env=env, capture_output=True)


def pieces_of(text: str) -> list[str]:
    """Cut a text where layout may end a row: before each character that takes cells."""
    cells = running_cells(text)
    cuts = [0, *(at for at in range(1, len(text)) if cells[at + 1] > cells[at]), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def test_layout_counts_cells_as_tmux_does(asked: Callable[[list[list[str]]], list[list[int]]]) -> None:
    """Text in all scripts, emoji of all kinds and what has no width stand in tmux in the cells that layout counted.

    Features: 70.
    """
    pieces = {name: pieces_of(text) for name, text in TEXTS.items()}
    columns = asked([[drawn(piece) for piece in of_text] for of_text in pieces.values()])
    wrong = []
    for (name, of_text), seen in zip(pieces.items(), columns, strict=True):
        cells = running_cells("".join(of_text))
        at = 0
        for piece, column in zip(of_text, seen, strict=True):
            at += len(piece)
            if column != cells[at]:
                wrong.append(f"{name}: after {piece!a} tmux is at {column}, layout at {cells[at]}")
                break
    assert wrong == []


def test_what_is_painted_is_in_line_but_for_the_scripts_that_the_docs_name(
    asked: Callable[[list[list[str]]], list[list[int]]],
) -> None:
    """What stands right of a text is in line in tmux, whatever the text; the docs name the scripts where it is not.

    Features: 70.
    """
    columns = asked([[drawn(text)] for text in TEXTS.values()])
    out_of_line = {
        name
        for (name, text), (column,) in zip(TEXTS.items(), columns, strict=True)
        if column != cell_len(drawn(text))
    }
    assert out_of_line == OUT_OF_LINE
    said = DOCS.read_text()
    assert [name for name in OUT_OF_LINE if name not in said] == []
