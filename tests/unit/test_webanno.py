"""The annotations of an export against the W3C working group's own assertions, where the checker is at hand."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.exchange import FORMATS, read_export

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT.parent / "shared" / "bench" / "webanno" / "check_webanno.py"
SAMPLE = read_export((Path(__file__).parent / "export-1.0.json").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.skipif(not CHECKER.exists(), reason="the W3C's assertions are not beside the checkout"),
    pytest.mark.skipif(importlib.util.find_spec("pyld") is None, reason="pyld is not installed (JSON-LD expansion)"),
]


def report(path: Path) -> dict[str, object]:
    run = subprocess.run(
        [sys.executable, str(CHECKER), str(path), "--json"], capture_output=True, text=True, encoding="utf-8"
    )
    found, _ = json.JSONDecoder().raw_decode(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", ["json", "w3c"])
def test_every_annotation_holds_every_must_of_the_w3c(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"notes{FORMATS[name].suffix}"
    written = FORMATS[name].write(SAMPLE, exported=datetime(2026, 11, 22, tzinfo=UTC), version="0.1.0")
    file.write_text(written, encoding="utf-8")
    found = report(file)
    assert found["annotations"] == found["annotations_passing_all_musts"] == len(SAMPLE.annotations)
    assert found["must_assertions_failed"] == 0
    assert found["jsonld"] == {"failed": 0, "first": []}
    assert found["file_checks"] == {"failed": 0, "first": []}


def test_the_checker_would_notice(tmp_path: Path) -> None:
    broken = json.loads(FORMATS["w3c"].write(SAMPLE, exported=datetime(2026, 11, 22, tzinfo=UTC), version="0.1.0"))
    broken["first"]["items"][0]["mine"] = "a key that the context does not know"
    file = tmp_path / "broken.jsonld"
    file.write_text(json.dumps(broken), encoding="utf-8")
    run = subprocess.run([sys.executable, str(CHECKER), str(file)], capture_output=True, text=True)
    assert run.returncode == 1
