"""Where the marks of a chart stand: what the templates draw as SVG, beside the same data as a table."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

WIDTH = 1000  # of a time line; the page stretches it
MOST = 8  # bodies with a row of their own


class Bar(NamedTuple):
    """A row of a table with a bar in it."""

    row: Mapping[str, Any]
    share: float  # of the longest, from 0 to 1


class Mark(NamedTuple):
    """A point of a time line."""

    x: int
    said: str


class Lane(NamedTuple):
    """A row of a time line."""

    label: str
    marks: list[Mark]
    link: str = ""


class TimeLine(NamedTuple):
    """Rows over one span of time, and its first and last day."""

    lanes: list[Lane]
    first: str
    last: str


class Months(NamedTuple):
    """A body's meetings: a column for each month in which there were any."""

    label: str
    total: int
    columns: list[tuple[int, float, str]]  # which month, height from 0 to 1, what to say of it
    link: str


class Calendar(NamedTuple):
    """Bodies over months; the highest column of all has height 1."""

    bodies: list[Months]
    months: int
    first: str
    last: str
    years: list[int]  # the months in which a year begins


def bars(rows: Sequence[Mapping[str, Any]], value: str) -> list[Bar]:
    """Return rows with the length of their bars.

    >>> [bar.share for bar in bars([{"n": 4}, {"n": 1}], "n")]
    [1.0, 0.25]
    """
    longest = max((row[value] for row in rows), default=0) or 1
    return [Bar(row, row[value] / longest) for row in rows]


def timeline(points: Iterable[tuple[str, str, str | None, str]], links: Mapping[str, str] | None = None) -> TimeLine:
    """Return rows of points: a label, its key, a day or null, what to say of it; without a day there is no point."""
    known = [(label, key, datetime.date.fromisoformat(day), said) for label, key, day, said in points if day]
    if not known:
        return TimeLine([], "", "")
    days = [day for _, _, day, _ in known]
    first, last = min(days), max(days)
    length = (last - first).days
    lanes: dict[tuple[str, str], dict[int, Mark]] = defaultdict(dict)
    for label, key, day, said in known:
        x = round(WIDTH * (day - first).days / length) if length else WIDTH // 2
        # of points that fall together one is drawn
        lanes[label, key].setdefault(x, Mark(x, f"{day.isoformat()}: {said}"))
    rows = [Lane(label, sorted(marks.values()), (links or {}).get(key, "")) for (label, key), marks in lanes.items()]
    rows.sort(key=lambda lane: (lane.marks[0].x, lane.label))
    return TimeLine(rows, first.isoformat(), last.isoformat())


def calendar(rows: Sequence[Mapping[str, Any]]) -> Calendar:
    """Return the meetings of ``meetings-by-month``: the bodies with most, and all others together."""
    if not rows:
        return Calendar([], 0, "", "", [])
    first, last = rows[0]["month"], rows[-1]["month"]
    totals: Counter[tuple[str, str]] = Counter()
    months: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        body = (_called(row), row["organization"] or row["body"])
        totals[body] += row["meetings"]
        months[body][row["month"]] += row["meetings"]
    shown = sorted(totals, key=lambda body: (-totals[body], body))
    if len(shown) > MOST + 1:
        others = ("All others", "")
        for body in shown[MOST:]:
            months[others] += months[body]
            totals[others] += totals[body]
        shown = [*shown[:MOST], others]
    highest = max(max(months[body].values()) for body in shown)
    ids = {row["organization"] for row in rows}
    return Calendar(
        [
            Months(
                body[0], totals[body],
                [(_index(month) - _index(first), count / highest, f"{month}: {count}")
                 for month, count in sorted(months[body].items())],
                body[1] if body[1] in ids else "",
            )
            for body in shown
        ],
        _index(last) - _index(first) + 1, first, last,
        [month for month in range(_index(last) - _index(first) + 1) if (_index(first) + month) % 12 == 0],
    )  # fmt: skip


def _called(row: Mapping[str, Any]) -> str:
    """Name a body with its jurisdiction: there is more than one Cabinet."""
    return f"{row['body']} ({row['jurisdiction']})" if row["jurisdiction"] else str(row["body"])


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
