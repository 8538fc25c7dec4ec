"""Runs one Python peer: reports as JSON on standard input, what it finds as JSON on standard output.

Started by peers.py in the peer's own environment, where nothing of Readout is: standard library only, but for the peer.
Every value is put into the form of Readout's gold (EDTF) as far as the peer's answer allows; an expression that the
peer reads in several ways keeps them all.
"""

import datetime
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module  # none of the peers is installed where this file is checked
from typing import Any

Find = tuple[int, int, list[str]]  # start and end in the text, readings
Finder = Callable[[str, datetime.datetime], Iterator[Find]]

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


PEERS = {"recognizers-text": recognizers, "dateparser": dateparser, "timexy": timexy}


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


def main() -> None:
    """Run the peer that the first argument names."""
    find = PEERS[sys.argv[1]]()
    answers: list[dict[str, Any]] = []
    for report in json.load(sys.stdin):
        reference = datetime.datetime.fromisoformat(report["reference"])
        start = time.process_time()
        found = list(find(report["text"], reference))
        answers.append({"id": report["id"], "dates": found, "seconds": time.process_time() - start})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
