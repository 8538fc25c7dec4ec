"""Files, folders and globs, good and bad."""

import os
from pathlib import Path

import pytest

from models.errors import ReportError
from pipeline.ingest import read
from pipeline.ingest.sources import Source, expand


def names(*inputs: str) -> list[str]:
    return [each.uri if isinstance(each, Source) else f"{each.uri}: {each.code}" for each in expand(inputs)]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.txt", "in/a/1.txt", "in/a/2.txt", "in/c.meta.json", "in/.git/x", "in/.y", "[z].txt"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Cabinet met.")


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (["in"], ["in/a/1.txt", "in/a/2.txt", "in/b.txt"]),
        (["./in/b.txt", "./in/a"], ["in/b.txt", "in/a/1.txt", "in/a/2.txt"]),
        (["in/"], ["in/a/1.txt", "in/a/2.txt", "in/b.txt"]),
        (["in/b.txt", "in/a"], ["in/b.txt", "in/a/1.txt", "in/a/2.txt"]),
        (["in/*/2.txt"], ["in/a/2.txt"]),
        (["in/**/*.txt"], ["in/a/1.txt", "in/a/2.txt", "in/b.txt"]),
        (["[z].txt"], ["[z].txt"]),
        (["in/c.meta.json"], ["in/c.meta.json"]),
        (["-"], ["-"]),
        (["no.txt", "in/b.txt"], ["no.txt: not-found", "in/b.txt"]),
        (["*.pdf"], ["*.pdf: not-found"]),
        (["a\0b"], ["a\\x00b: not-found"]),
        ([""], [": not-found"]),
    ],
    ids=str,
)
def test_what_is_named(inputs: list[str], expected: list[str]) -> None:
    assert names(*inputs) == expected


def test_loops_and_broken_links() -> None:
    Path("in/loop").symlink_to("..")
    Path("in/self").symlink_to("self")
    Path("in/broken").symlink_to("nowhere")
    Path("in/linked").symlink_to("b.txt")
    assert names("in") == [
        "in/a/1.txt",
        "in/a/2.txt",
        "in/b.txt",
        "in/broken: not-a-file",
        "in/linked",
        "in/self: not-a-file",
    ]


def test_folders_in_each_other_a_thousand_times() -> None:
    folders = [Path("deep")]
    folders += (Path("deep", *("d" * number)) for number in range(1, 1200))
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "a.txt").write_text("Cabinet met.")
    found = names("deep")
    (folders[-1] / "a.txt").unlink()
    for folder in reversed(folders):  # what clears up behind the tests goes through folders by recursion
        folder.rmdir()
    assert found == [f"{folders[-1]}/a.txt"]


def test_pipes_in_a_folder_are_not_waited_for() -> None:
    os.mkfifo("in/pipe")
    assert names("in")[-1] == "in/pipe: not-a-file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission() -> None:
    Path("in/b.txt").chmod(0)
    Path("in/a").chmod(0)
    codes = [each.code for each in read(["in"]) if isinstance(each, ReportError)]
    assert codes == ["unreadable", "unreadable"]


@pytest.mark.parametrize(
    "content",
    [b"{\\rtf1", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n", b"Rar!", b"\xef\xbb\xbf<?xml version='1.0'?><rss/>"],
)
def test_formats_that_are_not_read_are_refused_by_content(content: bytes) -> None:
    Path("in/b.txt").write_bytes(content)
    (error,) = read(["in/b.txt"])
    assert isinstance(error, ReportError)
    assert error.code == "unsupported"
