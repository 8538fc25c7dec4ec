"""spaCy reads what is written, and finds the record in it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus

from models import Record
from pipeline.export import docbin
from pipeline.export.source import Source

Given = tuple[Record, str]
Saved = Callable[[Iterable[Given]], tuple[str, str]]


def loaded(folder: Path) -> list[Doc]:
    vocab = spacy.blank("en").vocab
    paths = sorted(folder.glob("*.spacy"))
    return [doc for path in paths for doc in DocBin().from_disk(path).get_docs(vocab)]


def test_spans_are_the_records(tmp_path: Path, saved: Saved, first: Given, second: Given) -> None:
    records, texts = saved([first, second])
    counts = docbin.write(Source(records, texts=texts), str(tmp_path / "out"))
    one, two = loaded(tmp_path / "out")
    assert (one.text, two.text) == (first[1], second[1])
    assert (one.user_data["id"], two.user_data["id"]) == ("first", "second")
    spans = {
        key: [(span.label_, span.text, span.kb_id_, span.id_) for span in group] for key, group in one.spans.items()
    }
    assert spans["people"] == [("PERSON", name, name, "test.rule") for name in ("Ada Roe", "Ben Poe", "Cy Doe")]
    assert spans["dates"] == [("DATE", "3 May 2024", "2024-05-03", "test.rule")]
    assert spans["plans"] == [("PLAN", title, title, "test.rule") for title in ("Roads Plan", "Water Act")]
    assert spans["items"] == [("ITEM", text, text, "") for text in ("cheap roads", "safe roads")]
    assert spans["enumerations"] == [("ENUMERATION", "two goals", "goals", "test.rule")]
    assert [text for _, text, *_ in spans["meeting"]] == ["12th", "budget meeting"]
    assert spans["directives"] == [("DIRECTIVE", "The Committee must", "The Committee", "test.rule")]
    assert one.spans["organizations"].attrs == {"kind": ["legislature", "committee"]}
    assert one.spans["plans"].attrs == {"kind": ["plan", "act"], "decision": ["adopted", ""]}
    assert counts["docs"] == 2
    assert counts["spans"] == sum(len(group) for doc in (one, two) for group in doc.spans.values())
    assert not counts[docbin.MOVED] and not counts[docbin.LEFT_OUT]


def test_places_are_moved_to_whole_words_and_counted(tmp_path: Path, saved: Saved, first: Given) -> None:
    record, text = first
    start = text.index("Ada Roe")
    inside = {"start": start + 1, "end": start + 5, "text": text[start + 1 : start + 5], "rule": "x"}
    space = {"start": start + 3, "end": start + 4, "text": " ", "rule": "x"}
    people = [{**record.people[0].model_dump(), "mentions": [inside, space]}]
    records, texts = saved([(Record.model_validate(record.model_dump() | {"people": people}), text)])
    counts = docbin.write(Source(records, texts=texts), str(tmp_path / "out"))
    (doc,) = loaded(tmp_path / "out")
    assert [span.text for span in doc.spans["people"]] == ["Ada Roe"]
    assert (counts[docbin.MOVED], counts[docbin.LEFT_OUT]) == (1, 1)


def test_hostile_texts_come_back(tmp_path: Path, saved: Saved, hostile: Given) -> None:
    records, texts = saved([hostile])
    docbin.write(Source(records, texts=texts), str(tmp_path / "out"))
    (doc,) = loaded(tmp_path / "out")
    assert doc.text == hostile[1]
    assert [span.kb_id_ for span in doc.spans["plans"]] == [plan.title for plan in hostile[0].plans]


def test_series_of_files(
    tmp_path: Path, saved: Saved, first: Given, second: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docbin, "SHARD", 1)
    out = tmp_path / "out"
    third = (first[0].model_copy(update={"id": "third"}), first[1])
    for given in ([first, second, third], [second, first]):
        docbin.write(Source(*saved(given)[:1], texts=str(tmp_path / "texts.jsonl")), str(out))
    assert sorted(path.name for path in out.iterdir()) == ["docs-00001.spacy", "docs-00002.spacy"]
    assert [doc.user_data["id"] for doc in loaded(out)] == ["second", "first"]
    examples = list(Corpus(out)(spacy.blank("en")))
    assert sorted(len(example.reference.spans["people"]) for example in examples) == [1, 3]


def test_no_records_and_no_text(tmp_path: Path, saved: Saved, first: Given) -> None:
    records, texts = saved([])
    assert docbin.write(Source(records, texts=texts), str(tmp_path / "out"))["docs"] == 0
    assert loaded(tmp_path / "out") == []
