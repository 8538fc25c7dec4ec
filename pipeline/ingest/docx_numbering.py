"""The numbers and bullets of a DOCX document's lists, which Word counts anew each time it shows them."""

import re
from typing import Any, NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_MAX_LEVELS = 9
_MAX_STYLES = 20  # that rest on each other; a document may say that two rest on each other in turn
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Level(NamedTuple):
    """How one level of a list is numbered: "decimal" and "%1." for 1., 2., 3."""

    format: str
    text: str
    start: int


class Numbering:
    """Counts the items of a document's lists, paragraph by paragraph."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
        self._levels = _levels(document)
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, paragraph: Any) -> str:
        """Return the number or bullet in front of a paragraph, empty if it is in no list."""
        numbered = self._numbered(paragraph)
        if numbered is None:
            return ""
        list_, level = numbered
        levels = self._levels.get(list_, {})
        if level not in levels or levels[level].format == "none":
            return ""
        counts = self._counts.setdefault(list_, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if levels[level].format == "bullet":
            return _BULLET
        return _PLACE.sub(lambda found: _shown(counts, levels, int(found[1]) - 1), levels[level].text).strip()

    def _numbered(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph, by itself or by its style."""
        properties = paragraph.find(f"{_W}pPr")
        style = None if properties is None else properties.find(f"{_W}pStyle")
        for _ in range(_MAX_STYLES):
            numbering = None if properties is None else properties.find(f"{_W}numPr")
            if numbering is not None and (list_ := _value(numbering, "numId")) is not None:
                level = _number(_value(numbering, "ilvl"), 0)
                return (list_, min(level, _MAX_LEVELS - 1)) if list_ != "0" else None  # 0 takes it out of its list
            above = self._styles.get(style.get(f"{_W}val")) if style is not None else None
            if above is None:
                return None
            properties, style = above.find(f"{_W}pPr"), above.find(f"{_W}basedOn")
        return None


def _levels(document: Any) -> dict[str, dict[int, Level]]:
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # there are no lists
        return {}
    abstract = {each.get(f"{_W}abstractNumId"): each for each in root.iter(f"{_W}abstractNum")}
    found = {}
    for list_ in root.iter(f"{_W}num"):
        base = abstract.get(_value(list_, "abstractNumId"))
        own = () if base is None else base.iter(f"{_W}lvl")
        levels = {_number(each.get(f"{_W}ilvl"), 0): _level(each) for each in own}
        for override in list_.iter(f"{_W}lvlOverride"):
            level = _number(override.get(f"{_W}ilvl"), 0)
            start = _value(override, "startOverride")
            if start is not None and level in levels:
                levels[level] = levels[level]._replace(start=_number(start, 1))
        found[list_.get(f"{_W}numId")] = levels
    return found


def _level(element: Any) -> Level:
    format_, text = _value(element, "numFmt") or "decimal", _value(element, "lvlText") or ""
    return Level(format_, text, _number(_value(element, "start"), 1))


def _value(parent: Any, name: str) -> str | None:
    element = parent.find(f"{_W}{name}")
    value = None if element is None else element.get(f"{_W}val")
    return None if value is None else str(value)


def _number(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?[0-9]{1,6}", value) else default


def _shown(counts: dict[int, int], levels: dict[int, Level], level: int) -> str:
    count = counts.get(level, levels[level].start if level in levels else 1)
    format_ = levels[level].format if level in levels else "decimal"
    if format_ in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if format_ == "upperLetter" else letters
    if format_ in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        return _roman(count).upper() if format_ == "upperRoman" else _roman(count)
    return f"{count:02}" if format_ == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (count // value)
        count %= value
    return letters
