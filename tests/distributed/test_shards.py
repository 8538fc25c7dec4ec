"""A job in shards: cut anywhere, done anywhere and twice, it holds what one process reads."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import fsspec
import pytest

from models import Rejection
from models.errors import ReadoutError, ReportError, RuleError
from pipeline import shards, storage
from pipeline.batch import Job, Outcome, extract_shard
from pipeline.ingest import Document, documents
from pipeline.shards import Lines, Shard, Starts

FILES = {
    "a.jsonl": "".join(json.dumps({"text": "Cabinet met. " * (number % 7)}) + "\n" for number in range(60)).encode(),
    "blank.jsonl": b'\xef\xbb\xbf{"text": "Cabinet met."}\r\n\n\n   \n{"text": "Council met."}\n\n{"text": 3}\nnull',
    "long.jsonl": b'{"text": "' + b"Cabinet met. " * 300 + b'"}\n{"text": "Council met."}',
    "page.txt": b"Cabinet met. " * 50,
    "page.meta.json": b'{"title": "Water", "published": "2024-05-03"}',
    "two.jsonl.gz": gzip.compress(b'{"text": "Cabinet met."}\n{"text": "Council met."}\n', mtime=0),
    "nul.txt": b"Cabinet\0met",
    "bad.txt": b"Cabinet met.",
    "bad.meta.json": b"[",
    "broken.jsonl.gz": gzip.compress(b'{"text": "Cabinet met."}\n' * 99, mtime=0)[:-20],
    "empty.jsonl": b"",
    "sub/c.jsonl": b'{"text": "Cabinet met on 3 May 2024."}\n',
}


def scanned(parts: list[Lines]) -> Iterator[Starts]:
    return map(shards.scan, parts)


def held(planned: Iterable[Shard]) -> list[Document | Rejection]:
    """Return what shards hold, rejections as such."""
    items = [item for shard in planned for piece in shard for item in shards._items(piece, {})]
    return [comparable(item) for item in items]


def comparable(item: Document | ReportError | Outcome) -> Document | Rejection:
    if isinstance(item, ReportError):
        return Rejection(uri=item.uri, code=item.code, reason=item.reason, stage="ingest")
    return Rejection.model_validate_json(item.line) if isinstance(item, Outcome) else item


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder ``in`` with files of all kinds, in the working directory."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


@pytest.fixture
def bucket() -> Iterator[str]:
    """The same files in an object store."""
    system = fsspec.filesystem("memory")
    for name, content in FILES.items():
        system.pipe_file(f"/bucket/in/{name}", content)
    yield "memory:///bucket"
    system.rm("/bucket", recursive=True)


@pytest.mark.parametrize("size", [1, 30, 1000, 100_000])
@pytest.mark.parametrize("names", [["in"], ["in/a.jsonl", "no.txt", "in/a.jsonl"], ["in/*.jsonl", "./in/page.txt"]])
def test_shards_hold_what_one_process_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: int, names: list[str]
) -> None:
    monkeypatch.setattr(shards, "MOST", size)
    planned = shards.plan(names, scanned)
    assert held(planned) == [comparable(item) for item in documents(names)]
    assert len(planned) > 1 or size > 1000


@pytest.mark.parametrize("size", [50, 100_000])
def test_an_object_store_holds_what_a_disk_holds(
    folder: Path, bucket: str, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(shards, "MOST", size)

    def moved(item: Document | Rejection) -> Document | Rejection:
        uri = item.uri.replace("in/", "memory:///bucket/in/", 1)
        if isinstance(item, Rejection):
            return item.model_copy(update={"uri": uri, "reason": item.reason.replace("in/", "memory:///bucket/in/", 1)})
        return item._replace(uri=uri)

    wanted = [moved(comparable(item)) for item in documents(["in/sub", "in/[abelnpt]*.*[lzt]"])]
    here = held(shards.plan([f"{bucket}/in/sub", f"{bucket}/in/[abelnpt]*.*[lzt]"], scanned))
    assert here == wanted
    assert [item.uri for item in held(shards.plan([f"{bucket}/in"], scanned))][
        -1
    ] == "memory:///bucket/in/two.jsonl.gz#2"


def test_nothing_at_an_address(bucket: str) -> None:
    (rejection,) = held(shards.plan([f"{bucket}/no.jsonl"], scanned))
    assert isinstance(rejection, Rejection) and rejection.code == "not-found"


def test_standard_input_cannot_be_read_elsewhere() -> None:
    with pytest.raises(ReadoutError, match="standard input"):
        shards.plan(["-"], scanned)


@pytest.mark.parametrize("where", ["disk", "memory:///bucket/out"])
def test_a_shard_is_done_once_and_whole(folder: Path, bucket: str, where: str) -> None:
    if where == "disk":
        (folder / "out").mkdir()
        where = str(folder / "out")
    target = f"{where}/0.jsonl"
    task = shards.task(Job("", ""), {})
    shard = shards.plan(["in/blank.jsonl", "in/nul.txt"], scanned)[0]
    system, path = storage.at(where)

    def fails(_: object, __: object) -> list[Outcome]:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        shards.do(shard, target, task, fails)
    assert not system.exists(f"{path}/0.jsonl")
    shards.do(shard, target, task, extract_shard)
    assert [each.rpartition("/")[2] for each in system.ls(path, detail=False)] == ["0.jsonl"]
    made = list(shards.outcomes(target))
    shards.do(shard, target, task, fails)  # it is there
    assert made == list(shards.outcomes(target))
    assert [each.accepted for each in made] == [True, True, False, False, False]
    assert made[:2] == extract_shard([item for item in documents(["in/blank.jsonl"]) if isinstance(item, Document)][:2])


def test_a_worker_with_other_rules_is_refused(folder: Path) -> None:
    task = shards.task(Job("", ""), {})
    other = task._replace(provenance=task.provenance.model_copy(update={"rules": "0" * 64}))
    with pytest.raises(ReadoutError, match="another rules"):
        shards.do((), str(folder / "0.jsonl"), other)


def test_a_folder_that_a_worker_does_not_see(folder: Path) -> None:
    with pytest.raises(ReadoutError, match="does not see this folder"):
        shards.do((), str(folder / "no" / "0.jsonl"), shards.task(Job("", ""), {}))


def test_a_bad_rule_is_told(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/dates.toml").write_text("[[rule]]\nid = 'date.x'\n")
    task = shards.task(Job("", "", rules=str(folder / "mine")), {})
    with pytest.raises(RuleError, match=r"dates\.toml"):
        shards.do(shards.plan(["in/a.jsonl"], scanned)[0], str(folder / "0.jsonl"), task)


def test_names_of_json_are_mapped(folder: Path) -> None:
    (folder / "other.jsonl").write_text('{"body": "Cabinet met."}\n')
    fields: Mapping[str, str] = {"text": "body"}
    (shard,) = shards.plan(["other.jsonl"], scanned)
    shards.do(shard, str(folder / "0.jsonl"), shards.task(Job("", ""), fields))
    assert [each.accepted for each in shards.outcomes(str(folder / "0.jsonl"))] == [True]
