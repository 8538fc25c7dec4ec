"""Changes as one writes them on a command line.

``set meeting.date=2024-05-02``, ``set plan[Water Plan].decision=adopted``, ``set plan#2.decision=``,
``add person=Bo Li``, ``add person[Bo Li].post=Mayor``, ``add date=May=2024-05 @2``,
``add plan=draft water law @"drafts of the water law"``, ``drop organization=Council``,
``drop person[Bo Li].post=Mayor``, ``drop meeting.location``.

A place is fields with dots between them; after a list stands, in brackets, what the value is called, or its number
after ``#``.  A value is text, or JSON where it begins with ``{`` or ``[``, or is all in double quotes; nothing is null.
``@2`` is the second place of its words, ``@"words"`` the words it stands on where they are others.
"""

import json
import re
from collections.abc import Iterable, Iterator

from pydantic import JsonValue, ValidationError

from pipeline.corrections.change import Change, words_of
from pipeline.corrections.paths import CorrectionError, Step
from pipeline.corrections.words import places

ACTIONS = ("set", "add", "drop")
_STRING = r'"(?:[^"\\]|\\.)*"'
_STEP = re.compile(rf"([a-z_]+)(?:\[\s*(?:#(\d+)|({_STRING})|([^\]]*?))\s*\]|#(\d+))?")
_STANDS = re.compile(rf"\s@\s*(?:(?P<words>{_STRING})\s*(?P<nth>\d+)?|(?P<only>\d+))\s*$")


def parse(action: str, written: str, *, text: str | None = None) -> Change:
    """Return the change that is written; raises CorrectionError with the remedy.

    >>> parse("set", 'plan[Water Plan].decision=adopted').path
    ('plan', 'Water Plan', 'decision')
    >>> parse("drop", "person#2.post=Mayor").path
    ('person', 1, 'post', 'Mayor')
    """
    path, rest = _path(written)
    if action == "drop":
        called = _value(rest, written) if rest else None
        return Change(action="drop", path=(*path, *([str(called)] if called is not None else [])))
    if not rest.startswith("="):
        raise CorrectionError(f"{written!r}: has no value; write {path[-1]}=VALUE")
    stands = _STANDS.search(rest)
    value = _value(rest[: stands.start()] if stands else rest, written)
    change = Change(action="set" if action == "set" else "add", path=path, value=value)
    if not stands:
        return change
    words = json.loads(stands["words"]) if stands["words"] else None
    return at(change.model_copy(update={"words": words}), int(stands["nth"] or stands["only"] or 1), text)


def at(change: Change, nth: int, text: str | None) -> Change:
    """Return a change with the place of its words, the n-th of the text counted from 1."""
    words = words_of(change)
    if text is None or words is None:
        return change
    found = places(words, text)
    if not 0 < nth <= len(found):
        raise CorrectionError(f"{words!r} stands in the report {len(found)} times; there is no place {nth}")
    return change.model_copy(update={"start": found[nth - 1][0]})


def read(lines: Iterable[str], *, text: str | None = None) -> Iterator[Change]:
    """Yield the changes of a file: lines as above, or of JSON; blank ones and those after ``#`` are left out."""
    for number, line in enumerate(lines, start=1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        try:
            yield _line(written, text)
        except CorrectionError as error:
            raise CorrectionError(f"line {number}: {error}") from None


def _line(written: str, text: str | None) -> Change:
    if written.startswith("{"):
        try:
            return Change.model_validate_json(written)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise CorrectionError(f"{place}: {first['msg']}; see the form of a change") from None
    action, _, rest = written.partition(" ")
    if action not in ACTIONS:
        raise CorrectionError(f"{written!r}: begin with {', '.join(ACTIONS)} or a {{ of JSON")
    return parse(action, rest.strip(), text=text)


def _path(written: str) -> tuple[tuple[Step, ...], str]:
    """Split what is written into the steps of its place and the rest, which begins with ``=`` or is empty."""
    path: list[Step] = []
    position = 0
    while found := _STEP.match(written, position):
        name, number, quoted, called, after = found.groups()
        path.append(name)
        if number or after:
            path.append(int(number or after) - 1)
        elif quoted or called:
            path.append(json.loads(quoted) if quoted else called)
        position = found.end()
        if written[position : position + 1] != ".":
            break
        position += 1
    rest = written[position:].lstrip()
    if not path or (rest and not rest.startswith("=")):
        raise CorrectionError(
            f"{written!r}: cannot be read at {written[position:]!r}; write plan[TITLE].decision=adopted"
        )
    return tuple(path), rest


def _value(rest: str, written: str) -> JsonValue:
    value = rest.removeprefix("=").strip()
    if not value or value == "null":
        return None
    if value[0] not in '{["':
        return value
    try:
        found: JsonValue = json.loads(value)
    except ValueError as error:
        if value.startswith('"'):
            return value  # a title may begin with a quoted name
        raise CorrectionError(f"{written!r}: its value is no JSON ({error}); correct it") from None
    return found
