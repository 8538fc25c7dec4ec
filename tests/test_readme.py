"""What the README shows is so: its record is real, its commands and examples run."""

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models import Report
from pipeline.cli import app
from pipeline.extraction import Extractor
from pipeline.ingest import read

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
EXAMPLE = "corpus/reports/ke-2015-05-21.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus, the user's rules of the README and the command."""
    made = tmp_path_factory.mktemp("readme")
    (made / "corpus").symlink_to(ROOT / "corpus")
    rules = made / "my-rules" / "people.toml"
    rules.parent.mkdir()
    (toml,) = (block for kind, block in BLOCKS if kind == "toml")
    rules.write_text(toml)
    command = made / "bin" / "readout"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from pipeline.cli import main; main()" "$@"\n')
    command.chmod(0o755)
    return made


def shown_in(shown: Any, real: Any) -> bool:
    """Tell whether a part of a record is what the record says; lists may leave entries out."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(key in real and shown_in(shown[key], real[key]) for key in shown)
    if isinstance(shown, list):
        rest = iter(real)
        return all(any(shown_in(each, other) for other in rest) for each in shown)
    return bool(shown == real)


def test_the_record_is_real(extract_report: Extractor) -> None:
    (shown,) = (json.loads(block) for kind, block in BLOCKS if kind == "json")
    (report,) = read([str(ROOT / EXAMPLE)])
    assert isinstance(report, Report)
    real = extract_report(report).model_dump(mode="json")
    for key in shown:
        assert shown_in(shown[key], real[key]), f"{key}: {real[key]}"


def test_the_report_is_quoted_as_it_is() -> None:
    text = " ".join((ROOT / EXAMPLE).read_text(encoding="utf-8").split())
    quote = " ".join(line.removeprefix(">").strip(" \\*") for line in README.splitlines() if line.startswith("> "))
    for part in quote.split("…"):
        assert " ".join(part.split()).replace("** ", " ") in text


def test_commands_run(folder: Path) -> None:
    script = "\n".join(line for line in COMMANDS if not line.startswith("make"))
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Jane Roe: Bailiff" in done.stdout
    records = (folder / "outputs/records.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(records) == len([*ROOT.glob("corpus/reports/*.txt")])  # some were named twice
    assert json.loads((folder / "record.schema.json").read_text())["title"] == "Record"


def test_make_has_what_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = {line.split()[1] for line in COMMANDS if line.startswith("make")}
    assert named == {"run", "test"}
    assert all(f"\n{name}:" in makefile for name in named)


def test_python_examples(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for number, (_, block) in enumerate(each for each in BLOCKS if each[0] == "python"):
        example = doctest.DocTestParser().get_doctest(block, {}, f"README {number}", "README.md", 0)
        told: list[str] = []
        failed, _ = doctest.DocTestRunner().run(example, out=told.append)
        assert not failed, "".join(told)


def test_every_command_is_described() -> None:
    commands = [command.callback.__name__ for command in app.app.registered_commands if command.callback]
    assert all(f"`readout {name}" in README or f"\nreadout {name}" in README for name in commands)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target
