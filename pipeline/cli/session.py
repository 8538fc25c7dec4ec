"""Correcting at a terminal: the values with numbers and their sentences, and one prompt after the other."""

from collections.abc import Callable
from typing import Any

import typer

from pipeline.cli.table import plain
from pipeline.corrections import Change, CorrectionError, correct, grammar, words
from pipeline.corrections.listing import Row, context, rows
from pipeline.corrections.paths import CALLED, SINGULAR, Step, named
from pipeline.evaluation import Gold

HELP = """\
  4               correct value 4, field by field
  add plan        add one: person, post of 4, organization, plan, list, item of 4, date
  drop 4 7        remove values that are wrong
  set PLACE=VALUE, add PLACE=VALUE, drop PLACE   as on the command line
  list            show the values again
  undo            take back the last change
  save            save and end; quit ends without"""
# what is asked of a value, after its words
FIELDS: dict[str, tuple[str, ...]] = {
    "people": ("roles",),
    "posts": ("organization", "area"),
    "organizations": ("kind",),
    "plans": ("decision", "kind", "period"),
    "enumerations": ("label", "count", "plan"),
    "dates": ("value",),
}
WORDS = {"people": "name", "posts": "title", "organizations": "name", "plans": "title", "dates": "text"}
CLEAR = "-"
_LISTS = {"roles", "chair"}


