"""Runs one Python peer: batches of reports on standard input, what it finds on standard output (see running.py).

Started in the peer's own environment, where nothing of Readout is: standard library only, but for the peer.
Every date is put into the form of Readout's gold (EDTF) as far as the peer's answer allows; an expression that the
peer reads in several ways keeps them all.  Peers that are asked for their speed alone give nothing back.
"""

import datetime
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module  # none of the peers is installed where this file is checked
from pathlib import Path
from typing import Any

Find = tuple[int, int, list[str]]  # start and end in the text, readings
Finder = Callable[[str, datetime.datetime], Iterator[Find]]
Reader = Callable[[Sequence[dict[str, str]]], Iterable[Any]]  # from some reports to what is in each

_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_BY_PERIOD = {"year": 4, "month": 7}  # how much of an ISO day stays


def recognizers() -> Finder:
    """recognizers-text: times of day, durations and repetitions are no dates and are left out."""
    recognize = import_module("recognizers_date_time").recognize_datetime

    def find(text: str, reference: datetime.datetime) -> Iterator[Find]:
        for result in recognize(text, "en-us", reference=reference):
            values = [_of_timex(value) for value in (result.resolution or {}).get("values", ())]
            if readings := [reading for reading in values if reading]:
                yield result.start, result.end + 1, readings

    return find


def dateparser() -> Finder:
    """dateparser's search, English only; the period it names says whether a day, a month or a year is meant."""
    search = import_module("dateparser.search").search_dates
    read = import_module("dateparser.date").DateDataParser

    def find(text: str, reference: datetime.datetime) -> Iterator[Find]:
        settings = {"RELATIVE_BASE": reference}
        parser = read(languages=["en"], settings=settings)
        end = 0
        for words, day in search(text, languages=["en"], settings=settings) or ():
            start = text.find(words, end)
            if start >= 0:
                end = start + len(words)
                period = parser.get_date_data(words).period
                yield start, end, [day.date().isoformat()[: _BY_PERIOD.get(period, 10)]]

    return find


def timexy() -> Finder:
    """timexy in a blank English pipeline; a month without a day is the first of it, so the words are looked at."""
    import_module("timexy")  # registers its component
    nlp = import_module("spacy").blank("en")
    nlp.add_pipe("timexy")

    def find(text: str, reference: datetime.datetime) -> Iterator[Find]:  # it knows none
        for span in nlp(text).ents:
            if value := re.search(r'type="DATE" value="(\d{4}-\d\d-\d\d)', span.kb_id_):
                yield span.start_char, span.end_char, [_as_exact_as(span.text, value[1])]

    return find


def tokenizer() -> Reader:
    """spaCy's blank English tokenizer: what a pipeline of rules stands on."""
    nlp = import_module("spacy").blank("en")
    return lambda reports: [len(nlp.make_doc(report["text"])) for report in reports]


def cnn() -> Reader:
    """A spaCy pipeline of the size of the small English model, with random weights, which take the same time."""
    nlp = import_module("spacy").blank("en")
    embed = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1}
    embed |= {"maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}
    nlp.add_pipe("tok2vec", config={"model": embed})
    listen = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"tok2vec": listen}})
    nlp.add_pipe("parser", config={"model": {"tok2vec": listen}, "min_action_freq": 1})
    nlp.add_pipe("ner", config={"model": {"tok2vec": embed}})  # has one of its own, as in the small model
    nlp.initialize(lambda: [_example(nlp)])
    return lambda reports: [len(doc) for doc in nlp.pipe([report["text"] for report in reports], batch_size=64)]


