"""All formats together: what is told by content, what is refused with which code, and that nothing stops the others."""

import bz2
import gzip
import io
import json
import lzma
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
import zstandard

from models import Report
from models.errors import ReportError
from pipeline.ingest import Document, Input, documents, extras, parse, read
from pipeline.ingest.formats import FORMATS

Make = Callable[..., bytes]
TEXT = b"Cabinet met on 3 May 2024."
ROOT = Path(__file__).parents[2]
PAGE = b"<!DOCTYPE html><html><body><p>Cabinet met on 3 May 2024 and adopted the plan.</p></body></html>"


def word() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(TEXT.decode())
    document.save(out)
    return out.getvalue()


@pytest.fixture
def broken(make_pdf: Make, make_zip: Make, make_tar: Make) -> dict[str, tuple[bytes, str]]:
    """Files of many kinds that cannot be read, and their codes."""
    pdf, good_word = make_pdf([[(72, 700, "Cabinet met.")]]), word()
    packed = make_zip({"a.txt": os.urandom(2000)})
    nested = TEXT
    for _ in range(20):
        nested = make_zip({"a": nested})
    ole = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    return {
        "pdf-cut.pdf": (pdf[: len(pdf) // 2], "truncated"),
        "pdf-damaged.pdf": (b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
        "pdf-password.pdf": (make_pdf([[(72, 700, "Cabinet met.")]], password="secret"), "password"),
        "pdf-scanned.pdf": (make_pdf([[]]), "no-text-layer"),
        "docx-cut.docx": (good_word[:900], "truncated"),
        "docx-password.docx": (ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99, "password"),
        "doc-old.doc": (ole, "unsupported"),
        "html-empty.html": (b"<!DOCTYPE html><html><body></body></html>", "no-text"),
        "xml.html": (b"<?xml version='1.0'?><rss><item>Cabinet met</item></rss>", "unsupported"),
        "gz-cut.txt.gz": (gzip.compress(os.urandom(3000).hex().encode())[:-900], "truncated"),
        "gz-damaged.txt.gz": (gzip.compress(TEXT)[:-8] + b"\1" * 8, "damaged"),
        "bz2-cut.txt.bz2": (bz2.compress(TEXT)[:-9], "truncated"),
        "xz-cut.txt.xz": (lzma.compress(TEXT)[:-9], "truncated"),
        "zst-cut.txt.zst": (zstandard.ZstdCompressor().compress(TEXT)[:-3], "truncated"),
        "zip-cut.zip": (packed[:-90], "truncated"),
        "zip-bomb.zip": (make_zip({"zeros.txt": b"0" * 70_000_000}), "bomb"),
        "zip-nested.zip": (nested, "too-deep"),
        "tar-cut.tar": (make_tar([("a.txt", os.urandom(5000).hex().encode())])[:3000], "truncated"),
        "nul.txt": (b"Cabinet\0met", "binary"),
        "noise.txt": (bytes(range(1, 32)) * 40 + b"\xff\x81", "binary"),
        "image.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "unsupported"),
        "rtf.txt": (b"{\\rtf1 Cabinet met}", "unsupported"),
        "half.txt": (b"\xff\xfe\x00\xd8", "encoding"),
        "json-cut.json": (b'[{"text": "a"}, {"te', "bad-json"),
        "surrogate.jsonl": (b'{"text": "\\ud800"}', "surrogate"),
        "no-text.jsonl": (b'{"body": "a"}', "no-text"),
        "day.txt": (b"---\npublished: soon\n---\nCabinet met.", "bad-metadata"),
        "long.txt": (b"a" * 1_000_001, "too-long"),
    }


def test_broken_files_do_not_stop_the_others(
    tmp_path: Path, broken: dict[str, tuple[bytes, str]], make_pdf: Make, make_zip: Make, make_tar: Make
) -> None:
    good = {
        "z.txt": TEXT,
        "z.html": PAGE,
        "z.pdf": make_pdf([[(72, 700, "Cabinet met on 3 May 2024.")]]),
        "z.docx": word(),
        "z.jsonl.gz": gzip.compress(b'{"text": "a"}'),
        "z.zip": make_zip({"a.txt": TEXT}),
        "z.tar.zst": zstandard.ZstdCompressor().compress(make_tar([("a.txt", TEXT)])),
    }
    for name, content in {**{name: content for name, (content, _) in broken.items()}, **good}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to("missing")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read([str(tmp_path)]))
    errors = [each for each in found if isinstance(each, ReportError)]
    codes = {re.split(r"[!#]", Path(each.uri).name)[0]: each.code for each in errors}
    expected = {name: code for name, (_, code) in broken.items()}
    assert codes == {**expected, "nowhere.txt": "not-a-file", "pipe.txt": "not-a-file"}
    assert len(errors) == len(codes), "more than one rejection of one file"
    assert len(found) - len(errors) == len(good)
    assert all("; " in error.reason and "\n" not in error.reason for error in errors)


def test_every_code_is_in_the_readme(broken: dict[str, tuple[bytes, str]]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline/ingest").glob("*.py"))
    codes = set(re.findall(r'ReportError\(\s*[\w.()]+,\s*"([a-z-]+)"', sources)) | {code for _, code in broken.values()}
    assert len(codes) >= 19
    assert {code for code in codes if f"`{code}`" not in readme} == set()


@pytest.mark.parametrize("ending", ["txt", "pdf", "docx", "zip", "tar.gz", "zst", "jsonl", "html", "json"])
def test_an_empty_file_is_an_empty_report(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"")
    found = list(read([str(path)]))
    assert [report.text for report in found if isinstance(report, Report)] == ([""] if ending != "jsonl" else [])


def test_a_wrong_ending_does_not_matter(tmp_path: Path, make_pdf: Make, make_zip: Make) -> None:
    contents = [TEXT, PAGE, make_pdf([[(72, 700, "Cabinet met on 3 May 2024.")]]), word(), b'{"text": "Cabinet met"}']
    for number, content in enumerate(contents):
        for ending in ("txt", "pdf", "docx", "zip", "gz", "html"):
            path = tmp_path / f"{number}.{ending}"
            path.write_bytes(content)
            (report,) = read([str(path)])
            assert isinstance(report, Report) and report.text.startswith("Cabinet met"), path.name


def test_a_line_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(200):
            stream.write(b"a" * 1_000_000)
        stream.write(b'"}\n{"text": "b"}\n')
    first, second = read([str(path)])
    assert isinstance(first, ReportError) and first.code == "too-long"
    assert isinstance(second, Report) and second.text == "b"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    (error,) = read([str(path)])
    assert isinstance(error, ReportError) and error.code == "unreadable"


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    Path(os.fsdecode(name)).write_bytes(TEXT)
    (report,) = read([str(tmp_path)])
    assert isinstance(report, Report) and report.uri is not None
    assert report.uri.endswith("caf\\udce9\\n.txt")
    report.uri.encode()


NEEDED = {  # a format, and what it needs
    "a.html": (PAGE, "trafilatura", "html"),
    "a.pdf": (b"%PDF-1.7\n%%EOF", "pypdfium2", "pdf"),
    "a.docx": (word(), "docx", "docx"),
    "a.zst": (zstandard.ZstdCompressor().compress(TEXT), "zstandard", "zstd"),
}


@pytest.mark.parametrize(("name", "needs"), NEEDED.items(), ids=NEEDED)
def test_without_its_extra_a_report_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, needs: tuple[bytes, str, str]
) -> None:
    content, module, extra = needs
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.txt").write_bytes(TEXT)
    error, report = read([str(tmp_path)])
    assert isinstance(error, ReportError) and error.code == "missing-extra"
    assert f"pip install 'readout[{extra}]'" in error.reason
    assert isinstance(report, Report)


def test_libraries_are_loaded_when_they_are_needed(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "a.txt").write_bytes(TEXT)
    heavy = [*extras.EXTRAS, "charset_normalizer"]
    script = f"import sys; from pipeline.ingest import read; list(read(['a.txt'])); sys.exit(any(m in sys.modules for m in {heavy}))"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=False).returncode == 0


def test_what_a_library_raises_is_a_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Document) -> Report:
        raise KeyError("a\nb")

    monkeypatch.setitem(sys.modules["pipeline.ingest.formats"]._READERS, "PDF", fail)
    outcome = parse(Document("a.pdf", "PDF", b""))
    assert isinstance(outcome, ReportError)
    assert (outcome.uri, outcome.code, outcome.reason.count("\n")) == ("a.pdf", "failed", 0)


def test_places_are_stable(tmp_path: Path, make_zip: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(
        make_zip({"b.txt": TEXT, "c.jsonl": b'{"text": "1"}\n\n{"text": "2", "url": "https://x.example"}'})
    )
    Path("d.json").write_bytes(json.dumps([{"text": "a"}, {"text": "b"}]).encode())
    places = ["a.zip!b.txt", "a.zip!c.jsonl#1", "a.zip!c.jsonl#3", "d.json#1", "d.json#2"]
    assert [each.uri for each in documents(["a.zip", "d.json"])] == places


def test_each_format_has_a_name_of_its_own() -> None:
    names = [format_.name for format_ in FORMATS]
    assert len(set(names)) == len(names)


def test_inputs_are_read_one_at_a_time(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(TEXT)

    def named() -> Iterator[str]:
        yield str(tmp_path / "0.txt")
        raise AssertionError("the second was asked for before the first was given")

    first: Input = next(read(named()))
    assert isinstance(first, Report)
