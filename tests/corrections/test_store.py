"""Corrections on disk are a corpus; what is there is not lost."""

import json
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.corrections import Case, Change, CorrectionError, load, name_in, save
from pipeline.evaluation import Corpus, Gold

CHANGES = [Change(action="set", path=("meeting", "date"), value="2024-05-02")]


def test_a_correction_is_a_case_of_a_corpus(gold: Gold, text: str, tmp_path: Path) -> None:
    path = save(Case(gold, text, "https://example.org/a"), tmp_path, changes=CHANGES)
    (entry,) = Corpus(tmp_path).entries("corrections")
    assert path == tmp_path / "gold/port-2024-05-03.json"
    assert (entry.gold, entry.report.text) == (gold, text)
    assert json.loads((tmp_path / "reports/port-2024-05-03.meta.json").read_text()) == {
        "id": "port-2024-05-03",
        "published": "2024-05-04",
        "url": "https://example.org/a",
    }
    made = (tmp_path / "changes/port-2024-05-03.jsonl").read_text()
    assert [Change.model_validate_json(line) for line in made.splitlines()] == CHANGES
    assert load(tmp_path, "port-2024-05-03") == Case(gold, text)
    assert load(tmp_path, "another") is None


def test_a_later_correction_of_the_text_replaces_the_gold(gold: Gold, text: str, tmp_path: Path) -> None:
    save(Case(gold, text), tmp_path, changes=CHANGES)
    later = gold.model_copy(update={"plans": (), "enumerations": ()})
    save(Case(later, text), tmp_path, changes=CHANGES)
    case = load(tmp_path, gold.id)
    assert case and case.gold == later
    assert len((tmp_path / "changes/port-2024-05-03.jsonl").read_text().splitlines()) == 2
    assert Corpus(tmp_path).splits == {"corrections": (gold.id,)}


def test_another_text_is_not_replaced(gold: Gold, text: str, tmp_path: Path) -> None:
    save(Case(gold, text), tmp_path)
    with pytest.raises(CorrectionError, match="holds another text; save under another name"):
        save(Case(gold, text + "More."), tmp_path)
    assert load(tmp_path, gold.id) == Case(gold, text)


def test_of_two_texts_each_has_a_name(gold: Gold, text: str, tmp_path: Path) -> None:
    page = ("sha256-0123456789abcdef", "https://example.org/a/index.html")
    assert name_in(tmp_path, *page, text) == "index"
    save(Case(gold.model_copy(update={"id": "index"}), text), tmp_path)
    assert name_in(tmp_path, *page, text) == "index"
    other = name_in(tmp_path, *page, text + "More.")
    assert other.startswith("index-")
    save(Case(gold.model_copy(update={"id": other}), text + "More."), tmp_path)
    assert name_in(tmp_path, *page, text + "More.") == other


def test_many_save_at_once(gold: Gold, text: str, tmp_path: Path) -> None:
    def one(number: int) -> None:
        save(Case(gold.model_copy(update={"id": f"port-{number}"}), text), tmp_path)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(24)))
    assert len(list(Corpus(tmp_path).entries("corrections"))) == 24


SPLITS = [  # splits.toml before -> after
    (None, {"corrections": ["port-2024-05-03"]}),
    ('# ours\ndev = ["one"]\n', {"dev": ["one"], "corrections": ["port-2024-05-03"]}),
    ('corrections = ["one"]', {"corrections": ["port-2024-05-03", "one"]}),
    ('dev = ["one"]\ncorrections = [ # read twice\n]', {"dev": ["one"], "corrections": ["port-2024-05-03"]}),
    ('dev = ["one", "port-2024-05-03"]\n', {"dev": ["one", "port-2024-05-03"]}),
]


@pytest.mark.parametrize(("before", "after"), SPLITS)
def test_splits(gold: Gold, text: str, tmp_path: Path, before: str | None, after: dict[str, list[str]]) -> None:
    path = tmp_path / "splits.toml"
    if before is not None:
        path.write_text(before)
    save(Case(gold, text), tmp_path)
    assert tomllib.loads(path.read_text()) == after
    assert before is None or all(comment in path.read_text() for comment in ("# ours", "# read") if comment in before)


@pytest.mark.parametrize("before", ['[dev]\nnames = ["one"]\n', "dev = [", "\xff"])
def test_splits_that_cannot_be_added_to(gold: Gold, text: str, tmp_path: Path, before: str) -> None:
    (tmp_path / "splits.toml").write_text(before, encoding="latin-1")
    with pytest.raises(CorrectionError, match=r"splits\.toml: "):
        save(Case(gold, text), tmp_path)
    assert not (tmp_path / "gold").exists()


def test_a_flat_corpus_stays_flat(gold: Gold, text: str, tmp_path: Path) -> None:
    (tmp_path / "one.gold.json").write_text(gold.model_copy(update={"id": "one"}).model_dump_json())
    (tmp_path / "one.txt").write_text(text)
    save(Case(gold, text), tmp_path)
    assert sorted(entry.gold.id for entry in Corpus(tmp_path).entries("all")) == ["one", "port-2024-05-03"]


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", "a b"])
def test_a_name_is_the_name_of_a_file(gold: Gold, text: str, tmp_path: Path, name: str) -> None:
    with pytest.raises(CorrectionError, match="is no name of a file"):
        save(Case(gold.model_copy(update={"id": name}), text), tmp_path)
    assert not list(tmp_path.iterdir())
