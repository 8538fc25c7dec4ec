"""Rules and word lists as data: TOML files by component, read and checked here.

``people.toml`` and then every ``people-….toml`` ("people-roles.toml") are the rules of people, as if they were one
file, and so for the others.  A file holds ``[words]``, closed classes by name, and ``[[rule]]`` blocks::

    [words]
    months = ["january", "jan", "february"]        # a list, or a table of word = value

    [[rule]]  # a month of a year; annotation guidelines, dates
    id = "date.month-year"
    label = "DATE"
    pattern = [{LOWER = "@months"}, {SHAPE = "dddd"}]   # a spaCy Matcher pattern; "@name" is a word list
    finds = {"in July 2020 the" = "July 2020"}
    skips = ["July sales"]

A rule has either ``pattern``, ``patterns`` (several) or ``phrases`` (matched without regard to case; "@name" is a word
list).  ``value`` is what the rule's finds mean, where the words alone say it.  Words in
``shared.toml`` are seen by every component.  A folder of the user's own files is laid over these: its word lists
extend ours, its rules replace ours of the same id or join them, and ``drop = ["id"]`` takes rules away.
"""

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.dataclasses import dataclass

from models.errors import RuleError
from pipeline.families import COMPONENTS

FOLDER = Path(__file__).parent
SHARED = "shared"
NAMES = "names"  # words alone, that components look up by themselves
PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Rule:
    """One rule; the module's docstring shows its shape.

    No model of pydantic's, whose facts take three times as long to ask: every match is asked for its rule's.
    """

    id: str = Field(pattern=r"^[a-z]+(\.[a-z0-9-]+)+$")
    label: str = Field(min_length=1)
    value: str = ""
    pattern: list[dict[str, Any]] = Field(default_factory=list)
    patterns: list[list[dict[str, Any]]] = Field(default_factory=list)
    phrases: list[str] = Field(default_factory=list)
    finds: dict[str, str] = Field(min_length=1)
    skips: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_shape(self) -> "Rule":
        if sum(map(bool, (self.pattern, self.patterns, self.phrases))) != 1:
            raise ValueError("give one of 'pattern', 'patterns' and 'phrases'")
        if not all(map(str.strip, self.phrases)):
            raise ValueError("one of 'phrases' is empty; remove it")
        return self

    @model_validator(mode="after")
    def _examples_hold_their_finds(self) -> "Rule":
        for text, found in self.finds.items():
            if not found or " ".join(found.split()) not in " ".join(text.split()):
                raise ValueError(f"'finds' says {found!r} for {text!r}; give words of the example")
        return self

    @property
    def token_patterns(self) -> list[list[dict[str, Any]]]:
        """Its spaCy Matcher patterns; empty for a rule of phrases."""
        return [self.pattern] if self.pattern else self.patterns


