"""Where the values of a record stand in its text, and the text cut up by them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from models import Directive, Enumeration, Meeting, Mention, Record

Kind = Literal["person", "organization", "plan", "list", "date", "directive", "meeting"]
KINDS: dict[Kind, str] = {  # in the order of the legend
    "person": "People",
    "organization": "Organizations",
    "plan": "Plans",
    "list": "Lists and items",
    "date": "Dates",
    "directive": "Directives",
    "meeting": "Meeting",
}


class Span(NamedTuple):
    """One place of one value: a mention, or an item of an enumeration."""

    start: int
    end: int  # exclusive, in characters of the text
    kind: Kind
    owner: str  # of what value: an id of the record, date-2, meeting
    value: str
    rule: str

    def text_of(self, text: str) -> str:
        """Return its words."""
        return text[self.start : self.end]


class Piece(NamedTuple):
    """A step through the text: words, or the border of a span; one that another crosses comes in several parts."""

    step: Literal["text", "open", "close", "cut"]
    text: str = ""
    number: int = 0  # of the span
    first: bool = True  # its first part


def spans(record: Record) -> list[Span]:
    """Return every place of every value in the order of the text, the longer before what it holds."""
    return sorted(_spans(record), key=lambda span: (span.start, -span.end))


def owner(index: int) -> str:
    """Return what stands for the id of a date, which has none: ``date-1`` for the first."""
    return f"date-{index + 1}"


def _spans(record: Record) -> Iterator[Span]:
    if record.meeting:
        for mention in record.meeting.mentions:
            yield _span(mention, "meeting", "meeting", _fact(record.meeting, mention))
    for person in record.people:
        yield from (_span(each, "person", person.id, person.name) for each in person.mentions)
    for body in record.organizations:
        yield from (_span(each, "organization", body.id, body.name) for each in body.mentions)
    for plan in record.plans:
        yield from (_span(each, "plan", plan.id, plan.title) for each in plan.mentions)
    for enumeration in record.enumerations:
        yield from _listed(enumeration)
    for index, date in enumerate(record.dates):
        yield from (_span(each, "date", owner(index), date.value) for each in date.mentions)
    for directive in record.directives:
        yield from (_span(each, "directive", directive.id, _order(directive)) for each in directive.mentions)


def _span(mention: Mention, kind: Kind, value_id: str, value: str) -> Span:
    return Span(mention.start, mention.end, kind, value_id, value, mention.rule)


def _listed(enumeration: Enumeration) -> Iterator[Span]:
    name = " ".join(filter(None, (str(enumeration.count or ""), enumeration.label))) or "numbered list"
    for mention in enumeration.mentions:
        yield _span(mention, "list", enumeration.id, name)
    of, rule = len(enumeration.items), enumeration.mentions[0].rule  # an item has the rule of its list
    for number, item in enumerate(enumeration.items, 1):
        yield Span(item.start, item.end, "list", enumeration.id, f"item {number} of {of}, {name}", rule)


def _order(directive: Directive) -> str:
    return f"{directive.agent or 'unnamed'}: {directive.modality}"


def _fact(meeting: Meeting, mention: Mention) -> str:
    """Say which fact of the meeting a place gives: the rule of a place ends in the name of its field."""
    field = mention.rule.rpartition(".")[2].removeprefix("own-")
    value = getattr(meeting, field, None)
    if isinstance(value, tuple):
        value = ", ".join(value)
    return f"{field}: {value}" if value is not None else field


def pieces(text: str, found: Sequence[Span], cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """Walk through the text so that its spans nest: one that crosses another, or a cut, is closed and opened again.

    The spans are in the order of ``spans``.  All parts of a span together hold exactly its words, and all text together
    is the text.

    >>> crossing = [Span(0, 4, "plan", "plan-1", "", ""), Span(2, 6, "date", "date-1", "", "")]
    >>> [piece.text or (piece.step, piece.number) for piece in pieces("abcdefg", crossing)]
    [('open', 0), 'ab', ('open', 1), 'cd', ('close', 1), ('close', 0), ('open', 1), 'ef', ('close', 1), 'g']
    """
    cut = set(cuts)
    stops = sorted({place for span in found for place in span[:2]} | cut | {len(text)})
    under_way: list[int] = []
    begun: set[int] = set()
    following, at = 0, 0
    for stop in stops:
        if stop > at:
            yield Piece("text", text=text[at:stop])
            at = stop
        keep = _kept(under_way, found, stop, all_closed=stop in cut)
        reopened = [number for number in under_way[keep:] if found[number].end > stop]
        for number in reversed(under_way[keep:]):
            yield Piece("close", number=number)
        del under_way[keep:]
        if stop in cut:
            yield Piece("cut")
        while following < len(found) and found[following].start == stop:
            reopened.append(following)
            following += 1
        # what ends last is outermost, so that as little as possible is cut
        for number in sorted(reopened, key=lambda each: (-found[each].end, each)):
            yield Piece("open", number=number, first=number not in begun)
            under_way.append(number)
            begun.add(number)


def _kept(under_way: Sequence[int], found: Sequence[Span], stop: int, *, all_closed: bool) -> int:
    """Return how many of the spans that are under way, from the outermost, go on as they are."""
    if all_closed:
        return 0
    ending = (depth for depth, number in enumerate(under_way) if found[number].end <= stop)
    return next(ending, len(under_way))
