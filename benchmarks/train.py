"""Trains the classifiers of cleaning on pages with known text, and cleans each page by one that never saw its site.

    python benchmarks/train.py [--only text|html] [--cross-validate] [--bench DIR] [--out DIR]

Writes ``storage/cleaning/model/text.json`` and ``html.json``; the same pages give the same bytes.
``--cross-validate`` trains five more of each, every one without the sites of one fold, and writes what they make of
those sites to ``DIR/SHAPE.jsonl``, in the form of the benchmark's scorer. The pages are others' and no part of the
project: where they are absent the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleaning import BENCH, document, source
from extractors import prediction_of
from training.fit import fit
from training.samples import FOLDS, HTML_SHAPES, TEXT_SHAPES, Sample, fold_of, samples

from storage.article import CleanedArticle
from storage.cleaning import read_page
from storage.cleaning.judging.judge import judge
from storage.cleaning.model import __file__ as model_room
from storage.cleaning.model.classifier import Classifier, ModelDocument
from storage.errors import CleaningError

MODELS = {"text": TEXT_SHAPES, "html": HTML_SHAPES}


def main() -> int:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=MODELS, help="train this classifier alone")
    parser.add_argument("--cross-validate", action="store_true", help="clean each page without having seen its site")
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "training" / "out")
    args = parser.parse_args()
    if not (args.bench / "truth.jsonl").is_file():
        print(f"the cleaning benchmark is not at {args.bench}: nothing trained")
        return 0
    for name in [args.only] if args.only else MODELS:
        pages = [sample for shape in MODELS[name] for sample in samples(args.bench, shape)]
        say(f"{name}: {len(pages)} pages, {sum(len(page.article) for page in pages)} segments")
        write(Path(model_room).with_name(f"{name}.json"), fit(pages))
        if args.cross_validate:
            folds = [cross_fitted(pages, fold) for fold in range(FOLDS)]
            for shape in MODELS[name]:
                write_predictions(args.out / f"{shape}.jsonl", args.bench, shape, folds)
    return 0


def say(text: str) -> None:
    """Print how far it is."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def write(path: Path, model: ModelDocument) -> None:
    """Write a classifier, one tree a line."""
    parts = [(key, json.dumps(value) if key == "bias" else _lines(value)) for key, value in model["trees"].items()]
    trees = ",\n".join(f'"{key}": {text}' for key, text in parts)
    lexicon = json.dumps(model["lexicon"], ensure_ascii=False, indent=0, sort_keys=True)
    path.write_text(f'{{"lexicon": {lexicon},\n"trees": {{\n{trees}\n}}}}\n', encoding="utf-8")
    say(f"{path.name}: {path.stat().st_size} bytes")


def _lines(rows: Any) -> str:
    return "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"


def cross_fitted(pages: Sequence[Sample], fold: int) -> Classifier:
    """Return a classifier that has seen no site of a fold."""
    found = Classifier.of(fit([page for page in pages if page.fold != fold]))
    say(f"fold {fold} is trained")
    return found


def write_predictions(path: Path, bench: Path, shape: str, folds: Sequence[Classifier]) -> None:
    """Write what the classifiers make of the pages of the folds that they have not seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file, (bench / "truth.jsonl").open(encoding="utf-8") as truth:
        for row in map(json.loads, truth):
            if (raw := source(bench, shape, row["id"])) is None:
                continue
            try:
                page, form = read_page(document(raw))
            except CleaningError:
                article = CleanedArticle("", ())
            else:
                article = judge(page, form, folds[fold_of(row["domain"])])
            file.write(json.dumps({"id": row["id"], **prediction_of(article)}, ensure_ascii=False) + "\n")
    say(f"{path.name} is written")


if __name__ == "__main__":
    sys.exit(main())
