"""Searching a library of 10,000 articles: with the index, and by reading every text, in one run.

    python benchmarks/search.py [--articles 10000] [--rounds 10] [--folder DIR] [--write]

The library is made through the façade of words that are as common as those of a language (Zipf), a twentieth of it in
Chinese, and kept in DIR for the next run. *found* are the articles of a query, ranked; *screen* has the first 30 hits
with their snippets as well; *everything* reads all texts for the same hits, as a search without an index has to.
``--write`` puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate, islice
from pathlib import Path
from time import perf_counter

from report import write_section

from storage.anchoring import describe
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.cleaning.identity import paragraph_ids
from storage.library import Library, NewArticle
from storage.library.paths import CACHE_FOLDER, INDEX_FILE
from storage.query import parse_query
from storage.search import Searcher
from storage.search.alike import find_alike

SCREEN = 30
"""Hits of a first screen."""
VOCABULARY = 60_000
WORDS_AN_ARTICLE = 1_550
"""About 9.5 KB."""
CHINESE = 20
"""Each so many-th article is Chinese."""
AT_ONCE = 500


class Language:
    """Makes words, the n-th of them n times rarer than the first."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.words = list(dict.fromkeys(self._word(rank) for rank in range(VOCABULARY)))
        self._odds = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        self._signs = [chr(0x4E00 + sign) for sign in range(4_000)]
        self._sign_odds = list(accumulate(1 / (rank + 8) for rank in range(len(self._signs))))

    def _word(self, rank: int) -> str:
        syllables = 1 + (rank > 60) + (rank > 2_000) + self._random.randint(0, 2)
        return "".join(
            self._random.choice("bcdfghklmnprstvw") + self._random.choice("aeiou") for _ in range(syllables)
        )

    def article(self, number: int) -> NewArticle:
        """Return one article."""
        chinese = number % CHINESE == CHINESE - 1
        paragraphs = list(self._chinese() if chinese else self._paragraphs())
        title = f"{' '.join(paragraphs[0].split()[3:9]) if not chinese else paragraphs[0][:12]} {number}"
        texts = [(title, Kind.HEADING_1), *((text, Kind.PARAGRAPH) for text in paragraphs)]
        blocks = tuple(
            Block(key, kind, text, Role.TITLE if kind is Kind.HEADING_1 else Role.BODY, True)
            for key, (text, kind) in zip(paragraph_ids(texts), texts, strict=True)
        )
        raw = "\n\n".join(text for text, _ in texts).encode()
        return NewArticle(
            RawDocument(raw, f"{number}.txt"), CleanedArticle(title, blocks), site=f"Site {number % 97}"
        )

    def _paragraphs(self) -> Iterator[str]:
        words = self._random.choices(self.words, cum_weights=self._odds, k=WORDS_AN_ARTICLE)
        at = 0
        while at < len(words):
            length = self._random.randint(20, 130)
            yield f"{' '.join(words[at : at + length]).capitalize()}’s."
            at += length

    def _chinese(self) -> Iterator[str]:
        for _ in range(16):
            signs = self._random.choices(self._signs, cum_weights=self._sign_odds, k=200)
            signs[30::40] = "，" * len(signs[30::40])
            yield "".join(signs) + "。"


def make_library(home: Path, count: int, language: Language) -> Library:
    """Return a library of ``count`` articles, a tenth of them with a note; made unless it is there."""
    made = home / "made"
    if not made.exists():
        shutil.rmtree(home, ignore_errors=True)
        with Library.open(home, create=True) as library:
            for first in range(0, count, AT_ONCE):
                library.add([language.article(number) for number in range(first, min(first + AT_ONCE, count))])
                print(f"  {first + AT_ONCE:,} articles are made", flush=True)
            for row in library.rows()[::10]:
                article = library.article(row.id)
                note = " ".join(article.blocks[2].text.split()[:20])
                library.mark(describe(article, article.blocks[1].id), add=[f"tag{len(note) % 40}"], note=note)
        made.touch()
    return Library.open(home)


