"""Readout beside its peers, over the reports in corpus/ and their gold: python -m tests.benchmarks.peers.

Each peer is installed from PyPI or npm into an environment of its own (environments.py), so the first run needs the
network, npm and node.  A peer that cannot be installed, or is not done in time, has a row that says so.  Progress goes
to standard error.  Only scores are printed, never words of a report.

Every system is scored by the same scorer.  To be fair to the peers, which were made for other texts:

* their reference day is the publication date, or the meeting's where a report has none (Readout does without);
* their answers are put into EDTF as exactly as they allow; "by", "before" and "since" in front of an expression count
  as if the peer had read them; of several readings of one expression the gold's counts;
* the column "place" counts a date as right wherever its words overlap the gold's, whatever the value;
* of names, honorifics, possessives and repetitions are taken off before they are counted.
"""

import argparse
import datetime
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluation import Corpus, Entry, Gold, Score
from pipeline.evaluation.scoring import Case, score
from pipeline.evaluation.strings import normal, stands_in
from tests.benchmarks import environments
from tests.benchmarks.environments import PeerError
from tests.benchmarks.running import Running

SCORED = ("dates", "place", "people", "organizations")
Answers = dict[str, dict[str, Any]]  # by report
Row = tuple[str, dict[str, Score], float]


@dataclass(frozen=True)
class Peer:
    """A peer, what has to be installed for it, and which scores it can be asked for."""

    name: str
    packages: tuple[str, ...]
    finds: tuple[str, ...]
    node: bool = False


PEERS = (
    Peer("recognizers-text", ("recognizers-text-suite==1.0.2a2", "emoji<2"), ("dates", "place")),
    Peer("dateparser", ("dateparser>=1.2,<2",), ("dates", "place")),
    Peer("timexy", ("timexy==0.1.3",), ("dates", "place")),
    Peer("chrono-node", ("chrono-node@2",), ("dates", "place"), node=True),
    Peer("compromise", ("compromise@14",), ("people", "organizations"), node=True),
)


def main() -> None:
    """Run every peer, then print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path("corpus"), help="folder of reports and gold")
    parser.add_argument("--split", help="only this split, for example check, which no rule was written for")
    parser.add_argument("--skip", action="append", default=[], help="a peer to leave out; repeatable")
    parser.add_argument("--minutes", type=float, default=60, help="that a peer may take; 60 by default")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.corpus)
    splits = [arguments.split] if arguments.split else corpus.splits
    entries = [entry for split in splits for entry in corpus.entries(split)]
    rows: list[Row | str] = [_row("Readout", _ours(entries), SCORED, entries)]
    for peer in PEERS:
        if peer.name in arguments.skip:
            rows.append(f"{peer.name}: left out")
            continue
        try:
            rows.append(_row(peer.name, _answers(peer, entries, arguments.minutes), peer.finds, entries))
        except PeerError as error:
            rows.append(str(error))
    sys.stdout.write(_table(rows, entries))


def _ours(entries: Sequence[Entry]) -> Answers:
    from pipeline.extraction import extractor

    extract = extractor()
    extract(entries[0].report)
    answers: Answers = {}
    for entry in entries:
        start = time.process_time()
        found = Gold.of(extract(entry.report))
        answers[entry.gold.id] = {"found": found, "seconds": time.process_time() - start}
    return answers


def _answers(peer: Peer, entries: Sequence[Entry], minutes: float) -> Answers:
    """Give the reports to a peer, one by one; raises PeerError."""
    answers: Answers = {}
    begun = told = time.monotonic()
    with Running(peer.name, (environments.node if peer.node else environments.python)(peer.name, peer.packages)) as run:
        for entry in entries:
            report = {"id": entry.gold.id, "text": entry.report.text, "reference": _reference(entry.gold)}
            (found,), seconds = run.ask([report])
            answers[entry.gold.id] = {"found": as_gold(found, entry), "seconds": seconds}
            now = time.monotonic()
            if now - begun > 60 * minutes:
                raise PeerError(f"{peer.name}: {len(answers)} of {len(entries)} reports in {minutes:g} minutes")
            if now - told > 10:
                told = now
                sys.stderr.write(f"{peer.name}: {len(answers)} of {len(entries)} reports, {now - begun:.0f} s\n")
    sys.stderr.write(f"{peer.name}: done in {time.monotonic() - begun:.0f} s\n")
    return answers


def _reference(gold: Gold) -> str:
    """The day that relative expressions are counted from."""
    day = gold.published or (gold.meeting and gold.meeting.date) or ""
    return str(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(day)) else "2020-01-01"


def as_gold(found: dict[str, Any], entry: Entry) -> Gold:
    """Return a peer's answer in the form of gold."""
    text, gold = entry.report.text, entry.gold
    dates = {}
    for start, end, readings in found.get("dates", ()):
        words = text[start:end].strip()
        before = text[max(0, start - 30) : start]
        value = best(words, [form for reading in readings for form in bounds(before, words, reading)], gold)
        dates[normal(words), value] = {"text": words, "value": value}
    return Gold.model_validate(
        {
            "id": gold.id,
            "meeting": None,
            "people": [{"name": name} for name in longest(found.get("people", ()))],
            "organizations": [{"name": name} for name in longest(found.get("organizations", ()))],
            "plans": [],
            "enumerations": [],
            "dates": list(dates.values()),
        }
    )


