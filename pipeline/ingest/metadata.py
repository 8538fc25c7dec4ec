"""What a source says about its report: id, title, published, url, publisher, language."""

import datetime
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from models import Report, Warning
from models.errors import ReportError

MAX_CHARACTERS = 1_000_000  # spaCy's own limit for one text
MAX_BYTES = 4 * MAX_CHARACTERS  # no encoding takes more for a character
FIELDS = frozenset({"id", "title", "published", "url", "publisher", "language"})
SIDECAR = ".meta.json"
PACKED = (".gz", ".bz2", ".xz", ".zst")  # endings that a report's facts are named without
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)
_SURROGATE = re.compile(r"[\ud800-\udfff]")

Input = Report | ReportError  # a report, or why there is none


def build(
    uri: str, text: str, facts: Mapping[str, Any], *, media_type: str, warnings: tuple[Warning, ...] = ()
) -> Report:
    """Return the report of a text with the known ones of ``facts``; raises ReportError.

    ``uri`` says where it was read from; a ``url`` among the facts takes its place.  A text keeps its line ends as they
    are, so that offsets count the characters of the source.
    """
    values = {name: _string(uri, name, facts[name]) for name in FIELDS & facts.keys()}
    given = {name: value for name, value in values.items() if value}
    for name, value in {"text": text, **given}.items():
        check(uri, name, value)
    published = given.pop("published", None)
    return Report(
        text=text,
        uri=given.pop("url", uri),
        media_type=media_type,
        published=_day(uri, published) if published else None,
        warnings=warnings,
        **given,
    )


def check(uri: str, name: str, value: str) -> None:
    """Raise ReportError for a string that is too long, or that UTF-8 cannot write."""
    if len(value) > MAX_CHARACTERS:
        raise ReportError(uri, "too-long", f"{name} has {len(value)} characters, over {MAX_CHARACTERS}; split it")
    if broken := _SURROGATE.search(value):
        place = f"{name}, character {broken.start()}"
        raise ReportError(uri, "surrogate", f"half a character ({place}); save the source again as UTF-8")


def sidecar_name(name: str) -> str:
    """Return the name of the file with the facts of a report: ``a.meta.json`` for ``a.txt`` and ``a.txt.gz``."""
    folder, slash, file = name.rpartition("/")
    for ending in PACKED:
        file = file.removesuffix(ending)
    return f"{folder}{slash}{file.rpartition('.')[0] or file}{SIDECAR}"


def beside(name: str, read: Callable[[str], bytes | None], uri: str) -> dict[str, Any]:
    """Return the facts in ``NAME.meta.json`` beside ``NAME.txt``, if it is there; raises ReportError.

    ``read`` gives the bytes of a file, or none if there is no such file; ``uri`` is the place of the report.
    """
    sidecar = sidecar_name(name)
    try:
        content = read(sidecar)
        facts = {} if content is None else json.loads(content)
    except (OSError, ValueError, RecursionError):
        raise ReportError(uri, "bad-metadata", f"{sidecar} is not readable as JSON; mend or remove it") from None
    if not isinstance(facts, dict):
        reason = f'{sidecar} is no JSON object; give {{"published": "2024-05-03"}}'
        raise ReportError(uri, "bad-metadata", reason)
    return facts


def _string(uri: str, name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if not isinstance(value, str):
        raise ReportError(uri, "bad-metadata", f"{name} is {json.dumps(value)[:60]}; give it as a string")
    return value.strip()


def _day(uri: str, value: str) -> datetime.date:
    """Return the day of "2024-05-03" or "2024-05-03T08:00:00Z", as printed there; raises ReportError."""
    match = _DAY.fullmatch(value)
    try:
        return datetime.date.fromisoformat(match[1] if match else "")
    except ValueError:
        reason = f"published is {value[:60]!r}, which is no day; write it as 2024-05-03"
        raise ReportError(uri, "bad-metadata", reason) from None