def queries(language: Language, library: Library) -> dict[str, list[str]]:
    """Return what is searched for, by kind."""
    words = language.words
    paragraph = library.article(library.rows()[len(library.rows()) // 2].id).blocks[3].text.split()
    chinese = library.article(library.rows()[CHINESE - 1].id).blocks[2].text
    return {
        "common word (1st to 30th)": words[1:30:4],
        "middling word (100th to 1,000th)": words[100:1_000:110],
        "rare word (from the 10,000th)": words[10_000:50_000:5_000],
        "three common words": [" ".join(words[at : at + 3]) for at in range(5, 60, 9)],
        "word and rare word": [f"{words[at]} {words[at * 300]}" for at in range(10, 60, 9)],
        "phrase": [f'"{paragraph[at]} {paragraph[at + 1]}"' for at in range(2, 16, 2)],
        "beginning of two letters": [word[:2] for word in words[200:1_000:110]],
        "beginning of four letters": [word[:4] for word in words[2_500:10_000:900]],
        "two Chinese characters": [chinese[at : at + 2] for at in range(0, 28, 4)],
        "one Chinese character": [chinese[at] for at in range(0, 28, 4)],
        "title:word": [f"title:{word}" for word in words[20:300:40]],
        "word not word": [f"{words[at]} not {words[at + 1]}" for at in range(100, 1_000, 110)],
    }


def spans(times: list[float]) -> str:
    """Return the median and the 95th of a hundred, in milliseconds."""
    times = sorted(times)
    return f"{statistics.median(times):.1f} | {times[min(len(times) - 1, int(len(times) * 0.95))]:.1f}"


def timed(library: Library, search: Searcher, asked: list[str], rounds: int) -> tuple[list[float], list[float], int]:
    """Return the milliseconds to the articles and to the first screen, and how many articles there are at most."""
    found, screens, most = [], [], 0
    for _ in range(rounds):
        for text in asked:
            query = parse_query(text)
            began = perf_counter()
            answer = search.find(query, 60)
            found.append((perf_counter() - began) * 1000)
            list(islice(answer, SCREEN))
            screens.append((perf_counter() - began) * 1000)
            most = max(most, len(answer.articles))
    return found, screens, most


def measure(home: Path, count: int, rounds: int) -> str:
    """Return the table."""
    language = Language(count)
    lines = []
    with make_library(home, count, language) as library:
        texts = sum(file.stat().st_size for file in (home / "texts").rglob("*") if file.is_file()) / 1e6
        shutil.rmtree(home / CACHE_FOLDER, ignore_errors=True)
        with closing(Searcher(library)) as search:
            began = perf_counter()
            search.feed()
            search.wait(3600)
            build = perf_counter() - began
            size = (home / CACHE_FOLDER / INDEX_FILE).stat().st_size / 1e6
            lines.append(
                f"{count:,} articles, texts/ of {texts:.0f} MB. The index: {size:.0f} MB, made in {build:.1f} s "
                f"({build / count * 1000:.1f} ms an article)."
            )
            add, note = following(library, search, language, count)
            lines += [f"To take in one new article {add:.0f} ms, a note {note:.0f} ms.", ""]
            lines += [
                "| query | articles | found p50 | p95 | screen p50 | p95 |",
                "| --- | --- | --- | --- | --- | --- |",
            ]
            for name, asked in queries(language, library).items():
                found, screens, most = timed(library, search, asked, rounds)
                lines.append(f"| {name} | {most:,} | {spans(found)} | {spans(screens)} |")
                print(lines[-1], flush=True)
            for word in (language.words[400], language.words[20_000]):
                query = parse_query(word)
                began = perf_counter()
                hits = len(list(search.scan(query)))
                every = perf_counter() - began
                began = perf_counter()
                indexed = len(list(search.find(query, 60)))
                lines += ["", f"All {hits:,} hits of one word: reading everything {every * 1000:,.0f} ms, "]
                lines[-1] += f"with the index {(perf_counter() - began) * 1000:,.0f} ms."
                assert hits == indexed
            times = likenesses(library, search, rounds)
            lines += ["", f"Paragraphs like one (`*`, `paperknife similar`), p50 and p95 of {len(times)}: "]
            lines[-1] += f"{spans(times).replace(' | ', ' and ')} ms."
    return "\n".join(lines)


def likenesses(library: Library, search: Searcher, rounds: int) -> list[float]:
    """Return the milliseconds until all paragraphs that are like one are known, for some in all places."""
    times = []
    for row in library.rows()[:: max(len(library.rows()) // (5 * rounds), 1)]:
        article = library.article(row.id, keep=False)
        block = article.blocks[len(article.blocks) // 2]
        began = perf_counter()
        find_alike(library, search, block.text, besides=(article.id, block.id))
        times.append((perf_counter() - began) * 1000)
    return times


def following(library: Library, search: Searcher, language: Language, count: int) -> tuple[float, float]:
    """Return the milliseconds until the index has a new article, and until it has a note; medians."""
    adds, notes = [], []
    for number in range(10):
        (added,) = library.add([language.article(count + number)])
        adds.append(caught_up(search))
        article = library.article(added.row.id)
        library.mark(describe(article, article.blocks[1].id), note="A remark of a few words on what is said here")
        notes.append(caught_up(search))
        library.remove([article.id])
    return statistics.median(adds), statistics.median(notes)


def caught_up(search: Searcher) -> float:
    """Return the milliseconds that the index takes to follow the last change."""
    began = perf_counter()
    search.feed()
    search.wait(60)
    return (perf_counter() - began) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "paperknife-search-bench")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    home = options.folder / f"library-{options.articles}"
    home.parent.mkdir(parents=True, exist_ok=True)
    table = measure(home, options.articles, options.rounds)
    print(table)
    if options.write:
        write_section("search", table)


if __name__ == "__main__":
    main()