class Session:
    """Gold under correction, with the changes made so far."""

    def __init__(self, gold: Gold, text: str) -> None:
        self.text = text
        self._states: list[tuple[Gold, tuple[Change, ...]]] = [(gold, ())]

    @property
    def gold(self) -> Gold:
        """Gold as it is now."""
        return self._states[-1][0]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes made, in order."""
        return self._states[-1][1]

    def do(self, *changes: Change) -> None:
        """Make changes, all or none; raises CorrectionError."""
        gold, made = self.gold, list(self.changes)
        for change in changes:
            path = named(gold.model_dump(mode="json"), change.path)
            made.append(change.model_copy(update={"path": path}))
            gold = correct(gold, change, text=self.text)
        self._states.append((gold, tuple(made)))

    def ask(self) -> bool:
        """Ask for changes until there are no more; returns whether they are to be saved."""
        self._list()
        typer.echo(HELP)
        while True:
            try:
                line = str(typer.prompt("correct", prompt_suffix="> ", default="", show_default=False)).strip()
                if line in {"save", "quit"}:
                    return line == "save"
                self._follow(line)
            except typer.Abort:  # the end of the input
                typer.echo()
                return False
            except CorrectionError as error:
                typer.echo(f"  {plain(str(error))}")

    def _follow(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        rest = rest.strip()
        simple: dict[str, Callable[[], None]] = {"list": self._list, "undo": self._undo, "": lambda: None}
        if command in simple and not rest:
            simple[command]()
        elif command.isdigit() and not rest:
            self._edit(self._row(command))
        elif command == "drop" and rest and all(number.isdigit() for number in rest.split()):
            self._drop([self._row(number) for number in rest.split()])
        elif command == "add" and "=" not in rest:
            self._add(rest)
        elif command in grammar.ACTIONS:
            self.do(grammar.parse(command, rest, text=self.text))
            self._say()
        else:
            typer.echo(HELP)

    def _list(self) -> None:
        before = ""
        for number, row in enumerate(rows(self.gold, self.text), start=1):
            typer.echo(f"{number:>4}  {row.type:<17} {typer.style(_line(row.shown), bold=True)}")
            around = context(row, self.text)
            if around and around != before:
                typer.echo(f"{'':>24}{typer.style(_line(around), dim=True)}")
            before = around or before

    def _row(self, number: str) -> Row:
        found = list(rows(self.gold, self.text))
        if not 0 < int(number) <= len(found):
            raise CorrectionError(f"there is no value {number}; there are {len(found)}")
        return found[int(number) - 1]

    def _undo(self) -> None:
        if len(self._states) > 1:
            self._states.pop()
        self._say()

    def _say(self) -> None:
        typer.echo(f"  {len(self.changes)} change{'' if len(self.changes) == 1 else 's'}")

    def _drop(self, chosen: list[Row]) -> None:
        # the last first, so that the numbers of the others stay
        self.do(*(Change(action="drop", path=row.path) for row in sorted(chosen, key=_last_first, reverse=True)))
        self._say()

    def _edit(self, row: Row) -> None:
        """Ask for each field of a value; an empty answer keeps it."""
        tree: Any = self.gold.model_dump(mode="json")
        for step in row.path:
            tree = tree[step] if tree is not None else None
        if isinstance(tree, dict):
            family = str(row.path[-2])
            names = (*filter(None, [WORDS.get(family)]), *FIELDS[family])
            fields = {name: ((*row.path, name), tree[name]) for name in names}
        else:
            fields = {str(row.path[-1]) if isinstance(row.path[-1], str) else "words": (row.path, tree)}
        changes = []
        for name, (path, value) in fields.items():
            answer = _asked(name, _as_answer(value))
            if answer != _as_answer(value):
                changes.append(Change(action="set", path=path, value=_meant(name, answer)))
        if changes:
            self.do(*changes)
        self._say()

    def _add(self, what: str) -> None:
        """Ask for the words of a new value, which of their places, and its fields."""
        path = self._parent(what)
        family = str(path[-1])
        printed = _asked("items, with ; between" if family == "enumerations" else "words in the report", "")
        if printed in {"", CLEAR}:
            return
        if family == "enumerations":
            value: Any = {"items": [item.strip() for item in printed.split(";") if item.strip()]}
        else:
            value = {WORDS[family]: printed} if family in WORDS else printed
        start = None if family in {"enumerations", "roles"} else self._place(printed)
        for name in FIELDS.get(family, ()):
            answer = _asked(name, "")
            if answer not in {"", CLEAR}:
                value[name] = _meant(name, answer)
        self.do(Change(action="add", path=path, value=value, start=start))
        self._say()

    def _parent(self, what: str) -> tuple[Step, ...]:
        """Return the list that is added to: "plan", or "post of 4"."""
        name, _, owner = what.partition(" of ")
        family = SINGULAR.get(name.strip(), name.strip())
        if family not in CALLED:
            raise CorrectionError(
                f"there is nothing called {what!r}; add person, organization, plan, list, date, post of 4"
            )
        if owner.strip().isdigit():
            return (*self._row(owner.strip()).path[:2], family)
        if family in {"posts", "roles", "aliases", "items"}:
            raise CorrectionError(f"say whose: add {name.strip()} of 4")
        return ("meeting", family) if family == "chair" else (family,)

    def _place(self, printed: str) -> int | None:
        found = words.places(printed, self.text)
        if len(found) < 2:
            return None
        for number, place in enumerate(found, start=1):
            first, last = words.sentence(self.text, *place)
            typer.echo(f"{number:>4}  {_line(self.text[first:last])}")
        answer = _asked("which place", "1")
        if not answer.isdigit() or not 0 < int(answer) <= len(found):
            raise CorrectionError(f"there is no place {answer}; there are {len(found)}")
        return found[int(answer) - 1][0]


def _last_first(row: Row) -> tuple[str, ...]:
    return tuple(f"{step:09}" if isinstance(step, int) else step for step in row.path)


def _asked(name: str, value: str) -> str:
    hint = f" [{_line(value)}; {CLEAR} for none]" if value else ""
    return str(typer.prompt(f"  {name}{hint}", default=value, show_default=False)).strip()


def _as_answer(value: Any) -> str:
    """Return a field as one would type it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "-".join(map(str, value.values()))
    return "" if value is None else str(value)


def _meant(name: str, answer: str) -> Any:
    if name in _LISTS:
        return [each.strip() for each in answer.split(",") if each.strip() not in {"", CLEAR}]
    return None if answer in {"", CLEAR} else answer


def _line(text: str) -> str:
    return " ".join(plain(text).split())
