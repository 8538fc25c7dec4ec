"""The wheel holds what it needs, and its components work in anyone's pipeline."""

import ast
import email
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from pipeline import rules as rule_files
from pipeline.families import COMPONENTS
from pipeline.version import VERSION

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
FOREIGN = """
import json
import sys

import spacy


def spans(docs):
    return [[(key, [(span.text, span.kb_id_) for span in doc.spans[key]]) for key in doc.spans] for doc in docs]


if __name__ == "__main__":
    texts = ["The council met on 3 May 2024.", "Nothing happened.", ""]
    answer = {}
    for names in sys.argv[1:]:
        nlp = spacy.blank("en")
        for name in names.split("+"):
            nlp.add_pipe(name)
        nlp.to_disk("saved")
        saved = spacy.load("saved")
        answer[names] = [spans(each) for each in (nlp.pipe(texts), saved.pipe(texts))]
        if "+" in names:
            answer[names].append(spans(saved.pipe(texts, n_process=2)))
    assert "pipeline.nlp" not in sys.modules
    print(json.dumps(answer))
    print(sys.modules["pipeline"].__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own wheel, built anew."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the wheel is installed in a folder of its own, and the checkout is out of sight."""
    folder = tmp_path_factory.mktemp("site")
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    return os.environ | {"PYTHONPATH": str(folder)}


def test_what_the_wheel_holds(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    held = {path.relative_to(ROOT).as_posix() for name in ("pipeline", "models") for path in (ROOT / name).rglob("*.*")}
    assert {name for name in held if "__pycache__" not in name} == {name for name in names if ".dist-info/" not in name}
    assert {f"pipeline/rules/{name}.toml" for name in (*COMPONENTS, rule_files.SHARED)} <= names
    assert {"pipeline/py.typed", "models/py.typed"} <= names


def test_what_the_wheel_says_of_itself(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folder = f"readout-{VERSION}.dist-info"
        facts = email.message_from_bytes(archive.read(f"{folder}/METADATA"))
        assert f"{folder}/licenses/LICENSE" in archive.namelist()
    assert (facts["Name"], facts["Version"]) == ("readout", VERSION)
    assert (facts["License-Expression"], facts["Requires-Python"]) == ("MIT", ">=3.11")


def test_every_dependency_is_bounded() -> None:
    extras = [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
    for requirement in PROJECT["dependencies"] + extras:
        assert requirement.startswith("readout[") or (">=" in requirement and ",<" in requirement), requirement


def test_the_lock_pins_every_requirement_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pins = dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", lock, re.MULTILINE))
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", lock)) >= len(pins) > 0
    assert "://" not in lock
    extras = [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
    for text in PROJECT["dependencies"] + extras:
        requirement = Requirement(text)
        assert requirement.name == "readout" or requirement.specifier.contains(pins[requirement.name]), text


def test_everything_imported_is_a_dependency() -> None:
    named = {
        extra: {re.split(r"[>=<\[]", each)[0].replace("-", "_") for each in requirements}
        for extra, requirements in {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}.items()
    }
    declared = named[""]
    of_folder: dict[str, tuple[str, ...]] = {"fetch": ("fetch",), "entities": ("entities",), "web": ("web",)}
    of_folder |= {"database": ("database", "postgres", "duckdb")}
    own = {"pipeline", "models"} | set(sys.stdlib_module_names)
    for path in [*ROOT.glob("pipeline/**/*.py"), *ROOT.glob("models/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = {name.partition(".")[0] for name in names} - own - declared
            folder = path.relative_to(ROOT).parts[1]
            extras = set().union(*(named[extra] for extra in of_folder.get(folder, ())))
            extras |= {"uvicorn", "datasette"} if path.name == "serve.py" else set()
            extras |= {"pytest"} if path.name == "plugin.py" else set()
            assert foreign <= extras, path


def test_the_order_of_components() -> None:
    """A later one may read what an earlier one wrote, so the order is a promise."""
    order = ("sentences", "dates", "organizations", "people", "plans", "enumerations", "meeting", "directives")
    assert order == COMPONENTS
    assert list(PROJECT["entry-points"]["spacy_factories"]) == [f"readout_{name}" for name in order]


def test_components_in_foreign_pipelines(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "foreign.py").write_text(FOREIGN)
    each = [f"readout_{name}" for name in COMPONENTS]
    together = "+".join(["sentencizer", *each])
    done = subprocess.run(
        [sys.executable, "foreign.py", *each, together],
        env=installed, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    line, place = done.stdout.splitlines()
    assert place.startswith(installed["PYTHONPATH"])
    answer = json.loads(line)
    for names, (first, *others) in answer.items():
        assert all(other == first for other in others), names
    assert len(answer[together]) == 3
    assert ["dates", [["3 May 2024", "2024-05-03"]]] in answer["readout_dates"][0][0]


def test_the_command_of_the_wheel(installed: dict[str, str], tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The council met on 3 May 2024.")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract", str(report)]
    done = subprocess.run(command, env=installed, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["report"]["characters"] == 30
