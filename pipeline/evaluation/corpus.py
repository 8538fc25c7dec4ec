"""Reports with their gold, from a folder.

Either the layout of ``corpus/``: ``reports/NAME.txt``, ``gold/NAME.json``, ``splits.toml`` (split = list of names),
or one flat folder of ``NAME.txt`` beside ``NAME.gold.json``.  Without ``splits.toml`` there is one split, ``all``.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.report import Report
from pipeline.evaluation.gold import Gold, GoldError, read_gold

ALL = "all"


@dataclass(frozen=True)
class Entry:
    """A report and its gold."""

    report: Report
    gold: Gold


class Corpus:
    """A folder of reports with gold; raises GoldError, one line, where it does not hold together.

    ``splits`` has the names of each split's reports.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise GoldError(f"{self.folder}: is not a folder; give one with reports and their gold")
        nested = (self.folder / "gold").is_dir()
        self._reports, self._gold = (self.folder / "reports", self.folder / "gold") if nested else (self.folder,) * 2
        self._ending = ".json" if nested else ".gold.json"
        self._names = sorted(path.name.removesuffix(self._ending) for path in self._gold.glob(f"*{self._ending}"))
        if not self._names:
            raise GoldError(f"{self.folder}: has no gold; give gold/NAME.json or NAME.gold.json for each NAME.txt")
        self.splits = self._read_splits()

    def entries(self, split: str) -> Iterator[Entry]:
        """Yield the reports of a split with their gold, in the split's order."""
        for name in self.names(split):
            path = self._gold / f"{name}{self._ending}"
            gold = read_gold(path)
            if gold.id != name:
                raise GoldError(f"{path}: id: is {gold.id!r}, but the file is named {name!r}; make them the same")
            text = _read(self._reports / f"{name}.txt")
            yield Entry(Report(text=text, id=name, published=gold.published), gold)

    def names(self, split: str) -> tuple[str, ...]:
        """Return the names of a split's reports."""
        if split not in self.splits:
            raise GoldError(f"{self.folder}: has no split '{split}'; choose one of {', '.join(self.splits)}")
        return self.splits[split]

    def _read_splits(self) -> dict[str, tuple[str, ...]]:
        path = self.folder / "splits.toml"
        if not path.exists():
            return {ALL: tuple(self._names)}
        try:
            splits = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise GoldError(f"{path}: cannot be read as TOML ({error}); correct it") from None
        for split, names in splits.items():
            if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
                raise GoldError(f"{path}: {split}: is not a list of names; give at least one report's name")
        listed = Counter(name for names in splits.values() for name in names)
        for name in (*self._names, *listed):
            if listed[name] != 1:
                place = "in no split" if not listed[name] else "listed more than once"
                raise GoldError(f"{path}: {name}: is {place}; list each report in one split")
        return {split: tuple(names) for split, names in splits.items()}


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); add the report's text there") from None
    except UnicodeDecodeError:
        raise GoldError(f"{path}: is not UTF-8; save it as UTF-8") from None
