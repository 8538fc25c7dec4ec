"""The wheel of ``make compiled`` makes the same records as the sources it was compiled from, byte for byte."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.compiled
ROOT = Path(__file__).parents[1]
READ = """
import json
import sys

from pipeline import matching, words
from pipeline.extraction import extract

if __name__ == "__main__":
    texts = json.load(sys.stdin)
    print(json.dumps([words.__file__, matching.__file__, *(_record(text) for text in texts)]))
"""
READ = READ.replace("_record(text)", "extract(text, published='2024-05-14').model_dump_json()")
SPAWNED = """
import multiprocessing

from pipeline import nlp as pipelines

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    texts = ["The council met on 3 May 2024.", "Premier Lan Chen presided."] * 2
    docs = pipelines.load().pipe(texts, n_process=2)
    print([[span.kb_id_ for span in doc.spans["dates"]] for doc in docs])
"""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    wheels = [*ROOT.glob("dist/compiled/*.whl")]
    assert len(wheels) == 1, "no wheel in dist/compiled/: run make compiled"
    folder = tmp_path_factory.mktemp("compiled")
    with zipfile.ZipFile(wheels[0]) as archive:
        archive.extractall(folder)
    return folder


def _texts() -> Iterator[str]:
    """Yield reports and sentences with all that the grammar is tested on."""
    for path in sorted(ROOT.glob("corpus/reports/*.txt")):
        yield path.read_text(encoding="utf-8")
    for path in sorted(ROOT.glob("tests/constructions/**/*.toml")):
        yield from _strings(tomllib.loads(path.read_text(encoding="utf-8")))


def _strings(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, name)
    elif name == "text" and value.strip():
        yield value


def _run(script: str, folder: Path, given: str = "") -> str:
    path = folder / "script.py"
    path.write_text(script)
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, str(path)],
        input=given,
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


def test_of_these_sources(compiled: Path) -> None:
    for path in [*ROOT.glob("pipeline/**/*.py"), *ROOT.glob("pipeline/rules/*.toml")]:
        assert (compiled / path.relative_to(ROOT)).read_bytes() == path.read_bytes(), f"{path}: run make compiled"


def test_same_records(compiled: Path, tmp_path: Path) -> None:
    texts = [*_texts()]
    given = json.dumps(texts)
    for name in ("pipeline", "models"):
        (tmp_path / name).symlink_to(ROOT / name)
    *ours, first, second = reversed(json.loads(_run(READ, compiled, given)))
    *sources, third, fourth = reversed(json.loads(_run(READ, tmp_path, given)))
    assert [Path(name).suffix for name in (first, second, third, fourth)] == [".so", ".so", ".py", ".py"]
    assert len(texts) > 2000
    assert [(text, a, b) for text, a, b in zip(reversed(texts), ours, sources, strict=True) if a != b] == []


def test_in_spawned_processes(compiled: Path) -> None:
    assert _run(SPAWNED, compiled).strip() == str([["2024-05-03"], []] * 2)