def bounds(before: str, words: str, value: str) -> list[str]:
    """Return the readings of a value, with the words in front of it and in it.

    >>> bounds("it is due by the ", "end of March", "2024-03-31")
    ['../2024-03-31', '../2024-03', '2024-03-31']
    """
    if "/" in value:
        return [value]
    context = f"{before}{words}".lower()
    forms = [value]
    if re.search(r"\bend of\b", context) and len(value) == 10:
        forms += [value[:4] if re.search(r"\bend of (?:the |this )?(?:year|\d{4})", context) else value[:7]]
    if re.search(r"\b(?:by|before|until|till|no later than)\s+(?:the\s+)?(?:end of\s+)?\W*$", before.lower()):
        return [f"../{form}" for form in forms] + [value]
    if re.search(r"\b(?:since|from)\s+(?:the\s+)?\W*$", before.lower()):
        return [f"{form}/.." for form in forms] + [value]
    return forms


def best(words: str, readings: Sequence[str], gold: Gold) -> str:
    """Return the reading that gold has for these words, else the first."""
    folded = normal(words)
    for date in gold.dates:
        theirs = normal(date.text)
        if date.value in readings and (stands_in(theirs, folded) or stands_in(folded, theirs)):
            return date.value
    return readings[0]


def longest(names: Iterable[str]) -> list[str]:
    """Return names without punctuation and possessives, each once, and none that is only a part of another.

    >>> longest(["Li Na's", "Li Na,", "Li", "Bo Ma"])
    ['Bo Ma', 'Li Na']
    """
    cleaned = {re.sub(r"['’]s?$", "", re.sub(r"^[\W_]+|[^\w)]+$", "", " ".join(name.split()))) for name in names}
    plain = {normal(name): name for name in sorted(cleaned) if normal(name)}
    return [name for key, name in plain.items() if not any(key != other and stands_in(key, other) for other in plain)]


def _row(name: str, answers: Answers, finds: Sequence[str], entries: Sequence[Entry]) -> Row:
    sums = dict.fromkeys(finds, Score())
    for entry in entries:
        found: Gold = answers[entry.gold.id]["found"]
        outcomes = score(Case(entry.gold, found, entry.report.text))
        outcomes["place"] = score(Case(_placed(entry.gold), _placed(found), entry.report.text))["dates"]
        for kind in finds:
            sums[kind] += outcomes[kind].score
    return name, sums, sum(answer["seconds"] for answer in answers.values())


def _placed(gold: Gold) -> Gold:
    """Gold whose dates all have the same value."""
    return gold.model_copy(update={"dates": tuple(date.model_copy(update={"value": "XXXX"}) for date in gold.dates)})


def _table(rows: Sequence[Row | str], entries: Sequence[Entry]) -> str:
    """Precision, recall and F1 of each system and score, in Markdown."""
    words = sum(len(entry.report.text.split()) for entry in entries)
    lines = [
        f"{len(entries)} reports, {words} words, {datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}; precision / recall / F1",
        "",
        f"| system | {' | '.join(SCORED)} | µs a word |",
        f"| --- |{' --- |' * (len(SCORED) + 1)}",
    ]
    for row in rows:
        if isinstance(row, str):
            lines.append(f"| {row} |{' |' * (len(SCORED) + 1)}")
            continue
        name, scores, seconds = row
        cells = [_cell(scores.get(kind)) for kind in SCORED]
        lines.append(f"| {name} | {' | '.join(cells)} | {seconds / words * 1e6:.0f} |")
    return "\n".join(lines) + "\n"


def _cell(found: Score | None) -> str:
    if found is None:
        return ""
    return " / ".join("–" if value is None else f"{value:.3f}" for value in (found.precision, found.recall, found.f1))


if __name__ == "__main__":
    main()
