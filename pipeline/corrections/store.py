"""Corrections on disk, as a corpus that ``readout evaluate`` scores (see ``pipeline.evaluation.corpus``).

``gold/NAME.json``, ``reports/NAME.txt`` with ``reports/NAME.meta.json``, ``changes/NAME.jsonl`` with the changes made,
and ``splits.toml``.  Files appear whole or not at all, and a text is never replaced by another.
"""

import contextlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models.report import Report
from pipeline import files
from pipeline.corrections.change import Change
from pipeline.corrections.paths import CorrectionError
from pipeline.evaluation.gold import Gold, read_gold

SPLIT = "corrections"
_ODD = re.compile(r"[^\w.-]+")
_LONGEST = 100  # characters of a name; files of some systems cannot have many more


class Case(NamedTuple):
    """A report's text with its gold; ``uri`` is where the report was read from."""

    gold: Gold
    text: str
    uri: str | None = None


def name_of(report_id: str, uri: str | None) -> str:
    """Return the name of a report's files: its id, or what its source is called where the id is made of the text.

    >>> name_of("sha256-0123456789abcdef", "https://example.org/news/minutes-12.html"), name_of("2024/05 a", None)
    ('minutes-12', '2024-05-a')
    """
    name = report_id
    if name.startswith("sha256-") and uri:
        name = uri.rstrip("/").rpartition("/")[2].partition(".")[0] or name
    return _ODD.sub("-", name).strip("-.")[:_LONGEST] or "report"


def name_in(folder: Path | str, report_id: str, uri: str | None, text: str) -> str:
    """Return the name of a report in a corpus: that of ``name_of``, or where another text has it, one made longer."""
    name = name_of(report_id, uri)
    case = load(folder, name)
    if case is None or case.text == text:
        return name
    return f"{name}-{Report(text=text).sha256[:8]}"


def load(folder: Path | str, name: str) -> Case | None:
    """Return what was saved under a name, if anything; raises GoldError or CorrectionError where it cannot be read."""
    gold, text, _ = _paths(Path(folder), name)
    if not gold.exists():
        return None
    try:
        return Case(read_gold(gold), text.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{text}: cannot be read ({error}); put the report's text there") from None


def save(
    case: Case, folder: Path | str, *, split: str = SPLIT, changes: Sequence[Change] = (), anew: bool = False
) -> Path:
    """Save a correction under ``case.gold.id`` and return the path of its gold.

    Its gold replaces that of an earlier correction of the same text, its changes come after those already made, or with
    ``anew`` in their place.  Raises CorrectionError where the name is that of another report, or cannot be one.
    """
    folder, name = Path(folder), case.gold.id
    if not re.fullmatch(r"[A-Za-z0-9_-]+", split):
        raise CorrectionError(f"{split!r}: is no name of a split; take letters, digits, '_' and '-'")
    if _ODD.search(name) or name.startswith("."):
        raise CorrectionError(f"{name!r}: is no name of a file; take letters, digits, '.', '_' and '-'")
    with _alone(folder):
        return _save(case, folder, split, changes, anew=anew)


def _save(case: Case, folder: Path, split: str, changes: Sequence[Change], *, anew: bool) -> Path:
    name = case.gold.id
    gold, text, made = _paths(folder, name)
    if text.exists() and text.read_bytes() != case.text.encode():
        raise CorrectionError(f"{text}: holds another text; save under another name, or in another folder")
    if gold.exists() and not text.exists():
        raise CorrectionError(f"{gold}: is gold of another report; save under another name, or in another folder")
    splits = folder / "splits.toml"
    if splits.exists() or not (any(gold.parent.glob("*.json")) or _is_flat(folder)):
        _list(splits, name, split)  # one that has gold and no splits is a split of its own
    if not text.exists():
        _write(text, case.text.encode())
    _write_facts(text.with_name(f"{name}.meta.json"), case)
    if changes or (anew and made.exists()):
        before = made.read_bytes() if made.exists() and not anew else b""
        lines = (change.model_dump_json(exclude_defaults=True).encode() + b"\n" for change in changes)
        _write(made, before + b"".join(lines))
    _write(gold, as_json(case.gold).encode())
    return gold


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from saving in a folder meanwhile: two that add to its splits at once would lose one."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # a system without it; there one reader corrects at a time
        yield
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def as_json(gold: Gold) -> str:
    """Return gold as it is written: every field of a value, but notes, areas and places only where there are any."""
    tree = gold.model_dump(mode="json")
    spare = [(tree, "notes"), (tree["meeting"] or {}, "location")]
    spare += [(post, "area") for person in tree["people"] for post in person["posts"]]
    for holder, key in spare:
        if holder.get(key) is None:
            holder.pop(key, None)
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _paths(folder: Path, name: str) -> tuple[Path, Path, Path]:
    if _is_flat(folder):
        return folder / f"{name}.gold.json", folder / f"{name}.txt", folder / f"{name}.changes.jsonl"
    return folder / "gold" / f"{name}.json", folder / "reports" / f"{name}.txt", folder / "changes" / f"{name}.jsonl"


def _is_flat(folder: Path) -> bool:
    """Tell whether a folder is a corpus whose texts and gold lie side by side."""
    return not (folder / "gold").is_dir() and any(folder.glob("*.gold.json"))


def _splits(folder: Path) -> dict[str, list[str]] | None:
    path = folder / "splits.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CorrectionError(f"{path}: cannot be read as TOML ({error}); correct it") from None


def _list(path: Path, name: str, split: str) -> None:
    """List a name in a split, if no split has it yet; the rest of the file stays as it is written."""
    splits = _splits(path.parent) or {}
    if any(name in names for names in splits.values()):
        return
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    head = re.search(rf"(?m)^{re.escape(split)}[ \t]*=[ \t]*\[", text)
    if head:
        text = f"{text[: head.end()]}\n  {json.dumps(name)},{text[head.end() :]}"
    else:
        text = text.rstrip("\n") + "\n" if text else ""
        text += f"{split} = [\n  {json.dumps(name)},\n]\n"
    wanted = {**splits, split: [name, *splits.get(split, [])]}
    try:
        written = tomllib.loads(text)
    except ValueError:
        written = {}
    if written != wanted:
        raise CorrectionError(f"{path}: cannot be added to; list {name!r} in a split yourself, then save again")
    _write(path, text.encode())


def _write_facts(path: Path, case: Case) -> None:
    """Write what the source says of a report, beside what is known of it already."""
    try:
        facts = json.loads(path.read_bytes()) if path.exists() else {}
    except ValueError as error:
        raise CorrectionError(f"{path}: is not JSON ({error}); correct it") from None
    facts |= {"id": case.gold.id}
    if case.gold.published:
        facts["published"] = case.gold.published.isoformat()
    if case.uri and "://" in case.uri:
        facts.setdefault("url", case.uri)
    _write(path, json.dumps(facts, ensure_ascii=False).encode() + b"\n")


def _write(path: Path, content: bytes) -> None:
    with files.writing(str(path)) as stream:
        stream.write(content)
