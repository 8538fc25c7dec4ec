"""Reports by chance, as many as wanted: python -m tests.benchmarks.generate 100000 -o reports.jsonl --seed 7.

They are built from ``grammar.toml``, which says how it is written: executive meetings of provinces and of a State
Council, bulletins of cabinets, minutes of councils, boards, standing committees.  Report ``n`` of a seed is the same in
every run, whatever the number of reports and the machine.  Written are lines of JSON, or a folder of text files.
"""

import argparse
import datetime
import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

Grammar = dict[str, list[str]]
FIRST, LAST = datetime.date(2010, 1, 4), datetime.date(2025, 12, 19)
IN_FOLDER = 1000  # files
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)(th)?")
_LIST = re.compile(r"(\d+)-(\d+) ([\w.]+)\|(.+)", re.DOTALL)  # 3-5 name|; with what joins them
_LINES = re.compile(r"1\. (\d+)-(\d+) ([\w.]+)")
_COUNTED = re.compile(r"count (\d+)-(\d+) (\w+): ([\w.]+)")
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven")


class Writer:
    """Writes one report."""

    def __init__(self, grammar: Grammar, chance: random.Random) -> None:
        self._grammar, self._chance = grammar, chance
        self._kept: dict[str, str] = {}
        self.day = FIRST + datetime.timedelta(chance.randrange((LAST - FIRST).days))

    def write(self, name: str) -> str:
        """Return one wording of a name."""
        return _SLOT.sub(lambda slot: self._slot(slot[1]), self._chance.choice(self._grammar[name]))

    def _slot(self, slot: str) -> str:
        if slot.startswith("="):
            if slot not in self._kept:
                self._kept[slot] = self.write(slot[1:])
            return self._kept[slot]
        if found := _RANGE.fullmatch(slot):
            number = self._between(found)
            return ordinal(number) if found[3] else str(number)
        if found := _LIST.fullmatch(slot):
            return found[4].join(self._several(found))
        if found := _LINES.fullmatch(slot):
            return "\n".join(f"{number}. {line}" for number, line in enumerate(self._several(found), start=1))
        if found := _COUNTED.fullmatch(slot):
            items = [self.write(found[4]) for _ in range(self._between(found))]
            return f"{_COUNTS[len(items)].capitalize()} {found[3]}, namely {'; '.join(items)},"
        if slot in _OF_THE_DAY:
            return _OF_THE_DAY[slot](self.day, self._chance)
        if slot in self._grammar:
            return self.write(slot)
        return self._capital(slot)

    def _capital(self, slot: str) -> str:
        """{Field} and {figure.cap}: a title, a sentence."""
        if slot.endswith(".cap"):
            text = self.write(slot.removesuffix(".cap"))
            return text[0].upper() + text[1:]
        text = self.write(slot.lower())
        return " ".join(word if word in {"and", "for", "of"} else word[0].upper() + word[1:] for word in text.split())

    def _between(self, found: re.Match[str]) -> int:
        return self._chance.randint(int(found[1]), int(found[2]))

    def _several(self, found: re.Match[str]) -> list[str]:
        return [self.write(found[3]) for _ in range(self._between(found))]


def ordinal(number: int) -> str:
    """Return a number as in a row: 1st, 12th."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _date(day: datetime.date, chance: random.Random) -> str:
    forms = (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{ordinal(day.day)} {day:%B} {day.year}",
    )
    return chance.choice(forms)


def _moved(least: int, most: int) -> Callable[[datetime.date, random.Random], str]:
    return lambda day, chance: _date(day + datetime.timedelta(chance.randint(least, most)), chance)


_OF_THE_DAY: dict[str, Callable[[datetime.date, random.Random], str]] = {
    "day": _date,
    "dom": lambda day, _: str(day.day),
    "weekday": lambda day, _: f"{day:%A}",
    "month": lambda day, _: f"{day:%B}",
    "year": lambda day, _: str(day.year),
    "later": lambda day, chance: str(day.year + chance.randint(1, 12)),
    "earlier": lambda day, chance: str(day.year - chance.randint(1, 9)),
    "period": lambda day, chance: f"{day.year}-{day.year + chance.randint(2, 6)}",
    "date.next": _moved(7, 300),
    "date.past": _moved(-300, -7),
}


def report(number: int, seed: int, grammar: Grammar) -> dict[str, str]:
    """Return a report as a line of JSON has it."""
    writer = Writer(grammar, random.Random(f"{seed}-{number}"))  # noqa: S311  the same reports in every run
    title, _, body = writer.write("form").strip().partition("\n\n")
    return {
        "id": f"made-{seed}-{number}",
        "title": title,
        "published": (writer.day + datetime.timedelta(number % 3)).isoformat(),
        "text": f"{title}\n\n{body}",
    }


def reports(count: int, seed: int = 0, paragraphs: int | None = None) -> Iterator[dict[str, str]]:
    """Yield reports, one at a time, each whole or its first paragraphs, the headline among them."""
    grammar = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
    for number in range(count):
        made = report(number, seed, grammar)
        yield made | {"text": "\n\n".join(made["text"].split("\n\n")[:paragraphs])}


def write(count: int, target: Path, seed: int = 0, paragraphs: int | None = None) -> Path:
    """Write reports to a file of JSON Lines, or else to a folder of texts with front matter; returns it."""
    made = reports(count, seed, paragraphs)
    if target.suffix == ".jsonl":
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(each) + "\n" for each in made)
        return target
    for number, each in enumerate(made):
        place = target / f"{number // IN_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        facts = "".join(f"{name}: {each[name]}\n" for name in ("id", "title", "published"))
        (place / f"{number:07}.txt").write_text(f"---\n{facts}---\n{each['text']}\n", encoding="utf-8")
    return target


def main() -> None:
    """Write as many reports as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True, help="NAME.jsonl, or a folder for a file each")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--paragraphs", type=int, help="only so many of each, the headline among them")
    arguments = parser.parse_args()
    write(arguments.count, arguments.output, arguments.seed, arguments.paragraphs)


if __name__ == "__main__":
    main()
