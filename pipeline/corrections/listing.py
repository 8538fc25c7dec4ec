"""The values of gold one by one, each with its path and the sentence it stands in."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.corrections.paths import Step
from pipeline.corrections.words import places, sentence
from pipeline.evaluation.gold import Gold, GoldMeeting

MEETING = tuple(GoldMeeting.model_fields)


class Row(NamedTuple):
    """One value: where it is in gold, its type, how to show it, and where its words stand in the text, if they do."""

    path: tuple[Step, ...]
    type: str
    shown: str
    place: tuple[int, int] | None = None


def rows(gold: Gold, text: str) -> Iterator[Row]:
    """Yield every value in the order of gold; of the meeting every field, also one without a value."""
    for field in MEETING:
        value = getattr(gold.meeting, field, None)
        shown = ", ".join(value) if isinstance(value, tuple) else value
        yield _row(("meeting", field), f"meeting.{field}", "-" if shown in (None, "") else str(shown), text)
    for number, person in enumerate(gold.people):
        roles = f" ({', '.join(person.roles)})" if person.roles else ""
        yield _row(("people", number), "person", f"{person.name}{roles}", text, person.name)
        for nth, post in enumerate(person.posts):
            held = ", ".join(filter(None, (post.title, post.organization, post.area)))
            row = Row(("people", number, "posts", nth), "  post", held)
            yield _near(row, post.title, person.name, text)
    for number, body in enumerate(gold.organizations):
        shown = " = ".join((body.name, *body.aliases))
        yield _row(("organizations", number), "organization", shown, text, body.name)
    for number, plan in enumerate(gold.plans):
        period = f"{plan.period.start}-{plan.period.end}" if plan.period else None
        facts = ", ".join(filter(None, (plan.decision or "only cited", plan.kind, period)))
        yield _row(("plans", number), "plan", f"{plan.title} ({facts})", text, plan.title)
    for number, listed in enumerate(gold.enumerations):
        head = " ".join(map(str, filter(None, (listed.count, listed.label)))) or "numbered"
        of = f" of {listed.plan}" if listed.plan else ""
        yield _row(("enumerations", number), "list", f"{head}{of}", text, listed.items[0])
        for nth, item in enumerate(listed.items):
            yield _row(("enumerations", number, "items", nth), "  item", item, text, item)
    for number, date in enumerate(gold.dates):
        yield _row(("dates", number), "date", f"{date.text} = {date.value}", text, date.text)


def context(row: Row, text: str) -> str:
    """Return the sentence that a value stands in, on one line; empty where it stands nowhere."""
    if row.place is None:
        return ""
    start, end = sentence(text, *row.place)
    return " ".join(text[start:end].split())


def _near(row: Row, title: str, name: str, text: str) -> Row:
    """Return a post's row at the place of its title that is nearest to the name of who holds it."""
    names = [start for start, _ in places(name, text)]
    found = places(title, text)
    if not names or not found:
        return row
    return row._replace(place=min(found, key=lambda place: min(abs(place[0] - start) for start in names)))


def _row(path: tuple[Step, ...], kind: str, shown: str, text: str, words: str | None = None) -> Row:
    found = places(shown if words is None else words, text)
    return Row(path, kind, shown, found[0] if found else None)