class Rules(BaseModel):
    """The rules and word lists of one component, the user's laid over ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    component: str
    rules: tuple[Rule, ...]
    words: dict[str, tuple[str, ...] | dict[str, str | int]]

    def list(self, name: str) -> frozenset[str]:
        """Return the words of a list or the keys of a table; raises RuleError where there is none."""
        return frozenset(self._words(name))

    def table(self, name: str) -> Mapping[str, str | int]:
        """Return a table of words and their values; raises RuleError where there is none."""
        words = self._words(name)
        if not isinstance(words, dict):
            raise RuleError(f"{self.component}.toml: words '{name}': give a table of word = value")
        return words

    def _words(self, name: str) -> tuple[str, ...] | dict[str, str | int]:
        if name not in self.words:
            raise RuleError(f"{self.component}.toml: no word list '{name}': add it under [words]")
        return self.words[name]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: dict[str, tuple[str, ...] | dict[str, str | int]] = {}
    rule: list[Rule] = []
    drop: list[str] = []


@functools.cache
def load(component: str, overlay: str | None = None) -> Rules:
    """Read the rules of ``component``, with those in the folder ``overlay`` laid over them; raises RuleError."""
    files = _files(FOLDER, component)
    if overlay is not None:
        _check_overlay(Path(overlay))
        files += _files(Path(overlay), component)
    words: dict[str, tuple[str, ...] | dict[str, str | int]] = {}
    rules: dict[str, Rule] = {}
    for file in files:
        for name, entries in file.words.items():
            words[name] = _joined(name, words.get(name), entries, component)
        rules |= {rule.id: rule for rule in file.rule}
        for id_ in file.drop:
            if rules.pop(id_, None) is None:
                raise RuleError(f"{component}.toml: 'drop' names '{id_}', which is no rule of it: see 'readout rules'")
    return Rules(component=component, rules=tuple(rules.values()), words=words)


def _files(folder: Path, component: str) -> list[_File]:
    """Read the files of a folder that hold words and rules of a component, in the order in which they count."""
    found = sorted(folder.glob("*.toml"), key=lambda path: path.stem)
    read = {path: _read(path) for name in (SHARED, component) for path in found if _component(path) == name}
    homes: dict[str, Path] = {}
    for path, file in read.items():
        for rule in file.rule:
            if rule.id in homes:
                raise RuleError(f"{path.name}: rule '{rule.id}' stands in {homes[rule.id].name}, too: rename one")
            homes[rule.id] = path
    return list(read.values())


def _component(path: Path) -> str:
    """Return whose rules a file holds.

    >>> _component(Path("people-roles.toml"))
    'people'
    """
    return path.stem.partition("-")[0]


def digest(overlay: str | None = None) -> str:
    """SHA-256 over all rule files in force, names and contents, as 64 hexadecimal digits."""
    sha = hashlib.sha256()
    for folder in [FOLDER] + ([Path(overlay)] if overlay else []):
        for path in sorted(folder.glob("*.toml")):
            sha.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()


def _read(path: Path) -> _File:
    try:
        with path.open("rb") as stream:
            data = tomllib.load(stream)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: not readable as TOML ({error}): mend the file") from None
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        raise RuleError(_reason(path.name, data, error)) from None
    if _component(path) == SHARED and (file.rule or file.drop):
        raise RuleError(f"{path.name}: holds words alone: move its rules to the file of their component")
    ids = [rule.id for rule in file.rule]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise RuleError(f"{path.name}: rule '{id_}' stands twice: give each rule an id of its own")
    return file


def _reason(name: str, data: dict[str, Any], error: ValidationError) -> str:
    first = error.errors()[0]
    place = first["loc"]
    unknown = first["type"] == "unexpected_keyword_argument"  # as the files' own models say it
    message = "Extra inputs are not permitted" if unknown else first["msg"].removeprefix("Value error, ")
    if place[:1] == ("rule",) and len(place) > 1 and isinstance(place[1], int):
        rule = data["rule"][place[1]]
        id_ = rule.get("id", f"number {place[1] + 1}") if isinstance(rule, dict) else f"number {place[1] + 1}"
        key = ".".join(map(str, place[2:]))
        if first["type"] == "missing":
            return f"{name}: rule '{id_}': has no '{key}': give it one"
        return f"{name}: rule '{id_}': {f'{key}: ' if key else ''}{message}"
    if place[:1] == ("words",) and len(place) > 1:
        return f"{name}: words '{place[1]}': give a list of words, or a table of word = value"
    return f"{name}: {'.'.join(map(str, place))}: {message}: give only 'words', 'rule' and 'drop'"


def _joined(
    name: str, ours: tuple[str, ...] | dict[str, str | int] | None, more: Any, component: str
) -> tuple[str, ...] | dict[str, str | int]:
    if ours is None:
        return more  # type: ignore[no-any-return]  # validated by _File
    if isinstance(ours, dict) and isinstance(more, dict):
        return ours | more
    if isinstance(ours, tuple) and isinstance(more, tuple):
        return ours + more
    raise RuleError(f"{component}.toml: words '{name}': give it the shape it has elsewhere, a list or a table")


def _check_overlay(folder: Path) -> None:
    if not folder.is_dir():
        raise RuleError(f"{folder}: not a folder: give a folder of rule files")
    known = {*COMPONENTS, SHARED, NAMES, PLACES}
    files = list(folder.glob("*.toml"))
    if not files:
        raise RuleError(f"{folder}: holds no rule files: name them {', '.join(f'{name}.toml' for name in COMPONENTS)}")
    for path in files:
        if _component(path) not in known:
            raise RuleError(f"{path.name}: no component of that name: call it one of {', '.join(sorted(known))}")