def _example(nlp: Any) -> Any:
    """A text with as many labels as the small model has: 50 tags, 45 dependencies, 18 kinds of entities."""
    words = [f"w{number}" for number in range(100)]
    notes = {
        "words": words,
        "tags": [f"t{number % 50}" for number in range(100)],
        "heads": [max(number - 1, 0) for number in range(100)],
        "deps": ["ROOT", *(f"d{number % 45}" for number in range(99))],
        "entities": [f"U-e{number % 18}" for number in range(100)],
    }
    doc = import_module("spacy.tokens").Doc(nlp.vocab, words)
    return import_module("spacy.training").Example.from_dict(doc, notes)


def medspacy() -> Reader:
    """medspaCy's target matcher alone, with words of Readout's rule files (argument 2) as literal targets."""
    import_module("medspacy.target_matcher")  # registers its component
    rule = import_module("medspacy.target_matcher").TargetRule
    nlp = import_module("spacy").blank("en")
    matcher = nlp.add_pipe("medspacy_target_matcher")
    matcher.add([rule(literal, "TARGET") for literal in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))])
    return lambda reports: [len(nlp(report["text"]).ents) for report in reports]


def dates(finder: Finder) -> Reader:
    """A reader of dates, one report after the other."""

    def read(reports: Sequence[dict[str, str]]) -> Iterator[Any]:
        for report in reports:
            reference = datetime.datetime.fromisoformat(report["reference"])
            yield {"dates": list(finder(report["text"], reference))}

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "recognizers-text": lambda: dates(recognizers()),
    "dateparser": lambda: dates(dateparser()),
    "timexy": lambda: dates(timexy()),
    "spacy-tokenizer": tokenizer,
    "spacy-cnn": cnn,
    "medspacy": medspacy,
}


def _as_exact_as(words: str, day: str) -> str:
    """The day, month or year that the words name."""
    if re.fullmatch(r"\D*\d{4}\D*", words):
        return day[:7] if re.search(r"[A-Za-z]{3}", words) else day[:4]
    return day


def _of_timex(value: dict[str, str]) -> str | None:
    """One of recognizers-text's readings as EDTF; None for what is no date."""
    if not value.get("type", "").startswith("date"):
        return None
    day = (value.get("value") or value.get("start") or value.get("end") or "")[:10]
    reading = _plain_timex(value.get("timex", "").partition("T")[0], day)
    if reading and value.get("Mod") in {"before", "until"}:
        return f"../{reading.partition('/')[0]}"  # before a span is before its first day
    if reading and value.get("Mod") in {"since", "after"}:
        return f"{reading.partition('/')[0]}/.."
    return reading


def _plain_timex(timex: str, day: str) -> str | None:
    known = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
    if span := re.fullmatch(r"\((\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d),\w+\)", timex):
        return span_of_days(datetime.date.fromisoformat(span[1]), datetime.date.fromisoformat(span[2]))
    if season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", timex):
        return f"{season[1]}-{_SEASONS[season[2]]}"
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", timex):
        monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return f"{monday}/{monday + datetime.timedelta(days=6)}"
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", timex):
        return timex
    if known and re.fullmatch(r"XXXX-\d\d(?:-\d\d)?", timex):
        return known[:4] + timex[4:]
    return known or None


def span_of_days(first: datetime.date, behind: datetime.date) -> str:
    """The span from ``first`` to the day before ``behind``, in years, a quarter or months where it consists of them."""
    last = behind - datetime.timedelta(days=1)
    if first.day != 1 or behind.day != 1:
        return f"{first}/{last}"
    if first.month == behind.month == 1:
        return f"{first.year}" if first.year == last.year else f"{first.year}/{last.year}"
    if last.month - first.month == 2 and first.month % 3 == 1:
        return f"{first.year}-{33 + first.month // 3}"
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first:%Y-%m}/{last:%Y-%m}"


def serve(read: Reader) -> None:
    """Answer each line of standard input."""
    for line in sys.stdin:
        reports = json.loads(line)
        start = time.process_time()
        found = list(read(reports))
        seconds = time.process_time() - start
        sys.stdout.write(json.dumps({"seconds": seconds, "found": found}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(PEERS[sys.argv[1]]())
