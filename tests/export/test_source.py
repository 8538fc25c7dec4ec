"""Records and texts that do not fit are named in one line."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from models import Record
from models.errors import ReadoutError, RecordError
from pipeline.export.source import Source

Given = tuple[Record, str]
Saved = Callable[[Iterable[Given]], tuple[str, str]]


def test_texts_in_any_order(tmp_path: Path, saved: Saved, first: Given, second: Given) -> None:
    records, texts = saved([first, second])
    lines = Path(texts).read_text().splitlines()
    Path(texts).write_text("\n\n".join([lines[1], json.dumps({"id": "other", "text": "x"}), lines[0]]))
    assert list(Source(records, texts=texts).read()) == [first, second]


TEXTS = {  # what the file of texts holds, and what the error says of it
    "nothing": ("", "{texts}: has no text of 'first'"),
    "no JSON": ("{{", "{texts}, line 1: Input should be an object of JSON"),
    "not UTF-8": ("\udcff", "{texts}, line 1: Input should be an object of JSON"),
    "no object": ("\n[]", "{texts}, line 2: Input should be an object of JSON"),
    "no text": ('{{"id": "first"}}', "{texts}, line 1: text: Input should be a string"),
    "no id": ('{{"text": "x"}}', "{texts}, line 1: id: Input should be a string"),
    "another text": ('{{"id": "first", "text": "x"}}', "{texts}: its text of 'first' is not the one the record was made from"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), TEXTS.values(), ids=TEXTS)
def test_texts_that_do_not_fit(saved: Saved, first: Given, content: str, message: str) -> None:
    records, texts = saved([first])
    Path(texts).write_bytes(content.format().encode(errors="surrogateescape"))
    with pytest.raises(ReadoutError) as foreign:
        list(Source(records, texts=texts).read())
    assert str(foreign.value).startswith(message.format(texts=texts))
    assert "write it with 'readout extract --texts FILE'" in str(foreign.value)
    assert "\n" not in str(foreign.value)


def test_an_id_of_two_records(saved: Saved, first: Given, second: Given) -> None:
    records, _ = saved([first, second, first])
    with pytest.raises(RecordError, match=f"^{records}: id: 'first' is the id of two records; give every report"):
        list(Source(records).records())


def test_texts_that_are_not_there(saved: Saved, first: Given) -> None:
    records, texts = saved([first])
    for source in (Source(records), Source(records, texts=f"{texts}.none")):
        with pytest.raises(ReadoutError, match=r"--texts FILE"):
            list(source.read())
