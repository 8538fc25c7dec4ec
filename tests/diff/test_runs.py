"""Two files of records, whatever their order."""

import itertools
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Record
from models.errors import RecordError
from pipeline.comparison import Counts, differences

Make = Callable[..., Record]
Write = Callable[..., Path]

ORDERS = [  # reports of the old and the new file -> lost, added
    ("", "", "", ""),
    ("abc", "abc", "", ""),
    ("abc", "cba", "", ""),
    ("abc", "ab", "c", ""),
    ("ab", "abc", "", "c"),
    ("abcd", "xbdy", "ac", "xy"),
    ("abc", "", "abc", ""),
    ("", "ab", "", "ab"),
    ("aab", "ab", "a", ""),
    ("ab", "bbaa", "", "ba"),
]


@pytest.mark.parametrize(("old", "new", "lost", "added"), ORDERS)
def test_reports_are_paired_by_id(make: Make, write: Write, old: str, new: str, lost: str, added: str) -> None:
    counts = Counts()
    ours = write("old", *(make(id=each) for each in old))
    found = list(differences(ours, write("new", *(make(id=each) for each in new)), counts))
    assert [(each.change, each.report) for each in found] == [("lost", each) for each in lost] + [
        ("added", each) for each in added
    ]
    assert (counts.same, counts.different, counts.lost, counts.added) == (
        len(old) - len(lost),
        0,
        len(lost),
        len(added),
    )


def test_every_order_finds_the_same(make: Make, write: Write) -> None:
    old = write("old", *(make(id=each) for each in "abc"))
    for order in itertools.permutations("abc"):
        changed = {"b": {"plan": {"decision": "reviewed"}}}
        new = write("new", *(make(id=each, **changed.get(each, {})) for each in order))
        counts = Counts()
        assert [each.report for each in differences(old, new, counts)] == ["b"]
        assert counts.types == {"plans": {"changed": 1}} and counts.rules == {"plan.named": {"changed": 1}}


def test_other_rules_that_found_the_same(make: Make, write: Write) -> None:
    other = make(provenance={"pipeline": "readout 9", "rules": "1" * 64, "spacy": "3"})
    assert not list(differences(write("old", make()), write("new", other), Counts()))


def test_the_same_reports_in_another_folder(make: Make, write: Write) -> None:
    record = make()
    elsewhere = record.model_copy(update={"report": record.report.model_copy(update={"uri": "other/port.txt"})})
    assert not list(differences(write("old", record), write("new", elsewhere), Counts()))


def test_only_one_type(make: Make, write: Write) -> None:
    other = make(plan={"decision": "reviewed"}, date={"value": "2024"})
    found = differences(write("old", make()), write("new", other), Counts(), only=frozenset({"dates"}))
    assert [each.type for each in found] == ["dates"]


def test_a_pipe(make: Make, write: Write, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    lines = write("new", make(id="b"), make(id="a")).read_bytes()
    writer = threading.Thread(target=pipe.write_bytes, args=[lines])
    writer.start()
    assert not list(differences(write("old", make(id="a"), make(id="b")), pipe, Counts()))
    writer.join()


TROUBLE = [
    ("{}\n", r"old, line 1: schema_version|id: Field required"),
    ("\n\nnothing\n", "old, line 3: Invalid JSON"),
    ('{"schema_version":"1.0","id":"port-1"}\n', "old, line 1: report: Field required"),
]


@pytest.mark.parametrize(("content", "reason"), TROUBLE)
def test_no_records(make: Make, write: Write, tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "old").write_text(content)
    with pytest.raises(RecordError, match=reason):
        list(differences(tmp_path / "old", write("new", make()), Counts()))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="nothing: cannot be read"):
        list(differences(tmp_path / "nothing", tmp_path / "nothing", Counts()))
