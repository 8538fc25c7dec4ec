"""Tokens a second and core, and peak memory, of Readout and its peers over the same texts, interleaved.

Each system lives in a process of its own and is given one batch of reports after the other, each batch to all systems
in turn, so that whatever else the machine does falls on all of them.  CPU time counts, of one core (threads of numeric
libraries are off).  Every text is read once, after others to warm up with.  A token is one of spaCy's English tokenizer, for
all.  A system that has had its time (SECONDS) is asked no more; it is held against Readout over what it has read.
"""

import json
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from pipeline import rules
from pipeline.evaluation import Corpus
from pipeline.families import COMPONENTS
from tests.benchmarks import environments
from tests.benchmarks.environments import PeerError
from tests.benchmarks.generate import reports as generated
from tests.benchmarks.peers import PEERS
from tests.benchmarks.running import OURS, ROOT, Reports, Running

BATCH = 10  # reports
SECONDS = 30.0  # of CPU for each system and set of texts
WARM = 20  # reports to warm up with, a slow system 1
BASE = "Readout"
COMPILED = "Readout, compiled"
DATES = "Readout, dates alone"
TARGETS = {  # lists of Readout's rules that are literal targets of medspaCy's: some 2,000 words, no small ones
    "organizations": ("heads", "companies", "acronyms", "fields", "field_endings"),
    "people": ("heads", "portfolios", "demonyms", "modifiers"),
    "plans": ("documents", "gerunds"),
}
SPACY = ("spacy>=3.8.7,<3.9",)
_OF = {peer.name: peer.packages for peer in PEERS}


class System(NamedTuple):
    """A system and how it is started; ``beside`` is the row its time is a ratio to."""

    name: str
    command: Callable[[Path], list[str]]  # given a folder for what it needs
    beside: str = BASE
    slow: bool = False


class Row(NamedTuple):
    """What was measured of a system, or why it was not."""

    system: str
    beside: str = BASE
    tokens: int = 0  # that it has read
    speed: float = 0.0  # tokens a second and core
    times: float = 0.0  # its time, by that of the system beside it: the median of all batches
    memory: float = 0.0  # MB
    problem: str = ""


def _peer(name: str, packages: Sequence[str]) -> Callable[[Path], list[str]]:
    return lambda _: environments.python(name, packages)


def _compiled(folder: Path) -> list[str]:
    wheels = [*ROOT.glob("dist/compiled/*.whl")]
    if not wheels:
        raise PeerError(f"{COMPILED}: no wheel in dist/compiled/; run make compiled")
    with zipfile.ZipFile(wheels[0]) as wheel:
        wheel.extractall(folder / "compiled")
    first = [str(folder / "compiled"), str(ROOT)]
    start = f"import runpy, sys; sys.path[:0] = {first}; runpy.run_module('tests.benchmarks.ours', run_name='__main__')"
    return [sys.executable, "-P", "-c", start]


def _medspacy(folder: Path) -> list[str]:
    words = {word for component in COMPONENTS for listed in rules.load(component).words.values() for word in listed}
    path = folder / "targets.json"
    path.write_text(json.dumps(sorted(words)), encoding="utf-8")
    return [*environments.python("medspacy", ("medspacy>=1.3,<2",)), str(path)]


SYSTEMS = (
    System(BASE, lambda _: OURS),
    System(COMPILED, _compiled),
    System("spaCy's blank tokenizer", _peer("spacy-tokenizer", SPACY)),
    System("spaCy CNN of the small model's size", _peer("spacy-cnn", SPACY)),
    System("medspaCy's target matcher", _medspacy),
    System(DATES, lambda _: [*OURS, "dates"]),
    System("dateparser", _peer("dateparser", _OF["dateparser"]), DATES),
    System("recognizers-text", _peer("recognizers-text", _OF["recognizers-text"]), DATES, slow=True),
)


def corpus(folder: Path) -> list[dict[str, str]]:
    """Return the reports of corpus/."""
    of = Corpus(folder)
    return [
        {"id": entry.gold.id, "text": entry.report.text, "reference": str(entry.report.published or "2020-01-01")}
        for split in of.splits
        for entry in of.entries(split)
    ]


def made(count: int, seed: int = 0) -> list[dict[str, str]]:
    """Return generated reports."""
    return [{"id": each["id"], "text": each["text"], "reference": each["published"]} for each in generated(count, seed)]


def measure(systems: Sequence[System], reports: Reports, seconds: float = SECONDS) -> list[Row]:
    """Give the reports to all systems, interleaved."""
    lengths = tokens([report["text"] for report in reports])
    spent: dict[str, list[float]] = {}
    problems: dict[str, str] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-bench-")))
        running = dict(_started(systems, folder, stack, problems))
        for start in range(0, len(reports), BATCH):
            batch = reports[start : start + BATCH]
            for name, system in list(running.items()):
                times = spent.setdefault(name, [])
                if sum(times) > seconds:
                    continue
                try:
                    times.append(system.ask(batch).seconds)
                except PeerError as error:
                    problems[name] = str(error)
                    del running[name]
        peaks = {name: system.peak for name, system in running.items()}
    batches = [sum(lengths[start : start + BATCH]) for start in range(0, len(lengths), BATCH)]
    return [_row(system, spent, batches, peaks, problems) for system in systems]


def _started(
    systems: Sequence[System], folder: Path, stack: ExitStack, problems: dict[str, str]
) -> Iterator[tuple[str, Running]]:
    """Start and warm up what can be started; why others cannot goes to ``problems``."""
    for system in systems:
        try:
            run = stack.enter_context(Running(system.name, system.command(folder)))
            run.ask(made(1 if system.slow else WARM, seed=1))
        except PeerError as error:
            problems[system.name] = str(error)
            sys.stderr.write(f"bench: {error}\n")
        else:
            yield system.name, run


def _row(
    system: System,
    spent: dict[str, list[float]],
    batches: Sequence[int],
    peaks: dict[str, float],
    problems: dict[str, str],
) -> Row:
    name, beside = system.name, system.beside
    if name in problems:
        return Row(name, beside, problem=problems[name])
    own = spent[name]
    read = sum(batches[: len(own)])
    ratios = [mine / theirs for mine, theirs in zip(own, spent.get(beside, ()), strict=False)]
    return Row(name, beside, read, read / sum(own), statistics.median(ratios) if ratios else 0.0, peaks[name])


def tokens(texts: Sequence[str]) -> list[int]:
    """Return how many tokens each text has."""
    import spacy

    nlp = spacy.blank("en")
    return [len(nlp.make_doc(text)) for text in texts]
