"""Archives and compressed files: what is in them is read as it would be alone, and no bomb goes off."""

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from models import Report
from models.errors import ReportError
from pipeline.ingest import Input, archive, budget, documents, read, tar_archive, zip_archive

Outcomes = Callable[[str, bytes], list[str]]
Make = Callable[..., bytes]
TEXT = b"Cabinet met."
PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
LONG = os.urandom(20_000).hex().encode()  # takes many blocks


@pytest.mark.parametrize(("ending", "pack"), PACKERS.items(), ids=PACKERS)
class TestCompressed:
    def test_a_text(self, outcome_of: Outcomes, ending: str, pack: Callable[[bytes], bytes]) -> None:
        assert outcome_of(f"a.txt.{ending}", pack(TEXT)) == [f"a.txt.{ending}: Cabinet met."]
        assert outcome_of("a", pack(LONG)) == [f"a: {LONG.decode()}"]

    def test_told_by_content(self, outcome_of: Outcomes, ending: str, pack: Callable[[bytes], bytes]) -> None:
        assert outcome_of("a.pdf", pack(TEXT)) == ["a.pdf: Cabinet met."]

    def test_lines(self, outcome_of: Outcomes, ending: str, pack: Callable[[bytes], bytes]) -> None:
        lines = b'{"text": "a"}\n{"text": 3}\n{"text": "b"}\n'
        name = f"a.jsonl.{ending}"
        assert outcome_of(name, pack(lines)) == [f"{name}#1: a", f"{name}#2: bad-text", f"{name}#3: b"]

    def test_several_one_after_the_other(
        self, outcome_of: Outcomes, ending: str, pack: Callable[[bytes], bytes]
    ) -> None:
        assert outcome_of("a", pack(b"Cabinet ") + pack(b"met.")) == ["a: Cabinet met."]

    def test_cut_short(self, outcome_of: Outcomes, ending: str, pack: Callable[[bytes], bytes]) -> None:
        packed = pack(LONG)
        for length in (len(packed) // 2, len(packed) - 3):
            assert outcome_of("a.txt", packed[:length]) == ["a.txt: truncated"]

    def test_damaged(self, outcome_of: Outcomes, ending: str, pack: Callable[[bytes], bytes]) -> None:
        packed = bytearray(pack(LONG))
        packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
        (outcome,) = outcome_of("a.txt", bytes(packed))
        assert outcome in {"a.txt: damaged", "a.txt: truncated"} or ending == "zst"

    def test_an_archive_in_it(
        self, outcome_of: Outcomes, make_tar: Make, ending: str, pack: Callable[[bytes], bytes]
    ) -> None:
        packed = pack(make_tar([("b.txt", TEXT), ("a/c.jsonl", b'{"text": "x"}')]))
        assert outcome_of(f"t.tar.{ending}", packed) == [
            f"t.tar.{ending}!b.txt: Cabinet met.",
            f"t.tar.{ending}!a/c.jsonl#1: x",
        ]

    def test_facts_beside_it(
        self, tmp_path: Path, outcome_of: Outcomes, ending: str, pack: Callable[[bytes], bytes]
    ) -> None:
        (tmp_path / "a.meta.json").write_text('{"url": "https://gov.example/a"}')
        assert outcome_of(f"a.txt.{ending}", pack(TEXT)) == ["https://gov.example/a: Cabinet met."]


def test_lines_before_the_cut_are_kept(outcome_of: Outcomes) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(5000)) + b'{"text": "' + LONG + b'"}\n'
    packed = gzip.compress(lines)
    outcomes = outcome_of("a.jsonl.gz", packed[: len(packed) - 9000])
    assert outcomes[-1] == "a.jsonl.gz: truncated"
    assert outcomes[:-1] == [f"a.jsonl.gz#{number + 1}: {number}" for number in range(5000)]


def test_members_of_a_zip(outcome_of: Outcomes, make_zip: Make) -> None:
    members = {
        "b.txt": TEXT,
        "folder/": b"",
        "folder/a.jsonl": b'{"text": "1"}\n{"text": "2"}',
        "a.meta.json": b'{"title": "A"}',
        "a.txt": b"no facts of b",
        ".hidden": b"x",
        "__MACOSX/b.txt": b"x",
        "../../etc/passwd": b"root",
        "caf\u00e9\x1b[2J.txt": b"escape",
    }
    assert outcome_of("z.zip", make_zip(members)) == [
        "z.zip!b.txt: Cabinet met.",
        "z.zip!folder/a.jsonl#1: 1",
        "z.zip!folder/a.jsonl#2: 2",
        "z.zip!a.txt: no facts of b",
        "z.zip!../../etc/passwd: root",
        "z.zip!café\\x1b[2J.txt: escape",
    ]


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_facts_of_members_wherever_they_stand(
    inputs_of: Callable[..., list[Input]], make_zip: Make, make_tar: Make, kind: str
) -> None:
    members = {
        "x/a.meta.json": b'{"published": "2024-05-03"}',
        "x/a.txt": TEXT,
        "b.txt": TEXT,
        "b.meta.json": b'{"title": "B"}',
        "c.txt": TEXT,
        "c.meta.json": b"{",
    }
    packed = make_zip(members) if kind == "zip" else make_tar(members.items())
    found = inputs_of(f"z.{kind}", gzip.compress(packed) if kind == "tar.gz" else packed)
    first, second, third = found
    assert isinstance(first, Report) and str(first.published) == "2024-05-03"
    assert isinstance(second, Report) and second.title == "B"
    assert isinstance(third, ReportError) and (third.uri, third.code) == (f"z.{kind}!c.txt", "bad-metadata")


def test_links_and_devices_are_not_followed(outcome_of: Outcomes, make_tar: Make, make_zip: Make) -> None:
    packed = make_tar([("a", "/etc/passwd"), ("device", ""), ("b.txt", TEXT)])
    assert outcome_of("t.tar", packed) == [
        "t.tar!a: not-a-file",
        "t.tar!device: not-a-file",
        "t.tar!b.txt: Cabinet met.",
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed_zip:
        link = zipfile.ZipInfo("a")
        link.external_attr = 0o120777 << 16
        packed_zip.writestr(link, "/etc/passwd")
    assert outcome_of("z.zip", out.getvalue()) == ["z.zip!a: not-a-file"]


def test_a_name_that_is_there_twice(outcome_of: Outcomes, make_tar: Make) -> None:
    packed = make_tar([("a.txt", b"1"), ("./a.txt", b"2"), ("a.txt", b"3")])
    assert outcome_of("t.tar", packed) == ["t.tar!a.txt: 1", "t.tar!a.txt(2): 2", "t.tar!a.txt(3): 3"]


def test_nested(outcome_of: Outcomes, make_tar: Make, make_zip: Make) -> None:
    inner = make_zip({"a.txt": TEXT})
    middle = make_tar([("b.zip", inner), ("c.txt.gz", gzip.compress(b"c"))])
    assert outcome_of("d.zip", make_zip({"m.tar.gz": gzip.compress(middle), "e.txt": b"e"})) == [
        "d.zip!m.tar.gz!b.zip!a.txt: Cabinet met.",
        "d.zip!m.tar.gz!c.txt.gz: c",
        "d.zip!e.txt: e",
    ]


def test_nested_beyond_measure(outcome_of: Outcomes, make_zip: Make) -> None:
    packed = TEXT
    for _ in range(50):
        packed = make_zip({"a": packed}, zipfile.ZIP_STORED)
    (outcome,) = outcome_of("z.zip", packed)
    assert outcome.endswith(": too-deep")


BROKEN = {  # what is done to a good ZIP, and the code
    "cut short": (lambda packed: packed[: len(packed) // 2], "truncated"),
    "without its end": (lambda packed: packed[:-10], "truncated"),
    "only its beginning": (lambda packed: packed[:4], "truncated"),
    "no directory": (lambda packed: packed[:20] + b"\0" * (len(packed) - 42) + packed[-22:], "damaged"),
}


@pytest.mark.parametrize(("spoil", "code"), BROKEN.values(), ids=BROKEN)
def test_broken_zips(outcome_of: Outcomes, make_zip: Make, spoil: Callable[[bytes], bytes], code: str) -> None:
    assert outcome_of("z.zip", spoil(make_zip({"a.txt": LONG, "b.txt": TEXT}))) == [f"z.zip: {code}"]


def test_a_broken_member_does_not_stop_the_others(outcome_of: Outcomes, make_zip: Make) -> None:
    packed = bytearray(make_zip({"a.txt": LONG, "b.txt": TEXT}, zipfile.ZIP_STORED))
    packed[200] ^= 1
    assert outcome_of("z.zip", bytes(packed)) == ["z.zip!a.txt: damaged", "z.zip!b.txt: Cabinet met."]


def test_a_member_that_needs_a_password(outcome_of: Outcomes, make_zip: Make) -> None:
    packed = bytearray(make_zip({"a.txt": TEXT}))
    packed[6] |= 1
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    assert outcome_of("z.zip", bytes(packed)) == ["z.zip!a.txt: password"]


def test_a_member_packed_in_a_way_that_is_not_read(outcome_of: Outcomes, make_zip: Make) -> None:
    packed = bytearray(make_zip({"a.txt": TEXT}))
    packed[8] = 9
    packed[packed.rindex(b"PK\x01\x02") + 10] = 9
    assert outcome_of("z.zip", bytes(packed)) == ["z.zip!a.txt: unsupported"]


def test_broken_tars(outcome_of: Outcomes, make_tar: Make) -> None:
    good = make_tar([("a.txt", TEXT), ("b.txt", LONG), ("c.txt", TEXT)])
    first = "t.tar!a.txt: Cabinet met."
    assert outcome_of("t.tar", good[:20_000]) == [first, "t.tar!b.txt: truncated"]
    assert outcome_of("t.tar", good[:1300]) == [first, "t.tar: truncated"]
    bad = bytearray(good)
    bad[1024 + 150] ^= 1  # the sum of the second header
    assert outcome_of("t.tar", bytes(bad)) == [first, "t.tar: damaged"]
    packed = gzip.compress(good)
    assert outcome_of("t.tar.gz", packed[: len(packed) - 2000])[0].endswith("!a.txt: Cabinet met.")
    assert outcome_of("t.tar.gz", packed[: len(packed) - 2000])[-1] == "t.tar.gz: truncated"


def test_archives_of_nothing(outcome_of: Outcomes, make_tar: Make, make_zip: Make) -> None:
    assert outcome_of("z.zip", make_zip({})) == ["z.zip: not-found"]
    assert outcome_of("t.tar", make_tar([])) == ["t.tar: not-found"]


@pytest.mark.parametrize("member", ["xl/workbook.xml", "ppt/presentation.xml", "mimetype"])
def test_other_documents_that_are_a_zip(outcome_of: Outcomes, make_zip: Make, member: str) -> None:
    assert outcome_of("a.zip", make_zip({member: b"x", "b.txt": TEXT})) == ["a.zip: unsupported"]


def test_bombs(outcome_of: Outcomes, make_zip: Make, make_tar: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "FREE", 4_000_000)
    zeros = b"0" * 3_000_000
    assert outcome_of("a.zip", make_zip({"a.txt": zeros, "b.txt": TEXT})) == [
        "a.zip!a.txt: bomb",
        "a.zip!b.txt: Cabinet met.",
    ]
    many = make_tar([(f"{number}.txt", zeros) for number in range(9)])
    outcomes = outcome_of("a.tar.gz", gzip.compress(many))
    assert outcomes[-1].endswith(": bomb") and sum("bomb" in each for each in outcomes) == 1
    nested = make_zip({"a.gz": gzip.compress(gzip.compress(zeros * 30))}, zipfile.ZIP_STORED)
    assert outcome_of("n.zip", nested) == ["n.zip!a.gz: bomb"]


def test_a_zip_that_lists_too_many(outcome_of: Outcomes, make_zip: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "_MAX_DIRECTORY", 1000)
    assert outcome_of("z.zip", make_zip({f"{number}.txt": TEXT for number in range(100)})) == ["z.zip: bomb"]


def test_a_tar_of_too_many(outcome_of: Outcomes, make_tar: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar_archive, "MAX_MEMBERS", 2)
    packed = make_tar([(f"{number}.txt", TEXT) for number in range(3)])
    assert outcome_of("t.tar", packed) == ["t.tar!0.txt: Cabinet met.", "t.tar!1.txt: Cabinet met.", "t.tar: bomb"]


def test_a_header_beyond_measure(outcome_of: Outcomes) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
    assert outcome_of("t.tar", header.tobuf() + b"a" * 5000) == ["t.tar: damaged"]


def test_nothing_is_written_to_the_disk(outcome_of: Outcomes, make_tar: Make, make_zip: Make, tmp_path: Path) -> None:
    members = {"../a.txt": TEXT, "/b.txt": TEXT, "c/d.txt": TEXT}
    outcome_of("t.tar", make_tar(members.items()))
    outcome_of("z.zip", make_zip({"t.tar": make_tar(members.items())}))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["t.tar", "z.zip"]
    assert not (tmp_path.parent / "a.txt").exists() and not Path("/b.txt").exists()


def test_documents_are_lazy_and_can_be_sent_away(
    make_zip: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pickle

    monkeypatch.chdir(tmp_path)
    Path("z.zip").write_bytes(make_zip({f"{number}.txt": TEXT for number in range(1000)}))
    found = documents(["z.zip"])
    first = next(found)
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301
    assert first.uri == "z.zip!0.txt"
    found.close()  # type: ignore[attr-defined]


def test_standard_input(make_tar: Make, make_zip: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for packed in (make_zip({"a.txt": TEXT}), gzip.compress(make_tar([("a.txt", TEXT)]))):
        path = tmp_path / "in"
        path.write_bytes(packed)
        with path.open() as stream:
            monkeypatch.setattr("sys.stdin", stream)
            (report,) = read(["-"])
        assert isinstance(report, Report) and (report.uri, report.text) == ("-!a.txt", "Cabinet met.")


def test_places_of_members() -> None:
    names = archive.Names("a.zip")
    assert [names.uri(name) for name in ("b", "b", "c\n", "\udce9")] == [
        "a.zip!b", "a.zip!b(2)", "a.zip!c\\n", "a.zip!\\udce9",
    ]  # fmt: skip


def test_lines_map_their_names(inputs_of: Callable[..., list[Input]]) -> None:
    line = json.dumps(
        {"body": "Cabinet met.", "meta": {"day": "2024-05-03", "no": 7}, "title": "A", "text": "not this"}
    )
    fields = {"text": "body", "published": "meta.day", "id": "meta.no"}
    (report,) = inputs_of("a.jsonl", line.encode(), fields=fields)
    assert isinstance(report, Report)
    assert (report.text, str(report.published), report.id, report.title) == ("Cabinet met.", "2024-05-03", "7", "A")
